"""Every figure of the pages: what it means, its formula, and the marts it is read from. Data of the Method page.

A formula is written in the columns of the marts, so that it can be tried on an export; the words are those of the cards.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.i18n import N_


@dataclass(frozen=True, slots=True)
class Definition:
    """`name` and `meaning` are msgids; `marts` the tables that carry the columns of `formula`."""

    subject: str
    name: str
    meaning: str
    formula: str
    marts: tuple[str, ...]


SUBJECTS: dict[str, str] = {
    "visitors": N_("Visitors"),
    "circulation": N_("Circulation"),
    "revenue": N_("Revenue"),
    "outreach": N_("Outreach services"),
    "compliance": N_("SOP compliance"),
    "documents": N_("Documents"),
    "survey": N_("Satisfaction survey"),
    "agency": N_("Whole agency"),
}

_VISITS, _RETURNS = ("rpt_visitors",), ("rpt_member_returns",)
_LOANS, _MONEY, _RECEIPTS = ("rpt_loan_turnover",), ("rpt_revenue",), ("rpt_receipts",)
_ROAD, _STEPS, _CASES = ("rpt_outreach_coverage",), ("rpt_sop_step_compliance",), ("rpt_sop_cases",)
_PAPERS, _SURVEY, _HEADS = ("rpt_documents",), ("rpt_satisfaction",), ("rpt_per_capita",)


def _d(subject: str, marts: tuple[str, ...], formula: str, name: str, meaning: str) -> Definition:
    return Definition(subject, name, meaning, formula, marts)


DEFINITIONS: tuple[Definition, ...] = (
    _d("visitors", _VISITS, "Σ visits",
       N_("Visits"), N_("Registrations in the guest book; a group counts with its heads.")),
    _d("visitors", _RETURNS, "Σ members WHERE previous_on IS NULL OR previous_on < period_start",
       N_("Different members"), N_("How many members came at all; who came five times counts once.")),
    _d("visitors", _VISITS, "Σ group_heads",
       N_("People in groups"), N_("Heads of visiting groups; they are part of the visits.")),
    _d("visitors", _VISITS, "Σ room_visits",
       N_("Room visits"), N_("Entries in the books of the reference and deposit rooms; never added to the visits.")),
    _d("visitors", _VISITS, "Σ outreach_visitors",
       N_("Visitors on the road"), N_("Heads in the visitors' books of the stops of a trip; never added to the visits.")),
    _d("circulation", _LOANS, "Σ loans",
       N_("Loans"), N_("First lendings of a copy; renewals are not loans.")),
    _d("circulation", _LOANS, "Σ overdue_returns ÷ Σ returns",
       N_("Late returns"), N_("Returns after the due date ÷ all returns.")),
    _d("circulation", _LOANS, "Σ loans ÷ lendable_copies",
       N_("Collection turnover"), N_("Loans ÷ lendable copies held at the period's end (ISO 11620 B.2.1.1).")),
    _d("circulation", _LOANS, "unused_copies ÷ lendable_copies",
       N_("Unused share"),
       N_("Lendable copies without a loan in the 12 months to the period's end ÷ lendable copies (ISO 11620 B.2.1.3).")),
    _d("circulation", _LOANS, "Σ in_house_uses",
       N_("Uses in the building"), N_("Copies found on the tables; they were read, not lent.")),
    _d("revenue", _MONEY, "Σ received_idr",
       N_("Received"), N_("Receipts by the day they were written, less those reversed.")),
    _d("revenue", _MONEY, "outstanding_idr = Σ charged_idr − Σ received_idr − Σ waived_idr",
       N_("Still owed"), N_("Charged, neither received nor waived.")),
    _d("revenue", _MONEY, "undeposited_idr = Σ received_idr − Σ deposited_idr",
       N_("Not yet deposited"), N_("Received and on no deposit slip.")),
    _d("revenue", _RECEIPTS, "days_to_deposit = deposited_on − received_on",
       N_("Days to deposit"), N_("Calendar days from the local day received to the day on the deposit slip, per receipt.")),
    _d("outreach", _ROAD, "Σ sites_served ÷ Σ sites_registered",
       N_("Sites served"),
       N_("Sites where something was recorded ÷ registered sites; a site of two services counts in each.")),
    _d("outreach", _ROAD, "Σ people_served ÷ Σ people_registered",
       N_("People reached"), N_("People of the sites served ÷ people of the registered sites.")),
    _d("outreach", ("rpt_district_coverage",), "districts_reached ÷ districts",
       N_("Districts reached"), N_("Kecamatan with a site that was served ÷ all kecamatan known.")),
    _d("outreach", _ROAD, "copies_outstanding = Σ copies_out − Σ copies_back − Σ copies_lost",
       N_("Copies at sites"), N_("Left at sites − taken back − lost, when the period's last day ended.")),
    _d("outreach", ("rpt_site_stock",), "days_since_served",
       N_("Days since the last visit"), N_("Days from the site's last service to the agency's latest record.")),
    _d("compliance", _STEPS, "Σ on_time ÷ Σ expected WHERE standard_s IS NOT NULL",
       N_("Compliance rate"),
       N_("On time ÷ expected, over steps with a fixed standard: what is not recorded is not compliant.")),
    _d("compliance", _STEPS, "Σ recorded ÷ Σ expected",
       N_("Recording rate"), N_("Recorded ÷ expected steps.")),
    _d("compliance", _STEPS, "Σ on_time ÷ Σ timed",
       N_("On-time rate"), N_("On time ÷ steps that were timed against a fixed standard.")),
    _d("compliance", (*_STEPS, "rpt_sop_case_steps"), "lost_minutes = Σ max(0, duration_s − standard_s) ÷ 60",
       N_("Lost minutes"), N_("What late steps took beyond their standard.")),
    _d("compliance", _CASES, "compliant",
       N_("Compliant case"),
       N_("Every expected step recorded, in order, and on time where a standard is fixed, and no paper missing.")),
    _d("compliance", ("rpt_sop_case_steps",), "median(duration_s), quantile_cont(duration_s, 0.9)",
       N_("Median and p90"), N_("Half of the durations are shorter than the median, nine of ten than the p90.")),
    _d("documents", _PAPERS, "count(status = 'complete') ÷ count(required)",
       N_("Complete papers"), N_("On file, signed by everybody who must, and listing the copies that were scanned.")),
    _d("documents", _PAPERS, "count(status IN (missing, unsigned, inconsistent) AND NOT is_accepted)",
       N_("Papers owed"), N_("Papers that are missing, unsigned or inconsistent now; the Documents page lists them.")),
    _d("survey", _SURVEY, "nrr = score_sum ÷ respondents",
       N_("Mean of an element (NRR)"), N_("The mean of the scores from 1 to 4 that the respondents gave.")),
    _d("survey", _SURVEY, "ikm = 25 × Σ nrr ÷ 9",
       N_("Index (IKM)"), N_("25 × the mean of the nine elements, each weighing 1/9; 25 to 100.")),
    _d("agency", _HEADS, "visits ÷ people_served",
       N_("Visits per head"), N_("Visits ÷ population served (ISO 11620 B.2.2.1).")),
    _d("agency", _HEADS, "loans ÷ people_served",
       N_("Loans per head"), N_("Loans ÷ population served (ISO 11620 B.2.1.2).")),
)  # fmt: skip
