"""What may stand in the tree: no registry hosts, nothing fetched from the network at run time, no formatted SQL."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = re.compile(
    "index" + r"-url\s|https?://[^\s\"']+/(simple|packages|debian)(/|\s|$)|files\.pythonhosted|pypi\.org"
)
FETCHED = re.compile(
    "|".join(["cdn" + r"\.", "google" + "apis", "unp" + "kg", "jsde" + "livr", r"https?://[a-z]*\.?" + "tile"])
)
FORMATTED_SQL = re.compile(r"(execute|sql|query)\(\s*f[\"']")
NAMED_AFTER_NOTHING = re.compile(r"(^|/)(utils?|helpers?|misc|common)\.py$")
LINES_MAX = 350
SHOWN = {".py", ".html", ".css", ".js", ".typ", ".toml"}
THIS = Path(__file__).relative_to(ROOT).as_posix()


def tree() -> list[str]:
    """The files under version control, and those about to be."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.splitlines() if name != THIS and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    found = []
    for name in names:
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{name}:{number}: {line}" for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)
        ]
    return found


def test_no_package_registry_is_named() -> None:
    assert lines_with(REGISTRY, tree()) == []


def test_the_lock_pins_every_package_with_hashes() -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text(encoding="utf-8").strip())
    assert [block for block in blocks if "==" not in block.partition("\n")[0] or "--hash=sha256:" not in block] == []


def test_nothing_is_fetched_from_the_network_at_run_time() -> None:
    assert lines_with(FETCHED, [name for name in tree() if Path(name).suffix in SHOWN]) == []


def test_values_are_bound_never_formatted_into_sql() -> None:
    ours = [name for name in tree() if name.endswith(".py") and not name.startswith(("tests/", "bench/"))]
    assert lines_with(FORMATTED_SQL, ours) == []


def test_every_sql_file_says_its_grain_or_purpose_first() -> None:
    files = [name for name in tree() if name.endswith(".sql")]
    assert [name for name in files if not (ROOT / name).read_text(encoding="utf-8").startswith("-- ")] == []


def test_every_module_says_what_it_is_about() -> None:
    ours = [name for name in tree() if name.endswith(".py")]
    texts = {name: (ROOT / name).read_text(encoding="utf-8").strip() for name in ours}
    assert [name for name, text in texts.items() if text and not text.startswith(('"""', 'r"""'))] == []


def test_no_module_is_named_after_nothing_or_too_long() -> None:
    ours = [name for name in tree() if name.endswith(".py")]
    assert [name for name in ours if NAMED_AFTER_NOTHING.search(name)] == []
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in ours}
    long = {name: length for name, length in lengths.items() if length > LINES_MAX and not name.startswith("tests/")}
    assert long == {}
