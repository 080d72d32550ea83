"""A plan as PDF: letterhead, what it reaches, map, timetable, what has to wait and why, room for both signatures."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from dashboards.code_names import named, SERVICES
from dashboards.components.plan_timetable import clock
from dashboards.plan_paper.drawing import drawn
from dashboards.plan_stories import curve_said, plan_story
from dashboards.readings.plan import sums
from dashboards.wording import share
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.read_planning import PlanningTerms
from warehouse.i18n import in_language, local_date, number
from warehouse.planning.model import Outing, Plan
from warehouse.planning.month import Month, Solved, told
from warehouse.typesetting.letterhead import Letterhead
from warehouse.typesetting.setting import Drawing, typeset, Verbatim

TEMPLATE = Path(__file__).parent / "plan.typ"


def plan_pdf(
    month: Month, found: Solved, agency: Agency, terms: PlanningTerms, service: str, first: date, at: datetime, *,
    is_demo: bool,
) -> bytes:  # fmt: skip
    """The same bytes for the same plan: its date is that of the figures."""
    with in_language("id"):
        plan = told(month, found)
        return typeset(TEMPLATE, plan_data(plan, month, agency, terms, service, first, at, is_demo=is_demo), at)


def plan_data(
    plan: Plan, month: Month, agency: Agency, terms: PlanningTerms, service: str, first: date, at: datetime, *,
    is_demo: bool,
) -> dict[str, Any]:  # fmt: skip
    ours, theirs = sums(plan.outings), sums(plan.rival_outings)
    story = plan_story(plan, month, first, ours, theirs)
    head = Letterhead.of(agency, is_demo=is_demo)
    title = f"Rencana Lokasi {named(SERVICES, service)}"
    period = local_date(first, "LLLL y")
    return {
        "title": f"{title} {period} — {agency.name}",
        "name": title,
        "period": period,
        "head": {**head.as_data(), "lines": [Verbatim(line) for line in head.lines]},
        "summary": [story.lead, story.body, curve_said(plan)],
        "sides": [
            ["Rencana ini", share(ours.share_of(plan.whole), 1), *_counts(ours)],
            ["Terlama tidak dilayani dahulu", share(theirs.share_of(plan.whole), 1), *_counts(theirs)],
        ],
        "map": Drawing(drawn(plan, (terms.office.longitude, terms.office.latitude))),
        "outings": [_outing(one) for one in plan.outings],
        "waiting": [
            [one.site.name, number(one.site.people), _days(one.site.days_since_served), number(one.need.points), one.reason]
            for one in sorted(plan.left_out, key=lambda one: (-one.need.points, one.site.site_id))
        ],
        "notes": [
            "Kebutuhan = orang × bulan menunggu × pemakaian × pemerataan antarkabupaten × dokumen terutang × permohonan."
            f" Waktu menurut mutu baku SOP; angka sampai {local_date(at.astimezone(agency.zone).date())}.",
            *(["Ketentuan perencanaan (jalan, kecepatan, hari jalan) masih nilai contoh di katalog."] if terms.example
              else []),
        ],
        "place_and_date": f"{agency.province}, {local_date(at.astimezone(agency.zone).date())}",
        "signers": ["Kepala Bidang", "Perencana"],
    }  # fmt: skip


def _counts(one: Any) -> list[str]:
    return [number(one.visits), number(one.people), number(one.days)]


def _days(days: int | None) -> str:
    return "belum pernah" if days is None else number(days)


def _outing(one: Outing) -> dict[str, Any]:
    return {
        "day": local_date(one.planned_on, "EEEE, d MMMM y"),
        "vehicle": one.vehicle_no,
        "leaves": clock(one.leaves_at),
        "home": clock(one.home_at),
        "stops": [
            [clock(stop.arrive_at), clock(stop.leave_at), stop.site.name, number(stop.site.people), stop.reason]
            for stop in one.stops
        ],
    }
