"""The register of issued reports: insert-only, chained, whole after a kill, and what it says of a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboards.reports.issue import check
from dashboards.reports.register import Register
from warehouse.errors import IntegrityError
from warehouse.settings import Settings

TOLD: dict[str, Any] = {
    "issued_at": "2026-11-02T08:00:00+00:00", "kind": "monthly", "agency": "NTT", "period": "2026-10", "format": "pdf",
    "as_of": "pusat=12", "catalogue_sha256": "ab", "definitions_sha256": "cd", "version": "0.1.0",
}  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    return settings


def test_the_same_bytes_are_entered_once(settings: Settings) -> None:
    register = Register(settings)
    first, is_new = register.issue(b"one", TOLD)
    again, is_new_again = register.issue(b"one", TOLD | {"issued_at": "2027-01-01T00:00:00+00:00"})
    second, _ = register.issue(b"two", TOLD)
    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert [entry.no for entry in register.entries()] == [1, 2]
    assert register.file(second).read_bytes() == b"two"
    assert register.like("monthly", "NTT", "2026-10", "", "pusat=12") == [first, second]
    assert register.like("monthly", "NTT", "2026-09", "", "pusat=12") == []


@pytest.mark.parametrize(
    ("old", "new"), [(b'"period":"2026-10"', b'"period":"2026-11"'), (b'"no":1', b'"no":7'), (b'"agency"', b'"agenci"')]
)
def test_a_changed_line_is_found(settings: Settings, old: bytes, new: bytes) -> None:
    register = Register(settings)
    for content in (b"one", b"two", b"three"):
        register.issue(content, TOLD)
    path = register.folder / "register.jsonl"
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(IntegrityError, match=r"changed at line [12]"):
        register.entries()
    with pytest.raises(IntegrityError):
        register.issue(b"four", TOLD)


def test_a_line_taken_out_is_found(settings: Settings) -> None:
    register = Register(settings)
    for content in (b"one", b"two", b"three"):
        register.issue(content, TOLD)
    path = register.folder / "register.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    with pytest.raises(IntegrityError, match="changed at line 2"):
        register.entries()


def test_a_line_cut_off_by_a_kill_is_not_there_yet(settings: Settings) -> None:
    register = Register(settings)
    register.issue(b"one", TOLD)
    path = register.folder / "register.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert len(register.entries()) == 1
    register.issue(b"two", TOLD)
    assert [entry.no for entry in Register(settings).entries()] == [1, 2]


def test_two_that_issue_at_once_both_stand_in_it(settings: Settings) -> None:
    text = (
        "import sys; from tests.dashboards.reports.test_register import TOLD; from pathlib import Path;"
        "from dashboards.reports.register import Register; from warehouse.settings import Settings;"
        "register = Register(Settings.load(home=Path(sys.argv[1])));"
        "[register.issue(f'{sys.argv[2]} {n}'.encode(), TOLD) for n in range(20)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", text, str(settings.home), name]) for name in ("a", "b")]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    assert [entry.no for entry in Register(settings).entries()] == list(range(1, 41))


def test_what_is_said_of_a_file(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(b"%PDF patuh:monthly:pusat=12@ab %%EOF")
    unknown = check(settings, file)
    assert (unknown.entry, unknown.claims) == (None, "patuh:monthly:pusat=12@ab")
    entry, _ = Register(settings).issue(file.read_bytes(), TOLD)
    assert check(settings, file).entry == entry
    file.write_bytes(file.read_bytes() + b" ")
    changed = check(settings, file)
    assert (changed.entry, changed.claims) == (None, "patuh:monthly:pusat=12@ab")
    file.write_bytes(b"a letter")
    assert check(settings, file).claims is None
