"""Today: live counts of this service point, and what is open with its time against the standard."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.hours import visits_by_hour
from operations_app.desk.answer import duration
from operations_app.desk.today import bags_held, bags_left_behind, money_left_undone, open_now, waiting_step
from warehouse.i18n import local_date, local_time, number, rupiah, translator
from warehouse.records.lookups import today

_ = translator("operations_app")

REFRESH_S = 4
HEADS = frozenset({"section_head", "division_head", "head_of_agency"})


def show() -> None:
    st.title(_("Today"))
    _live()


@shell.fragment(run_every=REFRESH_S)
def _live() -> None:
    who = shell.visitor()
    now = who.now()
    counts = today(who.db, who.point.code, now)
    local_day = now.astimezone(who.agency.zone).date()
    pieces.lead(
        _(
            "{point}, {day}, as of {time}.",
            point=who.point.name,
            day=local_date(local_day, "full"),
            time=local_time(now, who.zone),
        )
    )
    _left_undone(who)
    pieces.cards(
        (
            (_("Visits"), number(counts.visits), _("guest book")),
            (_("Copies lent"), number(counts.loans), ""),
            (_("Copies returned"), number(counts.returns), ""),
            (
                _("Bags held"),
                number(counts.bags_in),
                _("of {count} lockers", count=who.point.locker_count_on(local_day)),
            ),
            (_("New members"), number(counts.members_registered), ""),
            (
                _("Money received"),
                rupiah(counts.received_idr),
                _("charged {amount}", amount=rupiah(counts.charged_idr)),
            ),
        )
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header(_("Open now"))
        _open_cases(who)
    with right:
        st.header(_("Visits by hour"))
        visits_by_hour(counts.visits_by_hour)


def _left_undone(who: shell.Visitor) -> None:
    """What nobody may forget, for those whose work it is and for the heads."""
    is_head = bool(who.session.roles & HEADS)
    said: list[tuple[str, str]] = []
    if is_head or who.may("close_day"):
        said += [(one, "/kas-harian") for one in money_left_undone(who.db, who.point.code, who.now())]
    if is_head or who.may("return_bag"):
        address = "/loker" if who.may("return_bag") else ""
        said += [(one, address) for one in bags_left_behind(who.db, who.point.code, who.now())]
    if said:
        pieces.show(pieces.Html('<ul class="p-undone">' + "".join(_undone(*one) for one in said) + "</ul>"))


def _undone(sentence: str, address: str) -> str:
    words = pieces.cell(sentence)
    return f'<li><a href="{address}" target="_self">{words}</a></li>' if address else f"<li>{words}</li>"


def _open_cases(who: shell.Visitor) -> None:
    now = who.now()
    listed = open_now(who.db, who.point.code, now)
    if listed:
        pieces.show(
            pieces.table(
                (_("Service"), _("Waits for"), _("Since"), _("Time"), _("Standard")),
                (
                    (
                        pieces.with_sub(one.title, one.who),
                        waiting_step(one),
                        local_time(one.since, who.zone),
                        pieces.pace(now - one.since, one.standard_s),
                        duration(one.standard_s) if one.standard_s else "–",
                    )
                    for one in listed
                ),
            )
        )
    else:
        pieces.empty(_("Nothing is open at the desks."))
    held = bags_held(who.db, who.point.code, now)
    if held:
        st.caption(
            _(
                "Bags in the lockers: {count}, the longest for {time}.",
                count=number(held.count),
                time=duration(held.longest_s),
            )
        )
