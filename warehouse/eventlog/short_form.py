"""A SOP in its short form: code, title and steps with their printed times; what a paper has beside is not asked for.

The words are those of a catalogue file, and so are the rules of its steps. `logged_as` names what the log calls a step.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.catalogue.model import Letterhead, Ratification, SopVersion, Step
from warehouse.catalogue.nodes import Entry
from warehouse.catalogue.times import parse_time
from warehouse.catalogue.vocabulary import OBSERVED
from warehouse.errors import N_


def plain(text: str) -> str:
    """As names are compared: small letters, single spaces."""
    return " ".join(text.split()).lower()


def read_short_form(top: Entry) -> tuple[SopVersion, str | None, dict[int, tuple[str, ...]]]:
    code, title = top.text("code"), top.text("title")
    version = top.integer_or_none("version", required=False, least=1) or 1
    named = top.text_or_none("agency", required=False)
    begins, ends = (top.date_or_none(key, required=False) for key in ("effective_from", "effective_until"))
    if begins and ends and ends < begins:
        top.refuse(N_("effective_until lies before effective_from."), line=top.line_of("effective_until"))
    steps: list[Step] = []
    logged_as: dict[int, tuple[str, ...]] = {}
    taken: dict[str, int] = {}
    entries = list(top.entries("steps"))
    if not entries:
        top.refuse(N_("An SOP needs at least one step."), line=top.line_of("steps"))
    for position, entry in enumerate(entries, 1):
        step, names = _step(entry, position, steps)
        for name in {plain(one) for one in (step.activity, *names)}:
            if taken.setdefault(name, position) != position:
                entry.refuse(
                    N_('"{name}" already stands for step {position}.'), line=entry.line_of("logged_as"), name=name,
                    position=taken[name],
                )  # fmt: skip
        steps.append(step)
        logged_as[position] = names
    _check_spans(entries, steps)
    top.done()
    sop = SopVersion(
        code=code, version=version, title=title, issued_by=named or "", agencies=None, effective_from=begins,
        effective_until=ends, number=None, made_on=None, revised_on=None, effective_on_printed=None, ratified_on=None,
        ratified_by=Ratification("", None, None, None), letterhead=Letterhead((), ()), legal_basis=(), qualifications=(),
        related=(), equipment=(), warning=(), record_keeping=(), actors=(), steps=tuple(steps), file=top.file,
        lines=top.lines(),
    )  # fmt: skip
    return sop, named, logged_as


def _step(entry: Entry, position: int, before: Sequence[Step]) -> tuple[Step, tuple[str, ...]]:
    printed = entry.text_or_none("time_printed")
    meaning = parse_time(printed)
    if meaning is None:
        entry.refuse(
            N_('The time "{time}" cannot be read (number and detik, menit, jam or hari; Disesuaikan …; or null).'),
            line=entry.line_of("time_printed"),
            time=printed,
        )
    observed = entry.word("observed", OBSERVED, optional=True) or "alone"
    unit = entry.integer_or_none("unit", required=observed == "span", least=1)
    if observed != "span" and unit is not None and (observed == "no" or unit != position):
        entry.refuse(N_("A step observed alone is a unit of its own."), line=entry.line_of("unit"))
    step = Step(
        position=position, printed_no=entry.text_or_none("printed_no", required=False) or str(position),
        activity=entry.text("activity"), requirements=None, time_printed=printed, time_kind=meaning.kind,
        standard_s=meaning.standard_s, working_time=meaning.working_time, output=None, note=None,
        actor=entry.text_or_none("actor", required=False) or "", actor_inferred=False,
        condition=entry.text_or_none("condition", required=False), started_by=(), completed_by=(), observed=observed,
        unit=None if observed == "no" else unit or position, not_observed_reason=None, act=None,
        required_document=None, document_condition=None,
    )  # fmt: skip
    written = entry.integer_or_none("position", required=False, least=1)
    if written is not None and written != position:
        entry.refuse(
            N_("Step position {position} stands where {expected} is due."), line=entry.line_of("position"),
            position=written, expected=position,
        )  # fmt: skip
    names = entry.texts("logged_as", required=False)
    entry.done()
    return step, names


def _check_spans(entries: Sequence[Entry], steps: Sequence[Step]) -> None:
    for entry, step in zip(entries, steps, strict=True):
        if step.observed != "span":
            continue
        members = [other for other in steps if other.unit == step.unit]
        positions = [member.position for member in members]
        if step.unit != positions[0] or len(members) < 2 or any(member.observed != "span" for member in members):
            entry.refuse(
                N_("A span is named by its first step and holds at least two steps."), line=entry.line_of("unit")
            )
        if positions != list(range(positions[0], positions[0] + len(positions))):
            entry.refuse(N_("The steps of a span must follow each other."), line=entry.line_of("unit"))
        for key in ("condition", "working_time"):
            if getattr(step, key) != getattr(members[0], key):
                entry.refuse(N_("All steps of a span share the same {key}."), line=entry.line_of(key), key=key)
