"""What the SOPs do not state: dated values per agency, marked as examples, and the agency's calendar."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.model import Catalogue
from warehouse.errors import CatalogueError

POPULATION_FILE = Path(__file__).parents[4] / "shared" / "geo" / "kabkota_33_53.csv"


def test_two_agencies_ship_each_in_its_own_time_zone(shipped: Catalogue) -> None:
    assert {code: a.timezone for code, a in shipped.agencies.items()} == {
        "JATENG": "Asia/Jakarta",
        "NTT": "Asia/Makassar",
    }
    assert shipped.service_point("NTT-GEDUNG").agency == "NTT"
    assert shipped.agency_of("JTG-GEDUNG") is shipped.agency("JATENG")


def test_unknown_codes_say_so(shipped: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="no agency BALI"):
        shipped.agency("BALI")
    with pytest.raises(CatalogueError, match="no service point X"):
        shipped.service_point("X")


@pytest.mark.skipif(not POPULATION_FILE.exists(), reason="the population file is not here")
def test_the_population_served_is_the_sum_of_the_regencies(shipped: Catalogue) -> None:
    import csv

    with POPULATION_FILE.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for agency in shipped.agencies.values():
        assert agency.population.people == sum(
            int(row["penduduk_2024s2"]) for row in rows if row["kode_prov"] == agency.region_code
        )


def test_what_the_sops_do_not_state_is_marked_as_an_example(shipped: Catalogue) -> None:
    for agency in shipped.agencies.values():
        assert all(terms.example for terms in agency.loan_terms)
        assert all(tariff.example for tariff in agency.tariffs)
        assert all(hours.example for hours in agency.calendar.hours)
        assert all(count.example for point in agency.service_points for count in point.lockers)
    assert shipped.agency("NTT").letterhead_example
    assert not shipped.agency("JATENG").letterhead_example
    assert shipped.agency("JATENG").letterhead == shipped.sop("anter_koper", 1).letterhead.address


def test_the_sops_limit_of_two_titles_and_two_copies(shipped: Catalogue) -> None:
    terms = shipped.agency("NTT").terms_on(date(2026, 1, 1))
    assert (terms.max_titles, terms.max_copies, terms.loan_days, terms.renewals) == (2, 2, 7, 1)
    tariff = shipped.agency("NTT").tariff_on(date(2026, 1, 1))
    assert (tariff.late_fine_per_day_idr, tariff.fine_counts, tariff.fine_max_idr) == (500, "open_days", None)


def test_an_agencys_own_file_replaces_the_shipped_one_and_values_change_on_their_day(own: Path, ntt_text: str) -> None:
    block = ntt_text.split("tariffs:\n")[1].split("\n\n")[0]
    later = block.replace("from: null", "from: 2026-07-01").replace("_idr: 500", "_idr: 1000")
    text = ntt_text.replace(block, f"{block}\n{later}").replace(
        "{from: null, count: 40, example: true}", "{from: 2026-02-01, count: 25}"
    )
    (own / "agencies" / "ntt.yaml").write_text(text, encoding="utf-8")
    agency = load_catalogue(own).agency("NTT")
    assert agency.tariff_on(date(2026, 6, 30)).late_fine_per_day_idr == 500
    assert agency.tariff_on(date(2026, 7, 1)).late_fine_per_day_idr == 1000
    lockers = agency.service_points[0]
    assert [lockers.locker_count_on(date(2026, month, 1)) for month in (1, 2)] == [0, 25]
    assert load_catalogue().agency("NTT").tariff_on(date(2026, 7, 1)).late_fine_per_day_idr == 500


def test_a_day_before_the_first_value_says_so(own: Path, ntt_text: str) -> None:
    head, tail = ntt_text.split("loan_terms:\n")
    text = f"{head}loan_terms:\n{tail.replace('from: null', 'from: 2026-01-01', 1)}"
    (own / "agencies" / "ntt.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="NTT has no loan_terms in force on 2025-12-31"):
        load_catalogue(own).agency("NTT").terms_on(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("age", "label"), [(0, "0–5"), (5, "0–5"), (6, "6–12"), (25, "19–25"), (26, "26–40"), (99, "61+"), (-1, None)]
)
def test_age_classes_hold_both_their_ends(shipped: Catalogue, age: int, label: str | None) -> None:
    assert shipped.agency("NTT").age_class(age) == label


def test_the_lists_of_the_guest_book(shipped: Catalogue) -> None:
    lists = shipped.agency("JATENG").lists
    assert len(lists.occupations) == 11
    assert lists.education == ("SD", "SMP", "SMA", "D1", "D2", "D3", "S1", "S2", "S3")


@pytest.mark.parametrize(
    ("day", "working", "is_open"),
    [
        (date(2026, 8, 14), True, True),  # Friday
        (date(2026, 8, 15), False, True),  # Saturday: visitors, no office
        (date(2026, 8, 16), False, False),  # Sunday
        (date(2026, 8, 17), False, False),  # Independence Day, a Monday
        (date(2026, 3, 20), False, False),  # collective leave, a Friday
        (date(2026, 4, 3), False, False),  # Good Friday
    ],
)
def test_working_days_and_open_days(shipped: Catalogue, day: date, working: bool, is_open: bool) -> None:
    calendar = shipped.agency("NTT").calendar
    assert (calendar.is_working_day(day), calendar.is_open_day(day)) == (working, is_open)


def test_the_next_working_day_skips_weekend_and_holiday(shipped: Catalogue) -> None:
    calendar = shipped.agency("JATENG").calendar
    assert calendar.next_working_day(date(2026, 8, 14)) == date(2026, 8, 18)
    assert calendar.next_open_day(date(2026, 8, 15)) == date(2026, 8, 18)
    assert calendar.open_days_between(date(2026, 8, 14), date(2026, 8, 18)) == 2  # Saturday and Tuesday


def test_opening_hours_of_a_day(shipped: Catalogue) -> None:
    calendar = shipped.agency("NTT").calendar
    assert calendar.hours_on(date(2026, 8, 14)) == (time(8), time(16, 30))
    assert calendar.hours_on(date(2026, 8, 17)) is None
    assert calendar.day_off(date(2026, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"


def test_closures_and_extra_days_are_the_agencys_own(own: Path, ntt_text: str) -> None:
    text = ntt_text.replace("closures: []", 'closures: [{on: 2026-08-13, name: "Stok opname"}]').replace(
        "extra_open_days: []", 'extra_open_days: [{on: 2026-08-16, name: "Pameran"}, {on: 2026-08-17, name: "Pameran"}]'
    )
    (own / "agencies" / "ntt.yaml").write_text(text, encoding="utf-8")
    calendar = load_catalogue(own).agency("NTT").calendar
    assert calendar.day_off(date(2026, 8, 13)) == "Stok opname"
    assert not calendar.is_open_day(date(2026, 8, 13))
    assert calendar.is_open_day(date(2026, 8, 16))
    assert calendar.is_working_day(date(2026, 8, 17))
    assert calendar.hours_on(date(2026, 8, 17)) == (time(8), time(16))
