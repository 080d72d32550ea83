"""Laws: a title is found by its own words and by misspelled ones; whatever is typed, a search ends without an error."""

from __future__ import annotations

from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.search.look_up import look_up, Part
from warehouse.search.query import Search
from warehouse.search.segment import Copies, Segment, SegmentBuilder
from warehouse.search.words import words_of

WORDS = """sejarah timor timur tenun ikat padi gogo kamus bahasa daerah pengantar akuntansi dasar hukum adat kota kupang
semarang cerita rakyat pedang padang
kesehatan keluarga perjalanan pulang pergi laut biru lautan angin anging mamiri""".split()
TITLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
ANY_TITLE = st.text(min_size=1, max_size=60).filter(lambda text: bool(words_of(text)))
HOSTILE = (
    '"; DROP TABLE titles; --', 'AND NEAR( * "', "title:* OR 1=1", "a* b* ^c", "\\", "%_%", "' OR ''='", "😀😀", "\0\0a",
    "959.", ".", "-", "--", "978", "x" * 10_000, "a " * 5_000, "\ud800", "\n\t", "۱۲۳", "１２３", "ﬁ", "İ", "ß",
)  # fmt: skip


def segment_of(titles: list[str]) -> Segment:
    builder = SegmentBuilder()
    builder.add_titles(
        [(uuid4(), key, "NTT", title, None, None, None, None, None, None, None) for key, title in enumerate(titles)]
    )
    many = len(titles)
    copies = Copies(
        np.arange(many, dtype=np.uint64), np.arange(many, dtype=np.uint64), np.zeros(many, np.uint16),
        np.zeros(many, np.uint16), np.ones(many, bool), ("NTT-GEDUNG",), ("general",),
    )  # fmt: skip
    return builder.finish(copies, [])


def found_by(titles: list[str], text: str, **filters: object) -> set[str]:
    segment = segment_of(titles)
    part = Part(segment, np.zeros(len(segment), bool))
    search = Search(text, page_size=50, **filters)  # type: ignore[arg-type]
    hits = look_up([part], search, np.empty(0, np.uint64)).hits
    ids = {segment.title_id(place): place for place in range(len(segment))}
    return {titles[ids[hit.title_id]] for hit in hits}


@settings(deadline=None)
@given(st.lists(TITLE, min_size=1, max_size=8), st.data())
def test_a_title_is_found_by_its_own_words_in_any_order(titles: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(titles))
    typed = data.draw(st.permutations(wanted.split()))
    assert wanted in found_by(titles, " ".join(typed))


@settings(deadline=None)
@given(st.lists(ANY_TITLE, min_size=1, max_size=5), st.data())
def test_a_title_in_any_script_is_found_by_its_words(titles: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(titles))
    assert wanted in found_by(titles, " ".join(words_of(wanted)[:12]), field="title")


@settings(deadline=None)
@given(st.lists(TITLE, min_size=1, max_size=8), st.data())
def test_a_title_is_found_with_one_letter_wrong_missing_or_swapped_in_every_long_word(
    titles: list[str], data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from(titles))
    typed = [misspelled(word, data) if len(word) >= 5 else word for word in wanted.split()]
    assert wanted in found_by(titles, " ".join(typed))


def misspelled(word: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(word) - 2))
    how = data.draw(st.sampled_from(["missing", "swapped", "wrong"]))
    if how == "missing":
        return word[:at] + word[at + 1 :]
    if how == "swapped":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + word[at + 1 :]


@settings(deadline=None)
@given(
    st.text(max_size=300),
    st.sampled_from(["any", "title", "author", "subject", "isbn", "ddc"]),
    st.sampled_from(["relevance", "title", "year"]),
)
def test_whatever_is_typed_a_search_ends_without_an_error(text: str, field: str, sort: str) -> None:
    found_by(["Sejarah Timor", "Padi Gogo"], text, field=field, sort=sort)


@pytest.mark.parametrize("text", HOSTILE)
def test_operators_and_noise_are_only_words(text: str) -> None:
    for field in ("any", "title", "isbn", "ddc"):
        assert found_by(["Sejarah Timor", "Padi Gogo"], text, field=field) <= {"Sejarah Timor", "Padi Gogo"}
