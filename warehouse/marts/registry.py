"""The marts: their names, grains, keys, inputs and which slices of them new rows make stale.

A mart's text is `<name>.sql` beside this file; staging texts become temporary tables of the touched slices. MARTS stand
in an order in which they can be built.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Literal

from warehouse.sql import read

PACKAGE = "warehouse.marts"
Kind = Literal["visits", "loans", "cases", "outreach", "revenue", "receipts", "surveys", "catalogue"]
Slice = Literal["period", "opened", "received", "whole"]


@dataclass(frozen=True, slots=True)
class Mart:
    """`kind` says which new rows matter; `slice` how its rows belong to an (agency, local month)."""

    name: str
    grain: str
    key: tuple[str, ...]
    inputs: tuple[str, ...]  # raw and ref tables, staging texts, other marts
    kind: Kind
    slice: Slice
    served: bool = True  # goes to serving.duckdb
    served_columns: tuple[str, ...] = ()  # only these of them; all when none is named
    codes: tuple[str, ...] = ()  # columns stored as numbers of words (warehouse.marts.codes)
    compared_with: tuple[str, ...] = ()  # marts its expectations hold it against: built before it
    is_confidential: bool = False  # about single officers: never exported, sampled or shown to others
    is_view: bool = False  # only another look at its first input, row by row, in the warehouse as in the serving file
    is_sorted: bool = True  # stored in the order of its SQL
    is_aging: bool = False  # age_days of its open rows counts on from since_on, without any new row

    @property
    def sql(self) -> str:
        return read(PACKAGE, self.name)


@dataclass(frozen=True, slots=True)
class Staging:
    name: str
    inputs: tuple[str, ...]

    @property
    def sql(self) -> str:
        return read(PACKAGE, f"staging/{self.name}")


STAGING: tuple[Staging, ...] = (
    Staging("stg_visits", ("raw.visits", "raw.visit_cancellations", "ref.agencies")),
    Staging("stg_room_visits", ("raw.room_visits", "raw.visit_cancellations")),
    Staging("stg_outreach_visits", ("raw.outreach_visits",)),
    Staging("stg_group_counts", ("raw.group_counts", "raw.visit_cancellations")),
    Staging("stg_circulation", ("raw.loans", "raw.loan_renewals", "raw.loan_returns", "raw.in_house_uses")),
    Staging("stg_lendable_spans", ("raw.copies", "raw.copy_withdrawals")),
    Staging("stg_holdings", ("stg_lendable_spans", "raw.loans")),
    Staging(
        "stg_revenue_days",
        ("raw.charges", "raw.payments", "raw.payment_reversals", "raw.waivers", "raw.deposits", "raw.deposit_lines"),
    ),
    Staging("stg_case_visits", ("raw.cases", "raw.visits", "raw.bag_deposits")),
    Staging("stg_survey_answers", ("raw.survey_answers",)),
    Staging("stg_visit_bags", ("stg_case_visits", "raw.bag_deposits", "raw.visits")),
    Staging(
        "stg_cases",
        ("stg_case_visits", "stg_visit_bags", "raw.case_closings", "ref.sop_in_force", "ref.agencies", "raw.measured_cases",
         "raw.trip_cases", "raw.trip_cancellations", "raw.trip_starts"),
    ),
    Staging(
        "stg_case_trips",
        ("stg_cases", "raw.trip_cases", "raw.trip_stops", "raw.trip_cancellations", "raw.trip_finishes"),
    ),
    Staging("stg_scanned_copies", ("stg_case_trips", "raw.copy_moves")),
    Staging(
        "stg_case_papers",
        ("stg_cases", "stg_case_trips", "stg_scanned_copies", "raw.copy_moves", "raw.documents", "raw.document_copies",
         "raw.document_signatures", "raw.document_voids", "ref.papers", "ref.paper_parties"),
    ),
    Staging("stg_sites", ("raw.sites",)),
    Staging("stg_site_stays", ("raw.copy_moves", "raw.trips")),
    Staging(
        "stg_site_services", ("raw.copy_moves", "raw.trips", "raw.trip_stops", "raw.outreach_visits", "raw.outreach_uses")
    ),
    Staging("stg_trips", ("raw.trips", "raw.trip_stops", "raw.trip_finishes", "raw.trip_cancellations")),
    Staging("stg_case_pauses", ("stg_cases", "raw.step_pauses", "raw.step_resumptions")),
    Staging("stg_split_units", ("ref.sop_steps",)),
    Staging(
        "stg_unit_events",
        ("stg_cases", "stg_visit_bags", "stg_split_units", "raw.step_events", "raw.measured_steps", "ref.sop_units"),
    ),
)  # fmt: skip

_PLACE = ("agency", "service_point")
_PERIOD = ("grain", "period_start")

MARTS: tuple[Mart, ...] = (
    Mart(
        "rpt_visitors",
        "service point, period, visitor_type, sex, age_class, occupation, education, purpose",
        (*_PLACE, *_PERIOD, "visitor_type", "sex", "age_class", "occupation", "education", "purpose"),
        ("stg_visits", "stg_room_visits", "stg_outreach_visits"), "visits", "period",
    ),
    Mart(
        "rpt_group_visitors", "service point, period, dimension, value", (*_PLACE, *_PERIOD, "dimension", "value"),
        ("stg_group_counts",), "visits", "period", compared_with=("rpt_visitors",),
    ),
    Mart(
        "rpt_member_returns", "service point or agency, day, previous_on", (*_PLACE, *_PERIOD, "previous_on"),
        ("raw.visits", "raw.visit_cancellations"), "visits", "period",
    ),
    Mart(
        "rpt_visits_by_hour", "service point, month, weekday, hour", (*_PLACE, *_PERIOD, "weekday", "hour"),
        ("stg_visits",), "visits", "period", compared_with=("rpt_visitors",),
    ),
    Mart(
        "rpt_loan_turnover", "agency, period, collection, ddc_class", ("agency", *_PERIOD, "collection", "ddc_class"),
        ("stg_circulation", "stg_holdings"), "loans", "period",
    ),
    Mart(
        "rpt_revenue", "service point, period, revenue_kind", (*_PLACE, *_PERIOD, "revenue_kind"),
        ("stg_revenue_days", "raw.journal"), "revenue", "period",
    ),
    Mart(
        "rpt_receipts", "receipt", ("node", "year", "receipt_no"),
        ("raw.payments", "raw.payment_reversals", "raw.deposits", "raw.deposit_lines"), "receipts", "received",
        compared_with=("rpt_revenue",),
    ),
    Mart(
        "fct_case_units", "case, unit", ("case_id", "unit_position"),
        ("stg_cases", "stg_unit_events", "stg_case_pauses", "stg_split_units", "ref.sop_units", "raw.case_conditions",
         "raw.case_exceptions", "ref.calendar_days"),
        "cases", "opened", is_sorted=False,
        codes=("agency", "service_point", "sop_code", "captured", "role", "status"),
        served_columns=(
            "case_id", "agency", "service_point", "sop_code", "sop_version", "opened_on", "opened_at", "unit_position",
            "started_at", "finished_at", "duration_us", "paused_us", "standard_s", "captured", "role", "is_measured",
            "is_split", "status", "is_out_of_order", "is_repeated", "late_accepted", "missing_accepted",
        ),
    ),
    Mart(
        "fct_case_documents", "case, step", ("case_id", "step_position"),
        ("fct_case_units", "stg_cases", "ref.sop_step_documents", "raw.case_conditions", "raw.payments", "raw.charges",
         "raw.payment_reversals", "raw.case_exceptions", "ref.calendar_days", "raw.journal", "stg_case_trips",
         "stg_scanned_copies", "stg_case_papers", "stg_split_units", "raw.copy_moves", "ref.papers", "ref.sop_officers"),
        "cases", "opened", served=False,
    ),
    Mart(
        "rpt_documents", "case, document_kind", ("case_id", "document_kind"), ("fct_case_documents", "raw.journal"),
        "cases", "opened", is_aging=True,
    ),
    Mart(
        "rpt_sop_cases", "case", ("case_id",), ("stg_cases", "fct_case_units", "fct_case_documents"), "cases", "opened",
        is_sorted=False,
    ),
    Mart(
        "rpt_sop_units", "SOP version, unit", ("sop_code", "sop_version", "unit_position", "is_split"),
        ("ref.sop_units", "stg_split_units"), "catalogue", "whole",
    ),
    Mart(
        "rpt_sop_case_steps", "case, unit", ("case_id", "unit_position"), ("fct_case_units", "rpt_sop_units"),
        "cases", "opened", compared_with=("rpt_sop_cases",), is_view=True,
    ),
    Mart(
        "rpt_sop_step_compliance", "service point, sop_code, sop_version, step_position, period",
        (*_PLACE, "sop_code", "sop_version", "step_position", *_PERIOD),
        ("rpt_sop_cases", "fct_case_units", "ref.sop_steps"), "cases", "period",
    ),
    Mart(
        "rpt_sop_measured_steps", "service point, sop_code, sop_version, step_position, period",
        (*_PLACE, "sop_code", "sop_version", "step_position", *_PERIOD),
        ("fct_case_units", "ref.sop_steps"), "cases", "period",
    ),
    Mart(
        "rpt_sop_hours", "service point, month, sop_code, sop_version, unit, hour",
        (*_PLACE, *_PERIOD, "sop_code", "sop_version", "unit_position", "hour"), ("fct_case_units",), "cases", "period",
        compared_with=("rpt_sop_step_compliance",),
    ),
    Mart(
        "rpt_sop_roles", "service point, month, sop_code, sop_version, unit, role",
        (*_PLACE, *_PERIOD, "sop_code", "sop_version", "unit_position", "role"), ("fct_case_units",), "cases", "period",
        compared_with=("rpt_sop_step_compliance",),
    ),
    Mart(
        "rpt_sop_officers", "officer, service point, month, sop_code, sop_version, unit",
        (*_PLACE, *_PERIOD, "staff_key", "sop_code", "sop_version", "unit_position"), ("fct_case_units",), "cases", "period",
        compared_with=("rpt_sop_roles",), is_confidential=True,
    ),
    Mart(
        "rpt_outreach_coverage", "agency, period, service, region_code", ("agency", *_PERIOD, "service", "region_code"),
        ("stg_sites", "stg_site_stays", "stg_site_services", "stg_trips", "raw.sites", "raw.trips", "raw.outreach_visits",
         "raw.outreach_uses", "raw.journal"),
        "outreach", "period",
    ),
    Mart(
        "rpt_district_coverage", "agency, period, service", ("agency", *_PERIOD, "service"),
        ("rpt_outreach_coverage", "ref.regions", "ref.agencies"), "outreach", "period",
    ),
    Mart(
        "rpt_site_stock", "site", ("site_id",),
        ("stg_sites", "stg_site_stays", "stg_site_services", "stg_trips", "raw.trip_stops", "raw.outreach_visits",
         "raw.service_requests", "raw.request_decisions", "raw.journal"),
        "catalogue", "whole", compared_with=("rpt_outreach_coverage",),
    ),
    Mart(
        "rpt_vehicles", "vehicle", ("agency", "vehicle_no"),
        ("stg_trips", "raw.vehicles", "raw.trips", "raw.journal", "ref.agencies"), "catalogue", "whole",
    ),
    Mart(
        "rpt_per_capita", "agency, month or year", ("agency", *_PERIOD),
        ("rpt_visitors", "rpt_loan_turnover", "raw.members", "ref.agencies"), "catalogue", "whole",
    ),
    Mart(
        "rpt_satisfaction", "service point, period, element", (*_PLACE, *_PERIOD, "element"),
        ("stg_survey_answers",), "surveys", "period",
    ),
    Mart(
        "rpt_survey_respondents", "service point, period, dimension, value", (*_PLACE, *_PERIOD, "dimension", "value"),
        ("stg_survey_answers",), "surveys", "period", compared_with=("rpt_satisfaction",),
    ),
    Mart(
        "rpt_national_counts", "agency, year, measure", ("agency", *_PERIOD, "measure"),
        ("rpt_visitors", "rpt_member_returns", "rpt_loan_turnover", "rpt_outreach_coverage", "rpt_sop_step_compliance",
         "raw.copies", "raw.copy_withdrawals", "ref.agencies", "ref.sop_in_force"),
        "catalogue", "whole",
    ),
    Mart("rpt_regions", "region", ("code",), ("ref.regions",), "catalogue", "whole"),
    Mart(
        "rpt_next_locations", "agency, service, month, site", ("agency", "service", "month", "site_id"),
        ("plans.locations",), "catalogue", "whole", compared_with=("rpt_site_stock", "rpt_vehicles", "rpt_regions"),
    ),
    Mart("rpt_alerts", "alert", ("alert_id",), ("alerts.alerts",), "catalogue", "whole"),
    Mart(
        "rpt_sop_steps", "SOP version, step", ("sop_code", "sop_version", "step_position"), ("ref.sop_steps",),
        "catalogue", "whole",
    ),
    Mart("rpt_sops", "SOP version", ("sop_code", "sop_version"), ("ref.sops",), "catalogue", "whole",
         compared_with=("rpt_sop_steps",)),
)  # fmt: skip

_CHECKS = ("checks.expectations", "checks.latest", "checks.judgements", "checks.findings")
_JUDGED = tuple(mart.name for mart in MARTS)

MARTS += (  # what the checks say of all the others
    Mart("rpt_checks", "expectation", ("table_name", "expectation"), _CHECKS, "catalogue", "whole", compared_with=_JUDGED),
    Mart(
        "rpt_check_findings", "expectation broken now, agency", ("table_name", "expectation", "agency"),
        ("checks.latest", "checks.findings"), "catalogue", "whole", compared_with=_JUDGED,
    ),
    Mart(
        "rpt_check_history", "day, expectation ever broken, agency", ("period_start", "table_name", "expectation", "agency"),
        ("checks.judgements", "checks.findings", "ref.agencies"), "catalogue", "whole", compared_with=_JUDGED,
    ),
)  # fmt: skip

BY_NAME = {mart.name: mart for mart in MARTS}
IN_PORTIONS = ("fct_case_units", "fct_case_documents", "rpt_sop_cases")
"""Marts that grow with every case: computed together for a portion of the months after the other, so that what they share is
read once and memory does not grow with history (warehouse.marts.portions)."""
SERVED = tuple(mart for mart in MARTS if mart.served)
_STAGING = {staging.name: staging for staging in STAGING}


def staging_of(mart: Mart) -> tuple[Staging, ...]:
    """The staging texts `mart` needs, each after those it builds on."""
    graph: dict[str, set[str]] = {}
    open_names = [name for name in mart.inputs if name in _STAGING]
    while open_names:
        name = open_names.pop()
        graph[name] = {needed for needed in _STAGING[name].inputs if needed in _STAGING}
        open_names += [needed for needed in graph[name] if needed not in graph]
    return tuple(_STAGING[name] for name in TopologicalSorter(graph).static_order())


def raw_inputs(mart: Mart) -> frozenset[str]:
    """The raw tables `mart` reads, through its staging texts too (not through other marts)."""
    names = set(mart.inputs).union(*(staging.inputs for staging in staging_of(mart)))
    return frozenset(name.removeprefix("raw.") for name in names if name.startswith("raw."))


def stagings_after(mart: Mart) -> frozenset[str]:
    """The staging texts that marts built after `mart` still need."""
    later = MARTS[MARTS.index(mart) + 1 :]
    return frozenset(staging.name for one in later for staging in staging_of(one))


def marts_before(mart: Mart) -> tuple[str, ...]:
    """The other marts that must be built before `mart`: those it reads and those it is compared with."""
    return (*(name for name in mart.inputs if name in BY_NAME), *mart.compared_with)


def definitions_sha256() -> str:
    """Stands for all mart SQL: when it changes, every mart is built anew."""
    digest = hashlib.sha256()
    for text in (*(staging.sql for staging in STAGING), *(mart.sql for mart in MARTS)):
        digest.update(text.encode())
    for mart in MARTS:
        digest.update(repr((mart.codes, mart.served_columns)).encode())
    for name in ("as_of", "data_span", "latest_day", "road_span", "pending"):
        digest.update(read(PACKAGE, f"touched/{name}").encode())
    return digest.hexdigest()
