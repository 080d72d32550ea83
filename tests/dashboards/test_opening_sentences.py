"""Every page opens with a sentence that says what its figures mean, however little there is to show.

Reports need a refreshed home: their page is looked at in tests/dashboards/reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.dashboards.looking import APP, run

SignIn = Callable[..., str]

ADDRESSES = re.findall(r'_page\(session, \w+\.show, _\("[^"]+"\), "([\w-]+)"', Path(APP).read_text("utf-8"))
EMPTY = {"period": "custom", "dates": "2020-01-01..2020-01-31"}
STORY = re.compile(r'<div class="story"><h2 class="lead">([^<]+)</h2>')
NOTHING = re.compile(
    r'<div class="state" role="status">.*?<h2>(?:Tidak ada|Belum ada|No|Nobody)[^<]*</h2><p>([^<]+)</p>'
)
FIGURES = frozenset({"chart", "plotly_chart", "arrow_data_frame", "metric"})


def shown(script: AppTest) -> list[tuple[str, str]]:
    """(kind, text) of everything on the page, from top to bottom."""
    found = []
    for element in elements(script.main):
        kind = str(getattr(element, "type", ""))
        if kind == "bidi_component":
            kind = "chart" if '"figure"' in element.proto.json else kind
        text = str(getattr(getattr(element, "proto", None), "body", "") or "")
        found.append((kind, text))
    return found


def elements(block: Any) -> Iterator[Any]:
    children = getattr(block, "children", {})
    if not children:
        yield block
    for _place, child in sorted(children.items()):
        yield from elements(child)


def opening(script: AppTest, *kinds: re.Pattern[str]) -> str:
    """The first sentence of one of these kinds, which comes before any figure."""
    for kind, text in shown(script):
        for told in (pattern.search(text) for pattern in kinds):
            if told:
                return told.group(1).strip()
        assert kind not in FIGURES, f"a {kind} before any sentence"
        assert 'class="value"' not in text, "a figure before any sentence"
    raise AssertionError("the page has no sentence")


def is_sentence(words: str) -> bool:
    return words.endswith((".", "!", "?")) and len(words.split()) >= 4


def test_the_pages_are_all_here() -> None:
    assert len(ADDRESSES) == len(set(ADDRESSES)) == 14
    assert ADDRESSES[0] == "ringkasan"


@pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "laporan"])
def test_it_opens_with_a_sentence_on_what_the_figures_mean(sign_in: SignIn, address: str, lang: str) -> None:
    assert is_sentence(opening(run(sign_in(), page_of(address), unfold=False, lang=lang), STORY))


@pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "laporan"])
def test_without_records_it_opens_with_a_sentence_too(sign_in: SignIn, address: str, lang: str) -> None:
    script = run(sign_in(), page_of(address), unfold=False, lang=lang, **EMPTY)
    assert is_sentence(opening(script, STORY, NOTHING))


def page_of(address: str) -> str:
    return "" if address == ADDRESSES[0] else calc_hash(address)
