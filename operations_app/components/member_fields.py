"""The fields of a member's data: empty for a new one, filled with what is on record for a correction. No database."""

from __future__ import annotations

from collections.abc import Iterable

from operations_app.components.entry_form import Field
from operations_app.components.guest_fields import sexes
from operations_app.desk.member_data import field_name, MemberData
from operations_app.desk.members import MEMBER_TYPES, type_name
from operations_app.desk.membership_registration import OTHER_PERSON
from warehouse.catalogue.agency import Agency
from warehouse.i18n import translator

_ = translator("operations_app")


def application_fields(agency: Agency, suggested_no: str, name: str, is_likely: bool) -> tuple[Field, ...]:
    """SOP card, steps 7–8: what stands on the signed form."""
    signed = Field(
        "validated_by", _("Signed by (head of village, school, office …)"), required=True, width="wide",
        placeholder=_("Office and name, as on the form"),
    )  # fmt: skip
    return (*_confirm(is_likely), *_person(agency, None, name, (_type(), _number(suggested_no))), signed)


def direct_fields(agency: Agency, suggested_no: str, is_likely: bool) -> tuple[Field, ...]:
    """A member without a form; the end of validity may be that of the old card."""
    until = Field("expires_on", _("Valid until (old card)"), "date", width="narrow")
    return (*_confirm(is_likely), *_person(agency, None, "", (_type(), _number(suggested_no), until)))


def data_fields(agency: Agency, known: MemberData) -> tuple[Field, ...]:
    """What may be corrected, as it is on record."""
    return _person(agency, known)


def _number(suggested_no: str) -> Field:
    return Field("member_no", _("Card number"), required=True, value=suggested_no, width="narrow")


def _confirm(is_likely: bool) -> tuple[Field, ...]:
    if not is_likely:
        return ()
    choice = (("yes", _("Somebody else: register anyway")),)
    return (
        Field(OTHER_PERSON, _("Compared with the cards shown"), "choice", required=True, options=choice, width="wide"),
    )


def _type() -> Field:
    types = [(one, type_name(one)) for one in MEMBER_TYPES]
    return Field("member_type", _("Type of member"), "select", options=types, value="umum", width="narrow")


def _person(
    agency: Agency, known: MemberData | None, name: str = "", card: tuple[Field, ...] = ()
) -> tuple[Field, ...]:
    """Who it is; `card` stands before the address, the last of them."""

    def value(field: str) -> str:
        return known.text(field) if known else ""

    lists = agency.lists
    return (
        Field("name", field_name("name"), required=True, value=name or value("name"), width="broad"),
        Field("identity_no", field_name("identity_no"), value=value("identity_no"), width="narrow"),
        Field("birth_date", field_name("birth_date"), "date", value=value("birth_date"), width="narrow"),
        Field("sex", field_name("sex"), "choice", options=sexes(), value=value("sex"), width="narrow"),
        Field("occupation", field_name("occupation"), "select", options=_same(lists.occupations), value=value("occupation"),
              width="narrow"),
        Field("education", field_name("education"), "select", options=_same(lists.education), value=value("education"),
              width="narrow"),
        Field("phone", field_name("phone"), value=value("phone"), width="narrow"),
        Field("region_code", field_name("region_code"), value=value("region_code"), width="narrow", placeholder="53.71"),
        *card,
        Field("address", field_name("address"), value=value("address"), width="wide"),
    )  # fmt: skip


def _same(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)
