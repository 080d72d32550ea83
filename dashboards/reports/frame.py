"""What all reports share: whose they are, of when, who signs, what they were made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dashboards.places import Places
from dashboards.reports.model import Body, Report, Signer
from dashboards.reports.rows import SpanRows
from dashboards.reports.words import day_name
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue
from warehouse.clock import local, local_day
from warehouse.errors import BadInput, N_
from warehouse.typesetting.letterhead import Letterhead

_OFFICES = {"agency_head": "Kepala {agency}", "treasurer": "Bendahara Penerimaan"}
"""Over a dotted line, where the agency's file names nobody."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made from. `subject`: the SOP or the form asked for, empty where there is nothing to choose."""

    rows: SpanRows
    catalogue: Catalogue
    subject: str = ""

    @property
    def before(self) -> SpanRows:
        return self.rows.before

    @property
    def agency(self) -> Agency:
        return self.catalogue.agency(self.rows.agency)

    @property
    def places(self) -> Places:
        return Places(self.catalogue)


@dataclass(frozen=True, slots=True)
class Made:
    """From which records: `as_of` names their state, `moment` is when the last of them was written down."""

    as_of: str
    moment: datetime
    is_demo: bool


def framed(given: Material, body: Body, made: Made, *, kind: str, title: str, roles: tuple[str, ...]) -> Report:
    """The report around `body`; dated by its last record. BadInput when there is nothing to report."""
    agency, span = given.agency, given.rows.span
    if not any(table.rows for section in body.sections for table in section.tables):
        raise BadInput(
            "has_records", N_("There are no records of {agency} in {period}."), field="period", agency=agency.code,
            period=span.code,
        )  # fmt: skip
    day = local_day(made.moment, agency.timezone)
    running = "" if day > span.last else f" · sementara, sampai {day_name(day)}"
    clock = local(made.moment, agency.timezone)
    head = agency.signer_on("agency_head", day)
    return Report(
        kind=kind,
        subject=given.subject,
        title=title,
        subtitle=(f"{body.about} · " if body.about else "") + span.name + running,
        head=Letterhead.of(agency, is_demo=made.is_demo),
        period=span.name,
        before=span.before.name,
        key_figures=body.key_figures,
        summary=tuple(section.sentences[0] for section in body.sections if section.sentences),
        sections=body.sections,
        place_and_date=f"{head.place if head else agency.province}, {day_name(day)}",
        signers=tuple(_signer(agency, role, day) for role in roles),
        as_of=made.as_of,
        moment=made.moment,
        said_moment=f"{day_name(day)} pukul {clock:%H.%M} {clock.tzname()}",
        notes=_notes(agency),
    )


def _signer(agency: Agency, role: str, day: date) -> Signer:
    found = agency.signer_on(role, day)
    if found is None:
        return Signer(_OFFICES[role].format(agency=agency.name), None, None, None)
    return Signer(found.office, found.name, found.nip, found.rank)


def _notes(agency: Agency) -> tuple[str, ...]:
    examples = [
        what
        for what, is_example in (
            ("kop surat", agency.letterhead_example),
            ("penanda tangan", any(one.example for one in agency.signatories)),
            ("tarif", any(tariff.example for tariff in agency.tariffs)),
        )
        if is_example
    ]
    notes = ["Setiap angka dihitung dari catatan transaksi menurut hari kalender setempat."]
    if examples:
        notes.append(f"Masih berupa contoh dalam katalog instansi: {', '.join(examples)}.")
    return tuple(notes)
