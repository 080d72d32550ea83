"""Rows for rpt_sops and rpt_sop_steps: the contract's columns, one row per version and per step."""

from __future__ import annotations

from warehouse.catalogue.frames import sop_steps_rows, sops_rows
from warehouse.catalogue.model import Catalogue

CONTRACT = """
    sop_code sop_version step_position printed_no activity time_printed time_kind standard_s output actor actor_inferred
    condition observed unit_position required_document
""".split()


def test_rpt_sop_steps_holds_16_sops_and_174_rows_with_the_contracts_columns(shipped: Catalogue) -> None:
    rows = sop_steps_rows(shipped)
    assert len(rows) == 174
    assert len({row["sop_code"] for row in rows}) == 16
    assert len({(row["sop_code"], row["sop_version"], row["step_position"]) for row in rows}) == 174
    for row in rows:
        assert row.keys() == rows[0].keys()
        assert row.keys() >= set(CONTRACT)


def test_a_units_standard_stands_on_each_of_its_steps(shipped: Catalogue) -> None:
    rows = {(r["sop_code"], r["step_position"]): r for r in sop_steps_rows(shipped)}
    assert [rows["loan", n]["unit_standard_s"] for n in range(1, 10)] == [60, 60, None, None, None, 300, 300, 300, 180]
    assert rows["general_collection", 5]["unit_time_kind"] == "adjusted"
    assert rows["return", 7]["document_condition"] == "fine"
    assert rows["loan", 3]["not_observed_reason"]


def test_rpt_sops_carries_the_identity_block(shipped: Catalogue) -> None:
    rows = {row["sop_code"]: row for row in sops_rows(shipped)}
    assert len(rows) == 16
    koper = rows["anter_koper"]
    assert koper["number"] == "S/000.8.3.3/1959/2025"
    assert koper["ratified_on"].isoformat() == "2025-07-21"
    assert koper["record_keeping"].splitlines() == [
        "Data Titik Lokasi Perpustakaan",
        "Data Peminjam",
        "Data Koleksi yang dipinjam",
    ]
    assert rows["loan"]["number"] is None
    assert rows["loan"]["ratified_by_nip"] == "19620902 199303 1 004"
    assert sum(row["steps"] for row in rows.values()) == 174
    assert sum(row["steps_not_observed"] for row in rows.values()) == 11
