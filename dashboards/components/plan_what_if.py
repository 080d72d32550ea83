"""What if: one vehicle less or more, one day less or more, each worked out as the plan itself and set beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboards.components.charts import heading
from dashboards.components.plan_waiting import searching_all
from dashboards.components.said import Column
from dashboards.components.tables import table
from dashboards.filters import address
from dashboards.readings import plan as readings
from dashboards.readings.plan import Sums
from dashboards.wording import share
from warehouse.i18n import number, translator
from warehouse.lake.plan_inputs import Wish
from warehouse.planning.model import Plan
from warehouse.planning.month import Month

_ = translator("dashboards")

SHORT = 0.0005
"""Half a tenth of a percentage point is no difference."""


def what_if_panel(plan: Plan, ours: Sums, month: Month, wish: Wish, remade: Callable[[Wish], Month]) -> None:
    """`remade`: the month of another wish. Only on request: four more searches would hold up everybody's plans."""
    with st.container(border=True):
        heading(_("What if"), _("The same month with one vehicle or one day less or more; nothing else changes."))
        st.session_state["whatif_on"] = st.session_state["whatif"] == "yes"
        if not st.toggle(_("Work it out"), key="whatif_on", on_change=_note):
            return
        variants = _variants(month, wish)
        months = {name: remade(other) for name, other in variants.items()}
        asked = {name: readings.ask(other, seconds=readings.SHORT_S) for name, other in months.items()}
        if not all(one.future.done() for one in asked.values()):
            searching_all(list(asked.values()))
            return
        plans = {name: readings.plan_of(months[name], asked[name]) for name in variants}
        others = [_row(name, one, readings.sums(one.outings), plan) for name, one in plans.items() if one]
        st.html("".join(map(_said, others)))
        rows = pd.DataFrame([_row(_("This plan"), plan, ours, plan), *others])
        table(rows, _columns(), key="plan-what-if", file="rencana-bagaimana-jika")


def adopt() -> None:
    """Part of the address from the first run on, also while the plan itself is still searched for."""
    address.adopt("whatif", ("yes", "").__contains__, "")


def _note() -> None:
    st.session_state["whatif"] = "yes" if st.session_state["whatif_on"] else ""


def _variants(month: Month, wish: Wish) -> dict[str, Wish]:
    vehicles = len(month.vehicles)
    days = max((len(one.days) for one in month.vehicles), default=0)
    found = {_("one vehicle more"): replace(wish, vehicles=vehicles + 1, days=days)}
    if vehicles > 1:
        found = {_("one vehicle less"): replace(wish, vehicles=vehicles - 1, days=days), **found}
    if days > 1:
        found[_("one day less")] = replace(wish, vehicles=vehicles, days=days - 1)
    found[_("one day more")] = replace(wish, vehicles=vehicles, days=days + 1)
    return found


def _row(name: str, one: Plan, reached: Sums, base: Plan) -> dict[str, object]:
    now, then = reached.share_of(one.whole), base.reached / base.whole if base.whole else None
    return {
        "name": name, "share": now, "change": None if one is base or now is None or then is None else now - then,
        "visits": reached.visits, "people": reached.people, "days": reached.days,
    }  # fmt: skip


def _said(row: dict[str, object]) -> str:
    """“one vehicle less: 59.6 % of the need, 14 visits”, in the colour of better or worse."""
    change = row["change"]
    kind = "" if not isinstance(change, float) or abs(change) < SHORT else "good" if change > 0 else "bad"
    words = _("{what}: {share} of the need, {visits} visits", what=str(row["name"]), share=share(_float(row["share"]), 1),
              visits=number(int(str(row["visits"]))))  # fmt: skip
    return f'<p class="facts"><b class="{kind}">{escape(words)}</b></p>'


def _float(value: object) -> float | None:
    return value if isinstance(value, float) else None


def _columns() -> list[Column]:
    return [
        Column("name", _("What if"), width="medium"),
        Column("share", _("Need reached"), "share"),
        Column("change", _("Against this plan"), "points"),
        Column("visits", _("Visits"), "count"),
        Column("people", _("People"), "count"),
        Column("days", _("Days on the road"), "count"),
    ]
