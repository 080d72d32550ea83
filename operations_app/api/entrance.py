"""The pages before the app: sign in, sign out, the first administrator, the language. Plain HTML forms, no script."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit
from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from operations_app import runtime
from operations_app.api import forms
from operations_app.api.destinations import safe_destination
from operations_app.api.http import LANGUAGE_COOKIE, require_own_page
from operations_app.desk.answer import duration
from operations_app.first_page import first_address
from warehouse.catalogue.versions import pick_version
from warehouse.errors import Refused
from warehouse.i18n import language, LANGUAGES, translator
from warehouse.identity import accounts, sessions
from warehouse.identity.roles import Actor, ROLES

_ = translator("operations_app")
_roles = translator("warehouse")

_templates = Environment(loader=PackageLoader("operations_app"), autoescape=select_autoescape(), trim_blocks=True)
_CSS = files("operations_app").joinpath("styles", "entrance.css").read_text("utf-8")
_FONT_FILE = next(Path(streamlit.__file__).parent.glob("static/static/media/SourceSansVF-Upright*.woff2"), None)
FONT = f"/static/media/{_FONT_FILE.name}" if _FONT_FILE else ""
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_YEAR_S = 365 * 24 * 3600


async def sign_in_page(request: Request) -> Response:
    """GET /masuk"""
    wanted = _destination(request, request.query_params.get("next", "/"))
    running = runtime.get()
    if await run_in_threadpool(running.session_of, running.settings, request.cookies.get(sessions.COOKIE)):
        return RedirectResponse(wanted, 303)
    return _sign_in_form(request, wanted)


async def sign_in(request: Request) -> Response:
    """POST /masuk: an account with its password; in a demo home also one of its accounts at a click."""
    form = await request.form()
    wanted = _destination(request, _text(form, "next"))
    login = _text(form, "login").strip().lower()[:40]
    if not forms.is_ours(request, _text(form, "form")):
        return _sign_in_form(
            request, wanted, login, _("The page had been open for too long. Please sign in again."), 400
        )
    running = runtime.get()
    try:
        if demo_login := _text(form, "demo_login"):
            actor = await run_in_threadpool(_demo_actor, demo_login)
        else:
            password = _text(form, "password")
            actor = await run_in_threadpool(accounts.sign_in, running.db, login, password, running.clock())
            if await run_in_threadpool(accounts.must_choose_password, running.db, login):
                return _own_password_form(request, accounts.own_password_token(running.db, login), wanted)
    except Refused as refusal:
        return _sign_in_form(request, wanted, login, refusal.sentence(), 403)
    return await _start_session(request, actor, wanted)


async def choose_own_password(request: Request) -> Response:
    """POST /masuk/sandi: a password that somebody else has set opens nothing until it is replaced by one's own."""
    form = await request.form()
    token, password, wanted = _text(form, "token"), _text(form, "password"), _destination(request, _text(form, "next"))
    running = runtime.get()
    if not forms.is_ours(request, _text(form, "form")):
        return _sign_in_form(
            request, wanted, refusal=_("The page had been open for too long. Please sign in again."), status=400
        )
    if password != _text(form, "again"):
        return _own_password_form(request, token, wanted, _("The two passwords differ."))
    try:
        actor = await run_in_threadpool(
            accounts.choose_own_password, running.db, token, password, running.clock()
        )
    except Refused as refusal:
        if refusal.rule == "password_page_is_fresh":
            return _sign_in_form(request, wanted, refusal=refusal.sentence(), status=400)
        return _own_password_form(request, token, wanted, refusal.sentence())
    return await _start_session(request, actor, wanted)


def _own_password_form(request: Request, token: str, wanted: str, refusal: str = "") -> Response:
    return _page(request, "own_password.html", 400 if refusal else 200, token=token, next=wanted, refusal=refusal)


async def sign_out_page(request: Request) -> Response:
    """GET /keluar asks first: a link must not sign anybody out."""
    return _page(request, "sign_out.html")


async def sign_out(request: Request) -> Response:
    """POST /keluar"""
    require_own_page(request)
    await run_in_threadpool(sessions.end, runtime.get().settings, request.cookies.get(sessions.COOKIE))
    response = RedirectResponse("/masuk?note=out", 303)
    response.delete_cookie(sessions.COOKIE, path="/", httponly=True, samesite="lax")
    return response


async def first_administrator_page(request: Request) -> Response:
    """GET /mulai?token=…: from the line that the first start prints."""
    token = request.query_params.get("token", "")
    usable = bool(token) and not await run_in_threadpool(accounts.has_administrator, runtime.get().db)
    return _page(request, "first_administrator.html", 200 if usable else 410, token=token, usable=usable)


async def make_first_administrator(request: Request) -> Response:
    """POST /mulai"""
    form = await request.form()
    token, name, login, password = (_text(form, field) for field in ("token", "name", "login", "password"))
    running = runtime.get()

    def again(sentence: str) -> Response:
        return _page(
            request, "first_administrator.html", 400, token=token, usable=True, name=name, login=login, refusal=sentence
        )

    if not forms.is_ours(request, _text(form, "form")):
        return again(_("The page had been open for too long. Please sign in again."))
    if password != _text(form, "again"):
        return again(_("The two passwords differ."))
    try:
        actor = await run_in_threadpool(
            accounts.make_first_administrator, running.db, token, login, name, password, running.clock()
        )
    except Refused as refusal:
        return again(refusal.sentence())
    return await _start_session(request, actor, "/")


async def choose_language(request: Request) -> Response:
    """GET /bahasa?ke=en&next=…: remembers the language in this browser."""
    wanted = request.query_params.get("ke", "")
    response = RedirectResponse(_destination(request, request.query_params.get("next", "/")), 303)
    if wanted in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=_YEAR_S, path="/", httponly=True, samesite="lax")
    return response


async def _start_session(request: Request, actor: Actor, wanted: str) -> Response:
    settings = runtime.get().settings
    cookie = await run_in_threadpool(sessions.start, settings, actor)
    response = RedirectResponse(first_address(actor.roles) if wanted == "/" else wanted, 303)
    secure = request.url.scheme == "https"
    response.set_cookie(sessions.COOKIE, cookie, path="/", httponly=True, samesite="lax", secure=secure)
    return response


def _sign_in_form(request: Request, wanted: str, login: str = "", refusal: str = "", status: int = 200) -> Response:
    note = _("You are signed out.") if request.query_params.get("note") == "out" else ""
    return _page(
        request, "sign_in.html", status, next=wanted, login=login, refusal=refusal, note=note, demo=_demo_accounts()
    )


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    nonce = forms.browser_nonce(request)
    catalogue = runtime.get().db.catalogue
    content = _templates.get_template(template).render(
        _=_,
        css=_CSS,
        font=FONT,
        language=language(),
        form_token=forms.form_token(nonce),
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        agencies=[agency.province for agency in catalogue.agencies.values()],
        steps=_example_steps(),
        **values,
    )
    response = HTMLResponse(
        content, status, headers={"Cache-Control": "no-store", "Content-Security-Policy": CONTENT_POLICY}
    )
    forms.remember(response, nonce)
    return response


def _example_steps() -> list[tuple[str, str]]:
    """Four acts of a visit with the standard their SOP fixes, as a picture of what the app does."""
    catalogue, agency = runtime.get().db.catalogue, next(iter(runtime.get().db.catalogue.agencies))
    today = runtime.get().clock().date()
    shown = []
    for label, code, command in (
        (_("Bag in"), "locker", "deposit_bag"),
        (_("Guest book"), "loan", "register_visit"),
        (_("Loan: card, books, slip"), "loan", "lend"),
        (_("Return of the book"), "return", "take_back"),
        (_("Bag out"), "locker", "return_bag"),
    ):
        sop = pick_version(catalogue.versions_of(code), agency, today)
        units = sop.units_completed_by(command) if sop else ()
        if units and units[0].standard_s:
            shown.append((label, duration(units[0].standard_s)))
    return shown


def _demo_accounts() -> list[tuple[str, list[dict[str, str]]]]:
    """The demo home's accounts by agency; nothing in any other home."""
    names = {code: agency.name for code, agency in runtime.get().db.catalogue.agencies.items()}
    by_agency: dict[str, list[dict[str, str]]] = {}
    for one in sorted(_demo_marker(), key=lambda account: account.get("agency") is None):
        # An account of every agency (the administrator) stands with the first one's: all roles in one list.
        agency = one.get("agency") or next(iter(by_agency), "")
        shown = {"login": one["login"], "label": _roles(ROLES.get(one["role"], one["role"]))}
        by_agency.setdefault(agency, []).append(shown)
    return [(names.get(agency, _("All agencies")), listed) for agency, listed in by_agency.items()]


def _demo_marker() -> list[dict[str, str]]:
    settings = runtime.get().settings
    if not settings.is_demo:
        return []
    try:
        listed = json.loads(settings.demo_marker.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    if isinstance(listed, dict):
        listed = listed.get("accounts", [])
    return [one for one in listed if isinstance(one, dict) and {"login", "role"} <= one.keys()]


def _demo_actor(login: str) -> Actor:
    actor = runtime.get().db.actor(login) if login in {one["login"] for one in _demo_marker()} else None
    if actor is None:
        raise Refused("demo_account", _("This is not an account of the demo."))
    return actor


def _destination(request: Request, wanted: str) -> str:
    settings = runtime.get().settings
    ports = frozenset({settings.operations_port, settings.dashboards_port})
    return safe_destination(wanted, request.headers.get("host", ""), ports)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
