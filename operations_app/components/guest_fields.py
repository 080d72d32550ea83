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
        Field("age_class", _("Age"), "select", options=_ages(agency), width="narrow"),
        Field("education", _("Education"), "select", options=_same(lists.education), width="narrow"),
        Field("occupation", _("Occupation"), "select", options=_same(lists.occupations)),
        Field("purpose", _("Purpose of the visit"), "select", options=_same(lists.purposes)),
    )


def locker_field() -> Field:
    return Field("locker_no", _("Locker number, if a bag was left"), width="narrow")


def group_fields(agency: Agency) -> tuple[Field, ...]:
    """A group is one registration with its head count; its classes are counted where somebody knows them."""
    lists = agency.lists
    return (
        Field("name", _("Name of the group or its leader"), required=True),
        Field("institution", _("Institution or school")),
        Field("head_count", _("Number of people"), "number", required=True, width="narrow"),
        Field("purpose", _("Purpose of the visit"), "select", options=_same(lists.purposes), width="broad"),
        _counts("sex", _("By sex"), sexes()),
        _counts("age_class", _("By age"), _ages(agency)),
        _counts("occupation", _("By occupation"), _same(lists.occupations)),
        _counts("education", _("By education"), _same(lists.education)),
    )


def sexes() -> tuple[tuple[str, str], ...]:
    return (("L", _("Male")), ("P", _("Female")))


def _counts(dimension: str, label: str, options: tuple[tuple[str, str], ...]) -> Field:
    """People by class, folded away until somebody opens it; summed up beside the head count while typing."""
    words = _("{count} of {total} people", count="{count}", total="{total}")
    return Field(dimension, label, "counts", options=options, placeholder=words, sum_of="head_count")


def _ages(agency: Agency) -> tuple[tuple[str, str], ...]:
    return _same(one.label for one in agency.lists.age_classes)


def _same(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)
