"""Before anything starts: a home we may write, free ports, nobody else on the same records."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from patuh.processes import preflight
from tests.patuh.processes.ports import free_ports
from warehouse.errors import HomeError
from warehouse.i18n import use_language
from warehouse.operations.lock import HomeLock
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else's program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    use_language("en")
    operations, dashboards, dagster = free_ports(3)
    return Settings.load(
        home=tmp_path / "home", operations_port=operations, dashboards_port=dashboards, dagster_port=dagster
    )


def test_all_is_well_on_an_empty_home_with_free_ports(settings: Settings) -> None:
    preflight.check(settings, preflight.PROCESSES)
    assert settings.home.is_dir()


@pytest.mark.parametrize("process", preflight.PROCESSES)
def test_a_port_in_use_is_named_with_the_setting_that_moves_ours(settings: Settings, taken: int, process: str) -> None:
    busy = settings.model_copy(update={f"{process}_port": taken})
    with pytest.raises(HomeError) as refused:
        preflight.check(busy, preflight.PROCESSES)
    assert f"Port {taken} on 127.0.0.1 is already in use" in refused.value.sentence()
    assert f"PATUH_{process.upper()}_PORT" in refused.value.sentence()


def test_two_of_our_ports_may_not_be_the_same(settings: Settings) -> None:
    with pytest.raises(HomeError, match="operations_port and dashboards_port are both"):
        preflight.check(settings.model_copy(update={"dashboards_port": settings.operations_port}), preflight.PROCESSES)


def test_an_address_that_is_not_ours_is_refused(settings: Settings) -> None:
    with pytest.raises(HomeError, match=r"cannot listen on 203\.0\.113\.7"):
        preflight.check(settings.model_copy(update={"host": "203.0.113.7"}), ["operations"])


def test_a_home_that_cannot_be_a_folder_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="cannot be written"):
        preflight.check(settings.model_copy(update={"home": tmp_path / "file" / "home"}), ["operations"])


def test_a_second_operations_process_is_refused_while_dashboards_may_start(settings: Settings) -> None:
    lock = HomeLock(settings, url=None)
    try:
        with pytest.raises(HomeError, match=str(os.getpid())):
            preflight.check(settings, ["operations"])
        preflight.check(settings, ["dashboards", "dagster"])
    finally:
        lock.release()
    preflight.check(settings, ["operations"])


def test_dagster_stays_on_this_machine_whatever_the_host_setting(settings: Settings) -> None:
    opened = settings.model_copy(update={"host": "0.0.0.0"})
    assert [preflight.host_of(opened, process) for process in preflight.PROCESSES] == [
        "0.0.0.0",
        "0.0.0.0",
        "127.0.0.1",
    ]


@pytest.mark.processes
def test_a_home_that_cannot_be_written_is_one_sentence_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = subprocess.run(
        [sys.executable, "-m", "patuh", "serve"],
        cwd=ROOT,
        env={**os.environ, "PATUH_HOME": str(tmp_path / "file" / "home"), "PATUH_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "cannot be written" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


@pytest.mark.processes
@pytest.mark.parametrize("words", [["serve"], ["serve", "--demo"], ["serve", "dashboards"]])
def test_the_command_says_one_sentence_and_ends_with_1(tmp_path: Path, taken: int, words: list[str]) -> None:
    operations, dagster = free_ports(2)
    ports = {"OPERATIONS": operations, "DASHBOARDS": taken, "DAGSTER": dagster}
    environment = {**os.environ, "PATUH_HOME": str(tmp_path / "home")}
    environment |= {f"PATUH_{process}_PORT": str(port) for process, port in ports.items()}
    ran = subprocess.run(
        [sys.executable, "-m", "patuh", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "home" / "operations.duckdb").exists()
