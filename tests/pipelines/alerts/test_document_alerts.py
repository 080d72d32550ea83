"""A paper that is missing becomes an e-mail to the officer's role, once; when it is filed the alert is resolved."""

from __future__ import annotations

from tests.landing import uid
from tests.pipelines.alerts.conftest import finished_trip, later_record, Office, paper
from tests.pipelines.alerts.servers import Mailbox


def owed(office: Office, mailbox: Mailbox) -> None:
    """The trip is over, the day after tomorrow has begun."""
    office.configure(channels={"school_drop_officer": [mailbox.address("ltps@library.example")]})
    office.publish(finished_trip())
    office.publish(later_record(office.now))


def test_a_missing_berita_acara_arrives_as_an_email_and_a_second_refresh_sends_nothing(
    office: Office, mailbox: Mailbox
) -> None:
    owed(office, mailbox)
    done = office.look()
    assert (done.opened, done.accepted, done.failed) == (3, 1, 0)
    [mail] = mailbox.mails
    [body] = mailbox.bodies()
    assert mail["X-Envelope-To"] == "ltps@library.example"
    assert "peringatan baru" in mail["Subject"]
    for said in (
        "Kepada Petugas LTPS",
        "Belum ada berita acara serah terima: perjalanan 11 Mei 2026, kendaraan MPK-1, lokasi S-17.",
        f"Berkas: {uid('case of trip')}, dibuka 11 Mei 2026",
        "Batas waktu: 12 Mei 2026",
        "Penanggung jawab: Petugas LTPS",
        "Yang perlu dilakukan: Buka lembar jalan perjalanan itu",
        f"/dokumen?paper={uid('case of trip')}:handover_ba",
    ):
        assert said in body.replace("\n", "\n"), said
    assert "SDN Contoh" not in body
    again = office.look()
    assert (again.opened, again.accepted, again.changed) == (0, 0, False)
    assert len(mailbox.mails) == 1


def test_a_paper_that_is_filed_resolves_its_alert(office: Office, mailbox: Mailbox) -> None:
    owed(office, mailbox)
    office.look()
    office.later(hours=2)
    office.publish(paper("handover_ba", office.now, parties=("sender", "recipient")))
    done = office.look()
    assert (done.opened, done.resolved, done.standing) == (0, 1, 2)
    [row] = office.read(
        "SELECT resolved_at, sent_at IS NOT NULL FROM alerts.alerts WHERE alert_key LIKE '%handover_ba%'"
    )
    assert row == (office.now, True)
    assert len(mailbox.mails) == 1
