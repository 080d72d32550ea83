"""The opening sentences of the visitors, circulation and revenue pages: what the figures mean, in words. Pure.

What is counted apart is said apart: renewals and uses in the building beside the loans, rooms beside the visits.
"""

from __future__ import annotations

import pandas as pd

from dashboards.code_names import named, REVENUE_KINDS
from dashboards.filters.selection import Selection
from dashboards.readings.circulation import Circulation
from dashboards.readings.headline import Figure
from dashboards.readings.receipts import Waiting
from dashboards.readings.revenue import Revenue
from dashboards.readings.visitors import Visitors
from dashboards.stories import Story
from dashboards.wording import relative, share, weekday
from warehouse.i18n import local_date, number, rupiah, translator

_ = translator("dashboards")


def visitors_story(figures: Visitors, hours: pd.DataFrame, occupations: pd.DataFrame, selection: Selection) -> Story:
    lead = _(
        "{visits} visits in {period}, {compared}.",
        visits=number(figures.visits.value or 0),
        period=selection.period.label(),
        compared=_compared(figures.visits, selection),
    )
    told = [*_members(figures), *_groups(figures), *_busiest(hours), *_who(occupations), *_apart(figures)]
    return Story(lead, " ".join(told))


def _compared(figure: Figure, selection: Selection) -> str:
    """ "+12% against 1–30 October", or that there is nothing to compare with."""
    if not figure.previous:
        return _("nothing to compare with")
    change = relative(figure.value or 0, figure.previous)
    return _("{change} against {before}", change=change, before=selection.previous.period.label())


def _members(figures: Visitors) -> list[str]:
    people = figures.unique_members.value
    if not people:
        return []
    return [
        _(
            "Members came {visits} times; they were {people} different people, {times} visits each.",
            visits=number(figures.member_visits),
            people=number(people),
            times=number(figures.member_visits / people, 1),
        )
    ]


def _groups(figures: Visitors) -> list[str]:
    heads = figures.group_heads.value
    if not heads or not figures.visits.value:
        return []
    return [
        _("{heads} people ({share}) came in groups.", heads=number(heads), share=share(heads / figures.visits.value))
    ]


def _busiest(hours: pd.DataFrame) -> list[str]:
    if hours.empty:
        return []
    most = hours.iloc[int(hours["visits"].argmax())]
    hour = int(most["hour"])
    return [
        _("The busiest hour is {weekday}, {from_hour}.00–{to_hour}.00.",
          weekday=weekday(int(most["weekday"])), from_hour=f"{hour:02d}", to_hour=f"{hour + 1:02d}")
    ]  # fmt: skip


def _who(occupations: pd.DataFrame) -> list[str]:
    stated = occupations[occupations["is_stated"]] if len(occupations) else occupations
    if stated.empty or not stated["visits"].sum():
        return []
    first = stated.sort_values("visits", ascending=False).iloc[0]
    return [
        _(
            "Most who stated an occupation are {occupation} ({share} of them).",
            occupation=str(first["value"]),
            share=share(first["visits"] / stated["visits"].sum()),
        )
    ]


def _apart(figures: Visitors) -> list[str]:
    """Counts that are in no sum above."""
    told = []
    if figures.room_visits.value:
        told.append(
            _(
                "{rooms} entries in the guest books of the reference and deposit rooms are counted apart.",
                rooms=number(figures.room_visits.value),
            )
        )
    if figures.outreach_visitors:
        told.append(
            _("{people} people were served by outreach, counted apart.", people=number(figures.outreach_visitors))
        )
    return told


def circulation_story(figures: Circulation, selection: Selection) -> Story:
    lead = _(
        "{loans} loans in {period}, {compared}.",
        loans=number(figures.loans.value or 0),
        period=selection.period.label(),
        compared=_compared(figures.loans, selection),
    )
    beside = _(
        "{renewals} renewals and {uses} uses in the building are counted beside the loans.",
        renewals=number(figures.renewals.value or 0),
        uses=number(figures.in_house_uses.value or 0),
    )
    return Story(lead, " ".join([*_late(figures), *_unused(figures), beside]))


def _late(figures: Circulation) -> list[str]:
    late = figures.overdue_share
    if not late.whole:
        return []
    return [
        _(
            "Of {returns} returns {overdue} came back late ({share}).",
            returns=number(late.whole),
            overdue=number(late.part or 0),
            share=share(late.value),
        )
    ]


def _unused(figures: Circulation) -> list[str]:
    use = figures.use
    if use.unused_share is None or use.held_in is None:
        return []
    return [
        _(
            "Of {lendable} copies that may be lent, {unused} ({share}) found no borrower in the twelve months to the end of "
            "{month}.",
            lendable=number(use.lendable_copies),
            unused=number(use.unused_copies),
            share=share(use.unused_share),
            month=local_date(use.held_in, "LLLL y"),
        )
    ]


def revenue_story(figures: Revenue, kinds: pd.DataFrame, late: Waiting | None, selection: Selection) -> Story:
    lead = _(
        "{received} was received in {period}, {compared}.",
        received=rupiah(int(figures.received.value or 0)),
        period=selection.period.label(),
        compared=_compared(figures.received, selection),
    )
    told = [
        _(
            "{charged} was charged and {waived} waived; {owed} is still owed.",
            charged=rupiah(int(figures.charged.value or 0)),
            waived=rupiah(int(figures.waived.value or 0)),
            owed=rupiah(int(figures.outstanding.value or 0)),
        ),
        *_largest(kinds),
        _(
            "{deposited} went to the regional treasury, {undeposited} is not there yet.",
            deposited=rupiah(int(figures.deposited.value or 0)),
            undeposited=rupiah(int(figures.undeposited.value or 0)),
        ),
        *_past_due(late),
    ]
    return Story(lead, " ".join(told))


def _largest(kinds: pd.DataFrame) -> list[str]:
    whole = int(kinds["received_idr"].sum()) if len(kinds) else 0
    if whole <= 0:
        return []
    first = kinds.iloc[0]
    return [
        _(
            "The largest part is {kind} ({share}).",
            kind=named(REVENUE_KINDS, first["revenue_kind"]).lower(),
            share=share(first["received_idr"] / whole),
        )
    ]


def _past_due(late: Waiting | None) -> list[str]:
    if late is None or late.overdue.empty:
        return []
    return [
        _(
            "{count} receipts ({amount}) should have been deposited by now.",
            count=number(len(late.overdue)),
            amount=rupiah(late.overdue_idr),
        )
    ]
