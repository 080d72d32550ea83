"""The kinds of reports: what each is called and reads, of which periods it is made, who signs it and who may issue it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboards.access import HEADS
from dashboards.reports.frame import framed, Made, Material
from dashboards.reports.indicators_report import indicators_body
from dashboards.reports.model import Body, Report
from dashboards.reports.outreach_report import outreach_body
from dashboards.reports.revenue_report import revenue_body
from dashboards.reports.rows import SpanRows
from dashboards.reports.service_report import service_body
from dashboards.reports.sop_report import sop_body, sop_codes
from dashboards.reports.span import Grain, Span
from dashboards.reports.visitors_report import FORMS, visitors_body
from warehouse.catalogue.model import Catalogue
from warehouse.errors import BadInput, HomeError, N_
from warehouse.i18n import in_language

_VISITS = ("rpt_visitors", "rpt_group_visitors", "rpt_member_returns")
_MONEY = ("rpt_revenue", "rpt_receipts")
_ROAD = ("rpt_outreach_coverage", "rpt_district_coverage")
_SOPS = ("rpt_sop_cases", "rpt_sop_step_compliance", "rpt_documents", "rpt_sops")


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`titles`: the periods it is made of, and its title for each. `marts`: all that its queries read. `signers`: roles of
    the agency's file, in order. `issuers`: who may issue it. `subjects`: what may be chosen, in order.
    """

    code: str
    name: str  # msgid
    titles: Mapping[Grain, str]
    marts: tuple[str, ...]
    body: Callable[[Material], Body]
    signers: tuple[str, ...] = ("agency_head",)
    issuers: frozenset[str] = HEADS
    subjects: Callable[[Catalogue], tuple[str, ...]] = field(default=lambda _catalogue: ())

    def entered_as(self, span: Span) -> str:
        """What the register calls it: the report of the whole service by its period."""
        return {"month": "monthly", "year": "yearly"}[span.grain] if self.code == "service" else self.code


KINDS: Mapping[str, ReportKind] = {
    kind.code: kind
    for kind in (
        ReportKind(
            "service", N_("Library service"),
            {"month": "Laporan Bulanan Layanan Perpustakaan", "year": "Laporan Tahunan Layanan Perpustakaan"},
            (*_VISITS, "rpt_loan_turnover", *_MONEY, *_ROAD, *_SOPS, "rpt_satisfaction"), service_body,
        ),
        ReportKind(
            "revenue", N_("Revenue (treasurer)"), dict.fromkeys(("month", "year"), "Laporan Penerimaan PAD"), _MONEY,
            revenue_body, ("agency_head", "treasurer"), HEADS | {"treasurer"},
        ),
        ReportKind(
            "outreach", N_("Outreach and berita acara"),
            dict.fromkeys(("month", "year"), "Laporan Layanan Luar Gedung dan Berita Acara"),
            (*_ROAD, "rpt_regions", "rpt_site_stock", "rpt_documents"), outreach_body,
        ),
        ReportKind(
            "sop", N_("Compliance with one SOP"), dict.fromkeys(("month", "year"), "Laporan Kepatuhan SOP"),
            (*_SOPS, "rpt_sop_steps"), sop_body, subjects=sop_codes,
        ),
        ReportKind(
            "visitors", N_("Visitors, as INLISLite's forms"), dict.fromkeys(("month", "year"), "Laporan Pengunjung"),
            _VISITS, visitors_body, subjects=lambda _catalogue: FORMS,
        ),
        ReportKind(
            "indicators", N_("National indicators (IKK, IPLM)"), {"year": "Laporan Indikator Nasional"},
            ("rpt_national_counts", "rpt_per_capita"), indicators_body,
        ),
    )
}  # fmt: skip


def kind_entered_as(code: str) -> ReportKind:
    """The kind that the register calls `code`."""
    return KINDS["service" if code in ("monthly", "yearly") else code]


def report_of(kind: ReportKind, rows: SpanRows, catalogue: Catalogue, made: Made, subject: str = "") -> Report:
    """The report of an agency and period. BadInput when it cannot be made: no such subject, period or records."""
    if rows.span.grain not in kind.titles:
        raise BadInput("known_period", N_("This report is made of a whole year."), field="period")
    known = kind.subjects(catalogue)
    if subject not in (known or ("",)):
        raise BadInput(
            "known_subject", N_("There is no {subject}. There are: {names}."), field="subject", subject=subject or "?",
            names=", ".join(known),
        )  # fmt: skip
    if not all(rows.has(mart) for mart in kind.marts if mart != "rpt_satisfaction"):
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first."))
    given = Material(rows, catalogue, subject)
    with in_language("id"):
        body = kind.body(given)
    return framed(
        given, body, made, kind=kind.entered_as(rows.span), title=kind.titles[rows.span.grain], roles=kind.signers
    )
