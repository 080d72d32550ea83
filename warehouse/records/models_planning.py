"""The commands of the month's planning: trips are proposed, and the head of division decides on each."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from warehouse.records.envelope import AtServicePoint, Code, Id, Login, Moment, Note
from warehouse.records.models_road import Pin, Service


class ProposedStop(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    site_no: Code
    arrive_at: Moment | None = None


class ProposedTrip(BaseModel):
    """Stops in visiting order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    planned_on: date
    vehicle_no: Code
    stops: Annotated[list[ProposedStop], Field(min_length=1, max_length=40)]


class ProposeTrips(AtServicePoint):
    """A month's plan as proposals. What is still undecided of an earlier plan for these months is replaced by it."""

    command: Literal["propose_trips"]
    plan_id: Id
    service: Service
    trips: Annotated[list[ProposedTrip], Field(min_length=1, max_length=200)]


class ApproveTripProposal(AtServicePoint):
    """The head of division makes a trip of a proposal, with a crew and the own PIN (SOP ANTER KOPER, steps 2 and 4)."""

    command: Literal["approve_trip_proposal"]
    proposal_id: Id
    crew: Annotated[list[Login], Field(min_length=1, max_length=8)]
    pin: Pin | None = None


class DeclineTripProposal(AtServicePoint):
    command: Literal["decline_trip_proposal"]
    proposal_id: Id
    reason: Note


Planning = ProposeTrips | ApproveTripProposal | DeclineTripProposal
