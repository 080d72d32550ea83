"""Whatever is typed, scanned or pasted into any field of any command: a sentence in both languages, and nothing changes."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args, get_origin, Literal

import hypothesis.strategies as st
import pytest
from hypothesis import given, HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.warehouse.conftest import furnished, Library, MONDAY, POINT
from warehouse.errors import PatuhError, Refused
from warehouse.i18n import in_language
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.verify import verify
from warehouse.records.registry import COMMANDS
from warehouse.settings import Settings

RUBBISH: tuple[Any, ...] = (
    "'; DROP TABLE visits; --", "B-1\nB-2", "\x00\x1b[2J", "😀📚", "x" * 10_000, "", "   ", "../../secret.key", "NaN", "-1",
    -1, 0, 10**30, 1.5, float("nan"), float("inf"), True, None, [], ["😀"], ["C1"] * 500, {}, {"$of": "x"},
    "2999-12-31", "2026-02-30", "2999-12-31T00:00:00+08:00", "2026-10-05T09:00:00", "00000000-0000-0000-0000-000000000000",
    "<script>alert(1)</script>", "=HYPERLINK(1)", "%s%n{0}{field}", "\u202eabc", "Ａ１", "٣",
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all: what is refused leaves no trace, what is taken does not matter."""
    with OperationsDatabase.open(Settings.load(home=tmp_path_factory.mktemp("rubbish") / "home")) as opened:
        yield furnished(opened)
        list(verify(opened.reader(), opened.settings.landing))


ENVELOPE = {"command", "key", "actor", "service_point", "occurred_at", "started_at", "backfilled", "reason"}


def plausible(name: str, annotation: Any) -> Any:
    """A value that the field's form allows; whether it means something is for the rules."""
    if get_origin(annotation) in (types.UnionType, None) and type(None) in get_args(annotation):
        return plausible(name, next(one for one in get_args(annotation) if one is not type(None)))
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if get_origin(annotation) is list:
        return ["C1"] if name.startswith("cop") else ["treasurer"]
    if get_origin(annotation) is dict:
        return {}
    if annotation is date:
        return "2026-10-05"
    if annotation is bool:
        return False
    if annotation is int:
        return 2
    if name.endswith("_id"):
        return new_id()
    if name in ("started_at", "finished_at", "due_at"):
        return MONDAY
    words = {"member_no": "A1", "copy_no": "C1", "login": "tamu", "sop_code": "locker", "sha256": "0" * 64}
    return words.get(name, "Sembarang 12" if name == "password" else "12")


def payload(command: str) -> dict[str, Any]:
    model = COMMANDS[command].model
    fields = {
        name: plausible(name, field.annotation)
        for name, field in model.model_fields.items()
        if name not in ENVELOPE and field.is_required()
    }
    return {
        "command": command, "key": new_id(), "occurred_at": MONDAY, "actor": "system", "service_point": POINT, **fields,
    }  # fmt: skip


def said_no(library: Library, wrong: dict[str, Any]) -> bool:
    """Whether the command was refused; then with a sentence in both languages and nothing changed."""
    before = library.db.last_txid
    try:
        library.execute(wrong)
    except Refused as refusal:
        _speaks(refusal)
        assert library.db.last_txid == before
        return True
    except PatuhError as other:
        raise AssertionError(f"refused without a rule: {other}") from other
    return False


def _speaks(refusal: Refused) -> None:
    sentences = []
    for language in ("id", "en"):
        with in_language(language):
            sentences.append(refusal.sentence())
    assert all(sentence.strip().endswith((".", "!", "?")) for sentence in sentences), sentences
    assert sentences[0] != sentences[1], f"not translated: {sentences[0]}"
    assert refusal.rule


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_rubbish_in_any_field_gets_a_sentence(library: Library, command: str) -> None:
    """Each field in turn gets every piece of rubbish; free text may take some of it, as text and nothing else."""
    fields = [name for name in COMMANDS[command].model.model_fields if name not in ENVELOPE or command == "lend"]
    tables = {row["table_name"] for row in library.db.rows("SELECT table_name FROM duckdb_tables()")}
    for name in fields:
        for rubbish in RUBBISH:
            said_no(library, {**payload(command), name: rubbish})
    assert {row["table_name"] for row in library.db.rows("SELECT table_name FROM duckdb_tables()")} == tables


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_what_is_missing_or_too_much_is_named(library: Library, command: str) -> None:
    whole = payload(command)
    assert said_no(library, {**whole, "nothing_of_ours": 1})
    assert said_no(library, {**whole, "occurred_at": library.db.clock() + timedelta(days=1)})
    assert said_no(library, {**whole, "actor": "nobody"})
    for name, field in COMMANDS[command].model.model_fields.items():
        if field.is_required():
            assert said_no(library, {key: value for key, value in whole.items() if key != name}), name


CODES = ("member_no", "copy_no", "locker_no", "note_no", "slip_no")


@pytest.mark.parametrize("code", ["'; DROP TABLE x", "a\nb", "😀", "x" * 10_000, "", "\t", "1 2", "<b>"])
def test_a_code_is_only_what_a_scanner_of_ours_reads(library: Library, code: str) -> None:
    for command, spec in COMMANDS.items():
        for name in set(CODES) & spec.model.model_fields.keys():
            assert said_no(library, {**payload(command), name: code}), (command, name)


@given(text=st.text(max_size=60), number=st.integers() | st.floats())
@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_text_and_number_is_taken_or_refused(library: Library, text: str, number: float) -> None:
    for command, name, value in (
        ("register_visit", "member_no", text), ("lend", "copy_nos", [text]), ("deposit_bag", "locker_no", text),
        ("sell_form", "name", text), ("waive_charge", "reason", text), ("receive_payment", "amount_idr", number),
        ("finish_photocopy", "pages", number), ("close_day", "counted_idr", number),
        ("register_group_visit", "head_count", number),
    ):  # fmt: skip
        said_no(library, {**payload(command), name: value})
