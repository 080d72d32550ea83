"""Reminders in one morning digest per role, and the way up to Kasie and Kabid, through real receivers."""

from __future__ import annotations

from datetime import datetime

from tests.landing import at
from tests.pipelines.alerts.conftest import finished_trip, later_record, Office
from tests.pipelines.alerts.servers import free_port, Mailbox, smtp_server, Webhook

CHANNELS = ("school_drop_officer", "section_head", "division_head")


def opened(office: Office, webhook: Webhook) -> None:
    """Three papers of a trip are missing since Wednesday 13 May, 09:00 in Kupang; the officer knows."""
    office.configure(channels={role: [webhook.address(role)] for role in CHANNELS})
    office.publish(finished_trip())
    office.publish(later_record(office.now))
    assert office.look().accepted == 1


def told(webhook: Webhook, count: int) -> list[tuple[str, str]]:
    """(role, title) of the messages beyond the first `count`."""
    return [(hook["path"][1:], hook["title"].removeprefix("Patuh: ")) for hook in webhook.received[count:]]


def round_at(office: Office, text: str) -> None:
    office.now = at(text)
    office.round()


def test_the_digest_comes_in_the_morning_once_and_the_heads_are_told_after_their_days(
    office: Office, webhook: Webhook
) -> None:
    opened(office, webhook)
    round_at(office, "2026-05-13 23:00+08:00")
    round_at(office, "2026-05-14 06:59+08:00")
    assert told(webhook, 1) == []
    for moment in ("2026-05-14 07:00+08:00", "2026-05-14 07:05+08:00", "2026-05-14 18:00+08:00"):
        round_at(office, moment)
    assert told(webhook, 1) == [("school_drop_officer", "3 peringatan masih terbuka, 14 Mei 2026")]
    assert "Diperingatkan sejak 13 Mei 2026 (1 hari)." in webhook.received[1]["message"]
    round_at(office, "2026-05-15 07:00+08:00")
    round_at(office, "2026-05-16 06:00+08:00")
    assert len(webhook.received) == 3
    round_at(office, "2026-05-16 07:00+08:00")
    assert told(webhook, 3) == [
        ("section_head", "diteruskan kepada Anda: 3 peringatan"),
        ("school_drop_officer", "3 peringatan masih terbuka, 16 Mei 2026"),
    ]
    round_at(office, "2026-05-16 12:00+08:00")
    round_at(office, "2026-05-17 07:00+08:00")
    assert told(webhook, 5) == [
        ("school_drop_officer", "3 peringatan masih terbuka, 17 Mei 2026"),
        ("section_head", "3 peringatan masih terbuka, 17 Mei 2026"),
    ]
    round_at(office, "2026-05-20 07:00+08:00")
    assert told(webhook, 7)[0] == ("division_head", "diteruskan kepada Anda: 3 peringatan")
    found = office.read("SELECT DISTINCT section_head_at, division_head_at, reminded_at FROM alerts.alerts")
    assert found == [(at("2026-05-16 07:00+08:00"), at("2026-05-20 07:00+08:00"), at("2026-05-20 07:00+08:00"))]


def test_a_digest_that_waited_a_day_gives_way_to_the_next(office: Office) -> None:
    box = Mailbox(free_port())
    office.configure(channels={"school_drop_officer": [box.address("ltps@library.example")]})
    office.publish(finished_trip())
    office.publish(later_record(office.now))
    with smtp_server(box):
        office.look()
    round_at(office, "2026-05-14 07:00+08:00")
    round_at(office, "2026-05-15 07:00+08:00")
    with smtp_server(box):
        round_at(office, "2026-05-15 08:00+08:00")
    assert [mail["Subject"] for mail in box.mails[1:]] == ["Patuh: 3 peringatan masih terbuka, 15 Mei 2026"]


def test_a_clock_that_is_set_back_sends_nothing_twice(office: Office, webhook: Webhook) -> None:
    opened(office, webhook)
    for moment in (
        "2026-05-14 07:00+08:00",
        "2026-05-13 12:00+08:00",
        "2026-05-14 07:00+08:00",
        "2026-05-14 08:00+08:00",
    ):
        round_at(office, moment)
    assert len(webhook.received) == 2


def test_a_clock_that_ran_ahead_does_not_silence_the_mornings_after(office: Office, webhook: Webhook) -> None:
    opened(office, webhook)
    round_at(office, "2027-05-14 07:00+08:00")
    ahead = len(webhook.received)
    round_at(office, "2026-05-14 07:00+08:00")
    assert ("school_drop_officer", "3 peringatan masih terbuka, 14 Mei 2026") in told(webhook, ahead)


def test_the_hour_is_that_of_the_agency(office: Office, webhook: Webhook) -> None:
    """07:00 in Kupang is 06:00 in Semarang and 23:00 UTC of the day before."""
    opened(office, webhook)
    round_at(office, "2026-05-14 06:30+07:00")
    assert datetime.fromisoformat("2026-05-13T23:30+00:00") == office.now
    assert len(told(webhook, 1)) == 1


def test_alerts_of_no_agency_go_up_after_the_days_of_the_settings(office: Office, webhook: Webhook) -> None:
    office.configure(
        escalate_section_head_days=2,
        escalate_division_head_days=5,
        channels={role: [webhook.address(role)] for role in ("section_head", "division_head")},
    )
    office.damage()
    office.round()
    for days, roles in ((1, []), (1, ["section_head"]), (2, []), (1, ["division_head"])):
        office.later(days=days)
        before = len(webhook.received)
        office.round()
        assert [role for role, title in told(webhook, before) if "diteruskan" in title] == roles
