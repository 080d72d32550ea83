"""GET /opac, /opac/{title} and /api/opac: the catalogue for everybody, without signing in. Plain HTML, no script."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from operations_app import runtime
from operations_app.api.entrance import CONTENT_POLICY, FONT
from operations_app.api.http import Json
from operations_app.desk import opac
from operations_app.desk.collection import collection_name
from operations_app.desk.opac_words import class_names, copy_words, field_names, sort_names, title_words
from warehouse.clock import local_day
from warehouse.errors import BadInput
from warehouse.i18n import language, local_date, number, translator
from warehouse.records.collection import COLLECTIONS

_ = translator("operations_app")

_templates = Environment(
    loader=PackageLoader("operations_app"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
_CSS = files("operations_app").joinpath("styles", "opac.css").read_text("utf-8")
PARAMETERS = ("q", "in", "place", "collection", "class", "now", "sort", "p")
FILTERS = ("in", "place", "collection", "class", "now")


async def search_page(request: Request) -> Response:
    """GET /opac"""
    return await run_in_threadpool(_search_page, request)


async def title_page(request: Request) -> Response:
    """GET /opac/{title_id}"""
    return await run_in_threadpool(_title_page, request)


async def search_json(request: Request) -> Response:
    """GET /api/opac: the same search as JSON. A text too long is refused as problem+json."""
    return await run_in_threadpool(_search_json, request)


def _search_page(request: Request) -> Response:
    running = runtime.get()
    words = _words_of(request)
    shown: dict[str, Any] = {
        "words": words, "page": None, "refusal": "", "fields": field_names(), "sorts": sort_names(),
        "classes": class_names(), "collections": {one: collection_name(one) for one in COLLECTIONS},
        "places": opac.places(running.db), "filtered": any(words.get(one) for one in FILTERS), "cut": opac.TEXT_MAX,
    }  # fmt: skip
    try:
        search = opac.read_search(words, running.db)
    except BadInput as refusal:
        shown |= {"words": {**words, "q": words["q"][: opac.TEXT_MAX]}, "refusal": refusal.sentence()}
        return _page(request, "opac.html", 400, **shown, titles=0)
    if search.text or shown["filtered"]:
        shown["page"] = opac.find(running.db, running.title_index(), search)
    return _page(request, "opac.html", **shown, titles=running.title_index().titles)


def _title_page(request: Request) -> Response:
    running = runtime.get()
    card = opac.title_card(running.db, request.path_params["title_id"])
    words = _words_of(request)
    return _page(request, "opac_title.html", 200 if card else 404, card=card, words=words)


def _search_json(request: Request) -> Response:
    running = runtime.get()
    page = opac.find(running.db, running.title_index(), opac.read_search(_words_of(request), running.db))
    return Json(
        {
            "total": page.total, "page": page.search.page, "pages": page.pages, "corrected": page.corrected,
            "some_words_only": page.some_words_only, "is_prepared": page.is_prepared,
            "titles": [_title_json(card) for card in page.cards],
        }
    )  # fmt: skip


def _title_json(card: opac.TitleCard) -> dict[str, Any]:
    told = ("title_id", "agency", "title", "author", "publisher", "publish_year", "isbn", "ddc", "subjects", "is_near")
    copies = [
        {
            "copy_no": copy.copy_no, "service_point": copy.service_point, "collection": copy.collection,
            "call_number": copy.call_number, "standing": copy.standing, "due_on": copy.due_on,
        }
        for copy in card.copies
    ]  # fmt: skip
    return {name: getattr(card, name) for name in told} | {"copies": copies}


def _words_of(request: Request) -> dict[str, str]:
    return {name: request.query_params[name] for name in PARAMETERS if request.query_params.get(name)} | {
        "q": request.query_params.get("q", "")
    }


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    running = runtime.get()
    db = running.db

    def address(path: str = "/opac", **changes: str) -> str:
        """The same search with something changed; what is empty is left out."""
        kept = {name: value for name, value in {**values["words"], **changes}.items() if value}
        return path + ("?" + urlencode(kept) if kept else "")

    def today(agency: str) -> Any:
        return local_day(running.clock(), db.catalogue.agency(agency).timezone)

    content = _templates.get_template(template).render(
        _=_,
        css=_CSS,
        font=FONT,
        language=language(),
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        agencies=[agency.name for agency in db.catalogue.agencies.values()],
        is_demo=running.settings.is_demo,
        address=address,
        number=number,
        local_date=local_date,
        collection_name=collection_name,
        place_name=lambda point: opac.place_name(db, point),
        title_words=lambda card: title_words(card, today(card.agency)),
        copy_words=lambda copy: copy_words(copy, today(copy.agency)),
        **values,
    )
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": CONTENT_POLICY + "; form-action 'self'"}
    return HTMLResponse(content, status, headers=headers)
