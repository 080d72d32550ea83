"""The fields of the guest book, from the agency's own lists. No database."""

from __future__ import annotations

from collections.abc import Iterable

from operations_app.components.entry_form import Field
from warehouse.catalogue.agency import Agency
from warehouse.i18n import translator

_ = translator("operations_app")


def guest_fields(agency: Agency) -> tuple[Field, ...]:
    """What a guest states; name and sex are needed, the rest serves the statistics."""
    lists = agency.lists
    return (
        Field("name", _("Full name"), required=True),
        Field("institution", _("Institution or school")),
        Field("sex", _("Sex"), "choice", required=True, options=sexes(), width="narrow"),
        Field("age_class", _("Age"), "select", options=_same(one.label for one in lists.age_classes), width="narrow"),
        Field("education", _("Education"), "select", options=_same(lists.education), width="narrow"),
        Field("occupation", _("Occupation"), "select", options=_same(lists.occupations)),
        Field("purpose", _("Purpose of the visit"), "select", options=_same(lists.purposes)),
    )


def locker_field() -> Field:
    return Field("locker_no", _("Locker number, if a bag was left"), width="narrow")


def group_fields(agency: Agency) -> tuple[Field, ...]:
    """A group is one registration with its head count."""
    return (
        Field("name", _("Name of the group or its leader"), required=True),
        Field("institution", _("Institution or school")),
        Field("head_count", _("Number of people"), "number", required=True, width="narrow"),
        Field("education", _("Education"), "select", options=_same(agency.lists.education), width="narrow"),
        Field("purpose", _("Purpose of the visit"), "select", options=_same(agency.lists.purposes), width="narrow"),
    )


def sexes() -> tuple[tuple[str, str], ...]:
    return (("L", _("Male")), ("P", _("Female")))


def _same(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)
