"""The OPAC's words: fields, DDC classes, orders, and how a copy stands. No database."""

from __future__ import annotations

from datetime import date

from operations_app.desk.opac import CopyCard, TitleCard
from warehouse.i18n import local_date, translator

_ = translator("operations_app")


def field_names() -> dict[str, str]:
    return {
        "any": _("Everywhere"), "title": _("Title"), "author": _("Author"), "subject": _("Subject"), "isbn": "ISBN",
        "ddc": _("DDC number"),
    }  # fmt: skip


def sort_names() -> dict[str, str]:
    return {"relevance": _("Best match first"), "title": _("Title A–Z"), "year": _("Newest first")}


def class_names() -> dict[str, str]:
    """The ten classes of the Dewey decimal classification."""
    return {
        "0": _("General works, computing"), "1": _("Philosophy, psychology"), "2": _("Religion"), "3": _("Social sciences"),
        "4": _("Languages"), "5": _("Science"), "6": _("Technology, health"), "7": _("Arts, sports"),
        "8": _("Literature"), "9": _("History, geography"),
    }  # fmt: skip


def copy_words(copy: CopyCard, today: date) -> str:
    if copy.due_on is None and copy.away:
        return _("Out with the mobile services") if copy.away == "trip" else _("At a site of the outreach services")
    if copy.due_on is None:
        return _("On the shelf") if copy.is_lendable else _("To read in the library")
    if copy.due_on < today:
        return _("Lent, was due back {day}", day=local_date(copy.due_on, "medium"))
    return _("Lent until {day}", day=local_date(copy.due_on, "medium"))


def title_words(card: TitleCard, today: date) -> list[tuple[str, str]]:
    """(standing, sentence) of a title as a whole: what a reader can count on now."""
    free, lent, away, here = (card.standing(one) for one in ("shelf", "lent", "away", "in_library"))
    said = []
    if free:
        said.append(("shelf", _("On the shelf: {free} of {all}", free=len(free), all=len(free) + len(lent) + len(away))))
    elif lent and card.back_on is not None:
        overdue = card.back_on < today
        day = local_date(card.back_on, "medium")
        said.append(
            ("lent", _("All lent, was due back {day}", day=day) if overdue else _("All lent until {day}", day=day))
        )
    if away and not free:
        said.append(("lent", _("Out with the outreach services: {count}", count=len(away))))
    if here:
        said.append(("in_library", _("To read in the library: {count}", count=len(here))))
    return said or [("none", _("No copy at present"))]
