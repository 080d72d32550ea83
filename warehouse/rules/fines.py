"""Late fines: SOP return (Pengembalian), step 6, by the agency's dated tariff and calendar. Nobody else counts them."""

from __future__ import annotations

from datetime import date, timedelta

from warehouse.catalogue.agency import Tariff
from warehouse.catalogue.working_days import AgencyCalendar


def due_on(lent_on: date, loan_days: int, calendar: AgencyCalendar) -> date:
    """`loan_days` calendar days after the loan; when the library is closed then, the next open day."""
    day = lent_on + timedelta(days=loan_days)
    return day if calendar.is_open_day(day) else calendar.next_open_day(day)


def days_late(due: date, returned_on: date) -> int:
    """Calendar days after the due date; 0 on the due date itself."""
    return max(0, (returned_on - due).days)


def late_fine_idr(due: date, returned_on: date, tariff: Tariff, calendar: AgencyCalendar) -> int:
    """Whole rupiah for one copy. `tariff.fine_counts` says whether closed days count; `fine_max_idr` caps it."""
    if returned_on <= due:
        return 0
    days = (
        calendar.open_days_between(due, returned_on)
        if tariff.fine_counts == "open_days"
        else days_late(due, returned_on)
    )
    fine = days * tariff.late_fine_per_day_idr
    return fine if tariff.fine_max_idr is None else min(fine, tariff.fine_max_idr)
