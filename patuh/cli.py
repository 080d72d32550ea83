"""`patuh`: finds the command's module, runs it, and turns every error into one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from pkgutil import iter_modules
from typing import NoReturn

import typer

import patuh.commands
from patuh import __version__
from warehouse.errors import PatuhError
from warehouse.i18n import translator, use_language

_ = translator("patuh")


def command_names() -> list[str]:
    """The commands there are: one module of patuh.commands each."""
    return sorted(module.name.rstrip("_") for module in iter_modules(patuh.commands.__path__))


def assemble(only: str | None = None) -> typer.Typer:
    """The application with the command `only`, or with all commands (for help and for words that name none)."""
    app = typer.Typer(
        name="patuh",
        help="Records library services as their SOPs prescribe, and shows whether the SOPs were kept.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def _options(
        version: bool = typer.Option(False, "--version", help="Show the version and leave.", callback=_show_version),
    ) -> None:
        """Records library services as their SOPs prescribe, and shows whether the SOPs were kept."""

    names = command_names()
    for name in [only] if only in names else names:
        word = f"{name}_" if iskeyword(name) else name
        import_module(f"patuh.commands.{word}").register(app)
    return app


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave the process: 0 done, 1 refused or failed, 2 wrongly called."""
    words = sys.argv[1:] if arguments is None else arguments
    use_language(os.environ.get("PATUH_LANGUAGE", "id"))
    first = next((word for word in words if not word.startswith("-")), None)
    if os.environ.get("PATUH_DEBUG") == "1":
        assemble(first)(words, prog_name="patuh")
        sys.exit(0)
    try:
        assemble(first)(words, prog_name="patuh")
    except PatuhError as error:
        _stop(error.sentence())
    except Exception as error:  # noqa: BLE001  the last resort: a person gets a sentence, the log the traceback
        _stop(_unexpected(error))
    sys.exit(0)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"patuh {__version__}")
        raise typer.Exit


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(1)


def _unexpected(error: Exception) -> str:
    """One sentence for an error nobody foresaw; its traceback goes to the home's log when that can be written."""
    from warehouse.logs import log_file, write_traceback
    from warehouse.settings import Settings

    try:
        path = log_file(Settings.load(), "patuh")
        write_traceback(path, error)
    except (PatuhError, OSError):
        return _("Something unexpected went wrong: {reason}. PATUH_DEBUG=1 shows where.", reason=repr(error))
    return _("Something unexpected went wrong: {reason}. The details are in {path}.", reason=repr(error), path=path)
