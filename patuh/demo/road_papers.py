"""Papers of an outing: written and signed, or forgotten, unsigned, differing from the scan, void and written anew."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

from patuh.demo.ledger import Intended
from patuh.demo.outing import Outing
from patuh.demo.people import Officer
from patuh.demo.places import Place
from patuh.demo.road import DEMO_PIN, Road, WRONG_PIN
from patuh.demo.schedule import Do, Later, Payload, Step, Ticket
from warehouse.rules.outreach import PAPERS

Paper = Generator[Step, Any, str]
_FATES = {"complete": 0.865, "missing": 0.05, "unsigned": 0.05, "inconsistent": 0.025, "void": 0.01}
_ONE_AT_LEAST = {"unsigned": 8, "missing": 12, "void": 16, "inconsistent": 20}
"""Of each kind of trouble one, at the latest after so many papers."""
_MISTYPED = 0.02
_SCANNED = 0.15  # share of signatures from outside that come as a scan of the signed paper
_BY_PIN_UNSIGNED = 0.3  # of the unsigned papers with two parties, our own signature is the one that is absent
_COMPARED = frozenset({"handover_ba", "return_ba", "loan_evidence"})
_VOID_REASONS = ("Salah menulis nama penerima", "Nomor surat tugas keliru", "Tanggal pada berita acara keliru")


def file_paper(
    outing: Outing, kind: str, case: Ticket, *, place: Place | None = None, listed: list[str] | None = None,
    minutes: tuple[float, float] = (2, 6), sign_minutes: tuple[float, float] = (0.5, 3), fate: str | None = None,
    **said: Any,
) -> Paper:  # fmt: skip
    """One paper of a case, at `place`. Answers with its fate. `listed`: what was scanned for it."""
    road, draw = outing.road, outing.draw
    fate = fate or _draw_fate(outing, kind, listed)
    on = outing.now.astimezone(road.agency.zone).date()
    site_no = place.site_no if place else None
    road.papers.append(Intended(case, kind, site_no, fate, on))
    if fate == "missing":
        return fate
    began = outing.now
    paper: Payload = road.by(outing.lead, "issue_document") | {
        "document_kind": kind, "case_id": Later(case, "case_id"), "started_at": began, **said,
    }  # fmt: skip
    if place:
        paper |= {"site_no": place.site_no, "place": place.region.name}
    if fate == "inconsistent":
        paper["copy_nos"] = _another_list(outing, listed or [])
    issued = yield Do(outing.pass_minutes(*minutes), paper)
    if fate == "void":
        yield issued
        wrong = {"document_id": Later(issued, "document_id"), "reason": draw.choice(_VOID_REASONS)}
        yield Do(outing.pass_minutes(2, 15), road.by(outing.lead, "void_document") | wrong)
        again = paper | {"successor_of": Later(issued, "document_id"), "started_at": outing.now}
        issued = yield Do(outing.pass_minutes(*minutes), again)
    yield from _sign(outing, kind, issued, place, fate, sign_minutes)
    return fate


def sign_by_pin(
    road: Road, at: datetime, officer: Officer, document: Ticket, party: str, mistyped: bool
) -> Generator[Step, Any, None]:  # fmt: skip
    """An officer's signature; the PIN is mistyped now and then."""
    signing = road.by(officer, "sign_document") | {"document_id": Later(document, "document_id"), "party": party}
    if mistyped:
        yield Do(at, signing | {"pin": WRONG_PIN}, frozenset({"pin_is_right"}))
        at += timedelta(seconds=9)
    yield Do(at, signing | {"pin": DEMO_PIN})


def _sign(
    outing: Outing, kind: str, issued: Ticket, place: Place | None, fate: str, minutes: tuple[float, float]
) -> Generator[Step, Any, None]:
    draw, rule = outing.draw, PAPERS[kind]
    signing = [party for party in (rule.officer, rule.outside) if party]
    if fate == "unsigned":
        signing = signing[1:] if draw.random() < _BY_PIN_UNSIGNED else signing[:-1]
    if not rule.parties or not signing:
        return
    yield issued
    for party in signing:
        at = outing.pass_minutes(*minutes)
        if party == rule.officer:
            yield from sign_by_pin(outing.road, at, outing.lead, issued, party, draw.random() < _MISTYPED)
            outing.pass_minutes(0.2, 0.3)
        else:
            place = place or outing.stops[0]
            drawn = draw.choice(outing.road.drawings.signatures)
            name = {"name": place.signer, "office": place.signer_office, "party": party}
            seen = {"scan_sha256": drawn} if draw.random() < _SCANNED else {"drawn_sha256": drawn}
            signed = outing.road.by(outing.lead, "sign_document") | {"document_id": Later(issued, "document_id")}
            yield Do(at, signed | name | seen)


def _draw_fate(outing: Outing, kind: str, listed: list[str] | None) -> str:
    fates = dict(_FATES)
    if kind not in _COMPARED or not listed:
        del fates["inconsistent"]
    if not PAPERS[kind].parties:
        del fates["unsigned"]
    if kind in ("travel_report", "activity_report"):
        del fates["void"]  # its case is closed with it
    seen = {paper.fate for paper in outing.road.papers}
    for fate, after in _ONE_AT_LEAST.items():
        if fate in fates and fate not in seen and len(outing.road.papers) >= after:
            return fate
    return outing.draw.choices(list(fates), list(fates.values()))[0]


def _another_list(outing: Outing, listed: list[str]) -> list[str]:
    """A copy too few, or one that was never scanned."""
    if len(listed) > 2 and outing.draw.random() < 0.6:
        return sorted(listed)[1:]
    road = outing.road
    return [*listed, next(one for one in road.title_of if one not in listed and one not in road.lost)]
