"""One SOP file → one SopVersion, or a CatalogueError that names file and line.

Checks what one file can show about itself; versions against each other are warehouse.catalogue.versions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from warehouse.catalogue import vocabulary
from warehouse.catalogue.model import Letterhead, Ratification, SopVersion, Step
from warehouse.catalogue.nodes import Entry, read_document
from warehouse.catalogue.times import parse_time
from warehouse.errors import N_

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_DOCUMENT_COMMANDS = frozenset({"issue_document", "sign_document"})


def read_sop(path: Path, label: str) -> SopVersion:
    top = read_document(path, label)
    code = top.text("code")
    if not _CODE.fullmatch(code):
        top.refuse(
            N_("The code {code} must be small letters, digits and underscores."), line=top.line_of("code"), code=code
        )
    actors = top.texts("actors", allow_empty=False)
    begins, ends = top.date_or_none("effective_from"), top.date_or_none("effective_until")
    if begins and ends and ends < begins:
        top.refuse(N_("effective_until lies before effective_from."), line=top.line_of("effective_until"))
    agencies = top.texts("agencies")
    version = SopVersion(
        code=code,
        version=top.integer("version", least=1),
        title=top.text("title"),
        issued_by=top.text("issued_by"),
        agencies=agencies or None,
        effective_from=begins,
        effective_until=ends,
        number=top.text_or_none("number"),
        made_on=top.date_or_none("made_on"),
        revised_on=top.date_or_none("revised_on"),
        effective_on_printed=top.date_or_none("effective_on_printed"),
        ratified_on=top.date_or_none("ratified_on"),
        ratified_by=_ratification(top.entry("ratified_by")),
        letterhead=_letterhead(top.entry("letterhead")),
        legal_basis=top.texts("legal_basis"),
        qualifications=top.texts("qualifications"),
        related=top.texts("related"),
        equipment=top.texts("equipment"),
        warning=top.texts("warning"),
        record_keeping=top.texts("record_keeping"),
        actors=actors,
        steps=_steps(top, actors),
        file=label,
        lines=top.lines(),
    )
    top.done()
    return version


def _ratification(entry: Entry) -> Ratification:
    found = Ratification(
        office=entry.text("office"),
        name=entry.text_or_none("name"),
        rank=entry.text_or_none("rank"),
        nip=entry.text_or_none("nip"),
    )
    entry.done()
    return found


def _letterhead(entry: Entry) -> Letterhead:
    found = Letterhead(issuer=entry.texts("issuer", allow_empty=False), address=entry.texts("address"))
    entry.done()
    return found


def _steps(top: Entry, actors: Sequence[str]) -> tuple[Step, ...]:
    entries = list(top.entries("steps"))
    if not entries:
        top.refuse(N_("An SOP needs at least one step."), line=top.line_of("steps"))
    steps: list[Step] = []
    for position, entry in enumerate(entries, start=1):
        step = _step(entry, actors)
        if step.position != position:
            entry.refuse(
                N_("Step position {position} stands where {expected} is due."),
                line=entry.line_of("position"),
                position=step.position,
                expected=position,
            )
        steps.append(step)
    for entry, step in zip(entries, steps, strict=True):
        _check_unit(entry, step, steps)
    _check_completions(entries, steps)
    return tuple(steps)


def _step(entry: Entry, actors: Sequence[str]) -> Step:
    observed = entry.word("observed", vocabulary.OBSERVED)
    step = Step(
        position=entry.integer("position", least=1),
        printed_no=entry.text("printed_no"),
        activity=entry.text("activity"),
        requirements=entry.text_or_none("requirements"),
        time_printed=entry.text_or_none("time_printed"),
        time_kind=entry.word("time_kind", vocabulary.TIME_KINDS) or "",
        standard_s=entry.integer_or_none("standard_s", least=1),
        working_time=entry.boolean("working_time", default=False),
        output=entry.text_or_none("output"),
        note=entry.text_or_none("note"),
        actor=entry.word("actor", frozenset(actors)) or "",
        actor_inferred=entry.boolean("actor_inferred"),
        condition=entry.word("condition", vocabulary.CONDITIONS, optional=True),
        started_by=_commands(entry, "started_by"),
        completed_by=_commands(entry, "completed_by"),
        observed=observed or "",
        unit=entry.integer_or_none("unit", required=observed != "no", least=1),
        not_observed_reason=entry.text_or_none("not_observed_reason", required=False),
        act=entry.word("act", vocabulary.ACTS, optional=True),
        required_document=entry.word("required_document", vocabulary.DOCUMENTS, optional=True),
        document_condition=entry.word("document_condition", vocabulary.CONDITIONS, optional=True),
    )
    entry.done()
    _check_time(entry, step)
    if step.document_condition and not step.required_document:
        entry.refuse(
            N_("document_condition stands without required_document."), line=entry.line_of("document_condition")
        )
    return step


def _commands(entry: Entry, key: str) -> tuple[str, ...]:
    commands = entry.texts(key, required=False)
    for command in commands:
        if command not in vocabulary.COMMANDS:
            entry.refuse(
                N_("{key} names the command {command}, which does not exist."),
                line=entry.line_of(key),
                key=key,
                command=command,
            )
    return commands


def _check_time(entry: Entry, step: Step) -> None:
    """Kind and seconds must be what the printed time says."""
    meaning = parse_time(step.time_printed)
    if meaning is None:
        entry.refuse(
            N_('The time "{time}" cannot be read (number and detik, menit, jam or hari; Disesuaikan …; or null).'),
            line=entry.line_of("time_printed"),
            time=step.time_printed,
        )
    for key, written, read in (
        ("time_kind", step.time_kind, meaning.kind),
        ("standard_s", step.standard_s, meaning.standard_s),
        ("working_time", step.working_time, meaning.working_time),
    ):
        if written != read:
            entry.refuse(
                N_('{key} is {written}, but the time "{time}" means {read}.'),
                line=entry.line_of(key),
                key=key,
                written=_as_yaml(written),
                time=step.time_printed or "",
                read=_as_yaml(read),
            )


def _as_yaml(value: object) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _check_unit(entry: Entry, step: Step, steps: Sequence[Step]) -> None:
    """`alone` is a unit of one; a span is two or more consecutive rows; `no` is the visitor's, with a reason."""
    if step.observed == "no":
        _check_unobserved(entry, step)
        return
    if step.not_observed_reason is not None:
        entry.refuse(N_("An observed step has no not_observed_reason."), line=entry.line_of("not_observed_reason"))
    if not step.completed_by:
        entry.refuse(N_("An observed step needs completed_by."), line=entry.line_of("observed"))
    members = [other for other in steps if other.unit == step.unit]
    if step.observed == "span":
        _check_span(entry, step, members)
    elif step.unit != step.position or len(members) > 1:
        entry.refuse(N_("A step observed alone is a unit of its own."), line=entry.line_of("unit"))


def _check_unobserved(entry: Entry, step: Step) -> None:
    line = entry.line_of("observed")
    if step.unit is not None:
        entry.refuse(N_("A step that is not observed belongs to no unit."), line=entry.line_of("unit"))
    if step.not_observed_reason is None:
        entry.refuse(N_("A step that is not observed needs not_observed_reason."), line=line)
    if step.actor not in vocabulary.VISITOR_ACTORS:
        entry.refuse(N_("A step of {actor}, who is staff, must be observed."), line=line, actor=step.actor)
    if step.completed_by or step.started_by or step.act:
        entry.refuse(N_("A step that is not observed is completed by nothing."), line=line)


def _check_span(entry: Entry, step: Step, members: Sequence[Step]) -> None:
    positions = [member.position for member in members]
    first = members[0]
    if step.unit != first.position or len(members) < 2 or any(member.observed != "span" for member in members):
        entry.refuse(N_("A span is named by its first step and holds at least two steps."), line=entry.line_of("unit"))
    if positions != list(range(first.position, first.position + len(members))):
        entry.refuse(N_("The steps of a span must follow each other."), line=entry.line_of("unit"))
    for key in ("condition", "act", "started_by", "completed_by", "working_time"):
        if getattr(step, key) != getattr(first, key):
            entry.refuse(N_("All steps of a span share the same {key}."), line=entry.line_of(key), key=key)


def _check_completions(entries: Sequence[Entry], steps: Sequence[Step]) -> None:
    """A command must know which unit it completes: by command, act, condition or document. A tap names its step."""
    seen: dict[tuple[str, str | None, str | None, str | None], int] = {}
    for entry, step in zip(entries, steps, strict=True):
        for command in step.completed_by:
            if command == vocabulary.TAP or step.unit is None:
                continue
            document = step.required_document if command in _DOCUMENT_COMMANDS else None
            key = (command, step.act, step.condition, document)
            unit = seen.setdefault(key, step.unit)
            if unit != step.unit:
                entry.refuse(
                    N_("{command} already completes unit {unit}; tell the two apart by act, condition or document."),
                    line=entry.line_of("completed_by"),
                    command=command,
                    unit=unit,
                )
