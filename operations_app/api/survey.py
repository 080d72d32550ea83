"""The public pages of the satisfaction survey: one question a screen, a few words on oneself, thanks, and from the start.

Plain HTML without a script: each answer is a link that carries the answers so far. A kiosk (a signed-in account that may
answer) goes back to the beginning by itself; a visitor's own phone answers once in half a day. Nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from operations_app import runtime
from operations_app.api import forms
from operations_app.api.entrance import CONTENT_POLICY, FONT
from operations_app.api.http import Problem
from operations_app.api.request_limits import SURVEYS
from operations_app.desk.survey_words import question_said
from operations_app.papers.barcodes import qr
from warehouse.catalogue.agency import Agency, ServicePoint
from warehouse.errors import Refused
from warehouse.i18n import language, translator
from warehouse.identity.roles import SYSTEM
from warehouse.identity.sessions import COOKIE
from warehouse.ids import new_id
from warehouse.records.registry import COMMANDS
from warehouse.rules.satisfaction import ELEMENTS

_ = translator("operations_app")

_templates = Environment(
    loader=PackageLoader("operations_app"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
_CSS = files("operations_app").joinpath("styles", "survey.css").read_text("utf-8")
_ANSWERS = re.compile(rf"[1-4]{{0,{ELEMENTS}}}")
_KEY = re.compile(r"[0-9a-f-]{36}")
CLASSES = ("sex", "age_class", "education", "occupation")
CHANNEL_OF = {"kios": "kiosk", "kertas": "paper"}
ANSWERED_COOKIE, ANSWERED_S = "patuh_survey", 12 * 3600
THANKS_S, LEFT_ALONE_S = 7, 45
BODY_MAX = 20_000


@dataclass(frozen=True)
class Place:
    """Where the survey is answered, by what means, and how far this form is."""

    point: ServicePoint
    agency: Agency
    means: str  # "", or a key of CHANNEL_OF
    actor: str
    answers: str = ""
    key: str = ""

    @property
    def is_kiosk(self) -> bool:
        return self.means == "kios"

    @property
    def channel(self) -> str:
        return CHANNEL_OF.get(self.means, "link")

    def address(self, answers: str | None = None, end: str = "") -> str:
        """Of the screen on which so much is answered; None: of the beginning."""
        asked = {"cara": self.means} if self.means else {}
        if answers is not None:
            asked |= {"j": answers, "k": self.key or new_id()}
        return f"/survei/{self.point.code}{end}" + (f"?{urlencode(asked)}" if asked else "")


async def places_page(request: Request) -> Response:
    """GET /survei: the service points."""
    agencies = runtime.get().db.catalogue.agencies.values()
    return await run_in_threadpool(_page, request, "survey_places.html", None, agencies=list(agencies))


async def survey_page(request: Request) -> Response:
    """GET /survei/{point}: the beginning, a question, or the last screen."""
    place = await run_in_threadpool(_place, request, request.query_params)
    if not place.means and request.cookies.get(ANSWERED_COOKIE) == place.point.code:
        return await run_in_threadpool(_page, request, "survey_thanks.html", place, again=True)
    if not place.key:
        return await run_in_threadpool(_page, request, "survey_start.html", place)
    if len(place.answers) < ELEMENTS:
        return await run_in_threadpool(_question, request, place)
    return await run_in_threadpool(_last_screen, request, place)


async def send_answers(request: Request) -> Response:
    """POST /survei/{point}"""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > BODY_MAX:
        raise Problem(413, "body_is_bearable", _("Too much at once"))
    try:
        async with request.form(max_files=0, max_fields=20, max_part_size=2_000) as form:
            given = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    except HTTPException:
        raise Problem(400, "form_is_whole", _("The form did not arrive whole. Fill it in once more.")) from None
    place = await run_in_threadpool(_place, request, given)
    if len(place.answers) < ELEMENTS or not place.key:
        return RedirectResponse(place.address(), 303)
    return await run_in_threadpool(_taken, request, place, given)


async def thanks_page(request: Request) -> Response:
    """GET /survei/{point}/terima-kasih"""
    place = await run_in_threadpool(_place, request, request.query_params)
    return await run_in_threadpool(_page, request, "survey_thanks.html", place, again=False)


async def poster_page(request: Request) -> Response:
    """GET /survei/{point}/poster: to be printed and put up, with the address as a QR code."""
    place = await run_in_threadpool(_place, request, {})
    address = str(request.base_url).rstrip("/") + place.address()
    reachable = (request.url.hostname or "") not in ("localhost", "127.0.0.1", "::1")
    return await run_in_threadpool(
        _page, request, "survey_poster.html", place, address=address, code=qr(address), reachable=reachable
    )


def _place(request: Request, given: Any) -> Place:
    running = runtime.get()
    catalogue = running.db.catalogue
    point = catalogue.service_points.get(request.path_params["point"])
    if point is None:
        raise Problem(404, "point_is_known", _("There is no such service point."))
    session = running.session_of(running.settings, request.cookies.get(COOKIE))
    works_here = (
        session is not None
        and session.has_any(*COMMANDS["answer_survey"].roles)
        and session.service_point in (None, point.code)
        and session.agency in (None, point.agency)
    )
    means = given.get("cara", "") if works_here and given.get("cara") in CHANNEL_OF else ""
    answers, key = given.get("j", ""), given.get("k", "")
    return Place(
        point, catalogue.agency(point.agency), means, session.login if means and session else SYSTEM,
        answers if _ANSWERS.fullmatch(answers) else "", key if _KEY.fullmatch(key) else "",
    )  # fmt: skip


def _question(request: Request, place: Place) -> Response:
    number = len(place.answers) + 1
    text, answers = question_said(number)
    choices = [(score, said, place.address(f"{place.answers}{score}")) for score, said in enumerate(answers, 1)]
    before = place.address(place.answers[:-1]) if place.answers else place.address()
    return _page(
        request, "survey_question.html", place, number=number, last=ELEMENTS, text=text, choices=choices, before=before
    )


def _last_screen(request: Request, place: Place, refusal: str = "", status: int = 200) -> Response:
    lists = place.agency.lists
    return _page(
        request, "survey_last.html", place, status, refusal=refusal, before=place.address(place.answers[:-1]),
        sexes=(("P", _("Female")), ("L", _("Male"))), ages=[(one.label, one.label) for one in lists.age_classes],
        education=[(one, one) for one in lists.education], occupations=[(one, one) for one in lists.occupations],
    )  # fmt: skip


def _taken(request: Request, place: Place, given: dict[str, str]) -> Response:
    running = runtime.get()
    now, address = running.clock(), request.client.host if request.client else "?"
    if not forms.is_ours(request, given.get("form", "")):
        return _last_screen(request, place, _("The page had been open for too long. Send it once more."), 400)
    if given.get("website"):  # only a machine fills in what nobody sees: it is told what a person would be told
        return RedirectResponse(place.address(end="/terima-kasih"), 303)
    if not place.means and SURVEYS.is_reached(address, now):
        return _last_screen(request, place, _("Too many forms came from here just now. Try again in an hour."), 429)
    classes = {name: given[name] for name in CLASSES if given.get(name)}
    payload = {
        "command": "answer_survey", "key": f"survey:{place.key}", "occurred_at": now, "actor": place.actor,
        "service_point": place.point.code, "scores": [int(score) for score in place.answers], "channel": place.channel,
        **classes,
    }  # fmt: skip
    try:
        running.db.execute(payload, trusted=place.actor == SYSTEM)
    except Refused as refusal:
        return _last_screen(request, place, refusal.sentence(), 400)
    response = RedirectResponse(place.address(end="/terima-kasih"), 303)
    if not place.means:
        SURVEYS.count(address, now)
        response.set_cookie(
            ANSWERED_COOKIE, place.point.code, max_age=ANSWERED_S, path="/survei", httponly=True, samesite="lax"
        )
    return response


def _page(request: Request, template: str, place: Place | None, status: int = 200, **values: Any) -> Response:
    settings, nonce = runtime.get().settings, forms.browser_nonce(request)
    content = _templates.get_template(template).render(
        _=_, css=_CSS, font=FONT, language=language(), form_token=forms.form_token(nonce), is_demo=settings.is_demo,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""), place=place, start_key=new_id(),
        **values,
    )  # fmt: skip
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": CONTENT_POLICY + "; form-action 'self'"}
    if place and place.is_kiosk and template != "survey_start.html":
        after = THANKS_S if template == "survey_thanks.html" else LEFT_ALONE_S
        again = urlencode({"ke": settings.language, "next": place.address()})
        headers["Refresh"] = f"{after}; url=/bahasa?{again}"
    response = HTMLResponse(content, status, headers=headers)
    forms.remember(response, nonce)
    return response
