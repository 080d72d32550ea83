"""Reads what an official paper of the road shows: facts as they were on record when it was written, signatures as of now.

A paper that was signed must not change with what is recorded after it; only its signatures, its scan and its end are later.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from operations_app.papers.from_records import letterhead, PACKAGE, place_of, Records
from operations_app.papers.official import (
    CopyLine,
    Officer,
    OfficialPaper,
    Request,
    Scan,
    Signature,
    Site,
    Stop,
    Trip,
    Visit,
)
from operations_app.papers.official_parts import OFFICES
from warehouse import documents, sql
from warehouse.clock import local_day
from warehouse.typesetting.letterhead import Signatory

VEHICLES = {"mpk": "Mobil Perpustakaan Keliling", "motorcycle": "Sepeda motor", "car": "Mobil"}
STOP_COUNTS = ("visitors", "handed_over", "taken_back", "lost", "books_read", "toys_used")


def official_paper(db: Records, document_id: str) -> OfficialPaper | None:
    rows = db.query(sql.read(PACKAGE, "road_paper"), document=document_id)
    if not rows:
        return None
    row = rows[0]
    agency = db.catalogue.agency_of(row["service_point"])
    until = row["txid"]
    site_id = str(row["site_id"]) if row["site_id"] else None
    trip_id = str(row["trip_id"]) if row["trip_id"] else None
    sop = db.catalogue.version_for(row["sop_code"], agency.code, local_day(row["case_opened_at"], agency.timezone))
    trip = _trip(db, trip_id, until, row, site_id) if trip_id else None
    return OfficialPaper(
        letterhead(db, agency), row["document_kind"], row["sop_code"], row["document_no"], row["dated_on"], row["issued_at"],
        agency.timezone, place_of(db, row["service_point"]),
        Signatory(OFFICES[row["sop_code"]], row["writer_name"], row["writer_nip"]), head_office(sop.actors), row["body"],
        row["place"], _site(db, site_id, until) if site_id else None,
        tuple(
            CopyLine(one["copy_no"], one["title"], one["author"], one["condition"])
            for one in db.query(sql.read(PACKAGE, "road_copies"), document=document_id)
        ),
        _lost(db, trip_id, site_id, until) if trip_id and row["document_kind"] == "return_ba" else (),
        trip, _request(db, str(row["case_id"]), agency.timezone, until),
        _schedule(db, agency.code, row, trip) if row["document_kind"] == "schedule" else (),
        _signatures(db, document_id),
        Scan(row["scan_sha256"], documents.read(db.settings, row["scan_sha256"])) if row["scan_sha256"] else None,
        local_day(row["voided_at"], agency.timezone) if row["voided_at"] else None, row["void_reason"], row["successor_no"],
        row["replaces_no"],
    )  # fmt: skip


def service_of(db: Records, document_id: str) -> str:
    """The SOP that the paper's case runs; "" when there is no such paper."""
    row = db.row("SELECT c.sop_code FROM documents d JOIN cases c USING (case_id) WHERE d.document_id = ?", document_id)
    return str(row["sop_code"]) if row else ""


def scan_of(db: Records, document_id: str) -> bytes | None:
    """The scan of a paper, else that of one of its signatures."""
    row = db.row(
        "SELECT coalesce((SELECT scan_sha256 FROM document_texts WHERE document_id = $1), (SELECT i.picture_sha256"
        " FROM document_signatures s JOIN signature_identities i USING (signature_id)"
        " WHERE s.document_id = $1 AND s.way = 'scan' ORDER BY s.txid DESC LIMIT 1)) AS sha256",
        document_id,
    )
    return documents.read(db.settings, row["sha256"]) if row and row["sha256"] else None


def head_office(actors: tuple[str, ...], short: str = "Kabid") -> str:
    """A head's office as the SOP names it: "Kabid Layanan" → "Kepala Bidang Layanan"; `short`: Kabid or Kasie."""
    whole = {"Kabid": "Kepala Bidang", "Kasie": "Kepala Seksi"}[short]
    found = next((one for one in actors if one.startswith((short, whole))), whole)
    return found.replace(short, whole, 1)


def _site(db: Records, site_id: str, until: int) -> Site | None:
    rows = db.query(sql.read(PACKAGE, "road_site"), site=site_id, until=until)
    if not rows:
        return None
    row = rows[0]
    position = f"{row['latitude']:.5f}, {row['longitude']:.5f}" if row["latitude"] is not None else None
    return Site(
        row["name"], row["address"], row["signer_name"] or row["contact_name"], row["signer_office"], row["people_served"],
        row["level"], position,
    )  # fmt: skip


def _trip(db: Records, trip_id: str, until: int, paper: dict[str, Any], site_id: str | None) -> Trip | None:
    rows = db.query(sql.read(PACKAGE, "road_trip"), trip=trip_id, until=until)
    if not rows:
        return None
    row = rows[0]
    of_case = str(paper["case_id"]) if paper["sop_code"] == "anter_koper" else None  # its trip serves several cases
    stops = [
        one
        for one in db.query(sql.read(PACKAGE, "road_stops"), trip=trip_id, until=until)
        if of_case is None or str(one["site_id"]) == site_id or str(one["case_id"]) == of_case
    ]
    moved = db.query(sql.read(PACKAGE, "road_loans"), trip=trip_id, until=until)[0]
    plate = f"({row['plate_no']})" if row["plate_no"] else ""
    words = [VEHICLES.get(row["vehicle_kind"] or "", ""), row["vehicle_no"] or "", plate]
    return Trip(
        row["planned_on"], " ".join(word for word in words if word),
        tuple(Officer(**one) for one in db.query(sql.read(PACKAGE, "road_crew"), trip=trip_id)),
        tuple(Stop(one["name"] or "–", **{name: int(one[name]) for name in STOP_COUNTS}) for one in stops),
        tuple(
            (one["dimension"], one["value"], int(one["heads"]))
            for one in db.query(sql.read(PACKAGE, "road_visitors"), trip=trip_id, case=of_case, until=until)
        ),
        row["left_at"], row["back_at"], row["left_km"], row["back_km"], moved["loaded"], moved["loans"], moved["returns"],
    )  # fmt: skip


def _lost(db: Records, trip_id: str, site_id: str | None, until: int) -> tuple[CopyLine, ...]:
    rows = db.query(sql.read(PACKAGE, "road_lost"), trip=trip_id, site=site_id, until=until)
    return tuple(CopyLine(row["copy_no"], row["title"], row["author"], "lost") for row in rows)


def _request(db: Records, case_id: str, zone: str, until: int) -> Request | None:
    rows = db.query(sql.read(PACKAGE, "road_request"), case=case_id, until=until)
    if not rows:
        return None
    row = rows[0]
    decided: date | None = local_day(row["decided_at"], zone) if row["decided_at"] else None
    return Request(
        row["letter"], local_day(row["asked_at"], zone), row["wished_on"],
        decided if row["decision"] == "approved" else None,
        local_day(row["surveyed_at"], zone) if row["surveyed_at"] else None, row["is_suitable"],
    )  # fmt: skip


def _schedule(db: Records, agency: str, paper: dict[str, Any], trip: Trip | None) -> tuple[Visit, ...]:
    rows = db.query(
        sql.read(PACKAGE, "road_schedule"), agency=agency, service=paper["sop_code"], until=paper["txid"],
        month=trip.planned_on if trip else paper["dated_on"],
    )  # fmt: skip
    return tuple(
        Visit(row["planned_on"], row["site_name"] or "–", row["address"], row["vehicle_no"] or "–", row["crew"] or "")
        for row in rows
    )


def _signatures(db: Records, document_id: str) -> tuple[Signature, ...]:
    return tuple(
        Signature(
            row["party"], row["way"], row["signed_at"], row["name"], row["office"], row["nip"],
            documents.read(db.settings, row["picture_sha256"]) if row["way"] == "drawn" and row["picture_sha256"] else None,
        )
        for row in db.query(sql.read(PACKAGE, "road_signatures"), document=document_id)
    )  # fmt: skip
