"""GET /aset/plotly-<version>.js: the library that draws the charts, as the Python package brings it along."""

from __future__ import annotations

from importlib.resources import files

import plotly
from starlette.requests import Request
from starlette.responses import FileResponse, Response

ADDRESS = f"/aset/plotly-{plotly.__version__}.js"


def library(_request: Request) -> Response:
    """No login, no figures. Its address changes with its version, so a browser asks for it once."""
    return FileResponse(
        str(files("plotly").joinpath("package_data/plotly.min.js")),
        media_type="text/javascript",
        # said, so that Streamlit does not compress these five megabytes anew for everyone who asks
        headers={"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "identity"},
    )
