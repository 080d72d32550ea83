"""One module per command: `patuh export …` stands in `export.py`, and the module is imported only when it is called.

A module offers `register(app: typer.Typer) -> None`, which adds its command (or its group of commands) to `app`:

    def register(app: typer.Typer) -> None:
        app.command()(verify)

    def verify(full: Annotated[bool, typer.Option(help="…")] = False) -> None:
        \"\"\"One line for `patuh --help`.\"\"\"
        from warehouse.operations.verify import …      # heavy imports stand inside the function

The module itself imports nothing heavier than typer and warehouse.settings: `patuh --help` imports every module here.
A PatuhError that leaves the function is printed as its sentence, and the command ends with 1; `raise typer.Exit(1)`
ends it without a sentence. Help texts are English like the rest of the command line's surface; sentences for people
go through gettext (`translator("patuh")`).
"""
