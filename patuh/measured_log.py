"""A measured event log as lines for the terminal: the table of the steps, then what was used and what was not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from warehouse.eventlog.measure import Measured
from warehouse.eventlog.results import step_figures, StepFigures
from warehouse.i18n import number, percent, translator

_ = translator("patuh")

ACTIVITY_WIDTH = 38
NAMES_SHOWN = 8


def tell_measured(measured: Measured) -> Iterator[str]:
    yield f"{measured.process.title} ({measured.process.code})"
    heads = (
        _("standard"), _("expected"), _("recorded"), _("timed"), _("on time"), _("compliance"), _("median"), "p90",
        _("min lost"),
    )  # fmt: skip
    yield f"{'':>3} {_('step'):<{ACTIVITY_WIDTH}}" + "".join(f"{head:>12}" for head in heads)
    for step in step_figures(measured):
        yield _line(step)
    yield from _used(measured)
    yield from _left_out(measured)


def _line(step: StepFigures) -> str:
    cells = (
        _time(step.standard_s), number(step.expected), number(step.recorded), number(step.timed),
        number(step.on_time) if step.standard_s is not None else "–", percent(step.compliance_rate, 1),
        _time(step.median_s), _time(step.p90_s),
        "–" if step.lost_minutes is None else number(step.lost_minutes, 1),
    )  # fmt: skip
    activity = step.activity if len(step.activity) <= ACTIVITY_WIDTH else step.activity[: ACTIVITY_WIDTH - 1] + "…"
    return f"{step.step_position:>3} {activity:<{ACTIVITY_WIDTH}}" + "".join(f"{cell:>12}" for cell in cells)


def _time(seconds: float | None) -> str:
    """125 → "0:02:05"; days stand as hours, so that a column reads alike."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(timedelta(seconds=seconds).total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _used(measured: Measured) -> Iterator[str]:
    counts = measured.counts
    yield _(
        "{cases} cases, {compliant} of them compliant; {events} events out of {rows} rows; {refused} rows refused.",
        cases=number(counts.cases), compliant=number(counts.compliant), events=number(counts.events),
        rows=number(counts.rows), refused=number(counts.refused),
    )  # fmt: skip
    conditional = any(step.condition for step in measured.process.sop.steps)
    if conditional and "conditions" not in measured.log.known:
        yield _("The log says nothing of conditions: a conditional step is expected where it was logged.")


def _left_out(measured: Measured) -> Iterator[str]:
    counts = measured.counts
    if measured.unknown:
        shown = ", ".join(f'"{name}" ({number(rows)})' for name, rows in measured.unknown[:NAMES_SHOWN])
        yield _(
            "Activities that the SOP does not know enter no figure ({count}): {names}",
            count=number(len(measured.unknown)), names=shown,
        )  # fmt: skip
    if counts.not_measured:
        yield _("{rows} rows tell of steps that the SOP does not observe.", rows=number(counts.not_measured))
    if counts.other_transitions:
        yield _("{rows} rows tell neither of a start nor of a completion.", rows=number(counts.other_transitions))
    if counts.cases_not_in_force:
        yield _("{cases} cases were opened while this SOP was not in force.", cases=number(counts.cases_not_in_force))
