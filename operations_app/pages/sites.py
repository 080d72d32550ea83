"""Places served: found, added, corrected with their history, closed; what lies there, when somebody came and comes."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_once
from operations_app.components.site_forms import add_form, close_form, correct_form
from operations_app.desk.paper_words import paper_name, status_name
from operations_app.desk.papers import owed_papers
from operations_app.desk.sites import copies_there, history, kind_name, SERVICES, short_service_name, Site, sites
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import local_date, local_datetime, number, translator

_ = translator("operations_app")

ASKED = "lokasi"
FIND, SERVICE, CLOSED = "sites_find", "sites_service", "sites_closed"
SHOWN_MAX = 40


def show() -> None:
    who = shell.visitor()
    today = local_day(who.now(), who.zone)
    asked = st.query_params.get(ASKED, "")[:40]
    found = sites(who.db, who.agency.code, today, asked) if asked else []
    if found:
        _one(who, found[0])
    else:
        _list(who)


def _list(who: Visitor) -> None:
    st.title(_("Sites"))
    say_once()
    known, new = st.tabs([_("All sites"), _("New site")])
    with new:
        add_form(who)
    with known:
        _find(who)


def _find(who: Visitor) -> None:
    today = local_day(who.now(), who.zone)
    words, service, closed = st.columns([4, 3, 2], vertical_alignment="bottom")
    wanted = words.text_input(
        _("Find"), key=FIND, icon=":material/search:", max_chars=60, placeholder=_("Number, name, address or region")
    )
    chosen = service.selectbox(
        _("Service"), SERVICES, index=None, format_func=short_service_name, placeholder=_("Every service"), key=SERVICE
    )
    with_closed = closed.toggle(_("Closed ones too"), key=CLOSED)
    every = sites(who.db, who.agency.code, today)
    listed = [one for one in every if one.fits(wanted, chosen) and (with_closed or not one.is_closed(today))]
    copies = sum(one.copies for one in listed)
    st.header(_("{count} sites, {copies} copies there", count=number(len(listed)), copies=number(copies)))
    if not listed:
        pieces.empty(_("No site is registered yet.") if not every else _("No site fits."))
    with st.container(key="site_list", gap="small"):
        for one in listed[:SHOWN_MAX]:
            _line(who, one)
    if len(listed) > SHOWN_MAX:
        st.caption(_("{count} more; find them by name or number.", count=number(len(listed) - SHOWN_MAX)))


def _line(who: Visitor, one: Site) -> None:
    today = local_day(who.now(), who.zone)
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"site:{one.site_id}"):
        kind = kind_name(one.kind) + (f" {one.level}" if one.level else "")
        services = ", ".join(short_service_name(service) for service in one.services) or _("no service yet")
        facts = [one.site_no, kind, services, *_visits(who, one)]
        chips = [pieces.chip(_("{count} copies", count=number(one.copies)), "green").text] if one.copies else []
        if one.is_closed(today):
            chips.append(pieces.chip(_("closed"), "red").text)
        small = pieces.cell(" · ".join(facts))
        st.html(f'<div class="p-case"><b>{pieces.cell(one.name)}</b> {" ".join(chips)}<small>{small}</small></div>')
        if st.button(_("Open"), key=f"open:{one.site_id}"):
            st.query_params[ASKED] = one.site_no
            st.rerun()


def _visits(who: Visitor, one: Site) -> list[str]:
    last = local_date(local_day(one.last_at, who.zone), "medium") if one.last_at else ""
    facts = [_("last visit {day}", day=last) if last else _("never visited")]
    if one.next_on:
        facts.append(_("next {day}", day=local_date(one.next_on, "medium")))
    return facts


def _one(who: Visitor, site: Site) -> None:
    for kept in (FIND, SERVICE, CLOSED):
        if kept in st.session_state:
            st.session_state[kept] = st.session_state[kept]
    if st.button(_("All sites"), icon=":material/arrow_back:", type="tertiary", key="back"):
        del st.query_params[ASKED]
        st.rerun()
    st.title(site.name)
    kind = kind_name(site.kind) + (f" {site.level}" if site.level else "")
    pieces.lead(" · ".join([site.site_no, kind, *_visits(who, site)]))
    say_once()
    pieces.cards(_figures(who, site))
    left, right = st.columns([5, 4], gap="large")
    with left:
        _copies(who, site)
        _papers(who, site)
        _history(who, site)
    with right:
        correct, close = st.tabs([_("Correct"), _("Close")])
        with correct:
            correct_form(who, site)
        with close:
            if site.closed_on:
                st.info(_("Closed on {day}.", day=local_date(site.closed_on)))
            else:
                close_form(who, site)


def _figures(who: Visitor, site: Site) -> list[tuple[str, str, str]]:
    oldest = local_date(local_day(site.oldest_since, who.zone), "medium") if site.oldest_since else ""
    since = _("the oldest since {day}", day=oldest) if oldest else ""
    services = ", ".join(short_service_name(one) for one in site.services) or "–"
    return [
        (_("Copies there now"), number(site.copies), since),
        (_("People served"), number(site.people_served), services),
        (
            _("Last visit"),
            local_date(local_day(site.last_at, who.zone), "short") if site.last_at else "–",
            _("next {day}", day=local_date(site.next_on, "medium")) if site.next_on else _("none planned"),
        ),
    ]


def _copies(who: Visitor, site: Site) -> None:
    there = copies_there(who.db, site.site_id)
    st.header(_("Copies there now"))
    if not there:
        pieces.empty(_("No copy of the library lies here."))
        return
    rows = [
        (pieces.with_sub(one.title, one.copy_no), local_date(local_day(one.since, who.zone), "medium"))
        for one in there[:SHOWN_MAX]
    ]
    pieces.show(pieces.table((_("Title"), _("Since")), rows))
    if len(there) > SHOWN_MAX:
        st.caption(_("and {count} more", count=number(len(there) - SHOWN_MAX)))


def _papers(who: Visitor, site: Site) -> None:
    """Papers of this site that are missing, unsigned or differ, for the services this account sees."""
    actor = who.db.actor(who.login)
    owed = owed_papers(who.db, actor, who.now(), service_point=who.point.code, everybody=True) if actor else []
    here = [one for one in owed if one.site_no == site.site_no]
    if not here:
        return
    st.header(_("Papers owed"))
    rows = [
        (
            paper_name(one.kind), one.document_no or local_date(local_day(one.since, who.zone), "medium"),
            pieces.chip(status_name(one.status), "red" if one.status in ("missing", "inconsistent") else "amber"),
        )
        for one in here
    ]  # fmt: skip
    pieces.show(pieces.listing(rows))


def _history(who: Visitor, site: Site) -> None:
    st.header(_("History"))
    rows = []
    for one in history(who.db, site.site_id):
        words = pieces.lines(f"{name}: {before} → {after}" for name, before, after in one.changes)
        when = pieces.with_sub(local_datetime(one.at, who.zone), one.login)
        rows.append((when, words if one.changes else _("registered")))
    pieces.show(pieces.table((_("When"), _("What changed")), rows))
