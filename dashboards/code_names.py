"""Codes of the marts in words: visitor types, sexes, collections, DDC classes, kinds of revenue. Pure.

What is a word of the agency's own lists already (occupation, education, purpose, age class) stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.wording import is_nothing
from warehouse.i18n import N_, translator
from warehouse.identity.roles import ROLES

_ = translator("dashboards")
_of_desk = translator("warehouse")

VISITOR_TYPES: Mapping[str, str] = {"member": N_("Members"), "guest": N_("Guests"), "group": N_("In groups")}
SEXES: Mapping[str, str] = {"L": N_("Male"), "P": N_("Female")}
COLLECTIONS: Mapping[str, str] = {
    "general": N_("General collection"),
    "reference": N_("Reference collection"),
    "deposit": N_("Deposit collection"),
    "children": N_("Children's collection"),
}
DDC_CLASSES: Mapping[str, str] = {
    "000": N_("General works, computing"),
    "100": N_("Philosophy, psychology"),
    "200": N_("Religion"),
    "300": N_("Social sciences"),
    "400": N_("Language"),
    "500": N_("Pure science"),
    "600": N_("Technology"),
    "700": N_("Arts, recreation"),
    "800": N_("Literature"),
    "900": N_("History, geography"),
}
REVENUE_KINDS: Mapping[str, str] = {
    "late_fine": N_("Late fine"),
    "card_fee": N_("Card fee"),
    "form": N_("Registration form"),
    "photocopy": N_("Photocopy"),
}
SERVICES: Mapping[str, str] = {
    "mobile_library": N_("Mobile library (MPK)"),
    "smart_motorcycle": N_("Smart motorcycle"),
    "school_drop": N_("School libraries (LTPS)"),
    "worship_drop": N_("Houses of worship (Silang Layan)"),
    "household_drop": N_("Poor households (Perpustakaan Kunjung)"),
    "anter_koper": N_("ANTER KOPER"),
}
SITE_KINDS: Mapping[str, str] = {
    "school": N_("School"),
    "university": N_("University"),
    "institution": N_("Institution"),
    "orphanage": N_("Orphanage"),
    "home": N_("Care home"),
    "worship": N_("House of worship"),
    "household": N_("Household"),
    "village": N_("Village"),
}
DOCUMENTS: Mapping[str, str] = {
    "handover_ba": N_("Handover record (BA)"),
    "return_ba": N_("Return record (BA)"),
    "stock_ba": N_("Stock record (BA)"),
    "loan_evidence": N_("Loan evidence"),
    "daily_report": N_("Daily report"),
    "travel_report": N_("Travel report"),
    "activity_report": N_("Activity report"),
    "approval": N_("Approval"),
    "survey": N_("Site survey"),
    "schedule": N_("Schedule"),
    "photos": N_("Photos"),
    "request_letter": N_("Request letter"),
    "receipt": N_("Receipt paper"),
}
EDUCATION = ("SD", "SMP", "SMA", "D1", "D2", "D3", "S1", "S2", "S3")
"""INLISLite's list, from school to doctorate: the order in which people read it."""


def named(names: Mapping[str, str], code: object) -> str:
    """The word for a code; what nobody stated says so; an unknown code is its own name."""
    if is_nothing(code) or code == "":
        return _("Not stated")
    return _(names[str(code)]) if str(code) in names else str(code)


def role_name(code: object) -> str:
    """Who must see to it, as the desk calls that role."""
    if is_nothing(code) or code == "":
        return _("Not stated")
    return _of_desk(ROLES[str(code)]) if str(code) in ROLES else str(code)


def ddc_name(code: object) -> str:
    """ "300 Social sciences"."""
    if is_nothing(code) or code == "":
        return _("Without a class")
    return f"{code} {_(DDC_CLASSES[str(code)])}" if str(code) in DDC_CLASSES else str(code)


def place_in_order(dimension: str, value: object) -> tuple[int, str]:
    """Sorts the values of a dimension that has an order of its own: ages by age, schools by level."""
    text = "" if is_nothing(value) else str(value)
    if dimension == "age_class":
        first = "".join(character for character in text.split("–")[0].split("-")[0] if character.isdigit())
        return (int(first) if first else 999, text)
    return (EDUCATION.index(text) if text in EDUCATION else len(EDUCATION), text)
