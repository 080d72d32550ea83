"""`patuh nodes …`: a laptop is prepared, works alone, and what it recorded is carried back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse.i18n import translator

_ = translator("patuh")


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Laptops that work alone: prepare, pack, take, list.")
    group.command("prepare")(prepare)
    group.command("pack")(pack)
    group.command("take")(take)
    group.command("list")(listed)
    app.add_typer(group, name="nodes")


def prepare(
    folder: Annotated[Path, typer.Argument(help="The new home, e.g. on a USB stick.")],
    node: Annotated[str, typer.Option("--node", help="Name of the laptop; used once.")],
) -> None:
    """Make a home for a laptop: the records as they are now, under a node of its own."""
    from warehouse.i18n import number
    from warehouse.nodes.reach import prepare_home
    from warehouse.settings import Settings

    made = prepare_home(Settings.load(), folder.expanduser().absolute(), node)
    typer.echo(_("The node {node} is ready in {home} (transactions up to {txid}).", node=made.node, home=made.home,
                 txid=number(made.last_txid)))  # fmt: skip
    typer.echo(_("Copy the folder to the laptop and start it there with PATUH_HOME set to it."))


def pack(file: Annotated[Path, typer.Argument(help="The zip file to write.")]) -> None:
    """Publish, and put this home's own batches into one file to carry back."""
    from warehouse.clock import utc_now
    from warehouse.i18n import number
    from warehouse.nodes.pack import pack as pack_batches
    from warehouse.nodes.reach import own_node
    from warehouse.operations.remote import publish_now
    from warehouse.settings import Settings

    settings = Settings.load()
    publish_now(settings)
    done = pack_batches(settings, own_node(settings), file, utc_now())
    typer.echo(_("{count} batches of {node} up to transaction {txid} are in {file}.", count=number(done.batches),
                 node=done.node, txid=number(done.last_txid), file=str(file)))  # fmt: skip


def take(
    file: Annotated[Path, typer.Argument(help="The pack that came back.")],
    new_node: Annotated[bool, typer.Option("--new-node", help="Admit a node this home did not prepare.")] = False,
) -> None:
    """Check a pack and lay its batches into the landing zone; the same pack twice changes nothing."""
    from warehouse.i18n import number
    from warehouse.nodes.reach import own_node
    from warehouse.nodes.take import take as take_pack
    from warehouse.settings import Settings

    settings = Settings.load()
    done = take_pack(settings, file, own_node=own_node(settings), new_node=new_node)
    typer.echo(_("{node}: {new} batches taken in, {known} were here already.", node=done.node, new=number(done.new),
                 known=number(done.known)))  # fmt: skip


def listed() -> None:
    """Nodes, their last batch, and what is missing."""
    from warehouse.i18n import number
    from warehouse.nodes.overview import nodes_seen
    from warehouse.nodes.reach import own_node
    from warehouse.settings import Settings

    settings = Settings.load()
    for one in nodes_seen(settings, own_node(settings)):
        when = one.last_published_at.isoformat(timespec="minutes") if one.last_published_at else _("nothing came yet")
        gaps = ", ".join(f"{first}–{last}" for first, last in one.gaps)
        missing = "  " + _("missing: {gaps}", gaps=gaps) if gaps else ""
        typer.echo(f"{one.node:<32} {number(one.last_txid):>10}  {when}{missing}")
