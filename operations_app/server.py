"""The operations process as an ASGI app: Streamlit's pages, our routes, and the database they share.

`app` opens operations.duckdb when it starts and closes it, published to the last row, when it stops. Assembly only.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from operations_app import runtime
from operations_app.api.gate import Gate
from operations_app.api.http import Problem, problem
from operations_app.api.routes import ROUTES
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
        running.title_index().start()
        _print_first_link(db, url)
        log.info("operations_started", node=db.node, last_txid=db.last_txid)
        try:
            yield {"running": running}
        finally:
            runtime.stop()
            await run_in_threadpool(running.title_index().close)
            await run_in_threadpool(publisher.stop)
            log.info("operations_stopped", last_txid=db.last_txid)
    finally:
        await run_in_threadpool(db.close)


def _print_first_link(db: OperationsDatabase, url: str) -> None:
    """The one-time administrator link goes to the terminal of whoever starts the app, never to the log."""
    token = accounts.first_administrator_token(db)
    if token:
        words = "Administrator pertama / first administrator (sekali pakai / used once):"
        sys.stdout.write(f"\n  {words}\n  {url}/mulai?token={token}\n\n")
        sys.stdout.flush()


app = st.App(
    Path(__file__).parent / "entry" / "main.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(Gate)],
    exception_handlers={Problem: problem, Refused: problem},
)
