"""POST /api/nodes/prepare: the command line of this machine asks for a copy of the records under another node."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime
from operations_app.api.commands import require_local
from operations_app.api.http import Json, json_body, Problem
from warehouse.errors import HomeError
from warehouse.i18n import translator
from warehouse.nodes.prepare import prepare

_ = translator("operations_app")


async def prepare_home(request: Request) -> Response:
    await run_in_threadpool(require_local, request)
    body = await json_body(request)
    if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in ("home", "node")):
        raise Problem(400, "home_and_node_are_named", _("This cannot be used"))
    return Json(await run_in_threadpool(_prepared, body["home"], body["node"]))


def _prepared(home: str, node: str) -> dict[str, Any]:
    running = runtime.get()
    try:
        return asdict(prepare(running.db, Path(home), node, running.clock()))
    except HomeError as refusal:
        return {"refused": refusal.sentence()}
