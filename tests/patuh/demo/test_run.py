"""A small demo on a real home: repeatable, whole, inside its days, and never on top of other data."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from patuh.demo.marker import unfinished_marker
from patuh.demo.run import fill, Plan
from tests.patuh.demo.filled import Demo, PLAN
from warehouse import documents
from warehouse.catalogue.load import load_catalogue
from warehouse.clock import utc_now
from warehouse.errors import HomeError
from warehouse.identity.roles import ROLES
from warehouse.operations.verify import verify
from warehouse.settings import Settings

pytestmark = pytest.mark.xdist_group("demo")  # one filled home serves them all


def test_the_same_seed_gives_the_same_data_ids_and_pictures_included(demo: Demo, tmp_path: Path) -> None:
    again = Demo(tmp_path / "again")
    assert again.rows("SELECT * FROM loans ORDER BY ALL") == demo.rows("SELECT * FROM loans ORDER BY ALL")
    assert again.last_sha256 == demo.last_sha256
    assert again.pictures == demo.pictures
    again.connection.close()


def test_another_seed_gives_other_data(demo: Demo, tmp_path: Path) -> None:
    other = Demo(tmp_path / "other", Plan(2, 3, 8, PLAN.last_day))
    assert not set(other.rows("SELECT name FROM member_identities")) <= set(
        demo.rows("SELECT name FROM member_identities")
    )
    other.connection.close()


def test_the_records_are_whole(demo: Demo) -> None:
    found = {finding.check: finding.count for finding in verify(demo.connection, demo.settings.landing)}
    assert found["journal"] == demo.tally.total
    assert found["landing"] == 1, "published at the end"


def test_every_photo_lies_in_the_documents_as_it_was_stored(demo: Demo) -> None:
    photos = [sha256 for (sha256,) in demo.rows("SELECT DISTINCT sha256 FROM member_photos")]
    assert len(photos) > 10
    assert all(documents.read(demo.settings, sha256) for sha256 in photos)
    assert set(photos) <= demo.pictures


def test_nothing_happens_outside_the_days_and_hours_asked_for(demo: Demo) -> None:
    catalogue = load_catalogue(None)
    for agency, at in demo.rows("SELECT agency, occurred_at FROM visits"):
        local = at.astimezone(catalogue.agency(agency).zone)
        assert PLAN.first_day <= local.date() <= PLAN.last_day
        hours = catalogue.agency(agency).calendar.hours_on(local.date())
        assert hours is not None, "closed to visitors"
        assert hours[0] <= local.time() <= (datetime.combine(local.date(), hours[1]) + timedelta(hours=1)).time()
    (last,) = demo.rows("SELECT max(occurred_at) FROM journal")[0]
    assert last.date() <= PLAN.last_day


def test_steps_take_time_unless_entered_afterwards(demo: Demo) -> None:
    timeless = demo.rows(
        "SELECT command FROM step_events JOIN journal USING (txid)"
        " WHERE captured <> 'backfilled' AND (started_at IS NULL OR started_at >= finished_at)"
    )
    assert timeless == []
    assert demo.rows("SELECT 1 FROM step_events WHERE captured = 'backfilled'")


def test_commands_were_recorded_in_the_order_in_which_they_happened(demo: Demo) -> None:
    assert demo.rows("SELECT 1 FROM journal WHERE recorded_at <> occurred_at") == []
    moments = [at for (at,) in demo.rows("SELECT recorded_at FROM journal ORDER BY txid")]
    assert moments == sorted(moments)


def test_the_sign_in_page_finds_one_account_for_every_role_and_none_has_a_password(demo: Demo) -> None:
    accounts = json.loads(demo.settings.demo_marker.read_text("utf-8"))
    assert {account["role"] for account in accounts} == ROLES.keys()
    logins = {login for (login,) in demo.rows("SELECT login FROM state_accounts")}
    assert {account["login"] for account in accounts} <= logins
    assert demo.rows("SELECT 1 FROM state_accounts WHERE argon2 IS NOT NULL") == []


def test_the_progress_runs_from_nothing_to_all(demo: Demo) -> None:
    assert demo.shares[0] == 0.0
    assert demo.shares == sorted(demo.shares)
    assert demo.shares[-1] == 1.0


def test_a_home_that_holds_data_is_refused_and_left_alone(demo: Demo, tmp_path: Path) -> None:
    before = demo.last_sha256
    with pytest.raises(HomeError, match="already holds demo data"):
        fill(demo.settings, PLAN, utc_now)
    assert demo.last_sha256 == before
    own = Settings.load(home=tmp_path / "own")
    own.make_home()
    own.operations_db.write_bytes(b"")
    with pytest.raises(HomeError, match="already holds data"):
        fill(own, PLAN, utc_now)
    assert not own.is_demo


def patuh_demo(home: Path, *options: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "patuh", "demo", "--days", "30", "--visits", "40", *options]
    return subprocess.Popen(
        words,
        env=os.environ | {"PATUH_HOME": str(home), "PATUH_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.processes
def test_a_demo_that_was_killed_says_how_to_start_over(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    killed = patuh_demo(settings.home)
    deadline = time.monotonic() + 30
    while not settings.operations_db.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert unfinished_marker(settings).exists()
    assert settings.is_demo, "what is in the home is marked as demo data all the same"
    again = patuh_demo(settings.home)
    _, said = again.communicate(timeout=30)
    assert again.returncode == 1
    assert str(settings.home) in said
    assert len(said.splitlines()) == 1


def test_a_last_day_that_is_not_over_is_refused(tmp_path: Path) -> None:
    asked = patuh_demo(tmp_path / "home", "--until", "2999-01-01")
    _, said = asked.communicate(timeout=30)
    assert asked.returncode == 2
    assert "--until" in said
    assert not (tmp_path / "home").exists()
