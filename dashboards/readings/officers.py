"""Figures of single officers: for the officer alone, and for the head of division. Who may see whom is decided here.

Nobody is compared: a reading is of one officer, and the list to choose from is in the order of the pseudonyms.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.compliance_apart import with_judged_rate
from dashboards.readings.reader import Reader
from warehouse.errors import NotAllowed
from warehouse.i18n import N_
from warehouse.identity.sessions import Session

SEES_ALL = "division_head"
MART = "rpt_sop_officers"


@dataclass(frozen=True)
class Officer:
    staff_key: str
    is_oneself: bool

    @property
    def code(self) -> str:
        """What stands for the person on the page: the end of the pseudonym."""
        return self.staff_key.replace("-", "")[-6:].upper()


def officers(reader: Reader, selection: Selection, who: Session | None) -> list[Officer]:
    """Whom `who` may look at: oneself, first; for the head of division everybody of the own agency."""
    if who is None or not reader.has(MART):
        return []
    own = [Officer(who.staff_key, is_oneself=True)] if who.staff_key else []
    if not who.has_any(SEES_ALL):
        return own
    present = reader.frame("officers", _bound(selection, who))["staff_key"]
    return [*own, *(Officer(str(key), is_oneself=False) for key in present if str(key) != who.staff_key)]


def figures(
    reader: Reader, selection: Selection, who: Session | None, officer: Officer, steps: pd.DataFrame
) -> pd.DataFrame:
    """The units that `officer` recorded, with the names of their SOPs and steps; NotAllowed for anybody else's eyes."""
    if who is None or not (who.has_any(SEES_ALL) or (who.staff_key and officer.staff_key == who.staff_key)):
        raise NotAllowed(
            "officers_see_their_own", N_("Figures of an officer are for that officer and the head of division.")
        )
    found = reader.frame("officer_units", _bound(selection, who), staff_key=officer.staff_key)
    heads = steps.loc[steps["step_position"] == steps["tile"]]
    named = heads[["sop_code", "sop_version", "tile", "row_title", "unit_label", "activity", "book_order"]]
    both = found.merge(
        named, left_on=["sop_code", "sop_version", "unit_position"], right_on=["sop_code", "sop_version", "tile"]
    )
    return with_judged_rate(both).sort_values(["book_order", "sop_version", "unit_position"], ignore_index=True)


def _bound(selection: Selection, who: Session) -> Selection:
    """Never beyond the agency that the account is bound to, whatever was picked."""
    if who.agency is None:
        return selection
    return Selection((who.agency,), selection.service_point, selection.period)
