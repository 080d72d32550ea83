"""GET and POST /permohonan: a school, a university or an institution asks for ANTER KOPER. No sign-in, no script.

The request is carried out by the system itself with channel "public". A token of this browser's form, a field that only
machines fill in, and limits per address and over all keep it to people; what is refused is said in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from operations_app import runtime
from operations_app.api import forms
from operations_app.api.entrance import CONTENT_POLICY, FONT
from operations_app.api.request_limits import TAKEN, TRIES
from operations_app.desk.anter_koper_public import desks_for_requests
from operations_app.desk.anter_koper_request import (
    Contact,
    find_sites,
    Letter,
    LEVELS,
    NewSite,
    PUBLIC_KINDS,
    site_of_number,
    submit,
)
from operations_app.desk.anter_koper_words import site_kind_name
from operations_app.desk.uploads import BYTES_MAX, kept
from warehouse.errors import BadInput, Refused
from warehouse.i18n import language, N_, translator
from warehouse.identity.roles import SYSTEM
from warehouse.ids import new_id

_ = translator("operations_app")

_templates = Environment(
    loader=PackageLoader("operations_app"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
_STYLES = files("operations_app").joinpath("styles")
_CSS = _STYLES.joinpath("opac.css").read_text("utf-8") + _STYLES.joinpath("request.css").read_text("utf-8")
BODY_MAX = BYTES_MAX + 200_000
FIELD_MAX = 20_000
FIELDS = (
    "agency", "words", "site", "name", "kind", "level", "people", "address", "letter_no", "letter_on", "wished_on",
    "contact_name", "contact_phone", "message",
)  # fmt: skip
NEW = "new"
LONGEST = 200


@dataclass(frozen=True)
class Answer:
    template: str
    status: int
    values: dict[str, Any]


async def request_page(request: Request) -> Response:
    """GET /permohonan"""
    asked = {name: request.query_params.get(name, "")[:LONGEST] for name in ("agency", "words")}
    return await run_in_threadpool(_form, request, asked)


async def send_request(request: Request) -> Response:
    """POST /permohonan"""
    now, address = runtime.get().clock(), request.client.host if request.client else "?"
    if TRIES.is_reached(address, now) or TAKEN.is_reached(address, now):
        sentence = _("Too many requests came from here. Try again tomorrow, or bring the letter to the library.")
        return await run_in_threadpool(_form, request, {}, sentence, 429)
    TRIES.count(address, now)
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > BODY_MAX:
        sentence = _("The letter is larger than 10 MB. Scan it anew with less detail.")
        return await run_in_threadpool(_form, request, {}, sentence, 413)
    try:
        async with request.form(max_files=1, max_fields=40, max_part_size=FIELD_MAX) as form:
            given = {name: _text(form, name) for name in FIELDS}
            token, key, trap = _text(form, "form"), _text(form, "key"), _text(form, "website")
            letter = form.get("letter")
            content = await letter.read() if isinstance(letter, UploadFile) else b""
    except HTTPException:
        sentence = _("The form did not arrive whole. Fill it in once more.")
        return await run_in_threadpool(_form, request, {}, sentence, 400)
    if not forms.is_ours(request, token):
        sentence = _("The page had been open for too long. Send it once more.")
        return await run_in_threadpool(_form, request, given, sentence, 400)
    if trap:  # only a machine fills in what nobody sees: it is told what a person would be told
        return await run_in_threadpool(_page, request, "request_taken.html", 200, number="–", name="")
    return await run_in_threadpool(_taken, request, given, key, content, address)


def _taken(request: Request, given: dict[str, str], key: str, content: bytes, address: str) -> Response:
    db, now = runtime.get().db, runtime.get().clock()
    point = desks_for_requests(db).get(given["agency"])
    try:
        if point is None:
            raise BadInput("agency_takes_requests", N_("Choose the library that is to come."), field="agency")
        site = site_of_number(db, given["agency"], given["site"]) if given["site"] not in ("", NEW) else None
        new_site = _new_site(given) if given["site"] == NEW else None
        contact, letter_no = _contact(given), given["letter_no"]
        if not letter_no:
            raise BadInput(
                "letter_has_a_number", N_("Write the number of the letter, or “tanpa nomor”."), field="letter_no"
            )
        dates = _date(given["letter_on"], "letter_on"), _date(given["wished_on"], "wished_on")
        if dates[0] is None:
            raise BadInput("letter_has_a_date", N_("Write the date of the letter."), field="letter_on")
        if not content:
            raise BadInput("letter_is_attached", N_("Attach the letter, as a PDF or a photo."), field="letter")
        letter = Letter(letter_no, dates[0], dates[1], kept(db.settings, content))
        taken = submit(
            db, service_point=point, at=now, key=_key(key), actor=SYSTEM, channel="public", letter=letter, site=site,
            new_site=new_site, contact=contact,
        )  # fmt: skip
    except Refused as refusal:
        return _form(request, given, refusal.sentence(), 400)
    TAKEN.count(address, now)
    name = site.name if site else given["name"]
    return _page(request, "request_taken.html", 200, number=taken["case_id"][-8:].upper(), name=name)


def _form(request: Request, given: dict[str, str], refusal: str = "", status: int = 200) -> Response:
    db = runtime.get().db
    desks = desks_for_requests(db)
    agencies = {code: db.catalogue.agency(code).name for code in desks}
    words, agency = given.get("words", "").strip(), given.get("agency", "")
    if agency not in desks:
        agency = next(iter(desks), "")
    return _page(
        request, "request.html", status, refusal=refusal, libraries=agencies, agency=agency, words=words, given=given,
        found=find_sites(db, agency, words) if words and agency else [], kinds=PUBLIC_KINDS, levels=LEVELS, new=NEW,
        key=new_id(), kind_name=site_kind_name,
    )  # fmt: skip


def _page(request: Request, template: str, status: int, **values: Any) -> Response:
    running = runtime.get()
    nonce = forms.browser_nonce(request)
    content = _templates.get_template(template).render(
        _=_, css=_CSS, font=FONT, language=language(), form_token=forms.form_token(nonce), here="/permohonan",
        is_demo=running.settings.is_demo, agencies=[one.name for one in running.db.catalogue.agencies.values()], **values,
    )  # fmt: skip
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": CONTENT_POLICY + "; form-action 'self'"}
    response = HTMLResponse(content, status, headers=headers)
    forms.remember(response, nonce)
    return response


def _new_site(given: dict[str, str]) -> NewSite:
    if len(given["name"]) < 3:
        raise BadInput("site_has_a_name", N_("Write the name of the school or institution."), field="name")
    if given["kind"] not in PUBLIC_KINDS:
        raise BadInput("site_has_a_kind", N_("Choose what kind of institution it is."), field="kind")
    people = given["people"]
    if people and not (people.isascii() and people.isdigit() and int(people) <= 1_000_000):
        raise BadInput("people_are_counted", N_("Write the number of people as a number, e.g. 240."), field="people")
    level = given["level"] if given["level"] in LEVELS else None
    return NewSite(given["name"], given["kind"], level, int(people) if people else None, given["address"] or None)


def _contact(given: dict[str, str]) -> Contact:
    if len(given["contact_name"]) < 2 or len([c for c in given["contact_phone"] if c.isdigit()]) < 6:
        raise BadInput(
            "contact_can_be_reached",
            N_("Write the name and telephone number of whom we may call."),
            field="contact_phone",
        )
    message = " ".join(given["message"].split())
    return Contact(given["contact_name"], given["contact_phone"], message)


def _date(text: str, field: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput("date_is_readable", N_("This is no date. Choose it once more."), field=field) from None


def _key(text: str) -> str:
    """The form's own key, so that a double click is one request; a new one when somebody made theirs up."""
    return text if len(text) == 36 and all(c in "0123456789abcdef-" for c in text) else new_id()


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip()[: LONGEST * (3 if name == "message" else 1)] if isinstance(value, str) else ""
