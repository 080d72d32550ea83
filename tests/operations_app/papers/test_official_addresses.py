"""The addresses of official papers: what they say of real records, to whom they are given, and what nobody gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from operations_app.desk import uploads
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, OTHER_POINT
from tests.operations_app.papers.official_examples import drawn_signature, photo
from tests.operations_app.papers.reading import text_of
from tests.operations_app.road_papers import Road
from tests.operations_app.test_uploads import pdf

SignIn = Callable[[str], None]


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://testserver") as one:
        yield one


@pytest.fixture
def road(library: Library) -> Road:
    return Road(library).furnish()


def holds(text: str, words: str) -> bool:
    """Whatever blanks a reader makes of the gaps between columns."""
    return "".join(words.split()) in "".join(text.split())


def said(client: Browser, document_id: str) -> str:
    answer = client.get(f"/kertas/dokumen/{document_id}.pdf")
    assert answer.status_code == 200, answer.text
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/pdf", "no-store")
    return text_of(answer.content)


def test_a_handover_of_real_records_with_both_signatures(client: Browser, sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sha256 = uploads.kept_signature(road.db.settings, drawn_signature())
    road.sign(paper, "sender")
    road.do(
        "sign_document", document_id=paper, actor="petugas", party="recipient", name="Yohana Nenobais, S.Pd.",
        office="Kepala Sekolah", drawn_sha256=sha256,
    )  # fmt: skip
    sign_in("rekan")
    text = said(client, paper)
    for words in (
        "BERITA ACARA SERAH TERIMA", "Nomor: 041/001/BA-S/DKP/X/2026",
        "Senin tanggal lima bulan Oktober tahun dua ribu dua puluh enam", "2 (dua) eksemplar", "C1a", "Sejarah Timor", "C2a",
        "Yohana Nenobais, S.Pd.", "SD Negeri Oesapa Kecil 2", "Petugas", "dengan PIN", "Kop surat contoh",
    ):  # fmt: skip
        assert words in text


def test_reports_count_what_was_recorded_until_they_were_written(client: Browser, sign_in: SignIn, road: Road) -> None:
    trip, case = road.leave("mobile_library")
    road.do("register_outreach_visitors", trip_id=trip, site_no="S1", heads=14, sex="P", age_class="6–12")
    road.do("register_outreach_visitors", trip_id=trip, site_no="S1", heads=6, sex="L")
    road.do("count_outreach_use", trip_id=trip, site_no="S1", books_read=30, toys_used=4)
    road.do("lend", trip_id=trip, member_no="A1", copy_nos=["C1a"], actor="petugas")
    report = road.do("issue_document", document_kind="daily_report", case_id=case, body="Lancar.\nHujan sore.")
    sign_in("petugas")
    text = said(client, report["document_id"])
    for words in (
        "20 (dua puluh) orang",
        "Perempuan 14",
        "6–12 14",
        "SD Negeri Oesapa Kecil 2 20 30 4",
        "Dipinjam pemustaka : 1",
        "Hujan sore.",
    ):
        assert holds(text, words), words
    road.do("register_outreach_visitors", trip_id=trip, site_no="S2", heads=99, sex="L")
    assert said(client, report["document_id"]) == text, "a paper that may be signed does not change"
    road.do("take_back", trip_id=trip, copy_no="C1a", actor="petugas")
    road.library.clock.forward(hours=7)
    road.do("finish_trip", trip_id=trip, odometer_km=48_268)
    stock = road.do("issue_document", document_kind="stock_ba", case_id=case)
    text = said(client, stock["document_id"])
    for words in ("KEBERADAAN KOLEKSI", "2 (dua) eksemplar", "Dimuat : 2 eksemplar", "Dipinjam pemustaka : 1"):
        assert holds(text, words), words
    travel = road.do("issue_document", document_kind="travel_report", case_id=case, body="Selesai.")
    text = said(client, travel["document_id"])
    for words in ("Jarak tempuh : 58 km", "MPK-1 (DH 8012 AA)", "Pengemudi : Petugas", "119", "Selesai."):
        assert holds(text, words), words


def test_a_return_names_what_came_back_damaged_and_what_was_lost(client: Browser, sign_in: SignIn, road: Road) -> None:
    trip, case, _paper = road.handed_over("C1a", "C2a", "C4a")
    road.do("take_back_from_site", trip_id=trip, site_no="S1", copy_nos=["C1a"], damaged=["C2a"], lost=["C4a"])
    back = road.do("issue_document", document_kind="return_ba", case_id=case, site_no="S1")
    sign_in("kabid")
    text = said(client, back["document_id"])
    for words in ("2 (dua) eksemplar", "1 (satu) eksemplar hilang", "Padi Gogo", "Hilang", "Rusak", "Baik"):
        assert words in text


def test_the_papers_of_anter_koper(client: Browser, sign_in: SignIn, road: Road) -> None:
    letter = uploads.kept(road.db.settings, photo())
    case = road.do(
        "request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01", letter_sha256=letter
    )["case_id"]  # fmt: skip
    road.do("approve_request", case_id=case, actor="kabid", pin="271828")
    road.do("survey_site", case_id=case, is_suitable=True, findings="halaman luas", people_served=300)
    road.library.clock.forward(days=1)
    trip = road.do(
        "schedule_trip", service="anter_koper", planned_on="2026-10-08", vehicle_no="MPK-1", crew=["petugas"],
        site_nos=["S1"],
    )["trip_id"]  # fmt: skip
    road.do("issue_document", document_kind="schedule", case_id=case, site_no="S1")
    road.do("load_copies", trip_id=trip, copy_nos=["C1a"])
    road.do("start_trip", trip_id=trip)
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    road.do("issue_document", document_kind="loan_evidence", case_id=case, site_no="S1")
    road.do("issue_document", document_kind="photos", case_id=case, site_no="S1", scan_sha256=letter)
    road.do("finish_trip", trip_id=trip)
    road.do("issue_document", document_kind="activity_report", case_id=case, site_no="S1", body="Jumlah buku cocok.")
    sign_in("petugas")
    papers = {row["document_kind"]: str(row["document_id"]) for row in road.db.rows("SELECT * FROM documents")}
    wanted = {
        "request_letter": "421/7, tanggal 1 Oktober 2026", "approval": "DISETUJUI", "survey": "halaman luas",
        "schedule": "Kamis, 8 Oktober 2026", "loan_evidence": "meminjamkan", "photos": "DOKUMENTASI KEGIATAN",
        "activity_report": "Jumlah buku cocok.",
    }  # fmt: skip
    assert set(papers) == set(wanted)
    for kind, words in wanted.items():
        text = said(client, papers[kind])
        assert words in text, kind
        assert "SD Negeri Oesapa Kecil 2" in text, kind
    scan = client.get(f"/kertas/dokumen/{papers['request_letter']}/pindaian")
    assert (scan.status_code, scan.headers["content-type"]) == (200, "image/jpeg")
    assert scan.headers["x-content-type-options"] == "nosniff"


def test_a_void_paper_names_its_successor(client: Browser, sign_in: SignIn, road: Road) -> None:
    _trip, case, paper = road.handed_over()
    road.do("void_document", document_id=paper, reason="salah daftar")
    again = road.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1", successor_of=paper)
    sign_in("petugas")
    text = said(client, paper)
    for words in ("DIBATALKAN 5 Oktober 2026", "Alasan: salah daftar", f"Digantikan oleh nomor {again['document_no']}"):
        assert words in text
    assert "pengganti 041/001/BA-S" in said(client, again["document_id"])


def test_the_scan_of_the_signed_paper(client: Browser, sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sign_in("petugas")
    address = f"/kertas/dokumen/{paper}/pindaian"
    assert client.get(address).status_code == 404
    content = pdf()
    road.do(
        "sign_document", document_id=paper, actor="petugas", party="recipient", name="Yohana",
        scan_sha256=uploads.kept(road.db.settings, content),
    )  # fmt: skip
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "application/pdf", content)
    assert "lihat pindaian" in said(client, paper)


@pytest.mark.parametrize("tail", [".pdf", "/pindaian"])
def test_only_the_service_and_the_heads_read_its_papers(
    client: Browser, sign_in: SignIn, road: Road, running: Any, tail: str
) -> None:
    _trip, _case, paper = road.handed_over()
    for login, status in {
        "petugas": 200,
        "rekan": 200,
        "kasie": 200,
        "motor": 403,
        "sirkulasi": 403,
        "admin": 403,
    }.items():
        sign_in(login)
        wanted = 404 if status == 200 and tail == "/pindaian" else status  # there is no scan of it
        assert client.get(f"/kertas/dokumen/{paper}{tail}").status_code == wanted, login
    running.session_of = lambda _settings, _cookie: None
    assert client.get(f"/kertas/dokumen/{paper}{tail}").status_code == 401


def test_papers_of_another_agency_are_not_there(client: Browser, sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    road.do(
        "add_staff", login="jateng", name="Jateng", roles=["school_drop_officer", "section_head"],
        home_service_point=OTHER_POINT, point=OTHER_POINT,
    )  # fmt: skip
    sign_in("jateng")
    assert client.get(f"/kertas/dokumen/{paper}.pdf").status_code == 404


@pytest.mark.parametrize(
    "number",
    [
        "01a2021b-0000-7000-8000-000000000001",
        "tidak-ada",
        "'; DROP TABLE documents",
        "😀",
        "x" * 3000,
        "..%2f..%2fsecret",
    ],
)
def test_what_is_not_on_record_gets_a_sentence(client: Browser, sign_in: SignIn, road: Road, number: str) -> None:
    sign_in("petugas")
    for tail in (".pdf", "/pindaian"):
        assert client.get(f"/kertas/dokumen/{number}{tail}").status_code == 404
