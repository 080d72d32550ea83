"""The satisfaction survey at the desk: nine scores or none, classes of the agency's lists, nobody named, once per form."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse.conftest import Library
from warehouse.operations.tables import PUBLISHED
from warehouse.operations.verify import verify
from warehouse.records.registry import COMMANDS

SCORES = [3, 3, 4, 4, 3, 4, 4, 2, 3]


def answers(library: Library) -> list[dict[str, Any]]:
    return library.db.rows("SELECT * FROM survey_answers ORDER BY txid")


def test_a_form_is_one_row_with_nine_scores_and_the_classes_given(library: Library) -> None:
    library.do("answer_survey", actor="tamu", scores=SCORES, sex="P", age_class="19–25", education="SMA", channel="paper")
    [row] = answers(library)
    assert [row[f"u{element}"] for element in range(1, 10)] == SCORES
    assert (row["sex"], row["education"], row["occupation"], row["channel"]) == ("P", "SMA", None, "paper")
    assert (row["agency"], row["service_point"]) == ("NTT", "NTT-GEDUNG")
    list(verify(library.db.reader(), library.db.settings.landing))


def test_nothing_in_it_leads_to_a_person(library: Library) -> None:
    library.do("answer_survey", scores=SCORES)
    assert "survey_answers" in {table.name for table in PUBLISHED}
    assert not {"member_key", "visit_id", "name", "staff_key", "case_id"} & set(answers(library)[0])


def test_the_same_form_sent_twice_counts_once(library: Library) -> None:
    payload = library.payload("answer_survey", scores=SCORES)
    first, second = library.execute(payload), library.execute(payload)
    assert first.data == second.data
    assert len(answers(library)) == 1


@pytest.mark.parametrize("scores", [SCORES[:8], [*SCORES, 3], [0, *SCORES[1:]], [5, *SCORES[1:]], []])
def test_nine_scores_from_one_to_four_or_nothing(library: Library, scores: list[int]) -> None:
    library.refusal("answer_survey", scores=scores)
    assert answers(library) == []


def test_classes_are_those_of_the_agencys_lists(library: Library) -> None:
    assert library.refusal("answer_survey", scores=SCORES, occupation="Astronaut") == "value_is_in_the_list"
    assert library.refusal("answer_survey", scores=SCORES, age_class="200") == "value_is_in_the_list"


def test_only_the_kiosk_and_the_guest_book_send_forms(library: Library) -> None:
    assert COMMANDS["answer_survey"].roles == {"kiosk", "guest_book_staff"}
    assert library.refusal("answer_survey", actor="sirkulasi", scores=SCORES) == "role_may_act"
