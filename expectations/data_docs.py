"""Great Expectations' Data Docs as static pages: its own renderers, our words beside them, nothing fetched from elsewhere.

A page per table, written when what it says has changed, and an index. No rows of data stand in them, only counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson

from expectations import judge
from expectations.counting import Counts
from expectations.library import Expectation, Suite
from expectations.validate import Verdict
from expectations.wording import begun, said, said_in
from warehouse.clock import local
from warehouse.i18n import in_language, local_datetime, N_, number, sentence, translator
from warehouse.identity.roles import ROLES

_ = translator("expectations")
STATE = "state.json"
_SEVERITIES = {"critical": N_("holds the figures back"), "warning": N_("to be looked at")}


def write_docs(folder: Path, suites: Iterable[Suite], verdicts: Iterable[Verdict], now: datetime, zone: str) -> int:
    """Write the pages of tables of which something new is said; return how many. The index follows."""
    state = _state(folder)
    by_table = {suite.table: suite for suite in suites}
    written = 0
    with in_language("id"):
        for verdict in verdicts:
            if not verdict.is_judged:
                continue
            suite = by_table[verdict.table]
            broken = {name: sum(counts.values()) for name, counts in verdict.standing.items()}
            asked = [e.name for e in suite.expectations]
            if (before := state.get(suite.table)) and before["broken"] == broken and before["asked"] == asked:
                continue
            folder.mkdir(parents=True, exist_ok=True)
            moment = f"{local_datetime(now, zone, 'd MMM y HH:mm')} {local(now, zone):%Z}"
            _put(folder / f"{suite.table}.html", table_page(suite, verdict.standing, verdict.rows_looked_at, moment))
            state[suite.table] = {"broken": broken, "asked": asked, "judged": moment}
            written += 1
        if written:
            _put(folder / "style.css", _text("style.css"))
            _put(folder / "index.html", index_page(state))
            _put(folder / STATE, orjson.dumps(state).decode())
    return written


def table_page(suite: Suite, standing: dict[str, Counts], rows: int, moment: str) -> str:
    """One table: every expectation as Great Expectations renders its verdict, with our sentence, role and advice."""
    from great_expectations.render.renderer import ValidationResultsPageRenderer

    counts = {e.name: sum(standing.get(e.name, {}).values()) for e in suite.expectations}
    document = ValidationResultsPageRenderer().render(judge.judged(suite, counts))
    page: str = _view().render(
        document,
        template="table.html",
        heading=suite.table,
        all_tables=_("All tables"),
        lead=_("{rows} rows looked at, {checks} checks.", rows=number(rows), checks=number(len(suite.expectations))),
        words={e.name: _words(e, counts[e.name]) for e in suite.expectations},
        made=_("Written {moment}, when what it says last changed.", moment=moment),
    )
    return page


def _words(expectation: Expectation, violations: int) -> dict[str, str]:
    verdict = _("{count} rows break it", count=number(violations)) if violations else _("holds")
    return {
        "state": "broken" if violations else "holds",
        "sentence": begun(said(expectation.message, expectation.params)),
        "verdict": verdict,
        "severity": said(_SEVERITIES[expectation.severity]),
        "owner": sentence(ROLES[expectation.owner]),
        "advice": said_in("id", expectation.advice),
    }


def index_page(state: dict[str, Any]) -> str:
    tables = [
        {"name": name, "asked": len(told["asked"]), "broken": len(told["broken"]), "judged": told["judged"]}
        for name, told in sorted(state.items())
    ]
    page: str = (
        _view()
        .env.get_template("index.html")
        .render(
            heading=_("What the checks say"),
            lead=_(
                "One page per table, rendered by Great Expectations from the counts of the refresh; it holds no rows."
            ),
            columns=[_("Table"), _("Checks"), _("Broken"), _("Last changed")],
            tables=tables,
        )
    )
    return page


@cache
def _view() -> Any:
    """Great Expectations' view, with our two page templates beside its own."""
    judge.load_engine()
    from great_expectations.render.view import DefaultJinjaPageView

    return DefaultJinjaPageView(custom_views_directory=str(files("expectations").joinpath("pages")))


def _text(name: str) -> str:
    return files("expectations").joinpath("pages", name).read_text("utf-8")


def _state(folder: Path) -> dict[str, Any]:
    try:
        found = orjson.loads((folder / STATE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _put(path: Path, text: str) -> None:
    """The old page or the new one, never half of one."""
    building = path.with_name(f".{path.name}")
    building.write_text(text, "utf-8")
    building.replace(path)
