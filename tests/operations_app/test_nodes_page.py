"""The page of the nodes: who sees it, what it lists; the address by which the command line prepares a laptop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library
from tests.operations_app.test_pages import page, said
from warehouse.identity.tokens import local_token
from warehouse.nodes.prepare import prepare
from warehouse.operations.publish import Publisher

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def test_nodes_are_listed_for_those_who_answer_for_them(
    sign_in: Callable[[str], None], library: Library, tmp_path: Path
) -> None:
    Publisher(library.db).flush()
    prepare(library.db, tmp_path / "laptop-1", "laptop-1", library.clock())
    for login in ("admin", "kasie"):
        sign_in(login)
        words = said(page("node"))
        for expected in ("Laptop dan simpul", "laptop-1", "belum ada kiriman", "tempat ini"):
            assert expected in words
    sign_in("sirkulasi")
    assert "laptop-1" not in said(page("node"))


def test_only_the_command_line_prepares(running: Any, library: Library, tmp_path: Path) -> None:
    body = {"home": str(tmp_path / "laptop-2"), "node": "laptop-2"}
    with Browser("http://patuh.test:8501") as client:
        assert client.post("/api/nodes/prepare", json=body).status_code == 401
        headers = {"Authorization": f"Bearer {local_token(library.db.settings)}"}
        assert client.post("/api/nodes/prepare", json={"home": 1}, headers=headers).status_code == 400
        done = client.post("/api/nodes/prepare", json=body, headers=headers)
        assert done.json()["node"] == "laptop-2"
        again = client.post("/api/nodes/prepare", json=body, headers=headers)
        assert "laptop-2" in again.json()["refused"]
    assert (tmp_path / "laptop-2" / "operations.duckdb").exists()
