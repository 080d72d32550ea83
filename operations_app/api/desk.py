"""POST /api/desk/scan and /api/desk/entry: what the scan box and the entry form of a page send. Cookie, own page only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime
from operations_app.api.http import browser_session, Json, json_body, Problem, require_own_page
from operations_app.desk import carry_out
from operations_app.desk.answer import Answer
from operations_app.desk.desk import Desk
from warehouse.i18n import translator

_ = translator("operations_app")

OBSERVED_WITHIN = timedelta(hours=2)
"""A first keystroke longer ago than this began something else."""

ScanId = Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]


class ScanPost(BaseModel):
    model_config = ConfigDict(extra="forbid")

    desk: Annotated[str, Field(max_length=64)]
    scan_id: ScanId
    code: Annotated[str, Field(max_length=20_000)] = ""
    first_key_ago_ms: Annotated[int, Field(ge=0)] | None = None


class EntryPost(BaseModel):
    model_config = ConfigDict(extra="forbid")

    desk: Annotated[str, Field(max_length=64)]
    kind: Annotated[str, Field(max_length=40)]
    entry_id: ScanId
    values: Annotated[dict[str, Annotated[str, Field(max_length=2000)]], Field(max_length=40)]
    first_key_ago_ms: Annotated[int, Field(ge=0)] | None = None


async def scan(request: Request) -> Response:
    post = await _posted(request, ScanPost)
    return await _answered(
        request,
        post,
        lambda desk, begun, now: carry_out.scan(runtime.get().db, desk, post.code, begun, now, post.scan_id),
    )


async def entry(request: Request) -> Response:
    post = await _posted(request, EntryPost)
    return await _answered(
        request,
        post,
        lambda desk, begun, now: carry_out.entry(
            runtime.get().db, desk, post.kind, post.values, begun, now, post.entry_id
        ),
    )


async def _posted(request: Request, model: type[Any]) -> Any:
    require_own_page(request)
    body = await json_body(request)
    try:
        return model.model_validate(body)
    except ValidationError:
        raise Problem(
            422, "post_is_usable", _("This cannot be used"), _("The page sent something the desk cannot read.")
        ) from None


async def _answered(request: Request, post: Any, act: Callable[[Desk, datetime | None, datetime], Answer]) -> Response:
    session = await browser_session(request)
    running = runtime.get()
    now = running.clock()
    desk = running.desks.find(post.desk, session.login)
    if desk is None:
        lost = Answer("warn", _("The desk was started anew. Please scan once more."), restart=True)
        return Json(lost.as_data(now))
    answer = await run_in_threadpool(act, desk, _begun(post.first_key_ago_ms, now), now)
    return Json(answer.as_data(running.clock()))


def _begun(ago_ms: int | None, now: datetime) -> datetime | None:
    """When the first key came, on the server's clock: the browser's own clock may be wrong, its stopwatch is not."""
    if ago_ms is None or timedelta(milliseconds=ago_ms) > OBSERVED_WITHIN:
        return None
    return now - timedelta(milliseconds=ago_ms)
