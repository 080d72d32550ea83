"""The library that draws the charts, as the Python package brings it along: its address, and every page asking for it early.

A page of Streamlit asks for things when it comes to them: for the library when the first chart has arrived. It takes the
browser a tenth of a second to read, which it has while the server is working on the page.
"""

from __future__ import annotations

from importlib.resources import files

import plotly
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = f"/aset/plotly-{plotly.__version__}.js"

EARLY = f"""<script>
window.patuhPlotly = new Promise((loaded, failed) => (window.requestIdleCallback || setTimeout)(() => {{
  const script = document.createElement("script");
  script.src = "{ADDRESS}";
  script.onload = () => loaded(window.Plotly);
  script.onerror = failed;
  document.head.append(script);
}}, {{ timeout: 1000 }}));
</script></head>""".encode()
"""In place of the end of the head; what draws (components.drawing) waits for this promise."""

ROOT = b'id="root"'
"""Where a page of Streamlit begins."""


def library(_request: Request) -> Response:
    """GET /aset/plotly-<version>.js. No login, no figures; the address changes with the version, so it is asked for once."""
    return FileResponse(
        str(files("plotly").joinpath("package_data/plotly.min.js")),
        media_type="text/javascript",
        # said, so that Streamlit does not compress these five megabytes anew for everyone who asks
        headers={"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "identity"},
    )


class Early:
    """Pure ASGI: what is a page of Streamlit asks for the library early; everything else passes untouched.

    The page is always sent whole: a copy that a browser kept from before an upgrade would ask for the library of then.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        begun: list[Message] = []
        parts: list[bytes] = []

        async def with_script(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = b"".join(parts)
            if ROOT in body:
                body = body.replace(b"</head>", EARLY, 1)
                headers = MutableHeaders(raw=begun[0]["headers"])
                headers["content-length"] = str(len(body))
                for kept in ("etag", "last-modified"):
                    del headers[kept]
            await send(begun[0])
            await send({"type": "http.response.body", "body": body})

        asked = [one for one in scope["headers"] if one[0] not in (b"if-none-match", b"if-modified-since")]
        await self.app({**scope, "headers": asked}, receive, with_script)
