"""What a refresh says of its records and figures is kept, and served beside the figures, also when nothing else is."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from pipelines.checks import check_everything
from pipelines.run import RefreshFailed, run_refresh
from tests.landing import at, Landing, uid
from warehouse.lake.attach import open_warehouse
from warehouse.settings import Settings

VISIT = {"visitor_type": "guest", "occurred_at": at("2026-03-02 08:00+08:00")} | dict.fromkeys(
    ("sex", "age_class", "occupation", "education", "purpose"), "P"
)
UNKNOWN_SOP = {"sop_code": "no_such_sop", "occurred_at": at("2026-03-02 08:00+08:00")}


def served(settings: Settings, query: str) -> list[Any]:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        serving.execute("SET TimeZone = 'UTC'")
        return serving.execute(query).fetchall()


def stands(settings: Settings) -> dict[str, int]:
    return dict(served(settings, "SELECT expectation, violations FROM marts.rpt_checks WHERE status = 'broken'"))


def test_a_finding_stays_until_it_holds_also_when_what_is_new_is_right(settings: Settings) -> None:
    landing = Landing(settings.landing)
    landing.publish({"visits": [VISIT], "cases": [UNKNOWN_SOP]})
    run_refresh(settings)
    assert stands(settings)["sop_in_force"] == 1
    first = served(settings, "SELECT since_at FROM marts.rpt_check_findings WHERE expectation = 'sop_in_force'")
    landing.publish({"visits": [VISIT | {"visit_id": uid("two")}], "cases": [UNKNOWN_SOP | {"sop_code": "loan"}]})
    run_refresh(settings)
    assert stands(settings)["sop_in_force"] == 1
    assert first == served(settings, "SELECT since_at FROM marts.rpt_check_findings WHERE expectation = 'sop_in_force'")
    assert served(
        settings,
        "SELECT agency, violations, runs FROM marts.rpt_check_history WHERE expectation = 'sop_in_force'",
    ) == [("NTT", 1, 2)]
    holding = served(settings, "SELECT count(*) FROM marts.rpt_checks WHERE status = 'holds' AND violations = 0")
    assert holding[0][0] > 100
    unworded = served(
        settings,
        "SELECT table_name, expectation FROM marts.rpt_checks WHERE sentence_id = '' OR advice_id = '' OR owner_role = ''",
    )
    assert unworded == []


def test_a_critical_finding_is_told_beside_the_old_figures(settings: Settings) -> None:
    landing = Landing(settings.landing)
    landing.publish({"visits": [VISIT]})
    run_refresh(settings)
    figures = "SELECT * FROM marts.rpt_visitors ORDER BY ALL"
    before = served(settings, figures), served(settings, "SELECT * FROM marts.meta_refresh")
    group = {"visit_id": uid("group"), "visitor_type": "group", "head_count": 2}
    counted = {
        "visit_id": uid("group"),
        "dimension": "sex",
        "value": "L",
        "heads": 5,
        "occurred_at": VISIT["occurred_at"],
    }
    landing.publish({"visits": [VISIT | group], "group_counts": [counted]})
    with pytest.raises(RefreshFailed):
        run_refresh(settings)
    assert stands(settings)["within_the_groups"] > 0
    assert (served(settings, figures), served(settings, "SELECT * FROM marts.meta_refresh")) == before


def test_what_was_never_asked_is_asked_of_the_old_rows_too(settings: Settings) -> None:
    landing = Landing(settings.landing)
    landing.publish({"cases": [UNKNOWN_SOP]})
    run_refresh(settings)
    with open_warehouse(settings) as connection:  # as a home from before the checks were kept
        for table in ("judgements", "findings", "latest"):
            connection.execute(f"DELETE FROM checks.{table}")
    landing.publish({"visits": [VISIT]})
    run_refresh(settings)
    assert stands(settings)["sop_in_force"] == 1


def test_patuh_check_is_a_run_of_the_history_like_any_other(settings: Settings) -> None:
    Landing(settings.landing).publish({"cases": [UNKNOWN_SOP]})
    run_refresh(settings)
    with open_warehouse(settings) as connection:
        verdicts = {verdict.table: verdict for verdict in check_everything(connection, settings)}
        runs = connection.execute("SELECT count(DISTINCT run_id) FROM checks.judgements").fetchone()
        whole = connection.execute(
            "SELECT scope FROM checks.latest JOIN checks.judgements USING (run_id, checked_at, table_name)"
            " WHERE table_name = 'raw.cases'"
        ).fetchone()
    assert "sop_in_force" in verdicts["raw.cases"].standing
    assert (runs, whole) == ((2,), ("whole",))
