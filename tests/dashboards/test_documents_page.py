"""The documents page, run as a script: every paper in exactly one state, what is owed oldest first, down to its case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dashboards.looking import bars_of, cards_of, DOCUMENTS, LAST_30, rows_of, run, table_of, text_of, value_of
from warehouse.i18n import number, percent
from warehouse.settings import Settings

SignIn = Callable[..., str]
OWED = "status IN ('missing', 'unsigned', 'inconsistent') AND NOT is_accepted"
STATES = ["complete", "missing", "unsigned", "inconsistent", "excepted", "not_due"]


def test_the_cards_are_the_rows(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), DOCUMENTS)
    cards = cards_of(script)
    papers = rows_of(home, f"SELECT * FROM rpt_documents WHERE opened_on {LAST_30}")
    complete = int((papers["status"] == "complete").sum())
    assert cards["Dokumen wajib"] == number(len(papers))
    assert cards["Lengkap"] == percent(complete / len(papers), 1)
    standing = papers[~papers["is_accepted"]]
    for label, status in (
        ("Belum ada", "missing"),
        ("Belum ditandatangani", "unsigned"),
        ("Tidak cocok", "inconsistent"),
    ):
        assert cards[label] == number(int((standing["status"] == status).sum()))
    owed = rows_of(home, f"SELECT * FROM rpt_documents WHERE {OWED}")
    assert f"{len(owed)} dokumen belum beres" in text_of(script)
    assert f"sudah {owed['age_days'].max()} hari" in text_of(script)


@pytest.mark.parametrize("query", [{}, {"agency": "NTT"}, {"point": "NTT-KELILING"}, {"papers_of": "anter_koper"}])
def test_every_paper_is_in_exactly_one_state(home: Settings, sign_in: SignIn, query: dict[str, str]) -> None:
    script = run(sign_in(), DOCUMENTS, **query)
    column = {"agency": "agency", "point": "service_point", "papers_of": "sop_code"}
    where = " AND ".join(["true", *(f"{column[key]} = '{value}'" for key, value in query.items())])
    papers = value_of(home, f"SELECT count(*) FROM rpt_documents WHERE opened_on {LAST_30} AND {where}")
    for name in ("papers-kinds-table", "papers-course-table"):
        table = table_of(script, name)
        assert (table[STATES].sum(axis=1) == table["required"]).all()
        assert table["required"].sum() == papers
    course = table_of(script, "papers-course-table")
    assert bars_of(script, 1)["Lengkap"] == course["complete"].tolist()


def test_what_is_owed_stands_oldest_first_with_who_must_see_to_it(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), DOCUMENTS)
    owed = table_of(script, "owed")
    found = rows_of(home, f"SELECT * FROM rpt_documents WHERE {OWED}")
    assert len(owed) == len(found) > 10
    assert owed["age_days"].is_monotonic_decreasing
    assert "Petugas LTPS" in set(owed["role_name"])
    assert {"BA serah terima", "BA pengembalian"} & set(owed["kind_name"])
    ages = table_of(script, "papers-ages-table")
    assert ages["papers"].sum() == len(found)
    assert (ages[["missing", "unsigned", "inconsistent"]].sum(axis=1) == ages["papers"]).all()
    assert ages.set_index("days").loc["> 30", "papers"] == (found["age_days"] > 30).sum()
    drawn = bars_of(script, 0)
    assert drawn["Belum ditandatangani"] == ages["unsigned"].tolist()


def test_an_accepted_exception_is_no_longer_owed(home: Settings, sign_in: SignIn) -> None:
    accepted = rows_of(home, "SELECT case_id::VARCHAR AS case_id, document_kind FROM rpt_documents WHERE is_accepted")
    owed = table_of(run(sign_in(), DOCUMENTS), "owed")
    assert len(accepted)
    kinds = rows_of(home, f"SELECT case_id::VARCHAR || document_kind AS paper FROM rpt_documents WHERE {OWED}")["paper"]
    assert not set(accepted["case_id"] + accepted["document_kind"]) & set(kinds)
    assert len(owed) == len(kinds)


def test_finding_and_sop_come_from_the_address(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), DOCUMENTS, finding="unsigned", papers_of="school_drop")
    owed = table_of(script, "owed")
    assert set(owed["status_name"]) == {"Belum ditandatangani"}
    assert set(owed["sop_title"]) == {"LTPS (perpustakaan sekolah)"}
    expected = f"SELECT count(*) FROM rpt_documents WHERE {OWED} AND status = 'unsigned' AND sop_code = 'school_drop'"
    assert len(owed) == value_of(home, expected)
    assert script.query_params["finding"] == "unsigned"
    nonsense = run(sign_in(), DOCUMENTS, finding="'; DROP TABLE", papers_of="moon")
    assert nonsense.selectbox(key="papers_of").value == "all"


def test_a_paper_leads_to_the_steps_of_its_case(home: Settings, sign_in: SignIn) -> None:
    paper = rows_of(
        home,
        f"SELECT case_id::VARCHAR || ':' || document_kind AS paper FROM rpt_documents WHERE {OWED} "
        "AND sop_code = 'anter_koper' AND agency = 'NTT' LIMIT 1",
    )["paper"].iloc[0]
    script = run(sign_in(), DOCUMENTS, paper=paper)
    assert "Satu berkas, langkah demi langkah" in text_of(script)
    assert any("Survei lokasi" in set(table.value.get("activity", [])) for table in script.dataframe)
    stranger = text_of(run(sign_in(agency="JATENG"), DOCUMENTS, paper=paper))
    assert "tidak termasuk yang boleh Anda lihat" in stranger


def test_the_overview_says_how_many_papers_are_owed(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), "")
    owed = rows_of(home, f"SELECT * FROM rpt_documents WHERE {OWED}")
    assert cards_of(script)["Dokumen belum beres"] == number(len(owed))
    assert f"yang tertua {owed['age_days'].max()} hari" in text_of(script)
