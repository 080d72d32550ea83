"""Imports of regions, boundaries and sites: what is taken in, what is refused with line and reason; twice is once."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.warehouse.conftest import MONDAY
from warehouse.errors import HomeError
from warehouse.imports.boundaries import boundaries_file, import_boundaries
from warehouse.imports.outcome import Outcome, refused_file, write_refused
from warehouse.imports.regions import import_regions
from warehouse.imports.sites import import_sites, rows_of
from warehouse.lake.regions import regions_file
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

GEO = Path(__file__).resolve().parents[4] / "shared" / "geo"


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.new, outcome.updated, outcome.unchanged, len(outcome.refused)


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


# regions --------------------------------------------------------------------------------------------------------------
REGIONS = (
    "code,name,level,parent_code,population,latitude,longitude",
    "53.71,Kota Kupang,regency,53,455850,-10.17,123.6",
    "53.71.01,Alak,district,53.71,,-10.2,123.53",
)


def test_regions_are_merged_and_a_second_time_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    source = table(tmp_path / "r.csv", *REGIONS)
    assert counts(import_regions(settings, source, dry_run=True)) == (2, 0, 0, 0)
    assert not regions_file(settings).exists()
    assert counts(import_regions(settings, source)) == (2, 0, 0, 0)
    stamp = regions_file(settings).stat().st_mtime_ns
    assert counts(import_regions(settings, source)) == (0, 0, 2, 0)
    assert regions_file(settings).stat().st_mtime_ns == stamp
    more = table(tmp_path / "m.csv", REGIONS[0], "53.71,Kota Kupang,regency,53,466632,-10.17,123.6")
    assert counts(import_regions(settings, more)) == (0, 1, 0, 0)
    with regions_file(settings).open(encoding="utf-8") as stream:
        assert [row["population"] for row in csv.DictReader(stream)] == ["466632", ""]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("5371,Kota Kupang,,,,,", "code"),
        ("53.72,Kota,district,53,1,,", "level"),
        ("53.72,,regency,53,1,,", "name"),
        ("53.72,Kota,regency,33,1,,", "parent_code"),
        ("53.99.01,Tanpa Induk,district,53.99,1,,", "code"),
        ("53.72,Kota,regency,53,-4,,", "population"),
        ("53.72,Kota,regency,53,banyak,,", "population"),
        ("53.72,Kota,regency,53,1,-10.2,", "longitude"),
        ("53.72,Kota,regency,53,1,123.5,-10.2", "latitude"),
        ("53.71,Dua kali,regency,53,1,,", "code"),
        ("'; DROP TABLE,x,,,,,", "code"),
        ("😀,x,,,,,", "code"),
    ],
)
def test_a_wrong_region_is_told_with_line_and_column(
    settings: Settings, tmp_path: Path, line: str, column: str
) -> None:
    source = table(tmp_path / "r.csv", *REGIONS, line)
    outcome = import_regions(settings, source)
    assert counts(outcome) == (2, 0, 0, 1)
    refused = outcome.refused[0]
    assert (refused.line, refused.column) == (4, column)
    assert refused.reason
    kept = write_refused(source, outcome)
    assert kept == tmp_path / "r.csv.refused.csv"
    assert kept.read_text("utf-8").startswith("code,name,level")


def test_a_refused_file_is_corrected_and_fed_again(settings: Settings, tmp_path: Path) -> None:
    source = table(tmp_path / "r.csv", *REGIONS, "53.72,Kota Lain,regency,53,banyak,,")
    write_refused(source, import_regions(settings, source))
    again = refused_file(source)
    again.write_text(again.read_text("utf-8").replace("banyak", "12.500"), "utf-8")
    assert counts(import_regions(settings, again)) == (1, 0, 0, 0)
    assert "53.72,Kota Lain,regency,53,12500,," in regions_file(settings).read_text("utf-8")


def test_semicolons_sheets_and_a_mapping_of_the_home(settings: Settings, tmp_path: Path) -> None:
    assert counts(import_regions(settings, table(tmp_path / "a.csv", "\ufeffkode;nama", "53.71;Kota Kupang"))) == (
        1,
        0,
        0,
        0,
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["kode_kec", "kecamatan"], ["53.71.01", "Alak"]):
        sheet.append(cells)
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(HomeError, match="--mapping"):
        import_regions(settings, tmp_path / "b.xlsx")
    (settings.home / "mappings").mkdir()
    table(settings.home / "mappings" / "kita.toml", "[columns]", 'code = "kode_kec"', 'name = "kecamatan"')
    assert counts(import_regions(settings, tmp_path / "b.xlsx", mapping="kita")) == (1, 0, 0, 0)
    for wrong in ("tidak-ada", "../kita"):
        with pytest.raises(HomeError):
            import_regions(settings, tmp_path / "b.xlsx", mapping=wrong)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\xff\xfe\xfa", b"PK\x03\x04nonsense"])
@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.csv.gz"])
def test_what_is_no_table_gets_a_sentence(settings: Settings, tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(HomeError):
        import_regions(settings, tmp_path / name)
    with pytest.raises(HomeError):
        import_regions(settings, tmp_path / "nowhere.csv")


# boundaries -----------------------------------------------------------------------------------------------------------
SQUARE = [[123.5, -10.2], [123.7, -10.2], [123.7, -10.1], [123.5, -10.1], [123.5, -10.2]]


def feature(code: object = "53.71", ring: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {
        "type": "Feature", "properties": {"kode": code, "nama": "Kota Kupang"},
        "geometry": {"type": kind, "coordinates": coordinates},
    }  # fmt: skip


def geojson(path: Path, *features: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_boundaries_are_kept_by_code(settings: Settings, tmp_path: Path) -> None:
    source = geojson(tmp_path / "b.geojson", feature(), feature("53.01", kind="MultiPolygon"))
    assert counts(import_boundaries(settings, source, dry_run=True)) == (2, 0, 0, 0)
    assert not boundaries_file(settings).exists()
    assert counts(import_boundaries(settings, source)) == (2, 0, 0, 0)
    assert counts(import_boundaries(settings, source)) == (0, 0, 2, 0)
    moved = [[east + 0.1, north] for east, north in SQUARE]
    assert counts(import_boundaries(settings, geojson(tmp_path / "c.geojson", feature(ring=moved)))) == (0, 1, 0, 0)
    kept = json.loads(boundaries_file(settings).read_text("utf-8"))["features"]
    assert [(one["id"], one["properties"]) for one in kept] == [
        ("53.01", {"code": "53.01", "name": "Kota Kupang"}), ("53.71", {"code": "53.71", "name": "Kota Kupang"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (feature("5371"), "code"), (feature(None), "code"), (feature(), "code"),
        (feature("53.72") | {"geometry": {"type": "Point", "coordinates": [123.5, -10]}}, "geometry"),
        (feature("53.72") | {"geometry": None}, "geometry"),
        (feature("53.72", SQUARE[:3]), "geometry"), (feature("53.72", []), "geometry"),
        (feature("53.72", SQUARE[:4]), "geometry"),
        (feature("53.72", [[north, east] for east, north in SQUARE]), "geometry"),
        (feature("53.72", [["a", "b"]] * 5), "geometry"), (feature("53.72", [[True, False]] * 5), "geometry"),
        ("nonsense", "feature"),
    ],
)  # fmt: skip
def test_a_wrong_outline_is_told(settings: Settings, tmp_path: Path, wrong: object, column: str) -> None:
    outcome = import_boundaries(settings, geojson(tmp_path / "b.geojson", feature(), wrong))
    assert counts(outcome) == (1, 0, 0, 1)
    assert (outcome.refused[0].line, outcome.refused[0].column) == (2, column)


@pytest.mark.parametrize("content", ["", "[]", '{"type": "FeatureCollection"}', "kode,nama", "[" * 5000])
def test_what_is_no_geojson_gets_a_sentence(settings: Settings, tmp_path: Path, content: str) -> None:
    (tmp_path / "b.geojson").write_text(content, "utf-8")
    with pytest.raises(HomeError):
        import_boundaries(settings, tmp_path / "b.geojson")


# sites ----------------------------------------------------------------------------------------------------------------
SITES = (
    "site_no,kind,name,level,people_served,region_code,services,contact_phone",
    "S1,school,SDN Oesapa,SD,120,53.71.01,school_drop;anter_koper,0812",
    "K1,household,Keluarga Seran,,5,53.71.01,household_drop,",
    "J1,orphanage,Panti Kasih,,40,33.74.01,anter_koper,",
)


def imported(db: OperationsDatabase, source: Path, **options: Any) -> Outcome:
    return import_sites(db, rows_of(db.settings, source, None), MONDAY, **options)


def test_sites_go_to_the_agency_of_their_region_and_twice_is_once(db: OperationsDatabase, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", *SITES)
    assert counts(imported(db, source, dry_run=True)) == (3, 0, 0, 0)
    assert db.last_txid == 0
    assert counts(imported(db, source)) == (3, 0, 0, 0)
    sites = db.rows("SELECT site_no, agency, services FROM state_sites ORDER BY site_no")
    assert [(row["site_no"], row["agency"]) for row in sites] == [("J1", "JATENG"), ("K1", "NTT"), ("S1", "NTT")]
    assert sites[2]["services"] == ["anter_koper", "school_drop"]
    before = db.last_txid
    assert counts(imported(db, source)) == (0, 0, 3, 0)
    assert db.last_txid == before


def test_a_change_back_and_forth_is_two_changes(db: OperationsDatabase, tmp_path: Path) -> None:
    first = table(tmp_path / "a.csv", *SITES)
    second = table(tmp_path / "b.csv", *(line.replace("120", "130") for line in SITES))
    imported(db, first)
    assert counts(imported(db, second)) == (0, 1, 2, 0)
    assert counts(imported(db, first)) == (0, 1, 2, 0)
    row = db.row("SELECT people_served FROM sites WHERE site_no = 'S1' ORDER BY txid DESC LIMIT 1")
    assert row == {"people_served": 120}


def test_an_empty_cell_leaves_what_is_known(db: OperationsDatabase, tmp_path: Path) -> None:
    imported(db, table(tmp_path / "a.csv", *SITES))
    less = table(tmp_path / "b.csv", "site_no,kind,name,region_code,contact_phone", "S1,school,SDN Oesapa,53.71.01,")
    assert counts(imported(db, less)) == (0, 0, 1, 0)
    row = db.row("SELECT contact_phone FROM site_identities WHERE name = 'SDN Oesapa'")
    assert row == {"contact_phone": "0812"}


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (",school,Tanpa Nomor,SD,1,53.71.01,,", "site_no"),
        ("S9,,Tanpa Jenis,SD,1,53.71.01,,", "kind"),
        ("S9,castle,Istana,SD,1,53.71.01,,", "kind"),
        ("S9,school,,SD,1,53.71.01,,", "name"),
        ("S9,school,SD 9,S4,1,53.71.01,,", "level"),
        ("S9,school,SD 9,SD,minus,53.71.01,,", "people_served"),
        ("S9,school,SD 9,SD,1,99.01,,", "region_code"),
        ("S9,school,SD 9,SD,1,53.71.01,loan,", "services"),
        ("S1,school,Dua kali,SD,1,53.71.01,,", "site_no"),
        ("S 9,school,SD 9,SD,1,53.71.01,,", "site_no"),
        ("'; DROP TABLE sites,school,SD 9,SD,1,53.71.01,,", "site_no"),
        ("S9,school," + "x" * 5000 + ",SD,1,53.71.01,,", "name"),
    ],
)
def test_a_wrong_site_is_told_with_line_and_column(
    db: OperationsDatabase, tmp_path: Path, line: str, column: str
) -> None:
    source = table(tmp_path / "s.csv", *SITES, line)
    for dry_run in (True, False):
        outcome = imported(db, source, dry_run=dry_run)
        assert counts(outcome) == (3, 0, 0, 1)
        assert (outcome.refused[0].line, outcome.refused[0].column) == (5, column), outcome.refused[0]


def test_schools_of_the_open_list_are_candidates_in_no_service(db: OperationsDatabase, tmp_path: Path) -> None:
    source = tmp_path / "sekolah.csv.gz"
    lines = (
        "npsn,nama,bentuk,status,kode_kab,kode_kec,lat,lon,mutu_titik",
        '50300001,"SLB B,C YPAB",SLB,S,53.71,53.71.01,,,C',
        "50300002,SDLB MELATI,SDLB,N,53.71,53.71.01,-10.17,123.6,A",
    )
    source.write_bytes(gzip.compress("\n".join(lines).encode()))
    assert counts(imported(db, source)) == (2, 0, 0, 0)
    rows = db.rows("SELECT kind, level, services, latitude FROM sites ORDER BY site_no")
    assert [(row["kind"], row["level"], row["services"]) for row in rows] == [
        ("school", "SLB", []),
        ("school", "SLB", []),
    ]
    assert [row["latitude"] for row in rows] == [None, -10.17]


@pytest.mark.skipif(not GEO.exists(), reason="the trial data is not here")
def test_the_trial_data_goes_in_whole(settings: Settings) -> None:
    assert counts(import_regions(settings, GEO / "kabkota_33_53.csv")) == (57, 0, 0, 0)
    assert counts(import_regions(settings, GEO / "kecamatan_33_53.csv")) == (891, 0, 0, 0)
    assert counts(import_boundaries(settings, GEO / "kecamatan_33.geojson")) == (576, 0, 0, 0)
