"""Verdicts of the expectations: judged, kept in the history of the checks, and told in Dagster's words."""

from collections.abc import Callable, Sequence

import dagster as dg

from expectations.library import Suite
from expectations.published import judgements
from expectations.validate import Finding, validate, Verdict
from warehouse.lake.check_history import open_expectations, record
from warehouse.lake.refresh import Refresh

CHECK = "expectations"
_WARN = dg.AssetCheckSeverity.WARN


def spec(asset: dg.AssetKey) -> dg.AssetCheckSpec:
    """The check of one table. Blocking: what is built on a table waits, and stays unbuilt when a critical one fails."""
    return dg.AssetCheckSpec(CHECK, asset=asset, blocking=True, description="The suite of this table holds.")


def judge(run: Refresh, suites: Sequence[Suite], scope: Callable[[str], str]) -> list[Verdict]:
    """A verdict per suite; nothing is looked at when nothing new has arrived."""
    if run.is_current:
        return [Verdict(suite.table, 0, len(suite.expectations)) for suite in suites]
    run.touch()
    return judge_now(run, suites, scope)


def judge_now(run: Refresh, suites: Sequence[Suite], scope: Callable[[str], str]) -> list[Verdict]:
    """A verdict per suite, whether or not there is news."""
    verdicts = validate(run.connection, suites, scope, open_expectations(run.connection))
    record(run.connection, run.run_id, run.clock(), judgements(suites, verdicts, scope))
    return verdicts


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
            **{
                f"{verdict.table} {finding.expectation.name}": _metadata(finding)
                for verdict in verdicts
                for finding in verdict.findings
            },
        },
    )


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
