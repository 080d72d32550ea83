"""POST /api/imports/sites: rows that the command line of this machine has read from a file. The database is ours."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime
from operations_app.api.commands import require_local
from operations_app.api.http import Json, json_body, Problem
from warehouse.i18n import translator
from warehouse.imports.sites import import_sites

_ = translator("operations_app")


async def sites(request: Request) -> Response:
    await run_in_threadpool(require_local, request)
    body = await json_body(request)
    if not isinstance(body, dict) or not isinstance(body.get("rows"), list):
        raise Problem(400, "rows_are_listed", _("This cannot be used"))
    return Json(await run_in_threadpool(_carried_out, body["rows"], bool(body.get("dry_run"))))


def _carried_out(rows: list[dict[str, Any]], dry_run: bool) -> dict[str, Any]:
    running = runtime.get()
    return asdict(import_sites(running.db, rows, running.clock(), dry_run=dry_run))
