"""What the flow of an SOP is compared with: days before, the year before, another service point or agency, nothing.

In the address as `versus`. Only places of the agencies that one may look at are offered, so a link offers no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboards.filters import address
from dashboards.filters.selection import Selection
from dashboards.readings import process
from dashboards.view import View
from warehouse.i18n import translator

_ = translator("dashboards")

NOTHING, BEFORE, YEAR = "none", "before", "year"


@dataclass(frozen=True)
class Versus:
    """`name` is what the other figures are called in a heading or a column."""

    selection: Selection
    name: str


def pick_versus(view: View) -> Versus | None:
    options = _options(view)
    address.adopt("versus", options.__contains__, BEFORE)
    with st.container(key="versus-pick"):
        chosen = st.selectbox(
            _("Compare with"), list(options), key="versus", width=420, format_func=lambda key: _label(options[key])
        )
    return options[chosen]


def _label(option: Versus | None) -> str:
    return _("Nothing") if option is None else option.name


def _options(view: View) -> dict[str, Versus | None]:
    selection, places = view.selection, view.places
    year = process.a_year_before(selection)
    options: dict[str, Versus | None] = {
        BEFORE: Versus(selection.previous, _("Before: {period}", period=selection.previous.period.label())),
        YEAR: Versus(year, _("A year before: {period}", period=year.period.label())),
    }
    here = (selection.agencies, selection.service_point)
    for agency, point in places_of(view):
        other = process.at_place(selection, agency, point)
        if (other.agencies, other.service_point) != here:
            name = places.agency_name(agency) if point is None else places.point_name(point)
            options[f"{agency}:{point or ''}"] = Versus(other, name)
    return {**options, NOTHING: None}


def places_of(view: View) -> list[tuple[str, str | None]]:
    """Agencies that may be looked at, whole, each followed by its service points."""
    found = view.reader.frame("places")
    allowed = [code for code in sorted(set(found["agency"])) if view.who is None or view.who.agency in (None, code)]
    listed: list[tuple[str, str | None]] = []
    for agency in allowed:
        points = found.loc[(found["agency"] == agency) & found["service_point"].notna(), "service_point"]
        listed += [(agency, None), *((agency, str(point)) for point in sorted(set(points)))]
    return listed
