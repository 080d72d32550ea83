"""The routes and the gate of the operations app without Streamlit's own, and a browser's part for them."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from operations_app.api.gate import Gate
from operations_app.api.http import Problem, problem
from operations_app.api.routes import ROUTES
from warehouse.errors import Refused


class Browser:
    """Sends requests straight to the app and keeps cookies; follows no redirect."""

    def __init__(self, base_url: str) -> None:
        app = Starlette(
            routes=ROUTES, middleware=[Middleware(Gate)], exception_handlers={Problem: problem, Refused: problem}
        )
        self._runner = asyncio.Runner()
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base_url)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def get(self, url: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._client.get(url, **more))

    def post(self, url: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._client.post(url, **more))
