"""XES of other tools: read as it comes, traps refused; our own comes back with its own figures."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from tests.landing import uid
from tests.warehouse.eventlog.conftest import Measuring
from tests.warehouse.marts.conftest import Desk
from warehouse.catalogue.load import SHIPPED
from warehouse.errors import HomeError
from warehouse.eventlog.export import export_events, Wanted
from warehouse.settings import Settings

LOG = """<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
 <global scope="event"><string key="concept:name" value="terima"/></global>
 <trace>
  <string key="concept:name" value="A &amp; B"/>
  <event>
   <string key="concept:name" value="Terima"><string key="time:timestamp" value="inner"/></string>
   <string key="lifecycle:transition" value="start"/>
   <date key="time:timestamp" value="2026-03-05T08:00:00.000+08:00"/>
  </event>
  <event>
   <string key="concept:name" value="Terima"/>
   <string key="lifecycle:transition" value="complete"/>
   <date key="time:timestamp" value="2026-03-05T00:04:00Z"/>
   <string key="org:resource" value="Somebody"/>
  </event>
  <event><string key="concept:name" value="Menandatangani surat"/><date key="time:timestamp" value="soon"/></event>
 </trace>
 <trace><string key="concept:name" value="empty"/></trace>
</log>
"""


def test_a_foreign_xes_file_is_read(measuring: Measuring, tmp_path: Path) -> None:
    (tmp_path / "log.xes").write_text(LOG, encoding="utf-8")
    (tmp_path / "log.xes.gz").write_bytes(gzip.compress(LOG.encode()))
    for name in ("log.xes", "log.xes.gz"):
        found = measuring.file(tmp_path / name)
        assert (found.counts.cases, found.counts.events) == (1, 1)
        assert found.cases["A & B"]["service_s"] == "240.0"
        assert [(one.line, one.column) for one in found.refused] == [(17, "moment"), (19, "activity")]


@pytest.mark.parametrize(
    "text",
    [
        LOG.replace("</log>", ""),
        "<html></html>",
        '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa">]><log><trace><string key="x" value="&a;"/></trace></log>',
        "",
    ],
)
def test_what_is_no_xes_is_refused_in_one_sentence(measuring: Measuring, tmp_path: Path, text: str) -> None:
    (tmp_path / "log.xes").write_text(text, encoding="utf-8")
    with pytest.raises(HomeError, match=r"log\.xes"):
        measuring.file(tmp_path / "log.xes")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    settings = Settings.load(home=tmp_path_factory.mktemp("round") / "home")
    settings.make_home()
    desk = Desk(settings)
    for n, (minutes, repeat) in enumerate([(2, False), (5, True), (9, False), (31, True)]):
        day = f"2026-03-{2 + n:02}"
        desk.visit(f"v{n}", f"{day} 08:05", bag_case_id=uid(f"bag{n}") if n % 2 else None)
        if n % 2:
            desk.bag(f"bag{n}", f"{day} 08:00")
            desk.step(f"bag{n}", "locker", 1, f"{day} 08:00", f"{day} 08:0{n}", act="bag_deposit")
        desk.act(f"v{n}", "guest_book", None if n == 2 else f"{day} 08:04", f"{day} 08:05")
        desk.case(f"c{n}", "loan", f"{day} 08:30", visit_id=uid(f"v{n}"))
        desk.step(f"c{n}", "loan", 6, f"{day} 08:30", f"{day} 08:{30 + minutes % 30:02}:30")
        if repeat:
            desk.step(f"c{n}", "loan", 6, f"{day} 09:30", f"{day} 09:31", captured="backfilled")
        if n:
            desk.add("case_closings", f"{day} 10:00", case_id=uid(f"c{n}"), outcome="done")
    for n, until in ((0, "08:31:30"), (1, "08:34"), (2, None)):
        desk.add(
            "step_pauses", f"2026-03-{2 + n:02} 08:31", pause_id=uid(f"p{n}"), case_id=uid(f"c{n}"), sop_code="loan",
            unit_position=None if n else 6, reason_code="patron",
        )  # fmt: skip
        if until:
            desk.add("step_resumptions", f"2026-03-{2 + n:02} {until}", pause_id=uid(f"p{n}"), case_id=uid(f"c{n}"))
    desk.case("bare", "loan", "2026-03-09 08:30")
    desk.refresh()
    return desk


@pytest.mark.parametrize("ending", ["xes", "csv"])
def test_our_own_log_comes_back_with_our_own_figures(
    desk: Desk, measuring: Measuring, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"loan.{ending}"
    export_events(desk.settings, Wanted("loan", date(2026, 3, 1), date(2026, 3, 31)), target)
    found = measuring.file(target, sop=SHIPPED / "sops" / "loan.yaml", agency="NTT")
    bare = ending == "csv"  # a CSV has no row for a case without events, and none for a pause
    for position in (1, 2, 6, 9):
        ours, theirs = desk.step_figures("loan", position), found.step(position)
        expected = ours["expected"] - (1 if bare and position in (2, 6) else 0)
        assert int(theirs["expected"]) == expected
        if bare and position == 6:
            continue
        for name in ("recorded", "backfilled", "timed", "on_time"):
            assert int(theirs[name]) == ours[name], name
        for name in ("median_s", "p90_s", "lost_minutes"):
            assert (float(theirs[name]) if theirs[name] else None) == ours[name], name
    for n in (3,) if bare else range(4):
        ours = desk.one_case(f"c{n}")
        theirs = found.cases[uid(f"c{n}")]
        for name in (
            "expected_steps",
            "late_steps",
            "missing_steps",
            "out_of_order_steps",
            "repeated_steps",
            "untimed_steps",
        ):
            assert int(theirs[name]) == ours[name], name
        for name in ("service_s", "waiting_s"):
            assert (float(theirs[name]) if theirs[name] else None) == ours[name], name
    assert (uid("bare") in found.cases) is not bare
