"""GET /health: whether the app answers, and how far it has recorded and published. No login, nothing personal."""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime
from operations_app.api.http import Json


def health(request: Request) -> Response:
    running = runtime.get()
    db = running.db
    return Json(
        {
            "ok": True,
            "version": version("patuh"),
            "node": db.node,
            "last_txid": db.last_txid,
            "published_txid": running.publisher.published_txid if running.publisher else 0,
        }
    )
