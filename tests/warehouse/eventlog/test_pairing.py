"""Beginnings and ends that a log tells apart, paired a second time in plain Python over many made-up orders."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime, timedelta

from tests.warehouse.eventlog.conftest import Measuring, NOW
from warehouse.catalogue.load import load_catalogue
from warehouse.eventlog.measure import measured_log
from warehouse.eventlog.process import read_process
from warehouse.eventlog.read_csv import open_log

Half = tuple[str, str, int, str]  # case, instance, minute, transition
Pairs = dict[str, list[tuple[int | None, int | None]]]
MORNING = datetime.fromisoformat("2026-03-05T08:00:00+08:00")


def made_up(seed: int, cases: int) -> list[Half]:
    chance = random.Random(seed)
    halves = {
        (f"c{case}", chance.choice(["", "", "x"]), chance.randrange(6), chance.choice(["start", "complete"]))
        for case in range(cases)
        for _ in range(chance.randrange(1, 9))
    }
    listed = sorted(halves)
    chance.shuffle(listed)
    return listed


def paired(halves: list[Half]) -> Pairs:
    """The earliest open beginning with the next end; at one moment a beginning comes first."""
    found: Pairs = defaultdict(list)
    open_: dict[tuple[str, str], list[int]] = defaultdict(list)
    for case, instance, minute, transition in sorted(halves, key=lambda one: (one[2], one[3] == "complete")):
        waiting = open_[case, instance]
        if transition == "start":
            waiting.append(minute)
        else:
            found[case].append((waiting.pop(0) if waiting else None, minute))
    for (case, _instance), waiting in open_.items():
        found[case] += [(minute, None) for minute in waiting]
    return found


def test_pairs_are_those_of_a_queue(measuring: Measuring) -> None:
    halves = made_up(5, cases=600)
    source = measuring.folder / "log.csv"
    rows = [
        f"{case},terima,{(MORNING + timedelta(minutes=minute)).isoformat()},{transition},{instance}"
        for case, instance, minute, transition in halves
    ]
    source.write_text("\n".join(["case_id,activity,timestamp,lifecycle,instance", *rows]), encoding="utf-8")
    process = read_process(measuring.sop, load_catalogue(measuring.settings.catalogue_dir), None)
    log = open_log(measuring.settings, source, None, measuring.folder)
    found: Pairs = defaultdict(list)
    with measured_log(measuring.settings, log, process, measuring.folder, NOW) as measured:
        for case, started_at, finished_at in measured.connection.execute(
            "SELECT c.case_name, e.started_at, e.finished_at FROM raw.step_events AS e JOIN log_cases AS c USING (case_id)"
        ).fetchall():
            minutes = [
                None if at is None else round((at - MORNING).total_seconds() / 60) for at in (started_at, finished_at)
            ]
            found[case].append((minutes[0], minutes[1]))
    order = {case: sorted(pairs, key=str) for case, pairs in paired(halves).items()}
    assert {case: sorted(pairs, key=str) for case, pairs in found.items()} == order
    assert sum(None in pair for pairs in order.values() for pair in pairs) > 500
