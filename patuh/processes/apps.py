"""Serving the two browser applications: each is an ASGI app (`server:app` of its package) under uvicorn."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import import_module
from typing import Any

from patuh.processes import environment, preflight
from warehouse import logs
from warehouse.settings import Settings

PACKAGES = {"operations": "operations_app", "dashboards": "dashboards"}
GRACE_S = 3  # for open requests at shutdown; browsers hold their websocket open for ever
PING_INTERVAL_S = 30  # as Streamlit's own runner has it
MESSAGE_BYTES_MAX = 200 * 1024 * 1024

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class StartUpReason:
    """An ASGI app around `app` that keeps why start-up failed, so that a person reads a sentence and no traceback."""

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.app = app
        self.reason: BaseException | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        async def without_traceback(message: Message) -> None:
            message.pop("message", None)
            await send(message)

        try:
            await self.app(scope, receive, without_traceback)
        except BaseException as error:
            self.reason = error
            raise


def serve(settings: Settings, process: str) -> int:
    """Serve `process` (operations or dashboards) until it is told to stop; the exit code."""
    preflight.check(settings, [process])
    environment.enter(settings)
    environment.listen_to_interrupts()
    # uvicorn raises the signal that stopped it once more when it is done: end quietly, the shutdown has run.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    logs.configure(settings, process)
    _let_our_log_have_streamlits_lines()
    app = StartUpReason(import_module(f"{PACKAGES[process]}.server").app)
    try:
        return _run(app, preflight.host_of(settings, process), preflight.port_of(settings, process))
    except KeyboardInterrupt:
        return 0
    except SystemExit:
        if isinstance(app.reason, Exception):
            raise app.reason from None  # the command line makes a sentence of it
        raise


def _let_our_log_have_streamlits_lines() -> None:
    """Streamlit gives each of its loggers, and uvicorn's, a console of its own in another format; take it back.

    It does so again for every module that is imported later, through this one function of its logger module.
    """
    from streamlit import logger as streamlit_logger

    def propagate(logger: logging.Logger) -> None:
        handler = logger.__dict__.pop("streamlit_console_handler", None)
        if handler is not None:
            logger.removeHandler(handler)
        logger.propagate = logger.name != "uvicorn.access"
        if logger.name.startswith("uvicorn"):  # every opened and closed connection is no news
            logger.setLevel(logging.WARNING)

    streamlit_logger.setup_formatter = propagate
    streamlit_logger.update_formatter()


def _run(app: StartUpReason, host: str, port: int) -> int:
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,  # addresses and query strings can tell who someone is
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
            ws="websockets-sansio",
            ws_ping_interval=PING_INTERVAL_S,
            ws_ping_timeout=PING_INTERVAL_S,
            ws_max_size=MESSAGE_BYTES_MAX,
            ws_per_message_deflate=False,
        )
    )
    server.run()
    return 0 if server.started else 1
