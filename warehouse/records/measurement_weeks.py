"""Measurement weeks as the section head sets them: for chosen SOPs of one service point, from day to day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import local_date, N_
from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.measured import WEEKS
from warehouse.records.models_measurement import EndMeasurementWeek, SetMeasurementWeek

LONGEST_DAYS = 14
"""A measurement is an effort of days; held for ever it would only take the spans out of the ordinary figures."""


def set_measurement_week(tx: Tx, command: SetMeasurementWeek) -> dict[str, Any]:
    """From tomorrow on at the earliest: the cases of one day are judged by one rule."""
    unknown = sorted(set(command.sop_codes) - set(tx.catalogue.sop_codes))
    if unknown:
        raise BadInput("sop_is_known", N_("There is no SOP {code}."), field="sop_codes", code=unknown[0])
    if command.until_on < command.from_on:
        raise BadInput("week_ends_after_it_begins", N_("The last day lies before the first."), field="until_on")
    if (command.until_on - command.from_on).days >= LONGEST_DAYS:
        raise BadInput(
            "week_is_short", N_("A measurement week lasts {days} days at most."), field="until_on", days=LONGEST_DAYS
        )
    if command.from_on <= tx.today:
        raise BadInput(
            "week_begins_tomorrow",
            N_("Cases of today are already judged by the ordinary rule. Begin tomorrow or later."),
            field="from_on",
        )
    week_id = command.week_id or new_id()
    if tx.fact_rows("SELECT 1 FROM measurement_weeks WHERE week_id = ?", week_id):
        raise Refused("week_is_new", N_("This measurement week exists already."))
    sop_codes = list(dict.fromkeys(command.sop_codes))
    for week in tx.state(WEEKS).by("service_point", tx.service_point.code):
        if (
            week["sop_code"] in sop_codes
            and week["from_on"] <= command.until_on
            and week["until_on"] >= command.from_on
        ):
            raise Refused(
                "weeks_do_not_overlap", N_("SOP {code} has a measurement week from {first} to {last} already."),
                code=week["sop_code"], first=local_date(week["from_on"]), last=local_date(week["until_on"]),
            )  # fmt: skip
    for sop_code in sop_codes:
        tx.insert(
            "measurement_weeks", measurement_id=new_id(), week_id=week_id, sop_code=sop_code, from_on=command.from_on,
            until_on=command.until_on, staff_key=tx.actor.staff_key,
        )  # fmt: skip
        tx.state(WEEKS).put(
            {
                "week_id": week_id, "sop_code": sop_code, "agency": tx.agency.code,
                "service_point": tx.service_point.code, "from_on": command.from_on, "until_on": command.until_on,
            }
        )  # fmt: skip
    return {"week_id": week_id, "sop_codes": sop_codes}


def end_measurement_week(tx: Tx, command: EndMeasurementWeek) -> dict[str, Any]:
    """Cases opened today still belong to it; one that has not begun is called off."""
    here = tx.state(WEEKS).by("service_point", tx.service_point.code)
    weeks = [week for week in here if week["week_id"] == command.week_id]
    if not weeks or weeks[0]["until_on"] <= tx.today:
        raise Refused("week_goes_on", N_("There is no such measurement week here, or it is over."))
    called_off = weeks[0]["from_on"] > tx.today
    last_on = weeks[0]["from_on"] - timedelta(days=1) if called_off else tx.today
    tx.insert(
        "measurement_week_ends", ending_id=new_id(), week_id=command.week_id, last_on=last_on,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    for week in weeks:
        if called_off:
            tx.state(WEEKS).delete(week["week_id"], week["sop_code"])
        else:
            tx.state(WEEKS).update(week["week_id"], week["sop_code"], until_on=last_on)
    return {"week_id": command.week_id, "last_on": last_on.isoformat()}
