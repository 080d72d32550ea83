"""A member registered: with the signed form of a case (SOP card, steps 7–8), or without one. Duplicates are shown first."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from typing import Any

from operations_app.desk.answer import Answer
from operations_app.desk.card_cases import card_case
from operations_app.desk.desk import today_of
from operations_app.desk.form_values import filled, need
from operations_app.desk.look_ahead import say_no
from operations_app.desk.member_numbers import next_member_no
from operations_app.desk.membership_desk import Lookalike, MembershipDesk
from warehouse.errors import BadInput, N_, Refused
from warehouse.i18n import local_date, translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")
_LOOKALIKES = files("operations_app.desk").joinpath("find_lookalikes.sql").read_text("utf-8")

CORRECTED = ("name", "sex", "birth_date", "occupation", "education", "region_code", "identity_no", "address", "phone")
REGISTERED = (*CORRECTED, "member_no", "member_type", "expires_on")
OTHER_PERSON = "other_person"


def apply(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], first_key_at: datetime | None, at: datetime,
    entry_id: str,
) -> Answer:  # fmt: skip
    """SOP card, steps 7–8: the signed form is entered."""
    if desk.case_id is None or card_case(db, desk.service_point, desk.case_id) is None:
        closed = Refused("case_is_open", N_("This case is closed, or belongs to another desk."))
        say_no(db, desk, closed, "register_member")
    if not values.get("validated_by"):
        unsigned = BadInput(
            "application_is_validated",
            N_("Write down who has signed the form (SOP card, step 6)."),
            field="validated_by",
        )
        say_no(db, desk, unsigned, "register_member")
    done = _register(
        db, desk, values, first_key_at, at, entry_id, case_id=desk.case_id, validated_by=values["validated_by"]
    )
    if isinstance(done, Answer):
        return done
    return Answer("ok", _("Card {no} is registered. Now the payment.", no=done["member_no"]), is_saved=True)


def register_without_form(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], first_key_at: datetime | None, at: datetime,
    entry_id: str,
) -> Answer:  # fmt: skip
    """A member without a form: a paper application of before, a card of another system."""
    done = _register(db, desk, values, first_key_at, at, entry_id)
    if isinstance(done, Answer):
        return done
    desk.registered_no = done["member_no"]
    until = local_date(date.fromisoformat(done["expires_on"]))
    return Answer("done", _("Card {no} is valid until {day}.", no=done["member_no"], day=until), is_saved=True)


def _register(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], first_key_at: datetime | None, at: datetime,
    entry_id: str, **of_case: Any,
) -> dict[str, Any] | Answer:  # fmt: skip
    """The new member; or the answer that somebody like this is a member already, which the officer looks at first."""
    need(values, "member_no", "name")
    is_other = values.get(OTHER_PERSON) == "yes"
    found = lookalikes(db, _agency(db, desk), values["name"], values.get("identity_no"), values.get("birth_date"))
    if found and not is_other:
        desk.likely = found
        refusal = Refused(
            "member_is_new", N_("This person seems to hold card {no} already. Confirm if it is somebody else."),
            no=found[0].member_no,
        )  # fmt: skip
        db.note_refusal(refusal, command="register_member", service_point=desk.service_point, login=desk.login)
        return Answer("warn", refusal.sentence(), rule=refusal.rule)
    fields = {**filled(values, REGISTERED), **of_case}
    if found:
        fields["duplicate_confirmed"] = True
    if fields["member_no"] == desk.suggested_no:  # another desk may have taken the number since it was suggested
        fields["member_no"] = next_member_no(db, _agency(db, desk), today_of(db, desk.service_point, at))
    done = db.execute(desk.command("register_member", entry_id, at, first_key_at, **fields)).data
    desk.likely, desk.receipt = (), None
    return done


def lookalikes(
    db: OperationsDatabase, agency: str, name: str, identity_no: str | None, born_on: str | None
) -> tuple[Lookalike, ...]:
    """Members who may be this person already (SOP card, step 8: one person, one card)."""
    try:
        day = date.fromisoformat(born_on) if born_on else None
    except ValueError:
        return ()  # register_member will say what is wrong with the date
    rows = db.query(_LOOKALIKES, agency=agency, name=name.strip().lower(), identity_no=identity_no or None, born_on=day)
    return tuple(Lookalike(**row) for row in rows)


def _agency(db: OperationsDatabase, desk: MembershipDesk) -> str:
    return db.catalogue.agency_of(desk.service_point).code
