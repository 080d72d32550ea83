"""The satisfaction survey in words: its nine elements and its grades as PermenPANRB 14/2017 calls them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.i18n import N_, translator

_ = translator("dashboards")

ELEMENTS: Mapping[int, str] = {
    1: N_("Requirements"),
    2: N_("System, mechanism and procedure"),
    3: N_("Time to completion"),
    4: N_("Cost and tariff"),
    5: N_("Product as specified"),
    6: N_("Competence of staff"),
    7: N_("Conduct of staff"),
    8: N_("Handling of complaints and suggestions"),
    9: N_("Facilities and infrastructure"),
}
GRADES: Mapping[str, str] = {"A": N_("very good"), "B": N_("good"), "C": N_("less good"), "D": N_("not good")}
CHANNELS: Mapping[str, str] = {
    "kiosk": N_("Kiosk"),
    "link": N_("Own phone (QR)"),
    "paper": N_("Paper, entered by staff"),
}


def element_name(element: int) -> str:
    """ "U3 Time to completion"."""
    return f"U{element} {_(ELEMENTS[element])}"


def grade_said(letter: str) -> str:
    """ "B (good)"."""
    return f"{letter} ({_(GRADES[letter])})"
