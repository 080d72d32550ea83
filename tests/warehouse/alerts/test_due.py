"""What is due to whom, by rule: laws over made alerts, without any sending."""

from __future__ import annotations

from datetime import datetime, timedelta, UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.alerts.due import Draft, drafts, Terms, Told
from warehouse.alerts.finding import Finding
from warehouse.alerts.lifecycle import Alert, compare

NOW = datetime(2026, 5, 13, 1, 0, tzinfo=UTC)  # 09:00 in Kupang
TERMS = Terms("Asia/Makassar", 7, 1, 3, 7)


def alert(
    name: str = "a", role: str = "treasurer", agency: str | None = "NTT", seen: datetime = NOW, **moments: datetime
) -> Alert:
    return Alert(name, Finding("batch", f"batch:{name}", "warning", role, agency), seen, **moments)


def due(*alerts: Alert, now: datetime = NOW, told: Told | None = None) -> list[Draft]:
    return drafts(alerts, now, lambda _agency: TERMS, told or Told(), lambda _role, _agency: True)


def short(found: list[Draft]) -> list[tuple[str, str, str | None, int, int]]:
    return [(d.purpose, d.role, d.agency, len(d.alerts), len(d.escalated)) for d in found]


def test_new_alerts_of_a_role_are_one_message_for_each_agency() -> None:
    found = due(alert("a"), alert("b"), alert("c", agency="JATENG"), alert("d", role="section_head"))
    assert short(found) == [
        ("new", "treasurer", "JATENG", 1, 0), ("new", "treasurer", "NTT", 2, 0), ("new", "section_head", "NTT", 1, 0)
    ]  # fmt: skip


def test_what_waits_for_a_channel_is_not_written_again() -> None:
    assert due(alert("a"), told=Told(waiting={("a", "new", "treasurer")})) == []


@pytest.mark.parametrize(
    ("role", "days", "heads"),
    [
        ("treasurer", 2, []), ("treasurer", 3, ["section_head"]), ("treasurer", 7, ["section_head", "division_head"]),
        ("section_head", 7, ["division_head"]), ("division_head", 30, []), ("head_of_agency", 30, []),
    ],
)  # fmt: skip
def test_the_way_up(role: str, days: int, heads: list[str]) -> None:
    old = alert(role=role, seen=NOW - timedelta(days=days), sent_at=NOW, reminded_at=NOW)
    assert [draft.role for draft in due(old) if draft.purpose == "escalation"] == heads


def test_a_head_without_a_channel_does_not_stop_the_next_one() -> None:
    old = alert(seen=NOW - timedelta(days=8), sent_at=NOW, reminded_at=NOW)
    found = drafts([old], NOW, lambda _a: TERMS, Told(), lambda role, _a: role != "section_head")
    assert short(found) == [("escalation", "division_head", "NTT", 1, 0)]


def test_nothing_is_reminded_before_it_was_sent() -> None:
    assert [d for d in due(alert(seen=NOW - timedelta(days=2))) if d.purpose == "digest"] == []


@given(
    hours=st.lists(st.integers(-400, 400), min_size=1, max_size=30),
    seen=st.lists(st.integers(-200, 0), min_size=1, max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_clock_does_no_digest_comes_twice_on_a_day_and_no_alert_is_new_or_escalated_twice(
    hours: list[int], seen: list[int]
) -> None:
    alerts = [alert(str(number), seen=NOW + timedelta(hours=ago)) for number, ago in enumerate(seen)]
    digests: set[tuple[str, str | None, object]] = set()
    once: set[tuple[str, str, str]] = set()
    for hour in hours:
        now = NOW + timedelta(hours=hour)
        for draft in due(*alerts, now=now, told=Told(digests=digests)):
            if draft.purpose == "digest":
                assert (draft.role, draft.agency, draft.day) not in digests
                digests.add((draft.role, draft.agency, draft.day))
            for told_of in draft.alerts:
                if draft.purpose != "digest":
                    assert (told_of.alert_id, draft.purpose, draft.role) not in once
                    once.add((told_of.alert_id, draft.purpose, draft.role))
                alerts = [_after(one, draft, now) if one.alert_id == told_of.alert_id else one for one in alerts]


def _after(one: Alert, draft: Draft, now: datetime) -> Alert:
    moments = {
        "sent_at": one.sent_at, "reminded_at": one.reminded_at, "section_head_at": one.section_head_at,
        "division_head_at": one.division_head_at,
    }  # fmt: skip
    column = {"new": "sent_at", "digest": "reminded_at"}.get(draft.purpose, f"{draft.role}_at")
    return Alert(one.alert_id, one.finding, one.first_seen_at, **(moments | {column: now}))


def test_a_finding_opens_stands_changes_and_is_resolved() -> None:
    found = Finding("check", "check:t:e", "warning", "treasurer", details={"violations": 3})
    assert compare([], [found], ["check"]).opened == (found,)
    standing = [Alert("1", found, NOW)]
    assert not compare(standing, [found], ["check"]).any
    more = Finding("check", "check:t:e", "warning", "treasurer", details={"violations": 4})
    assert compare(standing, [more], ["check"]).changed == (("1", more),)
    assert compare(standing, [], ["check"]).resolved == ("1",)
    assert not compare(standing, [], ["document"]).any, "a kind that nobody looked at stays as it is"
