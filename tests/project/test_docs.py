"""README tells of every command, every option of a command, every setting and every make target there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from patuh.cli import assemble, command_names
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, list[str]]:
    """Every command as it is typed (`export mart`) → its options."""
    found: dict[str, list[str]] = {}

    def walk(command: typer.main.TyperCommand | typer.main.TyperGroup, words: list[str]) -> None:
        inner = getattr(command, "commands", None)
        if inner:
            for name, one in inner.items():
                walk(one, [*words, name])
            return
        found[" ".join(words)] = [
            opt for parameter in command.params for opt in parameter.opts if opt.startswith("--") and opt != "--help"
        ]

    walk(typer.main.get_command(assemble()), [])
    return found


@pytest.mark.parametrize("command", sorted(commands()))
def test_readme_tells_of_the_command_and_its_options(command: str) -> None:
    lines = [line for line in README.splitlines() if f"`patuh {command}" in line]
    assert lines, f"README has no line about: patuh {command}"
    assert [option for option in commands()[command] if not any(option in line for line in lines)] == []


def test_a_command_is_a_module_and_a_module_a_command() -> None:
    assert {name.partition(" ")[0] for name in commands()} == {name.replace("_", "-") for name in command_names()}


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_readme_tells_of_the_setting(setting: str) -> None:
    assert f"`PATUH_{setting.upper()}`" in README


def test_readme_tells_of_every_make_target() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert [target for target in targets if f"make {target}" not in README] == []


def test_every_decision_has_its_own_number_and_is_listed() -> None:
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert len({name[:4] for name in pages}) == len(pages)
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert [name for name in pages if name not in index] == []


@pytest.mark.parametrize("page", ["README.md", "docs/decisions/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []
