"""The run sheet at a stop: visitors, loans, reading and toys are counted; copies are handed over, taken back, rolled on."""

from __future__ import annotations

import streamlit as st

from operations_app.components import pieces
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.next_step import next_step, Tap
from operations_app.components.run_sheet_home import scan_line
from operations_app.components.run_sheet_panels import condition_name, scanned_list, stop_counts
from operations_app.components.visitor_counter import visitor_counter
from operations_app.desk.paper_words import paper_name
from operations_app.desk.run_sheet import Sheet, tap_id
from operations_app.desk.run_sheet_basket import forget
from operations_app.desk.run_sheet_desk import Condition, Mode, RunSheetDesk
from operations_app.desk.run_sheet_lookups import Stop, stops_of, TripSeen
from operations_app.desk.run_sheet_papers import TripPaper
from operations_app.shell import rerun, Visitor
from warehouse.i18n import number, translator

_ = translator("operations_app")

SITE, TASK, CONDITION, TARGET = "run_sheet_site", "run_sheet_task", "run_sheet_condition", "run_sheet_target"
LENDING = ("visitors", "lend", "use")
DROPPING: tuple[Mode, ...] = ("hand_over", "take_back", "roll_over")
CONDITIONS: tuple[Condition, ...] = ("good", "damaged", "lost")


def at_the_stop(
    who: Visitor, desk: RunSheetDesk, trip: TripSeen, sheet: Sheet, papers: list[TripPaper]
) -> None:  # fmt: skip
    """The stop chosen, and what is done there."""
    stops = {stop.site_no: stop for stop in stops_of(who.db, trip.trip_id)}
    stop = stops[_stop(desk, stops)]
    with st.container(key="sheet_stop", gap="small"):
        pieces.show(stop_counts(stop, lends=sheet.lends))
        if sheet.lends:
            _lending(who, desk, stop)
        else:
            _dropping(who, desk, stop, stops)
            _papers(desk, trip, stop, papers)


def _stop(desk: RunSheetDesk, stops: dict[str, Stop]) -> str:
    if desk.site_no not in stops:
        desk.site_no = next(iter(stops))
    if len(stops) > 1:
        st.session_state[SITE] = desk.site_no
        st.selectbox(
            _("Stop"), list(stops), format_func=lambda number_: f"{stops[number_].name} ({number_})", key=SITE,
            on_change=lambda: setattr(desk, "site_no", st.session_state[SITE]),
        )  # fmt: skip
    else:
        st.header(stops[desk.site_no].name)
    return desk.site_no


def _task(names: dict[str, str], default: str) -> str:
    chosen = st.segmented_control(
        _("What is done here"), list(names), format_func=names.__getitem__, default=default, key=TASK,
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    return chosen or default


def _lending(who: Visitor, desk: RunSheetDesk, stop: Stop) -> None:
    names = {"visitors": _("Visitors"), "lend": _("Loans"), "use": _("Reading, toys")}
    task = _task(names, "visitors")
    desk.mode = "lend"
    if task == "visitors":
        visitor_counter(desk.desk_id, stop.site_no, [one.label for one in who.agency.lists.age_classes])
    elif task == "lend":
        if desk.member_no:
            pieces.show(pieces.chip(_("card of {name}", name=desk.member_name), "green"))
        scan_line(who, desk, _("Scan a card or a copy"))
    else:
        fields = (
            Field("books_read", _("Books read here"), "number"),
            Field("toys_used", _("Toys (APE) used"), "number"),
        )
        entry_form(desk.desk_id, "use", fields, submit_label=_("Count"), size="large")


def _dropping(who: Visitor, desk: RunSheetDesk, stop: Stop, stops: dict[str, Stop]) -> None:
    names: dict[str, str] = {"hand_over": _("Hand over"), "take_back": _("Take back")}
    if len(stops) > 1:
        names["roll_over"] = _("Roll on")
    task = _task(names, "hand_over")
    desk.mode = next(mode for mode in DROPPING if mode == task)
    if desk.mode == "take_back":
        _condition(desk)
    if desk.mode == "roll_over":
        _target(desk, stop, stops)
    scan_line(who, desk, _label(desk))
    for (mode, site_no), basket in desk.baskets.items():
        if basket and (mode, site_no) != (desk.mode, desk.site_no):
            words = {"name": names.get(mode, ""), "site": stops[site_no].name, "count": number(len(basket))}
            st.warning(_("Still scanned for “{name}” at {site}: {count}", **words), icon=":material/inventory_2:")
    if not desk.basket:
        return
    next_step(desk.desk_id, Tap(desk.basket_id(), "basket", _send_label(desk, stop, stops), {}), name="basket")
    with st.expander(_("Scanned: {count}", count=number(len(desk.basket)))):
        pieces.show(scanned_list(desk.basket))
        if st.button(_("Forget the last one"), key="run_sheet_forget"):
            forget(desk, desk.basket[-1].copy_no)
            rerun()


def _condition(desk: RunSheetDesk) -> None:
    st.session_state[CONDITION] = desk.condition
    st.segmented_control(
        _("Condition"), CONDITIONS, format_func=condition_name, key=CONDITION, required=True,
        label_visibility="collapsed",
        on_change=lambda: setattr(desk, "condition", st.session_state[CONDITION] or "good"),
    )  # fmt: skip


def _target(desk: RunSheetDesk, stop: Stop, stops: dict[str, Stop]) -> None:
    others = [number_ for number_ in stops if number_ != stop.site_no]
    if desk.to_site_no not in others:
        order = list(stops)
        following = order[order.index(stop.site_no) + 1 :]
        desk.to_site_no = (following or others)[0]
    st.session_state[TARGET] = desk.to_site_no
    st.selectbox(
        _("To"), others, format_func=lambda number_: f"{stops[number_].name} ({number_})", key=TARGET,
        on_change=lambda: setattr(desk, "to_site_no", st.session_state[TARGET]),
    )  # fmt: skip


def _label(desk: RunSheetDesk) -> str:
    return {
        "hand_over": _("Scan the copies that stay here"), "take_back": _("Scan the copies that come back"),
        "roll_over": _("Scan the copies that go on"),
    }[desk.mode]  # fmt: skip


def _send_label(desk: RunSheetDesk, stop: Stop, stops: dict[str, Stop]) -> str:
    count = number(len(desk.basket))
    if desk.mode == "hand_over":
        return _("Hand over {count} copies to {site}", count=count, site=stop.name)
    if desk.mode == "take_back":
        return _("Take back {count} copies from {site}", count=count, site=stop.name)
    return _("Roll {count} copies to {site}", count=count, site=stops[desk.to_site_no].name)


def _papers(desk: RunSheetDesk, trip: TripSeen, stop: Stop, papers: list[TripPaper]) -> None:
    """The records this stop owes by what was done here: made with one tap, signed on the page of papers."""
    for kind, count in (("handover_ba", stop.handed_over), ("return_ba", stop.taken_back)):
        made = [one for one in papers if one.document_kind == kind and one.site_id == stop.site_id]
        if count and all(one.is_void for one in made):
            tap = Tap(
                tap_id("paper", trip.case_id, kind, stop.site_no, len(made)), "site_paper",
                _("Make the {paper}", paper=paper_name(kind).lower()),
                {"document_kind": kind, "site_no": stop.site_no}, is_primary=False,
            )  # fmt: skip
            next_step(desk.desk_id, tap, name=kind)
