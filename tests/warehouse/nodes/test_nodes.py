"""Two real homes: a laptop is prepared, records a trip alone, comes back; the warehouse merges both, nothing is doubled."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.conftest import furnished, Library, MONDAY, POINT
from warehouse.errors import HomeError, Refused
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.nodes.overview import nodes_seen
from warehouse.nodes.pack import pack
from warehouse.nodes.prepare import prepare
from warehouse.nodes.take import take
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.operations.verify import verify
from warehouse.settings import Settings

TODAY = MONDAY.date()


@pytest.fixture
def road(library: Library) -> Library:
    library.do(
        "add_staff", minute=-90, login="petugas", name="Petugas", roles=["mobile_library_officer", "treasurer"],
        home_service_point=POINT,
    )  # fmt: skip
    library.do("add_licence", minute=-80, login="petugas", licence="SIM A", valid_until="2027-01-31")
    library.do("set_pin", minute=-79, actor="petugas", pin="314159")
    library.do("add_vehicle", minute=-78, vehicle_no="MPK-1", kind="mpk")
    library.do(
        "add_site", minute=-77, site_no="S1", kind="school", name="SDN S1", people_served=120, region_code="53.71.01",
        services=["mobile_library"],
    )  # fmt: skip
    library.do("lend", minute=-60 * 24 * 40, member_no="A2", copy_nos=["C4"])
    return library


def settings_of(path: Path) -> Settings:
    return Settings.load(home=path)


def lent_out(road: Library, tmp_path: Path, node: str = "laptop-1") -> Settings:
    """The main home publishes, and a laptop's home is made from it."""
    Publisher(road.db).flush()
    prepare(road.db, tmp_path / node, node, MONDAY)
    return settings_of(tmp_path / node)


def a_day_alone(settings: Settings, *, first: bool = True) -> None:
    """A trip, and a payment with a receipt of the laptop's own series."""
    with OperationsDatabase.open(settings) as db:
        alone = Library(db)
        alone._keys = 0 if first else 500
        prefix = "laptop" if first else "later"

        def do(command: str, **fields: Any) -> dict[str, Any]:
            payload = alone.payload(command, **fields)
            return alone.execute({**payload, "key": f"{prefix}:{payload['key']}"}).data

        if first:
            trip = do(
                "schedule_trip", minute=-60, service="mobile_library", planned_on=TODAY, vehicle_no="MPK-1",
                crew=["petugas"], site_nos=["S1"],
            )["trip_id"]  # fmt: skip
            case = do("open_trip", trip_id=trip)["case_id"]
            do("load_copies", minute=1, trip_id=trip, copy_nos=["C1"])
            do("start_trip", minute=2, trip_id=trip, odometer_km=100)
            do("register_outreach_visitors", minute=30, trip_id=trip, site_no="S1", heads=12)
            do("issue_document", minute=40, document_kind="daily_report", case_id=case, site_no="S1", body="Ramai.")
            charge = do("take_back", minute=50, copy_no="C4")["charge_id"]
            do("receive_payment", minute=51, actor="petugas", charge_id=charge)
            do("unload_copies", minute=90, trip_id=trip)
            do("finish_trip", minute=91, trip_id=trip, odometer_km=130)
        else:
            do("register_visit", minute=300, member_no="A1")
        Publisher(db).flush()
        list(verify(db.reader(), settings.landing))


def packed(settings: Settings, tmp_path: Path, name: str = "pack.zip") -> Path:
    (folder,) = settings.landing.iterdir()
    pack(settings, folder.name, tmp_path / name, MONDAY)
    return tmp_path / name


def facts(settings: Settings, statement: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.warehouse_db), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def test_the_warehouse_merges_both_homes_and_nothing_is_doubled(road: Library, tmp_path: Path) -> None:
    laptop = lent_out(road, tmp_path)
    road.do("register_visit", minute=5, member_no="A1")  # the main desk goes on meanwhile
    Publisher(road.db).flush()
    a_day_alone(laptop)
    file = packed(laptop, tmp_path)
    main = road.db.settings
    taken = take(main, file, own_node=road.db.node)
    assert (taken.node, taken.known) == ("laptop-1", 0)
    assert taken.new == 2  # what it inherited, said without tables, and its own day
    again = take(main, file, own_node=road.db.node)
    assert (again.new, again.known) == (0, 2)
    list(verify(road.db.reader(), main.landing))

    for _twice in range(2):
        refreshed(main)
        assert facts(main, "SELECT node, count(*) > 0 FROM raw.journal GROUP BY node ORDER BY node") == [
            ("laptop-1", True), ("pusat", True),
        ]  # fmt: skip
        assert facts(main, "SELECT heads FROM raw.outreach_visits") == [(12,)]
        assert facts(main, "SELECT count(DISTINCT member_key), count(*) FROM raw.members") == [(2, 2)]
        assert facts(main, "SELECT source_node, node, receipt_no FROM raw.payments") == [("laptop-1", "laptop-1", 1)]
        assert facts(main, "SELECT source_node, node, serial FROM raw.documents") == [("laptop-1", "laptop-1", 1)]
        assert facts(main, "SELECT count(*) FROM raw.loans") == [(1,)]
        assert facts(main, "SELECT count(*) FROM raw.quarantine") == [(0,)]


def refreshed(settings: Settings) -> None:
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "run")


def test_the_laptop_goes_on_and_comes_back_again(road: Library, tmp_path: Path) -> None:
    laptop = lent_out(road, tmp_path)
    a_day_alone(laptop)
    main = road.db.settings
    take(main, packed(laptop, tmp_path), own_node="pusat")
    a_day_alone(laptop, first=False)
    taken = take(main, packed(laptop, tmp_path), own_node="pusat")
    assert (taken.new, taken.known) == (1, 2)
    own, other = nodes_seen(main, "pusat")
    assert (own.is_own, other.node, other.gaps, other.batches) == (True, "laptop-1", (), 3)
    assert other.prepared_at == MONDAY


def test_a_laptop_of_which_nothing_came_is_listed(road: Library, tmp_path: Path) -> None:
    lent_out(road, tmp_path)
    assert [(one.node, one.batches) for one in nodes_seen(road.db.settings, "pusat")][1] == ("laptop-1", 0)


def test_what_stays_at_the_main_home(road: Library, tmp_path: Path) -> None:
    road.db.housekeep("INSERT INTO api_tokens VALUES (uuid(), 'x', 'admin', 'x', now(), NULL)", [])
    secret = road.db.settings.secret_key()
    laptop = lent_out(road, tmp_path)
    assert laptop.secret_key() != secret
    with OperationsDatabase.open(laptop) as db:
        assert db.node == "laptop-1"
        assert db.rows("SELECT 1 FROM api_tokens") == []
        assert db.actor("petugas") is not None


@pytest.mark.parametrize("node", ["pusat", "Laptop", "../x", "a b", "", "😀", "x" * 40])
def test_a_name_that_cannot_be_used(road: Library, tmp_path: Path, node: str) -> None:
    with pytest.raises(HomeError):
        prepare(road.db, tmp_path / "new", node, MONDAY)
    assert not (tmp_path / "new").exists()


def test_a_name_is_used_once_and_a_folder_must_be_empty(road: Library, tmp_path: Path) -> None:
    lent_out(road, tmp_path)
    with pytest.raises(HomeError):
        prepare(road.db, tmp_path / "other", "laptop-1", MONDAY)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "foto.jpg").write_bytes(b"x")
    with pytest.raises(HomeError):
        prepare(road.db, tmp_path / "full", "laptop-2", MONDAY)


def rewritten(file: Path, change: Any) -> io.BytesIO:
    """The pack with its entries changed by `change(entries)`."""
    with zipfile.ZipFile(file) as zipped:
        entries = {one: zipped.read(one) for one in zipped.namelist()}
    change(entries)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    out.seek(0)
    return out


def refusal(road: Library, file: Any, **options: Any) -> str:
    landing = road.db.settings.landing
    before = sorted(str(path) for path in landing.rglob("*"))
    with pytest.raises(Refused) as refused:
        take(road.db.settings, file, own_node="pusat", **options)
    assert sorted(str(path) for path in landing.rglob("*")) == before
    assert refused.value.sentence()
    return refused.value.rule


def test_a_pack_that_was_changed_or_is_none(road: Library, tmp_path: Path) -> None:
    laptop = lent_out(road, tmp_path)
    a_day_alone(laptop)
    file = packed(laptop, tmp_path)
    with zipfile.ZipFile(file) as zipped:
        names = zipped.namelist()
    parquet = next(name for name in names if name.endswith("trips.parquet"))
    manifest = sorted(name for name in names if name.endswith("manifest.json"))[1]
    wrong: list[tuple[Any, str]] = [
        (lambda e: e.update({parquet: e[parquet] + b"x"}), "pack_is_unchanged"),
        (lambda e: e.pop(parquet), "pack_is_unchanged"),
        (lambda e: e.update({manifest: e[manifest].replace(b'"rows": 1', b'"rows": 2', 1)}), "pack_is_unchanged"),
        (lambda e: e.update({parquet.replace("trips", "extra"): b"x"}), "pack_is_unchanged"),
        (lambda e: e.update({"../../etc/passwd": b"x"}), "file_is_a_pack"),
        (lambda e: e.update({"notes.txt": b"x"}), "file_is_a_pack"),
        (lambda e: e.pop("pack.json"), "file_is_a_pack"),
        (lambda e: e.update({"pack.json": b"[]"}), "file_is_a_pack"),
        (lambda e: e.update({"pack.json": e["pack.json"].replace(b"laptop-1", b"laptop-9")}), "node_is_known"),
        (lambda e: e.update({"pack.json": e["pack.json"].replace(b"laptop-1", b"pusat")}), "pack_is_anothers"),
        (
            lambda e: e.update({"pack.json": e["pack.json"].replace(b'"is_demo": false', b'"is_demo": true')}),
            "demo_stays_apart",
        ),
    ]  # fmt: skip
    for change, rule in wrong:
        assert refusal(road, rewritten(file, change)) == rule
    other = rewritten(file, lambda e: e.update({"pack.json": e["pack.json"].replace(b"laptop-1", b"laptop-9")}))
    assert refusal(road, other, new_node=True) == "pack_is_unchanged"  # its manifests still say laptop-1
    for content in (b"", b"PK\x03\x04", b"no zip at all", file.read_bytes()[:-200]):
        assert refusal(road, io.BytesIO(content)) == "file_is_a_pack"


def test_a_pack_with_a_gap_and_one_that_contradicts(road: Library, tmp_path: Path) -> None:
    laptop = lent_out(road, tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(laptop.home, copy)
    a_day_alone(laptop)
    file = packed(laptop, tmp_path)

    def without_first(entries: dict[str, bytes]) -> None:
        index = json.loads(entries["pack.json"])
        first = sorted(index["batches"])[0]
        del index["batches"][first]
        entries["pack.json"] = json.dumps(index).encode()
        for name in [one for one in entries if one.startswith(first)]:
            del entries[name]

    assert refusal(road, rewritten(file, without_first)) == "batches_follow"
    take(road.db.settings, file, own_node="pusat")
    a_day_alone(settings_of(copy), first=False)  # the same laptop home started twice: two pasts
    assert refusal(road, packed(settings_of(copy), tmp_path, "copy.zip")) == "batches_agree"


def test_an_empty_home_is_prepared_too(settings: Settings, tmp_path: Path) -> None:
    with OperationsDatabase.open(settings) as db:
        prepare(db, tmp_path / "laptop-1", "laptop-1", MONDAY)
    laptop = settings_of(tmp_path / "laptop-1")
    with pytest.raises(HomeError):
        pack(laptop, "laptop-1", tmp_path / "p.zip", MONDAY)
    with OperationsDatabase.open(laptop) as db:
        furnished(db)
        Publisher(db).flush()
    taken = take(settings, packed(laptop, tmp_path), own_node="pusat")
    assert taken.new == 1
