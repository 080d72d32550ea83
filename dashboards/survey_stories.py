"""The opening sentences of the survey page: the index, what pulls it down, and whether enough people answered. Pure."""

from __future__ import annotations

from dashboards.filters.selection import Selection
from dashboards.readings.satisfaction import Satisfaction
from dashboards.stories import Story
from dashboards.survey_words import element_name, grade_said
from dashboards.wording import signed, times
from warehouse.i18n import number, translator
from warehouse.rules.satisfaction import FEW

_ = translator("dashboards")


def survey_story(figures: Satisfaction, selection: Selection) -> Story:
    if figures.ikm is None:
        return Story(
            _("Only {count} people answered in {period}.", count=figures.respondents, period=selection.period.label()),
            _("Fewer than {few} could be recognised by those who served them, so no answer is shown.", few=FEW),
        )
    lead = _(
        "The satisfaction index (IKM) is {ikm}, grade {grade}.",
        ikm=times(figures.ikm),
        grade=grade_said(figures.grade or "D"),
    )
    return Story(lead, " ".join([_weakest(figures), *_compared(figures, selection), _sample(figures, selection)]))


def _weakest(figures: Satisfaction) -> str:
    low, high = figures.weakest, figures.strongest
    if low["nrr"] == high["nrr"]:
        return _("All nine elements have the same mean, {nrr} of 4.", nrr=times(float(low["nrr"])))
    return _(
        "The weakest of the nine elements is {weakest} ({low} of 4), the strongest {strongest} ({high}).",
        weakest=element_name(int(low["element"])),
        low=times(float(low["nrr"])),
        strongest=element_name(int(high["element"])),
        high=times(float(high["nrr"])),
    )


def _compared(figures: Satisfaction, selection: Selection) -> list[str]:
    if figures.previous_ikm is None or figures.ikm is None:
        return []
    return [
        _(
            "That is {change} against {before}.",
            change=signed(figures.ikm - figures.previous_ikm, 2),
            before=selection.previous.period.label(),
        )
    ]


def _sample(figures: Satisfaction, selection: Selection) -> str:
    told = {"count": number(figures.respondents), "needed": number(figures.needed), "visits": number(figures.visits)}
    if not figures.needed:
        return _("{count} people answered; no visit was registered to hold that against.", count=told["count"])
    if figures.is_sample_met:
        return _("{count} people answered, at least the {needed} that {visits} visits ask for.", **told)
    return _(
        "{count} people answered, fewer than the {needed} that {visits} visits ask for: read the index with care.",
        **told,
    )
