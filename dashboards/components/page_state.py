"""Designed states where there are no figures: nobody signed in, nothing prepared or recorded, something failed."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboards.figures.sparkline import as_image
from dashboards.identity import sign_in_url
from warehouse.i18n import translator
from warehouse.lake.serving import NotServed
from warehouse.settings import Settings

_ = translator("dashboards")

_ICONS = {
    "key": '<circle cx="8.500" cy="9" r="4.500"/><path d="m11.800 12.100 7.700 7.400m-3.600-3.400 2.300-2.300"/>',
    "hourglass": '<path d="M7 4h10M7 20h10M8 4v3l4 5-4 5v3M16 4v3l-4 5 4 5v3"/>',
    "empty": '<path d="M4 19V9m5 10V5m5 14v-7m5 7V8"/><path d="M3 21h18"/>',
    "broken": '<path d="M12 4 3 20h18L12 4Zm0 6v4m0 3v.5"/>',
}
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0b6e73" stroke-width="1.300" '
    'stroke-linecap="round" stroke-linejoin="round">{}</svg>'
)


def _panel(icon: str, title: str, sentence: str, link: tuple[str, str] | None = None) -> None:
    button = f'<a class="go" href="{escape(link[1])}" target="_self">{escape(link[0])}</a>' if link else ""
    st.html(
        f'<div class="state" role="status">{as_image(_FRAME.format(_ICONS[icon]), "icon")}'
        f"<h2>{escape(title)}</h2><p>{escape(sentence)}</p>{button}</div>"
    )


def not_signed_in(settings: Settings) -> None:
    _panel(
        "key",
        _("Please sign in"),
        _("The dashboards use the same account as the service desk. After signing in you return to this page."),
        (_("Sign in"), sign_in_url(settings)),
    )


def not_served(wrong: NotServed) -> None:
    if wrong.reason == "missing":
        nothing_prepared()
    else:
        _panel(
            "broken",
            _("The figures cannot be read"),
            _(
                "The file with the prepared figures is damaged or still being copied. The next refresh replaces it; "
                "no record of the desk is affected."
            ),
        )


def nothing_prepared() -> None:
    _panel(
        "hourglass",
        _("The figures are being prepared"),
        _(
            "The first refresh has not finished yet. The desk's records are safe; reload this page in a few minutes, "
            "or let the administrator run “patuh refresh”."
        ),
    )


def no_figures_for(agency: str) -> None:
    _panel(
        "empty",
        _("No figures of {agency} yet", agency=agency),
        _("Your account looks at one agency, and that agency has no records so far."),
    )


def empty_period() -> None:
    _panel(
        "empty",
        _("No records in this period"),
        _("Nothing was recorded at the places and days picked. Choose a longer period or another service point."),
    )


def nobody_answered() -> None:
    _panel(
        "empty",
        _("Nobody answered in this period"),
        _(
            "The satisfaction survey is open at the kiosk and through the QR code at the desk. Choose a longer period or"
            " another service point."
        ),
    )


def not_for_role() -> None:
    _panel(
        "key",
        _("This page is for other roles"),
        _("Your account may not see these figures. Whoever manages the accounts can say which role does."),
    )


def failed() -> None:
    _panel(
        "broken",
        _("This page could not be drawn"),
        _("The error is in the log of the dashboards. The other pages and the desk go on working; try again later."),
    )
