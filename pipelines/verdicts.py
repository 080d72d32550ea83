"""Verdicts of the expectations: judged, kept in the history of the checks, and told in Dagster's words."""

from collections.abc import Callable, Sequence
from datetime import datetime

import dagster as dg

from expectations.data_docs import write_docs
from expectations.library import Suite
from expectations.published import judgements
from expectations.validate import Finding, validate, Verdict
from warehouse.lake.again import serve_again
from warehouse.lake.check_history import judged_expectations, open_expectations, record
from warehouse.lake.refresh import Refresh
from warehouse.logs import logger
from warehouse.settings import Settings

CHECK = "expectations"
ZONE = "Asia/Jakarta"
"""The clock of pages that belong to no agency."""
CHECK_MARTS = ("rpt_checks", "rpt_check_findings", "rpt_check_history")
_log = logger(__name__)
_WARN = dg.AssetCheckSeverity.WARN


def spec(asset: dg.AssetKey) -> dg.AssetCheckSpec:
    """The check of one table. Blocking: what is built on a table waits, and stays unbuilt when a critical one fails."""
    return dg.AssetCheckSpec(CHECK, asset=asset, blocking=True, description="The suite of this table holds.")


def judge(run: Refresh, suites: Sequence[Suite], scope: Callable[[str], str]) -> list[Verdict]:
    """A verdict per suite; nothing is looked at when nothing new has arrived."""
    if run.is_current:
        return [Verdict(suite.table, 0, len(suite.expectations)) for suite in suites]
    run.touch()
    verdicts = judge_now(run, suites, scope)
    if not all(verdict.passed for verdict in verdicts):
        tell(run)
    return verdicts


def judge_now(run: Refresh, suites: Sequence[Suite], scope: Callable[[str], str]) -> list[Verdict]:
    """A verdict per suite, whether or not there is news. What it changes is told at once when no swap will follow."""
    verdicts = validate(run.connection, suites, scope, _unsettled(run, suites))
    now = run.clock()
    changed = record(run.connection, run.run_id, now, judgements(suites, verdicts, scope))
    tell_at_length(run.settings, suites, verdicts, now)
    if changed and run.is_current:
        tell(run)
    return verdicts


def _unsettled(run: Refresh, suites: Sequence[Suite]) -> dict[str, frozenset[str]]:
    """Table → expectations that did not hold last time, or were not asked then: older rows have to be looked at too."""
    broken, asked = open_expectations(run.connection), judged_expectations(run.connection)
    none: frozenset[str] = frozenset()
    return {
        suite.table: broken.get(suite.table, none)
        | ({e.name for e in suite.expectations} - asked.get(suite.table, none))
        for suite in suites
    }


def tell_at_length(settings: Settings, suites: Sequence[Suite], verdicts: Sequence[Verdict], now: datetime) -> None:
    """Write the pages of what changed; that they cannot be written is no reason to keep figures back."""
    try:
        write_docs(settings.home / "data-docs", suites, verdicts, now, ZONE)
    except OSError as wrong:
        _log.error("data_docs_failed", reason=str(wrong))


def tell(run: Refresh) -> None:
    """Show what the checks say beside the figures that are served, which stay as they are."""
    serve_again(run.connection, run.settings, CHECK_MARTS)


def result(verdicts: Sequence[Verdict], asset: dg.AssetKey) -> dg.AssetCheckResult:
    """One check result for the suites of an asset's tables; it is an error only when a critical expectation fails."""
    return dg.AssetCheckResult(
        check_name=CHECK,
        asset_key=asset,
        passed=not any(verdict.findings for verdict in verdicts),
        severity=_WARN if all(verdict.passed for verdict in verdicts) else dg.AssetCheckSeverity.ERROR,
        metadata={
            "rows_checked": sum(verdict.rows_checked for verdict in verdicts),
            "expectations": sum(verdict.expectations for verdict in verdicts),
            **_told(verdicts),
            **{
                f"{verdict.table} {finding.expectation.name}": _metadata(finding)
                for verdict in verdicts
                for finding in verdict.findings
            },
        },
    )


def _told(verdicts: Sequence[Verdict]) -> dict[str, dg.MetadataValue]:
    """What was found as one table to read; nothing when all holds."""
    rows = [
        f"| {verdict.table} | {e.severity} | {e.sentence} | {finding.violations} | {e.owner} | {e.what_to_do} |"
        for verdict in verdicts
        for finding in verdict.findings
        for e in (finding.expectation,)
    ]
    head = [
        "| table | severity | what must hold | rows that break it | who | what to do |",
        "|---|---|---|---:|---|---|",
    ]
    return {"findings": dg.MetadataValue.md("\n".join([*head, *rows]))} if rows else {}


def _metadata(finding: Finding) -> dg.MetadataValue:
    return dg.MetadataValue.json(
        {
            "sentence": finding.expectation.sentence,
            "severity": finding.expectation.severity,
            "owner": finding.expectation.owner,
            "what to do": finding.expectation.what_to_do,
            "violations": finding.violations,
            "sample": [{name: str(value) for name, value in row.items()} for row in finding.sample],
        }
    )
