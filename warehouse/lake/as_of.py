"""A state of the records: the last transaction of each node, and the catalogue in force. `--as-of` names one.

Written `node=txid,node=txid@catalogue`, as every report prints it. A bare number is the transaction of the home's own
node, the others being where they were in the refresh that ended with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import duckdb

from warehouse.errors import BadInput, N_
from warehouse.settings import Settings
from warehouse.sql import read

_SHORT = 12


@dataclass(frozen=True, slots=True)
class AsOf:
    """`txids`: (node, last transaction), by node; `catalogue`: its SHA-256, a beginning of it, or None (to be found)."""

    txids: tuple[tuple[str, int], ...]
    catalogue: str | None = None

    @classmethod
    def of(cls, txids: dict[str, int], catalogue: str | None = None) -> AsOf:
        return cls(tuple(sorted((node, txid) for node, txid in txids.items() if txid > 0)), catalogue)

    @property
    def records(self) -> str:
        """The state of the records alone: `jtg=120,pusat=455`."""
        return ",".join(f"{node}={txid}" for node, txid in self.txids)

    def __str__(self) -> str:
        return f"{self.records}@{self.catalogue[:_SHORT]}" if self.catalogue else self.records


def parse(text: str, own_node: str) -> tuple[AsOf, bool]:
    """What was typed; True when it was a bare number, which says nothing of the other nodes."""
    plain = "".join(letter for letter in text if letter.isprintable() and not letter.isspace())  # copied from a PDF
    records, at, catalogue = plain.partition("@")
    parts = [part.strip() for part in records.split(",") if part.strip()]
    if len(parts) == 1 and parts[0].isdecimal():
        return AsOf.of({own_node: int(parts[0])}, catalogue or None), True
    txids: dict[str, int] = {}
    for part in parts:
        node, equals, number = part.partition("=")
        if not equals or not number.strip().isdecimal() or node.strip() in txids:
            break
        txids[node.strip()] = int(number)
    if not parts or len(txids) != len(parts) or (at and not catalogue):
        raise BadInput(
            "as_of_readable",
            N_("A state is a transaction number, or node=number for every node, as a report prints it: {text}"),
            field="as-of", text=text,
        )  # fmt: skip
    return AsOf.of(txids, catalogue or None), False


def resolve(
    connection: duckdb.DuckDBPyConnection, settings: Settings, text: str, used_before: Callable[[AsOf], str | None]
) -> AsOf:
    """The state that `text` names, whole: every node, and a catalogue that was served.

    `connection` has the warehouse attached (warehouse.lake.attach.attached_records). `used_before`: the catalogue of
    a report that was issued with these transactions, which goes before the one that was served last with them.
    """
    last = dict(connection.execute("SELECT node, max(last_txid) FROM records.raw.batches GROUP BY node").fetchall())
    served = _served(connection)
    own = settings.node if settings.node in last or len(last) != 1 else next(iter(last))
    asked, is_bare = parse(text, own)
    for node, txid in asked.txids:
        if txid > last.get(node, 0):
            raise BadInput(
                "as_of_is_here", N_("The warehouse holds {node} up to transaction {last}, not {txid}."),
                field="as-of", node=node, last=str(last.get(node, 0)), txid=str(txid),
            )  # fmt: skip
    if is_bare and len(last) > 1:
        asked = _with_other_nodes(asked, served)
    return replace(asked, catalogue=_catalogue(asked, served, used_before(asked)))


def _served(connection: duckdb.DuckDBPyConnection) -> list[AsOf]:
    """The states that refreshes served, oldest first."""
    found = connection.execute(read("warehouse.lake", "served_states")).fetchall()
    return [AsOf.of(dict(zip(nodes, txids, strict=True)), catalogue) for nodes, txids, catalogue in found]


def _with_other_nodes(asked: AsOf, served: list[AsOf]) -> AsOf:
    [(own, txid)] = asked.txids
    states = {state.records: state for state in served if dict(state.txids).get(own) == txid}
    if len(states) != 1:
        raise BadInput(
            "as_of_names_one_state",
            N_("Transaction {txid} of {node} alone names no single state; name every node: {states}"),
            field="as-of", node=own, txid=str(txid), states=" · ".join(list(states)[-3:]) or f"{own}={txid},…",
        )  # fmt: skip
    [state] = states.values()
    return replace(asked, txids=state.txids)


def _catalogue(asked: AsOf, served: list[AsOf], used_before: str | None) -> str:
    """The catalogue asked for by name; else of a report with this state; else of the last refresh that went no further."""
    if asked.catalogue:
        known = [state.catalogue for state in served if state.catalogue]
        named = {one for one in known if one.startswith(asked.catalogue)}
        if used_before and used_before.startswith(asked.catalogue):
            named.add(used_before)
        if len(named) == 1:
            return named.pop()
        raise BadInput(
            "as_of_catalogue",
            N_("No refresh followed the catalogue {catalogue}."),
            field="as-of",
            catalogue=asked.catalogue,
        )
    if used_before:
        return used_before
    mine = dict(asked.txids)
    reached = [state for state in served if all(txid <= mine.get(node, 0) for node, txid in state.txids)]
    found = (reached[-1] if reached else served[0]).catalogue if served else None
    if found is None:
        raise BadInput(
            "as_of_was_served", N_("No refresh has noted its catalogue yet. Run `patuh refresh` first."), field="as-of"
        )
    return found
