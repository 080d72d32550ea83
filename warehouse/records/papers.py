"""Official papers: numbered, with their copy list, signed by officer PIN and by people outside, never taken away."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, NotAllowed, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.copy_places import copy_by_number
from warehouse.records.fleet import check_pin
from warehouse.records.models_road import IssueDocument, SignDocument, VoidDocument
from warehouse.records.open_cases import close, version_of
from warehouse.records.sites import site_by_number
from warehouse.records.steps import note_moment, record_event
from warehouse.rules.outreach import OFFICERS, PAPERS

LAST_PAPERS = frozenset({"travel_report", "activity_report"})
"""With these the SOPs end: the case is closed when they are issued."""
HEADS = frozenset({"section_head", "division_head"})
KIND_CODES = {
    "daily_report": "LH", "stock_ba": "BA-K", "travel_report": "LPD", "handover_ba": "BA-S", "return_ba": "BA-T",
    "loan_evidence": "BP", "photos": "DOK", "activity_report": "LK", "survey": "SV", "schedule": "JDW", "approval": "PS",
    "request_letter": "SP",
}  # fmt: skip
MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

APPROVES = frozenset({"division_head"})


def issue_document(tx: Tx, command: IssueDocument) -> dict[str, Any]:
    """SOP outreach: reports and berita acara. What the paper lists is what was scanned, unless the paper says otherwise."""
    case = _case(tx, command.case_id)
    kind = command.document_kind
    if kind == "approval":
        raise NotAllowed(
            "approval_is_given", N_("An approval is given by approving the request, not by writing a paper.")
        )
    site_id = str(site_by_number(tx, command.site_no)["site_id"]) if command.site_no else None
    trip_id = trip_of_case(tx, command.case_id)
    _one_standing(tx, command.case_id, kind, site_id)
    if command.successor_of is not None:
        _is_void(tx, command)
    listed = (
        [str(copy_by_number(tx, number)["copy_id"]) for number in dict.fromkeys(command.copy_nos)]
        if command.copy_nos is not None
        else scanned(tx, kind, trip_id, site_id)
    )
    if PAPERS[kind].lists_copies and kind != "stock_ba" and not listed:
        raise Refused("paper_lists_copies", N_("Nothing was scanned for this paper yet. Scan the copies first."))
    paper = write(
        tx, kind, command.case_id, trip_id=trip_id, site_id=site_id, copies=listed if PAPERS[kind].lists_copies else [],
        body=command.body, place=command.place, scan_sha256=command.scan_sha256, successor_of=command.successor_of,
    )  # fmt: skip
    _complete(tx, case, "issue_document", kind, None)
    open_ = tx.state("state_open_cases").get(command.case_id)
    if kind in LAST_PAPERS and open_:
        close(tx, open_)
    return paper


def sign_document(tx: Tx, command: SignDocument) -> dict[str, Any]:
    """An officer's signature is the officer's own PIN; a signature from outside is drawn on the screen, or on the scan."""
    paper = _paper(tx, command.document_id)
    rule = PAPERS[paper["document_kind"]]
    if command.party not in rule.parties and command.party != "acknowledger":
        raise BadInput("party_signs_this_paper", N_("This party does not sign this paper."), field="party")
    if tx.fact_rows(
        "SELECT 1 FROM document_signatures WHERE document_id = ? AND party = ?", command.document_id, command.party
    ):
        raise Refused("party_signs_once", N_("This party has signed already."))
    case = _case(tx, str(paper["case_id"]))
    signed: Row
    if command.party == rule.outside:
        picture = command.drawn_sha256 or command.scan_sha256
        if not command.name or not picture:
            raise BadInput(
                "outside_signature_is_seen",
                N_("Write the name of who signs, and take the signature on the screen or a scan of the signed paper."),
                field="name",
            )
        signed = {"way": "drawn" if command.drawn_sha256 else "scan", "staff_key": None}
        identity = {"name": command.name, "office": command.office, "nip": command.nip, "picture_sha256": picture}
    else:
        _may_sign(tx, command.party, case["sop_code"])
        check_pin(tx, command.pin)
        signed = {"way": "pin", "staff_key": tx.actor.staff_key}
        identity = {
            "name": tx.actor.name or tx.actor.login,
            "office": command.office,
            "nip": _nip(tx),
            "picture_sha256": None,
        }
    signature_id = new_id()
    tx.insert(
        "document_signatures", signature_id=signature_id, document_id=command.document_id, party=command.party, **signed
    )
    tx.insert("signature_identities", signature_id=signature_id, **identity)
    _complete(tx, case, "sign_document", paper["document_kind"], paper["occurred_at"])
    have = {
        row["party"]
        for row in tx.rows("SELECT party FROM document_signatures WHERE document_id = ?", command.document_id)
    }
    return {
        "document_id": command.document_id, "party": command.party,
        "unsigned": sorted(rule.parties - have - {command.party}),
    }  # fmt: skip


def void_document(tx: Tx, command: VoidDocument) -> dict[str, Any]:
    """Its number stays used. The paper that takes its place names it (`successor_of`)."""
    paper = _paper(tx, command.document_id)
    if paper["document_kind"] == "approval" and not tx.actor.has_any(APPROVES):
        raise NotAllowed(
            "approval_is_given", N_("An approval is made void by who gives it, the head of division, and given anew.")
        )
    tx.insert("document_voids", void_id=new_id(), document_id=command.document_id, reason_code=command.reason_code)
    tx.insert("case_notes", note_id=new_id(), case_id=str(paper["case_id"]), about="void_document", note=command.reason)
    return {"document_id": command.document_id, "case_id": str(paper["case_id"])}


def write(
    tx: Tx, kind: str, case_id: str, *, trip_id: str | None = None, site_id: str | None = None,
    copies: list[str] | None = None, body: str | None = None, place: str | None = None,
    scan_sha256: str | None = None, successor_of: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The paper as facts: number, copy list, text. Numbers per node, kind and year have no gap."""
    year = tx.today.year
    last = tx.state("state_document_numbers").get(tx.node, kind, year)
    serial = last["last_serial"] + 1 if last else 1
    tx.state("state_document_numbers").put(
        {"node": tx.node, "document_kind": kind, "document_year": year, "last_serial": serial}
    )
    document_id = new_id()
    number = tx.agency.paper_number.format(
        serial=f"{serial:03d}", kind=KIND_CODES[kind], month=MONTHS[tx.today.month - 1], year=year, node=tx.node
    )
    tx.insert(
        "documents", document_id=document_id, case_id=case_id, document_kind=kind, node=tx.node, document_year=year,
        serial=serial, trip_id=trip_id, site_id=site_id, dated_on=tx.today, successor_of=successor_of,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    tx.insert(
        "document_texts", document_id=document_id, document_no=number, body=body, place=place, scan_sha256=scan_sha256
    )
    for copy_id in copies or ():
        tx.insert("document_copies", line_id=new_id(), document_id=document_id, copy_id=copy_id)
    return {"document_id": document_id, "document_no": number, "copies": len(copies or ())}


def scanned(tx: Tx, kind: str, trip_id: str | None, site_id: str | None) -> list[str]:
    """The copies that were scanned for a paper of that kind: what its list is compared with."""
    if kind == "stock_ba":
        return [row["copy_id"] for row in tx.state("state_copy_places").by("trip_id", trip_id)] if trip_id else []
    moves = {
        "handover_ba": ("hand_over", "roll_over"), "loan_evidence": ("hand_over", "roll_over"),
        "return_ba": ("take_back", "roll_over"),
    }.get(kind)  # fmt: skip
    if moves is None or trip_id is None:
        return []
    side = "from_site_id" if kind == "return_ba" else "to_site_id"
    found = tx.fact_rows(MOVED[side], trip_id, *moves, site_id, site_id)
    return [str(row["copy_id"]) for row in found]


MOVED = {
    side: f"SELECT DISTINCT copy_id FROM copy_moves WHERE trip_id = ? AND move IN (?, ?) AND (? IS NULL OR {side} = ?::UUID)"
    " ORDER BY copy_id"
    for side in ("from_site_id", "to_site_id")
}


def trip_of_case(tx: Tx, case_id: str) -> str | None:
    found = tx.fact_rows("SELECT trip_id FROM trip_cases WHERE case_id = ?", case_id) or tx.fact_rows(
        "SELECT trip_id FROM trip_stops WHERE case_id = ? AND trip_id NOT IN (SELECT trip_id FROM trip_cancellations)"
        " ORDER BY txid DESC LIMIT 1",
        case_id,
    )
    return str(found[0]["trip_id"]) if found else None


def _complete(tx: Tx, case: Row, command: str, kind: str, began: Any) -> None:
    """The step that this paper completes: told apart by the document it requires."""
    case_id = str(case["case_id"])
    for unit in version_of(tx, case["sop_code"], case["opened_at"]).units_completed_by(command):
        if all(step.required_document != kind for step in unit.steps):
            continue
        if tx.fact_rows("SELECT 1 FROM step_events WHERE case_id = ? AND unit_position = ?", case_id, unit.position):
            continue
        open_ = tx.state("state_open_cases").get(case_id)
        began = began or tx.command.started_at or (open_["last_finished_at"] if open_ else None)
        record_event(tx, case_id=case_id, sop_code=case["sop_code"], unit=unit.position, started_at=began)
        note_moment(tx, case_id, tx.at)


def _case(tx: Tx, case_id: str) -> Row:
    found = tx.fact_rows("SELECT *, occurred_at AS opened_at FROM cases WHERE case_id = ?", case_id)
    if not found or found[0]["agency"] != tx.agency.code:
        raise Refused("case_is_on_record", N_("There is no such case."))
    if found[0]["sop_code"] not in OFFICERS:
        raise Refused("case_has_papers", N_("A case of this SOP has no papers of this kind."))
    return found[0]


def _paper(tx: Tx, document_id: str) -> Row:
    """A standing paper."""
    found = tx.fact_rows("SELECT * FROM documents WHERE document_id = ?", document_id)
    if not found or found[0]["agency"] != tx.agency.code:
        raise Refused("paper_is_on_record", N_("There is no such paper."))
    if tx.fact_rows("SELECT 1 FROM document_voids WHERE document_id = ?", document_id):
        raise Refused("paper_stands", N_("This paper was made void. Use the one that took its place."))
    return found[0]


def _one_standing(tx: Tx, case_id: str, kind: str, site_id: str | None) -> None:
    """One paper of a kind for a case (and site); photos may be many."""
    if kind != "photos" and tx.fact_rows(
        "SELECT 1 FROM documents WHERE case_id = ? AND document_kind = ? AND (? IS NULL OR site_id = ?::UUID)"
        " AND document_id NOT IN (SELECT document_id FROM document_voids)",
        case_id, kind, site_id, site_id,
    ):  # fmt: skip
        raise Refused("paper_is_written_once", N_("This paper exists already. Void it before writing another one."))


def _is_void(tx: Tx, command: IssueDocument) -> None:
    if not tx.fact_rows(
        "SELECT 1 FROM document_voids v JOIN documents d USING (document_id) WHERE d.document_id = ? AND d.case_id = ?"
        " AND d.document_kind = ?",
        command.successor_of, command.case_id, command.document_kind,
    ):  # fmt: skip
        raise Refused("successor_follows_a_void", N_("The paper it should take the place of is not void."))


def _may_sign(tx: Tx, party: str, sop_code: str) -> None:
    roles = HEADS if party == "acknowledger" else frozenset({OFFICERS[sop_code]})
    if not tx.actor.has_any(roles):
        raise NotAllowed("signs_with_the_own_role", N_("Your account does not sign this paper in that place."))


def _nip(tx: Tx) -> str | None:
    found = tx.fact_rows(
        "SELECT nip FROM staff_accounts WHERE staff_key = ? ORDER BY txid DESC LIMIT 1", tx.actor.staff_key
    )
    return found[0]["nip"] if found else None
