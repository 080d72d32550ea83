"""The papers of a trip as the run sheet makes them: with a first wording from what was recorded, numbered, signed by PIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from operations_app.desk.answer import Answer
from operations_app.desk.paper_words import paper_name
from operations_app.desk.run_sheet_desk import RunSheetDesk
from operations_app.desk.run_sheet_lookups import aboard, stops_of, TripSeen
from warehouse.errors import BadInput
from warehouse.i18n import N_, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import PAPERS

_ = translator("operations_app")
_PAPERS = files("operations_app.desk").joinpath("run_sheet_papers.sql").read_text("utf-8")


@dataclass(frozen=True)
class TripPaper:
    document_id: str
    document_kind: str
    site_id: str | None
    document_no: str
    signed: tuple[str, ...]
    is_void: bool

    @property
    def unsigned(self) -> tuple[str, ...]:
        return tuple(sorted(PAPERS[self.document_kind].parties - set(self.signed)))


def papers_of(db: OperationsDatabase, case_id: str) -> list[TripPaper]:
    """Papers of the case, also those made void, in the order they were made."""
    rows = db.query(_PAPERS, case_id=case_id)
    return [TripPaper(**{**row, "signed": tuple(row["signed"])}) for row in rows]


def issue(
    db: OperationsDatabase, desk: RunSheetDesk, trip: TripSeen, kind: str, site_no: str | None, at: datetime,
    entry_id: str,
) -> Answer:  # fmt: skip
    """A stock record lists what was found again when the check found less than the record has."""
    copy_nos = None
    if kind == "stock_ba" and desk.seen and set(desk.seen) != set(aboard(db, trip.trip_id)):
        copy_nos = sorted(desk.seen)
    paper = db.execute(
        desk.on_trip(
            "issue_document", entry_id, at, None, document_kind=kind, case_id=trip.case_id, site_no=site_no,
            body=first_wording(db, trip, kind), copy_nos=copy_nos,
        )
    ).data  # fmt: skip
    return Answer("done", _("{paper} {no} is made.", paper=paper_name(kind), no=paper["document_no"]), is_saved=True)


def sign(
    db: OperationsDatabase, desk: RunSheetDesk, trip: TripSeen, kind: str, pin: str, at: datetime, entry_id: str
) -> Answer:  # fmt: skip
    """The officer's own signature."""
    if not (len(pin) == 6 and pin.isascii() and pin.isdigit()):
        raise BadInput("pin_has_six_digits", N_("Type the six digits of your PIN."), field="pin")
    assert trip.case_id is not None
    paper = next((one for one in papers_of(db, trip.case_id) if one.document_kind == kind and not one.is_void), None)
    if paper is None:
        raise BadInput("paper_is_made_first", N_("Make the paper first, then sign it."), field="pin")
    party = PAPERS[kind].officer or "sender"
    left = db.execute(
        desk.on_trip("sign_document", entry_id, at, None, document_id=paper.document_id, party=party, pin=pin)
    ).data["unsigned"]
    detail = _("The other side has not signed yet; see the papers below.") if left else ""
    return Answer("done", _("{paper} is signed.", paper=paper_name(kind)), detail, is_saved=True)


def first_wording(db: OperationsDatabase, trip: TripSeen, kind: str) -> str | None:
    """What the reports say before anybody words them better: the counts on record, stop by stop."""
    if kind not in ("daily_report", "travel_report"):
        return None
    lines = []
    for stop in stops_of(db, trip.trip_id):
        facts = [
            (stop.visitors, _("{count} visitors", count=stop.visitors)),
            (stop.books_read, _("{count} books read", count=stop.books_read)),
            (stop.toys_used, _("{count} toys used", count=stop.toys_used)),
            (stop.handed_over, _("{count} copies handed over", count=stop.handed_over)),
            (stop.taken_back, _("{count} copies taken back", count=stop.taken_back)),
            (stop.lost, _("{count} copies lost", count=stop.lost)),
        ]
        lines.append(f"{stop.name}: " + (", ".join(text for count, text in facts if count) or "–"))
    return "\n".join(lines) or None
