"""The opening sentences of the page about an SOP's flow: how many cases kept it, where they wait, where they stray. Pure."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboards.figures.process_flow import STRAYS
from dashboards.figures.rows import records
from dashboards.readings.process import Flow, longest_wait
from dashboards.stories import Story
from dashboards.wording import duration, share, shortened
from warehouse.i18n import number, translator

_ = translator("dashboards")


def process_story(title: str, flow: Flow) -> Story:
    if not flow.cases:
        return Story(_("No case of {sop} in this period.", sop=title), "")
    straight = int(flow.times["compliant"])
    lead = _(
        "{compliant} of {cases} cases kept the SOP whole ({rate}).",
        compliant=number(straight), cases=number(flow.cases), rate=share(straight / flow.cases),
    )  # fmt: skip
    return Story(lead, " ".join([*_times(flow.times), *_wait(flow.nodes), *_most_strayed(flow.nodes)]))


def _times(times: dict[str, Any]) -> list[str]:
    if not times["closed"] or pd.isna(times["service_s"]):
        return []
    if pd.isna(times["waiting_s"]) or times["waiting_s"] < 1:
        return [_("Half of them were served within {service}.", service=duration(times["service_s"]))]
    return [
        _(
            "Half of them were served within {service} and waited {waiting} or less.",
            service=duration(times["service_s"]),
            waiting=duration(times["waiting_s"]),
        )
    ]


def _wait(nodes: pd.DataFrame) -> list[str]:
    longest = longest_wait(nodes)
    if longest is None:
        return []
    told = _(
        "The longest wait is before step {step} “{activity}”: {wait} (median).",
        step=longest["unit_label"], activity=shortened(longest["activity"], 60), wait=duration(longest["wait_s"]),
    )  # fmt: skip
    return [told if longest["is_seen"] else told + " " + _("It holds steps that cannot be observed.")]


def _most_strayed(nodes: pd.DataFrame) -> list[str]:
    counted = nodes.assign(strayed=nodes[[name for name, _text in STRAYS]].sum(axis=1))
    if not counted["strayed"].sum():
        return [_("No step deviated from the SOP.")]
    most = max(records(counted), key=lambda row: int(row["strayed"]))
    kinds = [(text, int(most[name])) for name, text in STRAYS if most[name]]
    return [
        _(
            "Most deviations are at step {step} “{activity}”: {told}.",
            step=most["unit_label"],
            activity=shortened(most["activity"], 60),
            told=", ".join(_(text, count=number(count)) for text, count in kinds),
        )
    ]
