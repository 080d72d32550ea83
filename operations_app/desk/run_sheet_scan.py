"""What a scan does on a run sheet: loaded, lent or taken back at once; at a site it waits in the basket until all are there.

A copy that cannot be meant is refused with the place it is in, and nothing changes.
"""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from typing import Any, NoReturn

from operations_app.desk.answer import Answer, refused
from operations_app.desk.run_sheet_basket import send_basket
from operations_app.desk.run_sheet_desk import Mode, RunSheetDesk, Scanned
from warehouse.errors import BadInput, Refused
from warehouse.i18n import local_date, N_, rupiah, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, member_card, MemberCard

_ = translator("operations_app")
_PLACE = files("operations_app.desk").joinpath("copy_place.sql").read_text("utf-8")

SCANNED_MAX = 2000  # as many as one command takes
COMMAND_OF: dict[Mode, str] = {
    "load": "load_copies", "unload": "unload_copies", "lend": "lend", "hand_over": "hand_over",
    "take_back": "take_back_from_site", "roll_over": "roll_over", "recheck": "unload_copies",
}  # fmt: skip

Copy = dict[str, Any]


def scan(
    db: OperationsDatabase, desk: RunSheetDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """What scanning `code` does at `desk`; its answer."""
    try:
        if not code.strip():
            return _enter(db, desk, at, scan_id)
        found = _found(db, desk, code, at)
        if isinstance(found, MemberCard):
            return _card(db, desk, found)
        if desk.mode == "lend":
            return _lend_or_return(db, desk, found, first_key_at, at, scan_id)
        if desk.mode in ("load", "unload"):
            return _load(db, desk, found, at, scan_id)
        return _gather(db, desk, found, at)
    except Refused as refusal:
        return refused(refusal, _waiting(desk))


def _found(db: OperationsDatabase, desk: RunSheetDesk, code: str, at: datetime) -> MemberCard | Copy:
    try:
        number = clean_code(code)
        if card := member_card(db, number, desk.service_point, at):
            return card
        if rows := db.query(_PLACE, copy_no=number):
            return rows[0]
        raise BadInput("code_is_known", N_("No card and no copy has the number {code}."), field="code", code=number)
    except Refused as refusal:
        _say_no(db, desk, refusal)


def _say_no(db: OperationsDatabase, desk: RunSheetDesk, refusal: Refused) -> NoReturn:
    """Counted, though no command ran into it."""
    db.note_refusal(refusal, command=COMMAND_OF[desk.mode], service_point=desk.service_point, login=desk.login)
    raise refusal


# loading, and lending on the road ---------------------------------------------------------------------------------------
def _load(db: OperationsDatabase, desk: RunSheetDesk, copy: Copy, at: datetime, scan_id: str) -> Answer:
    is_here = copy["place"] == "trip" and copy["trip_id"] == desk.trip_id
    if desk.mode == "load" and is_here:
        return Answer("info", _("Already on the vehicle: {title}", title=copy["title"]))
    result = db.execute(
        desk.on_trip(
            "load_copies" if desk.mode == "load" else "unload_copies", scan_id, at, None, trip_id=desk.trip_id,
            copy_nos=[copy["copy_no"]],
        )
    )  # fmt: skip
    sentence = (
        _("Loaded: {title}", title=copy["title"])
        if desk.mode == "load"
        else _("Unloaded: {title}", title=copy["title"])
    )
    return Answer("done", sentence, _("On the vehicle: {count}", count=result.data["on_vehicle"]), is_saved=True)


def _card(db: OperationsDatabase, desk: RunSheetDesk, card: MemberCard) -> Answer:
    if desk.mode != "lend":
        _say_no(db, desk, Refused("copies_are_scanned_here", N_("This is a member's card. Scan copies here.")))
    desk.member_no, desk.member_name = card.member_no, card.name
    words = [_("{count} copies with the member", count=len(card.loans))]
    if card.unpaid_idr:
        words.append(_("unpaid: {amount}", amount=rupiah(card.unpaid_idr)))
    if card.is_blocked:
        words.append(_("The card is blocked."))
    if card.is_expired:
        words.append(_("The card has expired."))
    tone = "warn" if card.is_blocked or card.is_expired else "info"
    return Answer(tone, card.name, " · ".join(words), expects=_("Scan the copies to lend"))  # type: ignore[arg-type]


def _lend_or_return(
    db: OperationsDatabase, desk: RunSheetDesk, copy: Copy, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:  # fmt: skip
    """A copy that is out comes back by its scan; one that lies on the vehicle goes to the member whose card was scanned."""
    started_at = None if desk.afterwards else first_key_at
    if copy["place"] == "member":
        back = db.execute(
            desk.on_trip("take_back", scan_id, at, started_at, copy_no=copy["copy_no"], trip_id=desk.trip_id)
        ).data
        detail = back["member_name"] or ""
        if back["fine_idr"]:
            fine = _("{days} days late: fine {amount}, paid to the treasurer", days=back["days_late"],
                     amount=rupiah(back["fine_idr"]))  # fmt: skip
            detail = f"{detail} · {fine}"
        return Answer(
            "warn" if back["fine_idr"] else "done", _("Taken back: {title}", title=copy["title"]), detail, is_saved=True
        )
    if desk.member_no is None:
        _say_no(db, desk, Refused("card_comes_first", N_("Scan the member's card first, then the copy.")))
    lent = db.execute(
        desk.on_trip(
            "lend", scan_id, at, started_at, member_no=desk.member_no, copy_nos=[copy["copy_no"]], trip_id=desk.trip_id
        )
    ).data["loans"][0]
    return Answer(
        "done", _("Lent: {title}", title=copy["title"]),
        _("{name} · due back {day}", name=desk.member_name, day=local_date(date.fromisoformat(lent["due_on"]))),
        expects=_("Next copy, or the next card"), is_saved=True,
    )  # fmt: skip


# gathering at a site ------------------------------------------------------------------------------------------------------
def _gather(db: OperationsDatabase, desk: RunSheetDesk, copy: Copy, scanned_at: datetime) -> Answer:
    if refusal := _cannot_be_meant(db, desk, copy):
        _say_no(db, desk, refusal)
    if desk.mode == "recheck":
        desk.seen[copy["copy_no"]] = copy["title"]
        return Answer("ok", copy["title"], _("Found again: {count}", count=len(desk.seen)))
    condition = desk.condition if desk.mode == "take_back" else "good"
    desk.basket.append(Scanned(copy["copy_no"], copy["title"], scanned_at, condition))
    return Answer(
        "ok" if condition == "good" else "warn",
        copy["title"],
        _waiting(desk),
        expects=_("Next copy, or Enter when all are scanned"),
    )


def _cannot_be_meant(db: OperationsDatabase, desk: RunSheetDesk, copy: Copy) -> Refused | None:
    number = copy["copy_no"]
    if copy["agency"] != db.catalogue.agency_of(desk.service_point).code:
        return Refused("same_agency", N_("The card or a copy belongs to another agency."))
    if number in desk.seen if desk.mode == "recheck" else any(one.copy_no == number for one in desk.basket):
        return Refused(
            "copy_is_scanned_once", N_("“{title}” ({no}) was scanned already."), title=copy["title"], no=number
        )
    if copy["place"] == "member":
        return Refused(
            "copy_is_not_a_members", N_("Copy {copy_no} is lent to a member. It is taken back from the member first."),
            copy_no=number,
        )  # fmt: skip
    if desk.mode in ("hand_over", "recheck"):
        if copy["trip_id"] != desk.trip_id:
            return Refused("copy_is_on_the_vehicle", N_("Copy {copy_no} is not on this vehicle."), copy_no=number)
    elif copy["site_no"] != desk.site_no:
        return Refused(
            "copy_is_at_the_site", N_("Copy {copy_no} does not lie at site {no}."), copy_no=number, no=desk.site_no
        )
    if len(desk.basket) >= SCANNED_MAX:
        return Refused(
            "copies_fit_one_count",
            N_("{count} copies are scanned. Press Enter to count them first."),
            count=SCANNED_MAX,
        )
    return None


def _enter(db: OperationsDatabase, desk: RunSheetDesk, at: datetime, scan_id: str) -> Answer:
    if desk.mode == "lend":
        name = desk.member_name
        desk.nobody()
        return Answer("idle", _("{name} is put aside.", name=name) if name else _("Scan a card or a copy."))
    if desk.mode in ("load", "unload", "recheck"):
        return Answer("idle", _("Nothing was scanned. Scan a copy."))
    return send_basket(db, desk, at, scan_id)


def _waiting(desk: RunSheetDesk) -> str:
    if desk.mode not in ("hand_over", "take_back", "roll_over") or not desk.basket:
        return ""
    return _("{count} scanned.", count=len(desk.basket))
