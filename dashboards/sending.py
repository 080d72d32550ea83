"""Sends a plan to the operations app, as the person who looks: with the own session, never with a right of the dashboards.

The two apps share the session files of the home; the operations app takes the cookie together with the session's secret,
which only processes that read the home know. What the account may not do is refused there, as at any desk.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx

from warehouse.clock import utc_now
from warehouse.identity import sessions
from warehouse.identity.sessions import Session
from warehouse.ids import new_id
from warehouse.lake.plan_inputs import Wish
from warehouse.operations.lock import owner
from warehouse.planning.model import Outing
from warehouse.settings import Settings

TIMEOUT_S = 30
COMMAND = "propose_trips"


@dataclass(frozen=True)
class Answer:
    """`sentence`: what the operations app said when it refused; empty when the trips are proposed.

    `is_known`: it refused because nothing of the plan is left to be proposed.
    """

    proposed: int = 0
    replaced: int = 0
    is_known: bool = False
    sentence: str = ""
    is_unreachable: bool = False


def proposal_of(wish: Wish, outings: tuple[Outing, ...], zone: Any) -> dict[str, Any]:
    """The plan as a command, without its envelope. Its id stands for its content: the same plan is the same proposal."""
    trips = [
        {
            "planned_on": one.planned_on.isoformat(), "vehicle_no": one.vehicle_no,
            "stops": [
                {"site_no": stop.site.site_no,
                 "arrive_at": datetime.combine(one.planned_on, stop.arrive_at, zone).isoformat()}
                for stop in one.stops
            ],
        }
        for one in outings
    ]  # fmt: skip
    content = {"service": wish.service, "trips": trips}
    digest = hashlib.sha256(json.dumps([wish.agency, content], sort_keys=True).encode()).digest()
    return {**content, "plan_id": str(UUID(bytes=digest[:16], version=4))}


def propose(settings: Settings, session: Session, cookie: str, service_point: str, proposal: dict[str, Any]) -> Answer:
    """Propose the trips. While they are undecided or on the schedule a second time changes nothing, and says so."""
    holder = owner(settings)
    if holder is None or holder.url is None:
        return Answer(is_unreachable=True)
    payload = {
        "command": COMMAND, "key": f"plan:{proposal['plan_id']}:{new_id()}", "occurred_at": utc_now().isoformat(),
        "actor": session.login, "service_point": service_point, **proposal,
    }  # fmt: skip
    headers = {"Cookie": f"{sessions.COOKIE}={cookie}", sessions.SECRET_HEADER: session.csrf}
    try:
        answer = httpx.post(
            f"{holder.url}/api/commands", json=payload, headers=headers, timeout=TIMEOUT_S, trust_env=False
        )
        told = answer.json()
    except (httpx.HTTPError, ValueError):
        return Answer(is_unreachable=True)
    if told.get("rule") == "plan_is_new":
        return Answer(is_known=True, sentence=str(told.get("detail") or told["title"]))
    if answer.status_code != httpx.codes.OK:
        return Answer(sentence=str(told.get("detail") or told.get("title") or answer.status_code))
    return Answer(int(told["data"]["proposed"]), int(told["data"]["replaced"]))
