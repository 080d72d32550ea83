"""The shipped catalogue as a whole: 16 SOPs, 174 rows, and how their steps are observed."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from warehouse.catalogue.load import _load, BOOK_ORDER, load_catalogue, SHIPPED
from warehouse.catalogue.model import Catalogue, SopVersion, Unit
from warehouse.catalogue.times import parse_time
from warehouse.catalogue.vocabulary import ACTS, CONDITIONS, DOCUMENTS, VISITOR_ACTORS

ROWS = {
    "locker": 9,
    "card": 10,
    "card_renewal": 7,
    "general_collection": 8,
    "reference_collection": 9,
    "deposit_collection": 9,
    "loan": 9,
    "loan_renewal": 8,
    "return": 10,
    "photocopy": 9,
    "mobile_library": 16,
    "smart_motorcycle": 16,
    "school_drop": 15,
    "worship_drop": 15,
    "household_drop": 15,
    "anter_koper": 9,
}
DROPS = ("school_drop", "worship_drop", "household_drop")


def sop(catalogue: Catalogue, code: str) -> SopVersion:
    return catalogue.sop(code, 1)


def unit(catalogue: Catalogue, code: str, position: int) -> Unit:
    found = sop(catalogue, code).unit_of(position)
    assert found is not None
    return found


def test_sixteen_sops_with_174_rows_in_the_order_of_the_books(shipped: Catalogue) -> None:
    assert {v.code: len(v.steps) for v in shipped.versions} == ROWS
    assert sum(ROWS.values()) == 174
    assert shipped.sop_codes == BOOK_ORDER == tuple(ROWS)


def test_every_sop_has_a_file_of_its_own(shipped: Catalogue) -> None:
    assert {path.stem for path in (SHIPPED / "sops").glob("*.yaml")} == set(ROWS)
    assert all(
        v.file == f"sops/{v.code}.yaml" and v.version == 1 and v.effective_from is None for v in shipped.versions
    )


def test_kinds_of_time_and_of_observation_are_counted_on_the_method_page(shipped: Catalogue) -> None:
    steps = [step for version in shipped.versions for step in version.steps]
    assert Counter(step.time_kind for step in steps) == {"fixed": 143, "adjusted": 25, "none": 6}
    assert Counter(step.observed for step in steps) == {"alone": 130, "span": 33, "no": 11}
    assert sum(len(version.units) for version in shipped.versions) == 144


def test_adjusted_and_blank_times_never_become_a_number(shipped: Catalogue) -> None:
    for version in shipped.versions:
        for step in version.steps:
            meaning = parse_time(step.time_printed)
            assert meaning is not None
            assert (meaning.kind, meaning.standard_s) == (step.time_kind, step.standard_s)
            assert (step.standard_s is not None) == (step.time_kind == "fixed")


def test_only_visitors_walk_unobserved_and_each_time_with_a_reason(shipped: Catalogue) -> None:
    for version in shipped.versions:
        for step in version.steps:
            assert step.actor in version.actors
            assert step.actor_inferred
            if step.observed == "no":
                assert step.actor in VISITOR_ACTORS
                assert step.not_observed_reason
                assert step.unit is None


def test_units_cover_all_observed_steps_once_and_in_order(shipped: Catalogue) -> None:
    for version in shipped.versions:
        covered = [step.position for found in version.units for step in found.steps]
        assert covered == [step.position for step in version.steps if step.observed != "no"]


def test_every_word_of_the_vocabulary_is_in_use(shipped: Catalogue) -> None:
    steps = [step for version in shipped.versions for step in version.steps]
    assert {step.condition for step in steps} - {None} == CONDITIONS
    assert {step.act for step in steps} - {None} == ACTS
    assert {step.required_document for step in steps} - {None} == DOCUMENTS


def test_leaving_a_bag_is_one_act_with_each_sops_own_standard(shipped: Catalogue) -> None:
    standards = {v.code: u.standard_s for v in shipped.versions for u in v.units_for_act("bag_deposit")}
    assert standards == {
        "locker": 420,
        "card": 240,
        "card_renewal": 120,
        "general_collection": 60,
        "reference_collection": 180,
        "deposit_collection": 60,
        "loan": 60,
        "loan_renewal": 120,
        "return": 120,
        "photocopy": 120,
    }


def test_a_bag_is_a_condition_of_every_sop_but_its_own(shipped: Catalogue) -> None:
    for version in shipped.versions:
        for act in ("bag_deposit", "bag_return"):
            for found in version.units_for_act(act):
                assert found.condition == (None if version.code == "locker" else "bag")


def test_lending_is_one_stretch_of_five_minutes_from_first_scan_to_slip(shipped: Catalogue) -> None:
    lending = unit(shipped, "loan", 7)
    assert (lending.position, [s.position for s in lending.steps]) == (6, [6, 7, 8])
    assert (lending.standard_s, lending.time_kind, lending.completed_by) == (300, "fixed", ("lend",))
    assert sop(shipped, "loan").units_completed_by("lend") == (lending,)


def test_the_fine_steps_of_a_return_apply_only_with_a_fine_and_end_in_a_receipt(shipped: Catalogue) -> None:
    fine = unit(shipped, "return", 6)
    assert (fine.condition, fine.standard_s, [s.position for s in fine.steps]) == ("fine", 195, [6, 7, 8])
    assert [(s.position, s.required_document) for s in sop(shipped, "return").documents] == [(7, "receipt")]


def test_the_two_inspections_are_told_apart(shipped: Catalogue) -> None:
    locker = sop(shipped, "locker")
    assert [u.position for u in locker.units_completed_by("inspect_visitor")] == [4, 5]
    assert [u.position for u in locker.units_completed_by("inspect_visitor", act="inspection_out")] == [5]


def test_a_span_with_an_adjusted_step_has_no_standard(shipped: Catalogue) -> None:
    room = unit(shipped, "general_collection", 5)
    assert (room.standard_s, room.time_kind, len(room.steps)) == (None, "adjusted", 3)


def test_anter_koper_prints_three_twice_and_no_eight(shipped: Catalogue) -> None:
    steps = sop(shipped, "anter_koper").steps
    assert [s.printed_no for s in steps] == ["1", "2", "3", "3", "4", "5", "6", "7", "9"]
    assert [s.position for s in steps] == list(range(1, 10))


def test_only_the_survey_is_counted_in_working_days(shipped: Catalogue) -> None:
    found = [(v.code, s.position) for v in shipped.versions for s in v.steps if s.working_time]
    assert found == [("anter_koper", 3)]
    assert unit(shipped, "anter_koper", 3).working_time


def test_a_declined_request_expects_no_trip(shipped: Catalogue) -> None:
    steps = sop(shipped, "anter_koper").steps
    conditions = [None, None, "approved", "monthly_schedule", *["approved"] * 5]
    assert [s.condition for s in steps] == conditions
    assert steps[1].document_condition == "approved"


@pytest.mark.parametrize(
    ("codes", "documents"),
    [
        (("mobile_library", "smart_motorcycle"), {10: "daily_report", 14: "stock_ba", 16: "travel_report"}),
        (DROPS, {7: "handover_ba", 8: "return_ba", 13: "stock_ba", 15: "travel_report"}),
        (
            ("anter_koper",),
            {
                1: "request_letter",
                2: "approval",
                3: "survey",
                4: "schedule",
                7: "photos",
                8: "loan_evidence",
                9: "activity_report",
            },
        ),
        (("return",), {7: "receipt"}),
        (("card",), {9: "receipt"}),
        (("card_renewal",), {5: "receipt"}),
        (("photocopy",), {4: "receipt"}),
        (("locker", "general_collection", "reference_collection", "deposit_collection", "loan", "loan_renewal"), {}),
    ],
)
def test_documents_a_case_must_have(shipped: Catalogue, codes: tuple[str, ...], documents: dict[int, str]) -> None:
    for code in codes:
        assert {s.position: s.required_document for s in sop(shipped, code).documents} == documents


def test_the_whole_catalogue_loads_within_600_ms(shipped: Catalogue) -> None:
    _load.cache_clear()
    started = time.perf_counter()
    again = load_catalogue()
    assert time.perf_counter() - started < 0.6
    assert again == shipped
    assert load_catalogue() is again
    assert hash(again) == hash(shipped)
    assert len({hash(agency) for agency in again.agencies.values()}) == 2
