"""The guest book (buku tamu): visits in the building, by card, by name, or as a group."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from warehouse.catalogue.agency import Agency
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.lockers import existing_number
from warehouse.records.membership import member_by_card
from warehouse.records.models import CancelVisit, RegisterGroupVisit, RegisterVisit
from warehouse.records.steps import record_event
from warehouse.records.visitors import slip_code


def register_visit(tx: Tx, command: RegisterVisit) -> dict[str, Any]:
    """One visitor. A member brings the classes of the card; a guest states name and classes."""
    _in_list(tx.agency, "purpose", command.purpose)
    _in_list(tx.agency, "occupation", command.occupation)
    _in_list(tx.agency, "education", command.education)
    if command.visitor_type == "member":
        member, classes = _member_classes(tx, command)
        name, member_key = member["name"], str(member["member_key"])
        _not_just_registered(tx, member_key, command.repeat_confirmed)
    else:
        if not command.name:
            raise BadInput("guest_states_a_name", N_("A guest writes a name in the guest book."), field="name")
        _age_class_known(tx.agency, command.age_class)
        name, member_key = command.name, None
        classes = {
            "sex": command.sex, "age_class": command.age_class, "occupation": command.occupation,
            "education": command.education, "region_code": command.region_code,
        }  # fmt: skip
    bag = _bag_left_before(tx, command.locker_no, member_key)
    visit_id, number = new_id(), _next_number(tx)
    tx.insert(
        "visits",
        visit_id=visit_id,
        **number,
        visitor_type=command.visitor_type,
        member_key=member_key,
        purpose=command.purpose,
        head_count=1,
        channel=command.channel,
        bag_case_id=str(bag["case_id"]) if bag else None,
        **classes,
    )
    if command.visitor_type == "guest":
        tx.insert("visit_identities", visit_id=visit_id, name=name, institution=command.institution)
    record_event(tx, visit_id=visit_id, act="guest_book", started_at=command.started_at)
    if bag:
        tx.state("state_lockers").update(bag["service_point"], bag["locker_no"], visit_id=visit_id)
    if member_key:
        tx.state("state_last_visits").put(
            {
                "member_key": member_key,
                "visit_id": visit_id,
                "service_point": tx.service_point.code,
                "visited_at": tx.at,
            },
        )
    return {"visit_id": visit_id, "visitor_name": name, "has_open_bag": bag is not None, **_slip(number)}


def register_group_visit(tx: Tx, command: RegisterGroupVisit) -> dict[str, Any]:
    """A group: one registration with its head count, and its people by class where they were counted."""
    _in_list(tx.agency, "purpose", command.purpose)
    _in_list(tx.agency, "education", command.education)
    _breakdown_fits(tx.agency, command)
    visit_id, number = new_id(), _next_number(tx)
    tx.insert(
        "visits",
        visit_id=visit_id,
        **number,
        visitor_type="group",
        education=command.education,
        purpose=command.purpose,
        region_code=command.region_code,
        head_count=command.head_count,
        channel="desk",
    )
    tx.insert("visit_identities", visit_id=visit_id, name=command.name, institution=command.institution)
    for dimension, heads_by_value in command.breakdown.items():
        for value, heads in heads_by_value.items():
            if heads:
                tx.insert(
                    "group_counts", count_id=new_id(), visit_id=visit_id, dimension=dimension, value=value, heads=heads
                )
    record_event(tx, visit_id=visit_id, act="guest_book", started_at=command.started_at)
    return {
        "visit_id": visit_id, "visitor_name": command.name, "head_count": command.head_count, **_slip(number),
    }  # fmt: skip


def cancel_visit(tx: Tx, command: CancelVisit) -> dict[str, Any]:
    """A reversing row; the registration stays on record and leaves the figures."""
    visit = tx.fact_rows(
        "SELECT visit_id, member_key, agency FROM visits WHERE visit_id = ?"
        " AND visit_id NOT IN (SELECT visit_id FROM visit_cancellations)",
        command.visit_id,
    )
    if not visit or visit[0]["agency"] != tx.agency.code:
        raise Refused("visit_is_on_record", N_("There is no such visit, or it has been cancelled already."))
    tx.insert(
        "visit_cancellations",
        cancellation_id=new_id(),
        visit_id=command.visit_id,
        reason_code=command.reason_code,
    )
    for bag in tx.state("state_lockers").by("visit_id", command.visit_id):
        tx.state("state_lockers").update(bag["service_point"], bag["locker_no"], visit_id=None)
    for last in tx.state("state_last_visits").by("visit_id", command.visit_id):
        tx.state("state_last_visits").delete(last["member_key"])
    _restore_last_visit(tx, visit[0]["member_key"], command.visit_id)
    return {"visit_id": command.visit_id}


def _restore_last_visit(tx: Tx, member_key: object, cancelled: str) -> None:
    if member_key is None:
        return
    earlier = tx.fact_rows(
        "SELECT member_key, visit_id, service_point, occurred_at AS visited_at FROM visits WHERE member_key = ?"
        " AND visit_id <> ? AND visit_id NOT IN (SELECT visit_id FROM visit_cancellations) ORDER BY txid DESC LIMIT 1",
        str(member_key),
        cancelled,
    )
    if earlier:
        tx.state("state_last_visits").put(
            {**earlier[0], "member_key": str(member_key), "visit_id": str(earlier[0]["visit_id"])}
        )


def _next_number(tx: Tx) -> Row:
    """The next visitor number of this service point and local day; a cancelled visit keeps its number."""
    last = tx.state("state_visit_numbers").get(tx.service_point.code, tx.today)
    number = last["last_no"] + 1 if last else 1
    tx.state("state_visit_numbers").put(
        {"service_point": tx.service_point.code, "visited_on": tx.today, "last_no": number}
    )
    return {"visit_no": number, "visited_on": tx.today}


def _slip(number: Row) -> Row:
    return {"visit_no": number["visit_no"], "slip_code": slip_code(number["visited_on"], number["visit_no"])}


def _breakdown_fits(agency: Agency, command: RegisterGroupVisit) -> None:
    for dimension, heads_by_value in command.breakdown.items():
        for value in heads_by_value:
            class_in_list(agency, dimension, value)
        counted = sum(heads_by_value.values())
        if counted > command.head_count:
            raise BadInput(
                "breakdown_fits_the_group",
                N_("The classes add up to {counted} people, the group has {heads}. Correct one of them."),
                field="breakdown", counted=counted, heads=command.head_count,
            )  # fmt: skip


def class_in_list(agency: Agency, dimension: str, value: str | None) -> None:
    """BadInput when a visitor's class is not one that the agency's list has; none at all is allowed."""
    if value is None:
        return
    if dimension == "age_class":
        _age_class_known(agency, value)
    elif dimension == "sex":
        if value not in ("L", "P"):
            raise BadInput(
                "value_is_in_the_list", N_("{value} is not in the agency's list ({choices})."),
                field="breakdown", value=value, choices="L, P",
            )  # fmt: skip
    else:
        _in_list(agency, dimension, value)


def _member_classes(tx: Tx, command: RegisterVisit) -> tuple[Row, Row]:
    if not command.member_no:
        raise BadInput(
            "member_shows_a_card", N_("Scan the member card, or register the visitor as a guest."), field="member_no"
        )
    member = member_by_card(tx, command.member_no)
    age = tx.today.year - member["birth_year"] if member["birth_year"] else None
    return member, {
        "sex": member["sex"],
        "age_class": tx.agency.age_class(age) if age is not None else None,
        "occupation": member["occupation"],
        "education": member["education"],
        "region_code": member["region_code"],
    }


def _not_just_registered(tx: Tx, member_key: str, confirmed: bool) -> None:
    last = tx.state("state_last_visits").get(member_key)
    within = timedelta(minutes=tx.agency.desk_on(tx.today).repeat_visit_minutes)
    if (
        last
        and not confirmed
        and last["service_point"] == tx.service_point.code
        and timedelta(0) <= tx.at - last["visited_at"] < within
    ):
        raise Refused(
            "visit_is_not_a_repeat",
            N_("This member was registered {minutes} minutes ago. Confirm if it is a new visit."),
            minutes=int((tx.at - last["visited_at"]).total_seconds() // 60),
        )


def _bag_left_before(tx: Tx, locker_no: str | None, member_key: str | None) -> Row | None:
    """The bag this visitor left before registering, by the number shown or by the card."""
    if locker_no is not None:
        number = existing_number(tx, locker_no)
        bag = tx.state("state_lockers").get(tx.service_point.code, number)
        if bag is None:
            raise BadInput("locker_is_in_use", N_("Locker {no} holds no bag."), field="locker_no", no=number)
        if bag["visit_id"] is not None:
            raise Refused(
                "locker_has_no_visit_yet", N_("Locker {no} belongs to a visitor already registered."), no=number
            )
        return bag
    if member_key is None:
        return None
    waiting = [
        bag
        for bag in tx.state("state_lockers").by("member_key", member_key)
        if bag["service_point"] == tx.service_point.code and bag["visit_id"] is None
    ]
    return max(waiting, key=lambda bag: (bag["deposited_at"], bag["locker_no"]), default=None)


def _in_list(agency: Agency, field: str, value: str | None) -> None:
    choices = {
        "purpose": agency.lists.purposes,
        "occupation": agency.lists.occupations,
        "education": agency.lists.education,
    }[field]
    if value is not None and value not in choices:
        raise BadInput(
            "value_is_in_the_list",
            N_("{value} is not in the agency's list ({choices})."),
            field=field, value=value, choices=", ".join(choices),
        )  # fmt: skip


def _age_class_known(agency: Agency, label: str | None) -> None:
    choices = [age_class.label for age_class in agency.lists.age_classes]
    if label is not None and label not in choices:
        raise BadInput(
            "value_is_in_the_list",
            N_("{value} is not in the agency's list ({choices})."),
            field="age_class", value=label, choices=", ".join(choices),
        )  # fmt: skip
