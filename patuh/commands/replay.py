"""`patuh replay`: carry out recorded commands from a file, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from warehouse.errors import BadInput, HomeError, PatuhError, Refused
from warehouse.i18n import N_, translator

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
    from warehouse.operations.remote import executor
    from warehouse.settings import Settings

    done = skipped = refused = 0
    with executor(Settings.load()) as commands:
        lines = _lines(file)
        while chunk := list(islice(lines, TOGETHER)):
            payloads = [payload for _number, payload in chunk if isinstance(payload, dict)]
            answers = iter(commands.execute_many(payloads))
            for number, payload in chunk:
                answer = next(answers) if isinstance(payload, dict) else payload
                if isinstance(answer, PatuhError):
                    refused += 1
                    rule = answer.rule if isinstance(answer, Refused) else "error"
                    typer.echo(
                        _(
                            "line {number}: refused ({rule}): {sentence}",
                            number=number,
                            rule=rule,
                            sentence=answer.sentence(),
                        ),
                        err=True,
                    )
                elif answer.replayed:
                    skipped += 1
                else:
                    done += 1
    typer.echo(
        _(
            "{done} done, {skipped} skipped (key seen before), {refused} refused",
            done=done,
            skipped=skipped,
            refused=refused,
        )
    )
    if refused:
        raise typer.Exit(1)


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
