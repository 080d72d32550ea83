"""The opening sentences of the page on next locations, and what its charts say, in words. Pure."""

from __future__ import annotations

from datetime import date

from dashboards.readings.plan import Sums
from dashboards.stories import Story
from dashboards.wording import relative, share
from warehouse.i18n import local_date, number, translator
from warehouse.planning.model import Plan
from warehouse.planning.month import Month

_ = translator("dashboards")


def plan_story(plan: Plan, month: Month, first: date, ours: Sums, theirs: Sums) -> Story:
    name = local_date(first, "LLLL y")
    if not plan.stops:
        return Story(_("No site can be visited in {month}.", month=name), _none(plan, month))
    lead = _(
        "{visits} visits in {month} reach {share} of the need: {people} people on {days} days on the road.",
        visits=number(ours.visits), month=name, share=share(ours.share_of(plan.whole)), people=number(ours.people),
        days=number(ours.days),
    )  # fmt: skip
    return Story(lead, " ".join([_against(plan, ours, theirs), _sure(plan), _left(plan)]))


def _none(plan: Plan, month: Month) -> str:
    if not plan.left_out:
        return _("No active site of this service is known.")
    if not any(one.days for one in month.vehicles):
        return _("No vehicle has a day left in this month.")
    return _("The list below says of each site why.")


def _against(plan: Plan, ours: Sums, theirs: Sums) -> str:
    if ours.points <= theirs.points:
        return _("The longest unserved first would reach as much.")
    return _(
        "The longest unserved first, as plans are made by hand, would reach {share} with {visits} visits; this plan reaches "
        "{more} more of the need.",
        share=share(theirs.share_of(plan.whole)), visits=number(theirs.visits),
        more=relative(ours.points, theirs.points).lstrip("+") if theirs.points else share(ours.share_of(plan.whole)),
    )  # fmt: skip


def _sure(plan: Plan) -> str:
    if plan.is_optimal:
        return _("It is proven that no plan with these vehicles and days reaches more.")
    return _(
        "No plan with these vehicles and days can reach more than {gap} above it.",
        gap=share(plan.bound / max(1, plan.reached) - 1, 1),
    )


def _left(plan: Plan) -> str:
    if not plan.left_out:
        return _("Every site has a day.")
    return _("{count} sites have to wait; why stands at each.", count=number(len(plan.left_out)))


def curve_said(plan: Plan) -> str:
    """“5 more visits → 67 % to 72 %”."""
    now = plan.curve[0][1] if plan.curve else 0.0
    further = [one for one in plan.curve if one[0] and one[1] > now]
    if not further:
        return _("More visits would add nothing that one day on the road can reach.")
    more, reached = next((one for one in further if one[0] >= 5), further[-1])
    return _(
        "{more} more visits: {now} to {then} of the need. What lies too far for one day is not reached by more visits.",
        more=number(more), now=share(now, 1), then=share(reached, 1),
    )  # fmt: skip
