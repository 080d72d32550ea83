"""Every page for the roles that differ: shown or refused as dashboards.access says, never broken by closed figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.util import calc_hash

from dashboards import access
from tests.dashboards.looking import APP, run, text_of
from tests.dashboards.test_access import person, REFUSED

PAGES = re.findall(r'_page\(session, \w+\.show, _\("[^"]+"\), "([a-z-]+)"', Path(APP).read_text("utf-8"))


def test_every_page_that_is_guarded_is_in_the_menu() -> None:
    assert len(PAGES) >= 13
    assert set(access.PAGES) <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["circulation_staff", "planner", "treasurer", "administrator", "section_head"])
def test_a_page_is_shown_or_refused(sign_in: Callable[..., str], role: str, page: str) -> None:
    said = text_of(run(sign_in(role=role), "" if page == "ringkasan" else calc_hash(page)))
    assert (REFUSED not in said) == access.may_see(person(role), page)
    assert "Halaman ini gagal ditampilkan" not in said
    assert '<header class="page-head">' in said or REFUSED in said
