"""The refresh job, as the sensor, the schedules and `patuh refresh` run it."""

from __future__ import annotations

import dagster as dg
import duckdb
import pytest

from patuh.processes import dagster_home
from pipelines.run import RefreshFailed, run_refresh
from tests.landing import at, Landing, uid
from warehouse.errors import HomeError
from warehouse.lake.attach import warehouse_lock
from warehouse.lake.served import served_txids
from warehouse.settings import Settings

VISIT = {"visitor_type": "guest", "occurred_at": at("2026-03-02 08:00+08:00")}


def visits_served(settings: Settings) -> int:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        row = serving.execute("SELECT sum(visits) FROM marts.rpt_visitors WHERE grain = 'day'").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def test_the_definitions_load_and_the_job_holds_everything(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)
    job = definitions.resolve_job_def("refresh")
    names = {node.name for node in job.nodes}
    assert {"ingest", "raw_expectations", "serving", "serving_expectations", "marts__rpt_visitors"} <= names
    assert job.executor_def.name == "in_process"


def test_what_dagster_loads_is_the_home_of_the_environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines import definitions as module

    monkeypatch.setenv("PATUH_HOME", str(settings.home))
    loaded = module.definitions()
    assert loaded.resources
    assert loaded.resources["warehouse"].home == str(settings.home)


def test_a_refresh_serves_what_landed_and_a_second_one_changes_nothing(settings: Settings) -> None:
    Landing(settings.landing).publish({"visits": [VISIT, VISIT | {"visit_id": uid("two")}]})
    report = run_refresh(settings)
    assert report.swapped
    assert {step.step: step.rows for step in report.steps}["ingest"] == 4
    assert all(step.seconds >= 0 for step in report.steps)
    assert visits_served(settings) == 2
    assert served_txids(settings) == {"pusat": 2}
    before = settings.serving_db.read_bytes()
    assert not run_refresh(settings).swapped
    assert settings.serving_db.read_bytes() == before


def test_wrong_raw_rows_reach_no_mart_and_the_old_figures_stay(settings: Settings) -> None:
    landing = Landing(settings.landing)
    landing.publish({"visits": [VISIT | {"visit_id": uid("once")}]})
    run_refresh(settings)
    before = visits_served(settings), served_txids(settings)
    landing.publish({"visits": [VISIT | {"visit_id": uid("once")}]})
    with pytest.raises(RefreshFailed, match="visit_id"):
        run_refresh(settings)
    assert (visits_served(settings), served_txids(settings)) == before
    with pytest.raises(RefreshFailed, match="visit_id"):  # not forgotten by the next refresh
        run_refresh(settings)


def test_a_batch_with_an_unknown_code_waits_and_the_other_nodes_are_served(settings: Settings) -> None:
    wrong = Landing(settings.landing).publish({"visits": [VISIT | {"visitor_type": "ghost"}]})
    Landing(settings.landing, "van-1").publish({"visits": [VISIT]})
    report = run_refresh(settings)
    assert report.swapped
    [told] = report.quarantined
    assert told.startswith(f"pusat/{wrong.name}: content (visits: ")
    assert (visits_served(settings), served_txids(settings)) == (1, {"van-1": 1})


def test_a_warning_is_told_and_does_not_stop_the_figures(settings: Settings) -> None:
    Landing(settings.landing).publish({"visits": [VISIT], "cases": [{"sop_code": "no_such_sop"}]})
    report = run_refresh(settings)
    assert report.swapped
    assert any("sop_in_force" in finding for finding in report.findings)


def test_a_quarantined_batch_does_not_stop_other_nodes(settings: Settings) -> None:
    folder = Landing(settings.landing).publish({"visits": [VISIT]})
    (folder / "visits.parquet").unlink()
    Landing(settings.landing, "van-1").publish({"visits": [VISIT]})
    report = run_refresh(settings)
    assert report.swapped
    assert [told.startswith("pusat/000000000001-000000000001: file") for told in report.quarantined] == [True]
    assert served_txids(settings) == {"van-1": 1}


def test_one_refresh_at_a_time(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.run.WAIT_S", 0.2)
    with warehouse_lock(settings, 0), pytest.raises(HomeError, match="another process"):
        run_refresh(settings)


def test_an_empty_home_gets_figures_too(settings: Settings) -> None:
    assert run_refresh(settings).swapped
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        assert serving.execute("SELECT node, as_of_txid FROM marts.meta_refresh").fetchall() == [("pusat", 0)]
        assert serving.execute("SELECT count(*) FROM marts.rpt_sop_steps").fetchone() == (174,)


def test_a_recorded_refresh_stands_in_dagsters_history(settings: Settings) -> None:
    history = dagster_home.prepare(settings).parent
    assert run_refresh(settings, history=history).swapped
    with dg.DagsterInstance.from_config(str(history)) as instance:
        [record] = instance.get_run_records()
        assert record.dagster_run.status == dg.DagsterRunStatus.SUCCESS
        assert instance.get_latest_materialization_event(dg.AssetKey("serving"))
