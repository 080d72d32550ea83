"""The opening sentences: what the figures mean this period, in words. Pure; every rate has its denominator."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.headline import Figure, Headline
from dashboards.wording import points, relative, share, shortened, signed
from warehouse.i18n import number, translator

_ = translator("dashboards")

STEADY = 0.005
"""Half a percentage point is no news."""


WEAK = 0.7
"""Below it the tiles of the compliance map are brown."""


@dataclass(frozen=True)
class Story:
    lead: str
    body: str


def overview_story(figures: Headline, worse: pd.DataFrame, selection: Selection, targets: str = "") -> Story:
    """The lead is about compliance when it was measured, else about visitors; `targets`: what is said of them."""
    told = [_served(figures, selection), *_why(figures), targets, *_worst(worse)]
    return Story(_lead(figures), " ".join(sentence for sentence in told if sentence))


def fallen_sentence(figures: Headline) -> str:
    """Of the figures at the head those that fell, by how much; empty when none did."""
    named = (
        (figures.visits, _("visits")), (figures.loans, _("loans")), (figures.compliance, _("compliance rate")),
        (figures.recording, _("recording rate")), (figures.on_time, _("on-time rate")),
    )  # fmt: skip
    fell = [
        f"{name} {points(figure.change) if figure.is_rate else relative(figure.value or 0, figure.previous or 0)}"
        for figure, name in named
        if figure.change is not None and figure.change < -STEADY / (10 if figure.is_rate else 1)
    ]
    return _("Of the figures above fell: {fallen}.", fallen=", ".join(fell)) if fell else ""


def _lead(figures: Headline) -> str:
    rate = figures.compliance
    if rate.value is None:
        return _("{visits} visits were served.", visits=number(figures.visits.value or 0))
    told = share(rate.value)
    if rate.change is None:
        return _("{rate} of SOP steps kept their standard time.", rate=told)
    if abs(rate.change) < STEADY:
        return _("{rate} of SOP steps kept their standard time, as in the period before.", rate=told)
    moved = number(abs(rate.change) * 100, 1)
    if rate.change > 0:
        return _("{rate} of SOP steps kept their standard time, {points} points better.", rate=told, points=moved)
    return _("{rate} of SOP steps kept their standard time, {points} points worse.", rate=told, points=moved)


def _served(figures: Headline, selection: Selection) -> str:
    return _(
        "In {period}, {visits} visits ({visits_change}) and {loans} loans ({loans_change}), compared with {before}.",
        period=selection.period.label(),
        visits=number(figures.visits.value or 0),
        visits_change=_moved(figures.visits),
        loans=number(figures.loans.value or 0),
        loans_change=_moved(figures.loans),
        before=selection.previous.period.label(),
    )


def _moved(figure: Figure) -> str:
    if not figure.previous:
        return _("nothing to compare with")
    return relative(figure.value or 0, figure.previous)


def _why(figures: Headline) -> list[str]:
    """Where the rest was lost: not recorded, or recorded and late."""
    whole, details = figures.compliance.whole, figures.details
    if not whole:
        return []
    return [
        _(
            "Of {expected} steps with a standard time, {on_time} were on time and {late} late; "
            "the other {rest} were not recorded or not timed.",
            expected=number(whole),
            on_time=number(details["on_time"]),
            late=number(details["timed"] - details["on_time"]),
            rest=number(whole - details["timed"]),
        )
    ]


def _worst(worse: pd.DataFrame) -> list[str]:
    if worse.empty:
        return []
    first = worse.iloc[0]
    return [
        _(
            "The largest decline: {sop}, step {step} “{activity}” ({change} points).",
            sop=first["row_title"],
            step=first["unit_label"],
            activity=shortened(first["activity"], 60),
            change=signed(first["change"] * 100, 1),
        )
    ]


def compliance_story(cells: pd.DataFrame, selection: Selection) -> Story:
    """All SOPs together, then the steps that want looking at; `cells` as of readings.compliance.cells."""
    units = cells.drop_duplicates(["sop_code", "sop_version", "tile"])
    judged = units[(units["kind"] == "rate") & (units["expected"] > 0)]
    if judged.empty:
        return Story(_("No step with a standard time was due in {period}.", period=selection.period.label()), "")
    expected, on_time = int(judged["expected"].sum()), int(judged["on_time"].sum())
    lead = _(
        "{rate} of the steps with a standard time were recorded and on time in {period}.",
        rate=share(on_time / expected),
        period=selection.period.label(),
    )
    weak = judged[(judged["compliance_rate"] < WEAK) & ~judged["is_small"]].sort_values("compliance_rate")
    told = _(
        "{on_time} of {expected} in {sops} SOPs.",
        on_time=number(on_time),
        expected=number(expected),
        sops=number(units[["sop_code", "sop_version"]].drop_duplicates().shape[0]),
    )
    if weak.empty:
        return Story(lead, told)
    first = weak.iloc[0]
    weakest = _(
        "{count} steps stay below 70%; the weakest is {sop}, step {step} “{activity}” with {rate} of {expected}.",
        count=number(len(weak)),
        sop=first["row_title"],
        step=first["unit_label"],
        activity=shortened(first["activity"], 60),
        rate=share(first["compliance_rate"]),
        expected=number(first["expected"]),
    )
    return Story(lead, f"{told} {weakest}")


def sop_story(title: str, totals: dict[str, int], units: pd.DataFrame) -> str:
    """What the cases of one SOP show."""
    if not totals.get("cases"):
        return _("No case of {sop} in this period.", sop=title)
    told = _(
        "{compliant} of {cases} cases kept the SOP whole ({rate}).",
        compliant=number(totals["compliant"]),
        cases=number(totals["cases"]),
        rate=share(totals["compliant"] / totals["cases"]),
    )
    fixed = units[units["compliance_rate"].notna()]
    if fixed.empty:
        return told
    weakest = fixed.sort_values("compliance_rate").iloc[0]
    return (
        told
        + " "
        + _(
            "Its weakest step is {step} “{activity}”: {rate} of {expected}.",
            step=weakest["unit_label"],
            activity=shortened(weakest["activity"], 70),
            rate=share(weakest["compliance_rate"]),
            expected=number(weakest["expected"]),
        )
    )
