"""POST /api/commands: commands from other programs, with a bearer token. The same models and rules as the desk's pages.

The token's account is the actor, whatever the command says. Only a program that can read the home's secret key (the
command line) may name another actor: it carries out what was recorded elsewhere. The dashboards send what a signed-in
person asked for with that person's own session: its cookie, and the session's secret in a header, which no page and no
browser ever holds, so that another site cannot have a browser send it.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime
from operations_app.api.http import Json, json_body, Problem, problem_of
from warehouse.errors import IntegrityError, PatuhError, Refused
from warehouse.i18n import translator
from warehouse.identity import sessions, tokens
from warehouse.operations.database import Result
from warehouse.operations.verify import verify as verify_records

_ = translator("operations_app")

COMMANDS_MAX = 5000


async def commands(request: Request) -> Response:
    """One command answers with its result; a list answers with one result or problem each, in order (207)."""
    login = await run_in_threadpool(_caller, request)
    body = await json_body(request)
    listed = body if isinstance(body, list) else [body]
    if len(listed) > COMMANDS_MAX:
        raise Problem(
            413,
            "list_is_bearable",
            _("Too much at once"),
            _("Send at most {count} commands at a time.", count=COMMANDS_MAX),
        )
    if not all(isinstance(one, dict) for one in listed):
        raise Problem(400, "command_is_an_object", _("This cannot be used"), _("A command is a JSON object."))
    payloads = [one if login is None else {**one, "actor": login} for one in listed]
    db = runtime.get().db
    outcomes = await run_in_threadpool(db.execute_many, payloads, trusted=login is None)
    if not isinstance(body, list):
        if isinstance(outcomes[0], PatuhError):
            raise outcomes[0]
        return Json(_result(outcomes[0]))
    shown = [_result(one) if isinstance(one, Result) else _problem(one) for one in outcomes]
    return Json({"results": shown, "refused": sum("rule" in one for one in shown)}, 207)


async def publish(request: Request) -> Response:
    """POST /api/publish: write what is committed to the landing zone now. For the command line on this machine."""
    await run_in_threadpool(require_local, request)
    running = runtime.get()
    if running.publisher:
        await run_in_threadpool(running.publisher.flush)
    return Json({"ok": True, "published_txid": running.publisher.published_txid if running.publisher else 0})


async def verify(request: Request) -> Response:
    """POST /api/verify: check the journal, the facts and the state of this home. For the command line on this machine."""
    await run_in_threadpool(require_local, request)
    return Json(await run_in_threadpool(_verified))


def _verified() -> dict[str, Any]:
    db = runtime.get().db
    findings: list[dict[str, Any]] = []
    try:
        findings.extend(asdict(finding) for finding in verify_records(db.reader(), db.settings.landing))
    except IntegrityError as difference:
        return {"findings": findings, "difference": difference.sentence()}
    return {"findings": findings, "difference": None}


def require_local(request: Request) -> None:
    """Only the command line of this machine, which can read the home's key."""
    if _caller(request) is not None:
        raise Problem(403, "local_only", _("Not allowed"), _("Only the command line of this machine may do this."))


def _caller(request: Request) -> str | None:
    """The account that the bearer token, or the session, acts as; None for the command line of this machine."""
    if login := _of_session(request):
        return login
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    running = runtime.get()
    if scheme.lower() == "bearer" and token.strip():
        if tokens.is_local(running.settings, token.strip()):
            return None
        actor = tokens.actor_of(running.db, token.strip())
        if actor is not None:
            return actor.login
    raise Problem(
        401, "token_is_known", _("Sign in first"), _("Send a bearer token that an administrator made for you.")
    )


def _of_session(request: Request) -> str | None:
    """The account of the session whose secret the caller knows."""
    given, running = request.headers.get(sessions.SECRET_HEADER, ""), runtime.get()
    session = running.session_of(running.settings, request.cookies.get(sessions.COOKIE)) if given else None
    if session is None or not secrets.compare_digest(given.encode(), session.csrf.encode()):
        return None
    return session.login


def _result(result: Result) -> dict[str, Any]:
    return {
        "txid": result.txid, "key": result.key, "command": result.command, "data": result.data, "replayed": result.replayed,
    }  # fmt: skip


def _problem(error: PatuhError) -> dict[str, Any]:
    if isinstance(error, Refused):
        one = problem_of(error)
        return {"status": one.status, "rule": one.rule, "title": one.title, "detail": one.detail}
    return {"status": 500, "rule": "carried_out", "title": _("It failed"), "detail": error.sentence()}
