"""The operations process as an ASGI app: Streamlit's pages, our routes, and the database they share.

`app` opens operations.duckdb when it starts and closes it, published to the last row, when it stops. Assembly only.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Route

from operations_app import runtime
from operations_app.api import commands, desk, entrance, health, openapi
from operations_app.api.gate import Gate
from operations_app.api.http import Problem, problem
from warehouse.errors import Refused
from warehouse.identity import accounts
from warehouse.logs import logger
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.settings import Settings

log = logger(__name__)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    settings = Settings.load()
    url = f"http://127.0.0.1:{settings.operations_port}"
    db = await run_in_threadpool(OperationsDatabase.open, settings, url=url)
    try:
        publisher = Publisher(db)
        publisher.start()
        running = runtime.start(runtime.Running(db, publisher))
        _print_first_link(db, url)
        log.info("operations_started", node=db.node, last_txid=db.last_txid)
        try:
            yield {"running": running}
        finally:
            runtime.stop()
            await run_in_threadpool(publisher.stop)
            log.info("operations_stopped", last_txid=db.last_txid)
    finally:
        await run_in_threadpool(db.close)


def _print_first_link(db: OperationsDatabase, url: str) -> None:
    """The one-time administrator link goes to the terminal of whoever starts the app, never to the log."""
    token = accounts.first_administrator_token(db)
    if token:
        print(
            f"\n  Administrator pertama / first administrator (sekali pakai / used once):\n  {url}/mulai?token={token}\n",
            flush=True,
        )


ROUTES = [
    Route("/masuk", entrance.sign_in_page, methods=["GET"]),
    Route("/masuk", entrance.sign_in, methods=["POST"]),
    Route("/keluar", entrance.sign_out_page, methods=["GET"]),
    Route("/keluar", entrance.sign_out, methods=["POST"]),
    Route("/mulai", entrance.first_administrator_page, methods=["GET"]),
    Route("/mulai", entrance.make_first_administrator, methods=["POST"]),
    Route("/bahasa", entrance.choose_language, methods=["GET"]),
    Route("/health", health.health, methods=["GET"]),
    Route("/api/commands", commands.commands, methods=["POST"]),
    Route("/api/publish", commands.publish, methods=["POST"]),
    Route("/api/verify", commands.verify, methods=["POST"]),
    Route("/api/openapi.json", openapi.openapi, methods=["GET"]),
    Route("/api/desk/scan", desk.scan, methods=["POST"]),
    Route("/api/desk/entry", desk.entry, methods=["POST"]),
]

app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(Gate)],
    exception_handlers={Problem: problem, Refused: problem},
)
