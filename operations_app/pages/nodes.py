"""Nodes: laptops that work alone. What came from each last, what is missing, and the pack that is brought back."""

from __future__ import annotations

from io import BytesIO

import streamlit as st

from operations_app import runtime, shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, say_once
from operations_app.shell import Visitor
from warehouse.errors import Refused
from warehouse.i18n import local_datetime, number, translator
from warehouse.nodes.overview import nodes_seen, NodeSeen
from warehouse.nodes.take import take, Taken

_ = translator("operations_app")

MEGABYTES_MAX = 200
TURN = "nodes_turn"


def show() -> None:
    who = shell.visitor()
    st.title(_("Laptops and nodes"))
    pieces.lead(_("What a laptop recorded alone comes back as a pack and goes into the figures."))
    say_once()
    _bring_back(who)
    st.header(_("Nodes"))
    pieces.show(
        pieces.table(
            (_("Node"), _("Last batch"), _("Transactions"), _("Batches"), _("State")),
            (
                [_name(one), _when(who, one), number(one.last_txid), number(one.batches), _state(one)]
                for one in _seen(who)
            ),
            right=(2, 3),
        )
    )


def _seen(who: Visitor) -> list[NodeSeen]:
    return nodes_seen(who.db.settings, who.db.node)


def _bring_back(who: Visitor) -> None:
    with st.container(border=True):
        turn = st.session_state.setdefault(TURN, 0)
        st.html(f"<style>{_words()}</style>")
        given = st.file_uploader(
            _("Pack brought back by a laptop"), ["zip"], key=f"pack:{turn}", max_upload_size=MEGABYTES_MAX
        )
        if (
            st.button(_("Take the pack in"), type="primary", disabled=given is None, key="take_pack")
            and given is not None
        ):
            try:
                done = take(runtime.get().settings, BytesIO(given.getvalue()), own_node=who.db.node)
            except Refused as refusal:
                st.error(refusal.sentence(), icon=":material/error:")
                return
            st.session_state[TURN] = turn + 1
            say_after_rerun(_sentence(done))
            st.rerun()


def _sentence(done: Taken) -> str:
    if not done.new:
        return _("{node}: everything in this pack was here already. Nothing was doubled.", node=done.node)
    return _(
        "{node}: {new} batches taken in, {known} were here already. The next refresh shows them.", node=done.node,
        new=number(done.new), known=number(done.known),
    )  # fmt: skip


def _name(one: NodeSeen) -> pieces.Cell:
    return pieces.with_sub(one.node, _("this home")) if one.is_own else one.node


def _when(who: Visitor, one: NodeSeen) -> pieces.Cell:
    return local_datetime(one.last_published_at, who.zone) if one.last_published_at else "–"


def _state(one: NodeSeen) -> pieces.Cell:
    if one.gaps:
        return pieces.chip(_("missing: {gaps}", gaps=", ".join(f"{first}–{last}" for first, last in one.gaps)), "red")
    if not one.batches:
        return pieces.chip(_("nothing came yet"), "amber")
    return pieces.chip(_("complete"), "green")


def _words() -> str:
    words = {
        '[data-testid="stFileUploaderDropzone"] button p': _("Choose a file"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': _("A zip file, at most 200 MB"),
    }
    return "".join(
        f'{where} {{ font-size: 0 !important; }} {where}::after {{ content: "{text}"; font-size: 15px; }}'
        for where, text in words.items()
    )
