"""`patuh replay`: carry out recorded commands from a file, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TYPE_CHECKING

import orjson
import typer

from warehouse.errors import BadInput, HomeError, PatuhError, Refused
from warehouse.i18n import N_, translator

if TYPE_CHECKING:
    from warehouse.operations.database import Result

_ = translator("patuh")
TOGETHER = 500  # lines sent in one go; they are still carried out one after another


def register(app: typer.Typer) -> None:
    app.command()(replay)


def replay(
    file: Annotated[Path | None, typer.Argument(help="One command a line, as JSON; - reads standard input.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of every command and leave.")] = False,
) -> None:
    """Carry out recorded commands; a key seen before is skipped, a refused line is reported, the rest goes on."""
    if schema:
        from warehouse.operations.admission import command_schema

        typer.echo(json.dumps(command_schema(), indent=2, ensure_ascii=False))
        return
    if file is None:
        raise HomeError(N_("Name the file to replay, or ask for --schema."))
    from warehouse.operations.references import has_reference, with_answers
    from warehouse.operations.remote import executor
    from warehouse.settings import Settings

    told = _Told()
    with executor(Settings.load()) as commands:
        waiting: list[tuple[int, dict[str, Any]]] = []
        for number, line in _lines(file):
            if len(waiting) == TOGETHER or isinstance(line, PatuhError) or has_reference(line):
                told.answers_of(waiting, commands.execute_many([payload for _number, payload in waiting]))
                waiting = []
            try:
                if isinstance(line, PatuhError):
                    raise line
                waiting.append((number, with_answers(line, told.answers)))
            except PatuhError as refusal:
                told.refusal_of(number, refusal)
        told.answers_of(waiting, commands.execute_many([payload for _number, payload in waiting]))
    typer.echo(
        _(
            "{done} done, {skipped} skipped (key seen before), {refused} refused",
            done=told.done,
            skipped=told.skipped,
            refused=told.refused,
        )
    )
    if told.refused:
        raise typer.Exit(1)


@dataclass
class _Told:
    """What has been counted so far, and the answers that later lines may refer to."""

    done: int = 0
    skipped: int = 0
    refused: int = 0
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answers_of(self, lines: list[tuple[int, dict[str, Any]]], outcomes: Sequence[Result | PatuhError]) -> None:
        for (number, _payload), outcome in zip(lines, outcomes, strict=True):
            if isinstance(outcome, PatuhError):
                self.refusal_of(number, outcome)
                continue
            self.answers[outcome.key] = outcome.data
            self.skipped += outcome.replayed
            self.done += not outcome.replayed

    def refusal_of(self, number: int, refusal: PatuhError) -> None:
        self.refused += 1
        rule = refusal.rule if isinstance(refusal, Refused) else "error"
        sentence = refusal.sentence()
        typer.echo(
            _("line {number}: refused ({rule}): {sentence}", number=number, rule=rule, sentence=sentence), err=True
        )


def _lines(file: Path) -> Iterator[tuple[int, dict[str, Any] | PatuhError]]:
    """(line number, command) of every line that is not empty; a line that is no JSON object becomes its refusal."""
    try:
        stream = sys.stdin.buffer if str(file) == "-" else file.open("rb")
    except OSError as wrong:
        raise HomeError(N_("The file {file} cannot be read: {reason}"), file=str(file), reason=wrong.strerror) from None
    with stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                payload = orjson.loads(line)
            except orjson.JSONDecodeError:
                payload = None
            if not isinstance(payload, dict):
                payload = BadInput("line_is_json", N_("This line is no JSON object."), field="")
            yield number, payload
