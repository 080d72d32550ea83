"""The opening sentences of the outreach and documents pages: what the figures mean, in words. Pure."""

from __future__ import annotations

import pandas as pd

from dashboards.code_names import DOCUMENTS, named, role_name
from dashboards.filters.selection import Selection
from dashboards.readings.documents import Documents
from dashboards.readings.headline import Figure
from dashboards.readings.outreach import Outreach
from dashboards.stories import Story
from dashboards.wording import share
from warehouse.i18n import number, translator

_ = translator("dashboards")


def outreach_story(figures: Outreach, districts: Figure, sites: pd.DataFrame, selection: Selection) -> Story:
    """The lead is how many sites were reached, where sites are registered; else the trips."""
    if figures.sites.whole:
        lead = _(
            "{served} of {registered} registered sites ({share}) were served in {span}.",
            served=number(figures.sites.part or 0),
            registered=number(figures.sites.whole or 0),
            share=share(figures.sites.value),
            span=figures.span.label(),
        )
    else:
        lead = _("{done} trips came back.", done=number(figures.trips_done.value or 0))
    told = [*_people(figures), *_districts(districts), *_trips(figures, selection), *_copies(figures), *_longest(sites)]
    return Story(lead, " ".join(told))


def _people(figures: Outreach) -> list[str]:
    if not figures.people.whole:
        return []
    return [
        _(
            "They stand for {people} of {whole} people ({share}).",
            people=number(figures.people.part or 0),
            whole=number(figures.people.whole or 0),
            share=share(figures.people.value),
        )
    ]


def _districts(districts: Figure) -> list[str]:
    if not districts.whole:
        return []
    return [
        _(
            "{reached} of {all} kecamatan were reached.",
            reached=number(districts.part or 0),
            all=number(districts.whole or 0),
        )
    ]


def _trips(figures: Outreach, selection: Selection) -> list[str]:
    if not figures.trips_planned:
        return [_("No trip was planned for {period}.", period=selection.period.label())]
    return [
        _(
            "Of {planned} trips planned for {period}, {done} were done and {cancelled} cancelled.",
            planned=number(figures.trips_planned),
            period=selection.period.label(),
            done=number(figures.trips_done.value or 0),
            cancelled=number(figures.trips_cancelled),
        )
    ]


def _copies(figures: Outreach) -> list[str]:
    if not figures.copies.value:
        return []
    return [_("{copies} copies lie at sites.", copies=number(figures.copies.value))]


def _longest(sites: pd.DataFrame) -> list[str]:
    """The site where nobody was for longest, of those that were served at all."""
    served = sites[sites["days_since_served"].notna()] if len(sites) else sites
    if served.empty:
        return []
    first = served.sort_values("days_since_served", ascending=False).iloc[0]
    return [
        _("Longest without a visit: {site}, {days} days.", site=first["name"], days=number(first["days_since_served"]))
    ]


def documents_story(figures: Documents, owed: pd.DataFrame, selection: Selection) -> Story:
    """The lead is what is owed now: that is what somebody can act upon."""
    return Story(_owed_lead(owed), " ".join([*_complete(figures, selection), *_oldest(owed), *_whose(owed)]))


def _owed_lead(owed: pd.DataFrame) -> str:
    if owed.empty:
        return _("No paper is owed.")
    counts = owed["status"].value_counts()
    return _(
        "{papers} papers are owed: {missing} missing, {unsigned} unsigned, {inconsistent} inconsistent.",
        papers=number(len(owed)),
        missing=number(counts.get("missing", 0)),
        unsigned=number(counts.get("unsigned", 0)),
        inconsistent=number(counts.get("inconsistent", 0)),
    )


def _complete(figures: Documents, selection: Selection) -> list[str]:
    complete = figures.complete
    if not complete.whole:
        return []
    told = [
        _(
            "Of {required} papers that the cases of {period} must have, {complete} are complete ({share}).",
            required=number(complete.whole),
            period=selection.period.label(),
            complete=number(complete.part or 0),
            share=share(complete.value),
        )
    ]
    if figures.excepted:
        told.append(_("For {count} an exception was accepted.", count=number(figures.excepted)))
    return told


def _oldest(owed: pd.DataFrame) -> list[str]:
    if owed.empty or owed["age_days"].isna().all():
        return []
    first = owed.sort_values("age_days", ascending=False).iloc[0]
    return [
        _(
            "The oldest is {paper}, owed for {days} days at {place}.",
            paper=named(DOCUMENTS, first["document_kind"]),
            days=number(first["age_days"]),
            place=first["point_name"],
        )
    ]


def _whose(owed: pd.DataFrame) -> list[str]:
    stated = owed["responsible_role"].dropna() if len(owed) else pd.Series(dtype="object")
    if stated.empty:
        return []
    counts = stated.value_counts()
    return [_("Most are with: {role} ({count}).", role=role_name(counts.index[0]), count=number(counts.iloc[0]))]
