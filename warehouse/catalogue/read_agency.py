"""One agency file → one Agency, or a CatalogueError that names file and line."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from warehouse.catalogue.agency import (
    AgeClass,
    Agency,
    AlertTerms,
    DeskTerms,
    Lists,
    LoanTerms,
    LockerCount,
    Population,
    ServicePoint,
    Tariff,
)
from warehouse.catalogue.check_terms import read_check_terms
from warehouse.catalogue.dated import refuse_disorder
from warehouse.catalogue.nodes import Entry, read_document
from warehouse.catalogue.signatories import read_signers
from warehouse.catalogue.targets import read_targets
from warehouse.catalogue.working_days import AgencyCalendar, OpeningHours
from warehouse.errors import N_

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODE = re.compile(r"[A-Z][A-Z0-9-]*")


def read_agency(path: Path, label: str) -> Agency:
    top = read_document(path, label)
    code = _code(top)
    zone = top.text("timezone")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        top.refuse(N_("The time zone {zone} is not known."), line=top.line_of("timezone"), zone=zone)
    letterhead = top.entry("letterhead")
    points = list(top.entries("service_points"))
    agency = Agency(
        code=code,
        name=top.text("name"),
        office=top.text("office"),
        province=top.text("province"),
        region_code=top.text("region_code"),
        timezone=zone,
        letterhead=letterhead.texts("lines", allow_empty=False),
        letterhead_example=letterhead.boolean("example", default=False),
        paper_number=_paper_number(letterhead),
        population=_population(top.entry("population")),
        service_points=tuple(_service_point(entry, code) for entry in points),
        calendar=_calendar(top.entry("calendar"), _hours(top)),
        loan_terms=_loan_terms(top),
        tariffs=_tariffs(top),
        desk_terms=_desk_terms(top),
        alert_terms=_alert_terms(top),
        check_terms=read_check_terms(tuple(top.entries("check_terms", required=False))),
        lists=_lists(top.entry("lists")),
        signatories=read_signers(tuple(top.entries("signatories", required=False))),
        targets=read_targets(tuple(top.entries("targets", required=False))),
        file=label,
        lines={entry.text("code"): entry.line for entry in points},
    )
    letterhead.done()
    top.done()
    return agency


PAPER_NUMBER = "{serial}/{kind}/{month}/{year}"
_PLACES = frozenset({"serial", "kind", "month", "year", "node"})


def _paper_number(letterhead: Entry) -> str:
    """How official papers are numbered; the serial must be in it."""
    pattern = letterhead.text_or_none("paper_number", required=False) or PAPER_NUMBER
    named = (
        {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
        if pattern.count("{") == pattern.count("}")
        else {""}
    )
    if "serial" not in named or not named <= _PLACES:
        letterhead.refuse(
            N_("A paper's number holds serial, and only kind, month, year and node beside it: {pattern}"),
            line=letterhead.line_of("paper_number"),
            pattern=pattern,
        )
    return pattern


def _code(entry: Entry) -> str:
    code = entry.text("code")
    if not _CODE.fullmatch(code):
        entry.refuse(
            N_("The code {code} must be capital letters, digits and hyphens."), line=entry.line_of("code"), code=code
        )
    return code


def _population(entry: Entry) -> Population:
    found = Population(people=entry.integer("people", least=1), as_of=entry.date("as_of"), source=entry.text("source"))
    entry.done()
    return found


def _service_point(entry: Entry, agency: str) -> ServicePoint:
    lockers, lines = [], []
    for item in entry.entries("lockers", required=False):
        lockers.append(LockerCount(_begins_on(item), item.integer("count"), item.boolean("example", default=False)))
        lines.append(item)
        item.done()
    refuse_disorder(lines, lockers)
    found = ServicePoint(
        code=_code(entry),
        agency=agency,
        name=entry.text("name"),
        kind=entry.word("kind", frozenset({"building", "vehicle"})) or "",
        address=entry.text_or_none("address"),
        lockers=tuple(lockers),
        example=entry.boolean("example", default=False),
    )
    entry.done()
    return found


def _begins_on(entry: Entry) -> date | None:
    """`from: null` means always."""
    return entry.date_or_none("from")


def _hours(top: Entry) -> tuple[OpeningHours, ...]:
    entries, hours = [], []
    for entry in top.entries("opening_hours"):
        by_weekday: dict[int, tuple[time, time]] = {}
        for weekday, name in enumerate(WEEKDAYS):
            open_close = entry.hours(name)
            if open_close:
                by_weekday[weekday] = open_close
        hours.append(OpeningHours(_begins_on(entry), by_weekday, entry.boolean("example", default=False)))
        entries.append(entry)
        entry.done()
    refuse_disorder(entries, hours)
    return tuple(hours)


def _calendar(entry: Entry, hours: tuple[OpeningHours, ...]) -> AgencyCalendar:
    weekdays = entry.texts("working_weekdays", allow_empty=False)
    for name in weekdays:
        if name not in WEEKDAYS:
            entry.refuse(N_("{name} is not a weekday."), line=entry.line_of("working_weekdays"), name=name)
    found = AgencyCalendar(
        country=entry.word("public_holidays", frozenset({"ID"})) or "",
        working_weekdays=frozenset(WEEKDAYS.index(name) for name in weekdays),
        hours=hours,
        collective_leave=_named_days(entry, "collective_leave"),
        closures=_named_days(entry, "closures"),
        extra_open_days=frozenset(_named_days(entry, "extra_open_days")),
    )
    entry.done()
    return found


def _named_days(entry: Entry, key: str) -> dict[date, str]:
    days: dict[date, str] = {}
    for item in entry.entries(key):
        day = item.date("on")
        if day in days:
            item.refuse(N_("The day {day} stands here twice."), day=day.isoformat())
        days[day] = item.text("name")
        item.done()
    return days


def _loan_terms(top: Entry) -> tuple[LoanTerms, ...]:
    entries, terms = [], []
    for entry in top.entries("loan_terms"):
        terms.append(
            LoanTerms(
                begins_on=_begins_on(entry),
                max_titles=entry.integer("max_titles", least=1),
                max_copies=entry.integer("max_copies", least=1),
                loan_days=entry.integer("loan_days", least=1),
                renewals=entry.integer("renewals"),
                overdue_blocks=entry.boolean("overdue_blocks"),
                unpaid_blocks=entry.boolean("unpaid_blocks"),
                card_valid_months=entry.integer("card_valid_months", least=1),
                example=entry.boolean("example", default=False),
            )
        )
        entries.append(entry)
        entry.done()
    refuse_disorder(entries, terms)
    return tuple(terms)


def _tariffs(top: Entry) -> tuple[Tariff, ...]:
    entries, tariffs = [], []
    for entry in top.entries("tariffs"):
        tariffs.append(
            Tariff(
                begins_on=_begins_on(entry),
                late_fine_per_day_idr=entry.integer("late_fine_per_day_idr"),
                fine_counts=entry.word("fine_counts", frozenset({"open_days", "calendar_days"})) or "",
                fine_max_idr=entry.integer_or_none("fine_max_idr"),
                card_fee_idr=entry.integer("card_fee_idr"),
                form_fee_idr=entry.integer("form_fee_idr"),
                photocopy_per_page_idr=entry.integer("photocopy_per_page_idr"),
                legal_basis=entry.text_or_none("legal_basis"),
                example=entry.boolean("example", default=False),
            )
        )
        entries.append(entry)
        entry.done()
    refuse_disorder(entries, tariffs)
    return tuple(tariffs)


def _desk_terms(top: Entry) -> tuple[DeskTerms, ...]:
    entries, terms = [], []
    for entry in top.entries("desk_terms", required=False):
        terms.append(
            DeskTerms(
                begins_on=_begins_on(entry),
                repeat_visit_minutes=entry.integer("repeat_visit_minutes"),
                deposit_within_working_days=entry.integer("deposit_within_working_days"),
                identity_note_hours=entry.integer("identity_note_hours", least=1),
                example=entry.boolean("example", default=False),
            )
        )
        entries.append(entry)
        entry.done()
    refuse_disorder(entries, terms)
    return tuple(terms) or (DeskTerms(None, 30, 1, 2, example=True),)


def _alert_terms(top: Entry) -> tuple[AlertTerms, ...]:
    entries, terms = [], []
    for entry in top.entries("alert_terms", required=False):
        terms.append(
            AlertTerms(
                begins_on=_begins_on(entry),
                section_head_days=entry.integer("section_head_days", least=1),
                division_head_days=entry.integer("division_head_days", least=1),
                example=entry.boolean("example", default=False),
            )
        )
        entries.append(entry)
        entry.done()
    refuse_disorder(entries, terms)
    return tuple(terms)


def _lists(entry: Entry) -> Lists:
    classes: list[AgeClass] = []
    for item in entry.entries("age_classes"):
        found = AgeClass(item.text("label"), item.integer("from_age"), item.integer_or_none("to_age"))
        expected = 0 if not classes else (classes[-1].to_age or 0) + 1
        if found.from_age != expected or (classes and classes[-1].to_age is None):
            item.refuse(N_("Age classes follow each other without a gap; from_age {age} is due."), age=expected)
        classes.append(found)
        item.done()
    lists = Lists(
        purposes=entry.texts("purposes", allow_empty=False),
        visitor_types=entry.texts("visitor_types", allow_empty=False),
        sexes=entry.texts("sexes", allow_empty=False),
        occupations=entry.texts("occupations", allow_empty=False),
        education=entry.texts("education", allow_empty=False),
        age_classes=tuple(classes),
    )
    entry.done()
    return lists
