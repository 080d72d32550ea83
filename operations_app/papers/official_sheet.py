"""Sets an official paper: its words, its signature blocks, and the marks of a void one."""

from __future__ import annotations

from operations_app.papers.apart import typeset_apart
from operations_app.papers.official import OfficialPaper, Signature
from operations_app.papers.official_parts import OFFICES, SERVICES
from operations_app.papers.official_words import blocks, NAMES
from operations_app.papers.pictures import picture
from operations_app.papers.typesetting import typeset
from operations_app.papers.wording import day_text, moment_text
from warehouse.rules.outreach import PAPERS

COPIES_SET_HERE = 100
SIGNATURE_PX = 700
ACKNOWLEDGED = frozenset(
    {
        "handover_ba", "return_ba", "loan_evidence", "stock_ba", "travel_report", "activity_report", "survey", "schedule",
        "approval",
    }
)  # fmt: skip
"""Kinds with a line for the head, whether or not a head has signed; others only when one has."""


def official_pdf(paper: OfficialPaper) -> bytes:
    setter = typeset_apart if len(paper.copies) > COPIES_SET_HERE else typeset
    return setter("official", official_data(paper), paper.issued_at)


def official_data(paper: OfficialPaper) -> dict[str, object]:
    name = NAMES[paper.kind]
    void, more = _void(paper)
    return {
        "title": f"{name} {paper.number}", "head": paper.head.as_data(), "name": name, "short": name,
        "subtitle": SERVICES[paper.sop_code] + (f" · pengganti {paper.replaces_no}" if paper.replaces_no else ""),
        "number": paper.number, "void": void, "void_more": more, "blocks": blocks(paper), "signers": signers(paper),
        "place_and_date": f"{paper.signed_in}, {day_text(paper.dated_on)}",
    }  # fmt: skip


def signers(paper: OfficialPaper) -> list[dict[str, str]]:
    """Penerima, Mengetahui, Pengirim: those the paper needs, and those who signed beyond that."""
    needed = PAPERS[paper.kind].parties | ({"acknowledger"} if paper.kind in ACKNOWLEDGED else set())
    signed = {one.party: one for one in paper.signatures}
    return [
        _signer(paper, party, signed.get(party))
        for party in ("recipient", "acknowledger", "sender")
        if party in needed or party in signed
    ]


def _signer(paper: OfficialPaper, party: str, signed: Signature | None) -> dict[str, str]:
    name, office, nip = _expected(paper, party)
    if signed is None:
        return {
            "said": _said(paper.kind, party), "office": office, "name": name, "nip": nip, "drawing": "", "how": "",
            "note": "",
        }  # fmt: skip
    drawn = picture(signed.picture, SIGNATURE_PX) if signed.way == "drawn" else None
    when = moment_text(signed.signed_at, paper.zone)
    how = {
        "pin": f"Ditandatangani secara elektronik dengan PIN, {when}", "scan": "Tanda tangan basah: lihat pindaian",
        "drawn": "" if drawn else "Gambar tanda tangan tidak terbaca",
    }[signed.way]  # fmt: skip
    return {
        "said": _said(paper.kind, party), "office": signed.office or office, "name": signed.name, "nip": signed.nip or "",
        "drawing": drawn.svg if drawn else "", "how": how, "note": f"Ditandatangani {when}" if signed.way == "drawn" else "",
    }  # fmt: skip


def _said(kind: str, party: str) -> str:
    if party == "acknowledger":
        return "Menyetujui," if kind == "approval" else "Mengetahui,"
    if kind == "daily_report":
        return "Mengetahui," if party == "recipient" else "Pelapor,"
    if PAPERS[kind].outside is None:
        return "Pelapor," if kind.endswith("_report") else "Yang membuat,"
    return {"sender": "PIHAK PERTAMA, Pengirim", "recipient": "PIHAK KEDUA, Penerima"}[party]


def _expected(paper: OfficialPaper, party: str) -> tuple[str, str, str]:
    """Name, office and NIP printed where nobody has signed yet, so that the paper can be signed with a pen."""
    if party == "acknowledger":
        return "", paper.head_office, ""
    if party == PAPERS[paper.kind].outside:
        site = paper.site
        return (site and site.signer_name) or "", (site and (site.signer_office or site.name)) or "", ""
    return paper.writer.name or "", paper.writer.office or OFFICES[paper.sop_code], paper.writer.nip or ""


def _void(paper: OfficialPaper) -> tuple[str, list[str]]:
    if paper.voided_on is None:
        return "", []
    more = [f"Alasan: {paper.void_reason}"] if paper.void_reason else []
    more.append(f"Digantikan oleh nomor {paper.successor_no}" if paper.successor_no else "Belum ada pengganti")
    return f"DIBATALKAN {day_text(paper.voided_on)}", more
