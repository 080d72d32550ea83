"""GET /kertas/…: papers as PDF and XLSX, and /foto/…: members' photos. The session cookie, the role, the own agency.

What belongs to another agency is answered like what does not exist. A browser gets a sentence on a page, a program
problem+json.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from html import escape
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from operations_app import runtime
from operations_app.api.http import browser_session, Problem, problem
from operations_app.papers import from_records, from_road, from_treasury
from operations_app.papers.book_sheets import cash_book_xlsx, receipts_register_xlsx
from operations_app.papers.books import cash_book_pdf, receipts_register_pdf
from operations_app.papers.deposit_slip import deposit_slip_pdf
from operations_app.papers.member_cards import card_pdf, CARDS_MAX, MemberCard
from operations_app.papers.official_sheet import official_pdf
from operations_app.papers.receipt import receipt_pdf
from operations_app.papers.slips import due_slip_pdf, photocopy_note_pdf, visit_slip_pdf
from warehouse.clock import local_day
from warehouse.errors import NotAllowed
from warehouse.i18n import N_, translator
from warehouse.identity.sessions import Session
from warehouse.records.money import CASHIERS
from warehouse.records.registry import COMMANDS
from warehouse.rules.outreach import OFFICERS

_ = translator("operations_app")

HEADS = frozenset({"section_head", "division_head", "head_of_agency"})
BOOK_READERS = HEADS | COMMANDS["deposit_revenue"].roles
CARD_MAKERS = COMMANDS["print_card"].roles
PHOTO_VIEWERS = CARD_MAKERS | {"circulation_staff", "guest_book_staff"}
LONGEST_PERIOD_DAYS = 400
PDF = "application/pdf"
SCANS = ((b"%PDF-", PDF, "pdf"), (b"\x89PNG", "image/png", "png"), (b"\xff\xd8\xff", "image/jpeg", "jpg"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Made:
    """A finished paper."""

    content: bytes
    media_type: str
    file_name: str


Asked = Callable[[Request, Session], Made]


def _paper(make: Asked) -> Callable[[Request], Awaitable[Response]]:
    """The function of an address: what `make` makes for the browser's session, or why it does not."""

    @wraps(make)
    async def answered(request: Request) -> Response:
        try:
            session = await browser_session(request)
            made = await run_in_threadpool(make, request, session)
        except (Problem, NotAllowed) as refusal:
            return _refused(request, refusal)
        headers = {"Content-Disposition": f'inline; filename="{made.file_name}"', "Cache-Control": "no-store"}
        return Response(made.content, media_type=made.media_type, headers=headers)

    return answered


def _refused(request: Request, refusal: Exception) -> Response:
    answer = problem(request, refusal)
    answer.headers["Cache-Control"] = "no-store"
    if "text/html" not in request.headers.get("accept", ""):
        return answer
    title = refusal.title if isinstance(refusal, Problem) else _("Not allowed")
    detail = refusal.detail if isinstance(refusal, Problem) else str(refusal)
    if isinstance(refusal, NotAllowed):
        detail = refusal.sentence()
    page = (
        '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Patuh</title><style>body{{font:17px/1.5 system-ui,sans-serif;color:#17293d;"
        "max-width:34em;margin:18vh auto;padding:0 1.5em}h1{font-size:24px}</style>"
        f"<h1>{escape(title)}</h1><p>{escape(detail)}</p>"
    )
    return HTMLResponse(page, answer.status_code, {"Cache-Control": "no-store"})


@_paper
def receipt(request: Request, session: Session) -> Made:
    payment_id = _id(request, "payment_id")
    _own(session, "payments", payment_id)
    paper = from_records.receipt(runtime.get().db, payment_id)
    if paper is None:
        raise _nothing()
    _may(session, HEADS | CASHIERS.get(paper.revenue_kind, frozenset()))
    return Made(receipt_pdf(paper), PDF, _file_name("kuitansi", paper.number))


@_paper
def due_slip(request: Request, session: Session) -> Made:
    _may(session, COMMANDS["lend"].roles | COMMANDS["renew_loan"].roles)
    case_id = _id(request, "case_id")
    _own(session, "cases", case_id)
    slip = from_records.due_slip(runtime.get().db, case_id)
    if slip is None:
        raise _nothing()
    return Made(due_slip_pdf(slip), PDF, _file_name("tanggal-kembali", slip.member_no))


@_paper
def visit_slip(request: Request, session: Session) -> Made:
    _may(session, COMMANDS["register_visit"].roles)
    visit_id = _id(request, "visit_id")
    _own(session, "visits", visit_id)
    slip = from_records.visit_slip(runtime.get().db, visit_id)
    if slip is None:
        raise _nothing()
    as_qr = request.query_params.get("code") == "qr"
    return Made(visit_slip_pdf(slip, "qr" if as_qr else "code128"), PDF, _file_name("nomor", slip.slip_code))


@_paper
def photocopy_note(request: Request, session: Session) -> Made:
    _may(session, COMMANDS["hold_identity"].roles | COMMANDS["start_photocopy"].roles)
    case_id = _id(request, "case_id")
    _own(session, "cases", case_id)
    note = from_records.photocopy_note(runtime.get().db, case_id)
    if note is None:
        raise _nothing()
    return Made(photocopy_note_pdf(note), PDF, _file_name("nota-fotokopi", note.note_no))


@_paper
def deposit_slip(request: Request, session: Session) -> Made:
    _may(session, BOOK_READERS)
    deposit_id = _id(request, "deposit_id")
    _own(session, "deposits", deposit_id)
    slip = from_treasury.deposit_slip(runtime.get().db, deposit_id)
    if slip is None:
        raise _nothing()
    return Made(deposit_slip_pdf(slip), PDF, _file_name("sts", slip.slip_no))


@_paper
def card(request: Request, session: Session) -> Made:
    """One card by its address, or several by `?no=A1&no=A2`; `sheet=a4` for ten on a sheet, `code=qr` for QR codes."""
    _may(session, CARD_MAKERS)
    asked = request.query_params
    numbers = [request.path_params["member_no"]] if "member_no" in request.path_params else asked.getlist("no")
    if not 1 <= len(numbers) <= CARDS_MAX:
        raise Problem(
            422,
            "cards_are_named",
            _("This cannot be used"),
            _("Name between 1 and {most} card numbers.", most=CARDS_MAX),
        )
    db, cards, agency = runtime.get().db, list[MemberCard](), ""
    for number in dict.fromkeys(numbers):
        found = from_records.member_card(db, number)
        if found is None or session.agency not in (None, found[1]) or agency not in ("", found[1]):
            raise _no_card(number)
        cards.append(found[0])
        agency = found[1]
    head = from_records.letterhead(db, db.catalogue.agencies[agency])
    content = card_pdf(
        head,
        cards,
        runtime.get().clock(),
        sheet="a4" if asked.get("sheet") == "a4" else "card",
        code="qr" if asked.get("code") == "qr" else "code128",
    )
    return Made(content, PDF, _file_name("kartu", cards[0].member_no if len(cards) == 1 else f"{len(cards)}-anggota"))


@_paper
def cash_book(request: Request, session: Session) -> Made:
    point, first, last = _period(request, session)
    running, form = runtime.get(), _form(request)
    book = from_treasury.cash_book(running.db, point, first, last, running.clock(), session.login)
    name = f"bku-{point}-{first}-{last}"
    if form == "xlsx":
        return Made(cash_book_xlsx(book), XLSX, _file_name(name, form="xlsx"))
    return Made(cash_book_pdf(book), PDF, _file_name(name))


@_paper
def receipts_register(request: Request, session: Session) -> Made:
    point, first, last = _period(request, session)
    running, form = runtime.get(), _form(request)
    register = from_treasury.receipts_register(running.db, point, first, last, running.clock(), session.login)
    name = f"register-kuitansi-{point}-{first}-{last}"
    if form == "xlsx":
        return Made(receipts_register_xlsx(register), XLSX, _file_name(name, form="xlsx"))
    return Made(receipts_register_pdf(register), PDF, _file_name(name))


@_paper
def photo(request: Request, session: Session) -> Made:
    _may(session, PHOTO_VIEWERS)
    number = request.path_params["member_no"]
    found = from_records.member_card(runtime.get().db, number)
    if found is None or session.agency not in (None, found[1]) or found[0].photo is None:
        raise _nothing()
    is_png = found[0].photo.startswith(b"\x89PNG")
    return Made(found[0].photo, "image/png" if is_png else "image/jpeg", _file_name("foto", number, form="jpg"))


@_paper
def official(request: Request, session: Session) -> Made:
    """A paper of the road. Sites may be families: only the officers of its service and the heads read it."""
    document_id = _road_paper(request, session)
    paper = from_road.official_paper(runtime.get().db, document_id)
    if paper is None:
        raise _nothing()
    return Made(official_pdf(paper), PDF, _file_name(paper.kind, paper.number))


@_paper
def official_scan(request: Request, session: Session) -> Made:
    document_id = _road_paper(request, session)
    content = from_road.scan_of(runtime.get().db, document_id)
    if content is None:
        raise _nothing()
    for mark, media_type, form in SCANS:
        if content.startswith(mark):
            return Made(content, media_type, _file_name("pindaian", document_id, form=form))
    raise _nothing()


def _road_paper(request: Request, session: Session) -> str:
    """The id of a paper of the session's agency that its roles may read."""
    _may(session, HEADS | set(OFFICERS.values()))
    document_id = _id(request, "document_id")
    _own(session, "documents", document_id)
    _may(session, HEADS | {OFFICERS[from_road.service_of(runtime.get().db, document_id)]})
    return document_id


def _may(session: Session, roles: frozenset[str]) -> None:
    if not session.roles & roles:
        raise NotAllowed("role_may_see_paper", N_("Your role does not make or read this paper."))


def _id(request: Request, name: str) -> str:
    try:
        return str(UUID(request.path_params[name]))
    except ValueError:
        raise _nothing() from None


def _own(session: Session, table: str, record_id: str) -> None:
    """404 unless the record is of the session's agency."""
    db = runtime.get().db
    point = from_records.point_at(db, table, record_id)
    if not point or session.agency not in (None, db.catalogue.agency_of(point).code):
        raise _nothing()


def _period(request: Request, session: Session) -> tuple[str, date, date]:
    """Service point and days of a book: `point` (else one's own), `from` and `to` (else today)."""
    _may(session, BOOK_READERS)
    running, asked = runtime.get(), request.query_params
    point = asked.get("point") or session.service_point or ""
    known = running.db.catalogue.service_points.get(point)
    if known is None or session.agency not in (None, known.agency):
        raise Problem(404, "point_is_known", _("Not found"), _("There is no such service point in your agency."))
    today = local_day(running.clock(), running.db.catalogue.agencies[known.agency].timezone)
    first, last = _day(asked.get("from"), today), _day(asked.get("to"), today)
    if first is None or last is None or not 0 <= (last - first).days <= LONGEST_PERIOD_DAYS:
        raise Problem(
            422,
            "period_is_usable",
            _("This cannot be used"),
            _(
                "Give the period as two days, the first not after the last, at most {days} days.",
                days=LONGEST_PERIOD_DAYS,
            ),
        )
    return point, first, last


def _form(request: Request) -> str:
    form: str = request.path_params["form"]
    if form not in ("pdf", "xlsx"):
        raise _nothing()
    return form


def _day(text: str | None, default: date) -> date | None:
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        return None


def _nothing() -> Problem:
    return Problem(404, "paper_is_known", _("Not found"), _("There is nothing on record for this paper."))


def _no_card(number: str) -> Problem:
    return Problem(404, "card_is_known", _("Not found"), _("There is no member card {no}.", no=number[:40]))


def _file_name(*parts: str, form: str = "pdf") -> str:
    """Letters and digits only: kuitansi-pusat-2026-000123.pdf"""
    name = re.sub(r"[^A-Za-z0-9]+", "-", "-".join(parts)).strip("-").lower()
    return f"{name[:80]}.{form}"
