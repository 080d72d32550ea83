"""The doctor's looks, each on real files: the machine, the records, the figures."""

from __future__ import annotations

from datetime import datetime, timedelta, UTC
from pathlib import Path

import duckdb
import pytest

from patuh.doctor import alerts, catalogue, figures, machine, records, warehouse
from patuh.doctor.finding import Finding
from tests.landing import Landing
from warehouse.clock import utc_now
from warehouse.i18n import use_language
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.lock import HomeLock
from warehouse.settings import Settings

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(home=tmp_path)


def states(findings: list[Finding]) -> dict[str, str]:
    return {finding.topic: finding.state for finding in findings}


def landed(settings: Settings, node: str, first: int, last: int) -> None:
    folder = settings.landing / node / f"{first:012d}-{last:012d}"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")


def served(settings: Settings, node: str, txid: int, refreshed_at: datetime) -> None:
    with duckdb.connect(str(settings.serving_db)) as serving:
        serving.execute("CREATE SCHEMA marts")
        serving.execute("CREATE TABLE marts.meta_refresh (node VARCHAR, as_of_txid BIGINT, refreshed_at TIMESTAMPTZ)")
        serving.execute("INSERT INTO marts.meta_refresh VALUES (?, ?, ?)", [node, txid, refreshed_at])


def test_a_clock_behind_the_newest_record_is_wrong_a_small_difference_is_not() -> None:
    assert states(machine.clock(NOW, NOW + timedelta(minutes=5))) == {"clock": "ok"}
    assert states(machine.clock(NOW, NOW + timedelta(minutes=5, seconds=1))) == {"clock": "wrong"}
    assert states(machine.clock(NOW, None)) == {"clock": "ok"}


def test_a_key_that_others_may_read_is_wrong(settings: Settings) -> None:
    settings.secret_key()
    assert states(machine.home(settings)) == {"home": "ok"}
    settings.secret_key_file.chmod(0o640)
    assert states(machine.home(settings)) == {"home": "ok", "key": "wrong"}


def test_no_records_yet_is_worth_a_note(settings: Settings) -> None:
    assert states(records.look(settings).findings) == {"records": "note"}


def test_a_home_at_rest_shows_its_transactions_and_what_is_unpublished(settings: Settings) -> None:
    OperationsDatabase.open(settings).close()
    found = records.look(settings)
    assert states(found.findings) == {"records": "ok", "publishing": "ok"}
    assert "0 transactions" in found.findings[0].sentence


def test_looking_takes_no_lock_that_stays(settings: Settings) -> None:
    OperationsDatabase.open(settings).close()
    records.look(settings)
    OperationsDatabase.open(settings).close()


def test_a_command_at_work_is_said_and_an_app_that_does_not_answer_is_wrong(settings: Settings) -> None:
    OperationsDatabase.open(settings).close()
    for url, state in ((None, "ok"), ("http://127.0.0.1:9", "wrong")):
        lock = HomeLock(settings, url)
        try:
            assert states(records.look(settings).findings) == {"records": state}
        finally:
            lock.release()


def test_a_file_that_is_no_database_is_wrong_in_one_sentence(settings: Settings) -> None:
    settings.operations_db.write_bytes(b"not a database " * 1000)
    [finding] = records.look(settings).findings
    assert finding.state == "wrong"
    assert "\n" not in finding.sentence


def test_batches_are_counted_against_what_the_figures_know(settings: Settings) -> None:
    landed(settings, "pusat", 1, 40)
    landed(settings, "pusat", 41, 70)
    landed(settings, "kapal", 1, 5)
    served(settings, "pusat", 40, NOW - timedelta(hours=1))
    found = figures.look(settings, NOW)
    assert states(found) == {"warehouse": "ok", "figures": "ok", "batches": "ok"}
    assert found[-1].sentence == "3 published, 2 not yet taken in."
    assert records.last_published_txid(settings.landing, "pusat") == 70


@pytest.mark.parametrize(("hours", "state"), [(26, "ok"), (27, "wrong")])
def test_news_that_waits_longer_than_a_night_is_wrong(settings: Settings, hours: int, state: str) -> None:
    landed(settings, "pusat", 1, 40)
    served(settings, "pusat", 1, NOW - timedelta(hours=hours))
    assert states(figures.look(settings, NOW))["figures"] == state


def test_old_figures_without_news_are_well(settings: Settings) -> None:
    landed(settings, "pusat", 1, 40)
    served(settings, "pusat", 40, NOW - timedelta(days=9))
    assert states(figures.look(settings, NOW))["figures"] == "ok"


def test_figures_that_cannot_be_read_are_wrong(settings: Settings) -> None:
    settings.serving_db.write_bytes(b"not a database " * 1000)
    assert states(figures.look(settings, NOW))["figures"] == "wrong"


VISIT = {"visitor_type": "guest", "occurred_at": datetime(2026, 3, 2, 1, 0, tzinfo=UTC)}


def refreshed(settings: Settings) -> None:
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "run")


def test_a_warehouse_in_good_order_says_so_and_one_that_is_not_there_says_nothing(settings: Settings) -> None:
    assert warehouse.look(settings, NOW) == []
    Landing(settings.landing).publish({"visits": [VISIT]})
    refreshed(settings)
    assert states(warehouse.look(settings, utc_now())) == {"quarantine": "ok", "nodes": "ok"}


def test_a_batch_in_quarantine_is_wrong_with_its_folder_and_what_to_do(settings: Settings) -> None:
    folder = Landing(settings.landing).publish({"visits": [VISIT]})
    (folder / "visits.parquet").write_bytes(b"spoilt")
    refreshed(settings)
    [found] = [finding for finding in warehouse.look(settings, utc_now()) if finding.topic == "quarantine"]
    assert found.state == "wrong"
    assert f"{folder}: checksum" in found.sentence
    assert "patuh refresh" in found.sentence


def test_a_node_that_is_silent_is_worth_a_note(settings: Settings) -> None:
    Landing(settings.landing, "van-1").publish({"visits": [VISIT]})
    refreshed(settings)
    [found] = [f for f in warehouse.look(settings, utc_now() + timedelta(days=8)) if f.topic == "nodes"]
    assert (found.state, "van-1 (" in found.sentence) == ("note", True)


def test_a_refresh_that_runs_is_not_disturbed(settings: Settings) -> None:
    refreshed(settings)
    with open_warehouse(settings):
        assert warehouse.look(settings, NOW) == []


def test_a_critical_finding_of_the_last_checks_is_wrong(settings: Settings) -> None:
    refreshed(settings)
    with open_warehouse(settings) as connection:
        connection.execute("INSERT INTO checks.latest VALUES ('raw.visits', 'run', ?)", [NOW])
    assert states(warehouse.look(settings, NOW))["checks"] == "ok"
    with open_warehouse(settings) as connection:
        found = ["run", NOW, "raw.visits", "visitor_type_known", "critical", "administrator", None, 3, NOW, *["x"] * 4]
        connection.execute("INSERT INTO checks.findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", found)
    [finding] = [one for one in warehouse.look(settings, NOW) if one.topic == "checks"]
    assert (finding.state, "1 critical" in finding.sentence) == ("wrong", True)


def test_channels_are_counted_and_what_they_lack_is_named_without_their_secrets(settings: Settings) -> None:
    assert states(alerts.look(settings, {})) == {"alerts": "note"}
    (settings.home / "config.toml").write_text(
        '[alerts.channels]\ndefault = ["json://${HOOK_USER}:${HOOK_KEY}@127.0.0.1:9/hook"]\n'
    )
    configured = Settings.load(home=settings.home)
    [found] = alerts.look(configured, {"HOOK_USER": "perpustakaan"})
    assert (found.state, "HOOK_KEY" in found.sentence, "127.0.0.1" in found.sentence) == ("note", True, False)
    [found] = alerts.look(configured, {"HOOK_USER": "perpustakaan", "HOOK_KEY": "rahasia"})
    assert (found.state, "rahasia" in found.sentence) == ("ok", False)
    (settings.home / "config.toml").write_text('[alerts.channels]\ndefault = ["pigeon://rahasia"]\n')
    [found] = alerts.look(Settings.load(home=settings.home), {})
    assert (found.state, "rahasia" in found.sentence) == ("wrong", False)


def test_a_wrong_file_of_the_catalogue_is_named_with_its_line(settings: Settings) -> None:
    assert states(catalogue.look(settings)) == {"catalogue": "ok"}
    terms = settings.catalogue_dir / "planning" / "ours.yaml"
    terms.parent.mkdir(parents=True)
    terms.write_text("agency: NTT\noffice: [\n")
    [found] = catalogue.look(settings)
    assert found.state == "wrong"
    assert str(terms) in found.sentence
    terms.unlink()
    agency = settings.catalogue_dir / "agencies" / "ours.yaml"
    agency.parent.mkdir()
    agency.write_text("code: ntt\n")
    [found] = catalogue.look(settings)
    assert (found.state, f"{agency}:1" in found.sentence) == ("wrong", True)
