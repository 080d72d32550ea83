"""Who and what is let in: the border every command passes before its handler, wherever it came from."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from warehouse.catalogue.model import Catalogue
from warehouse.errors import BadInput, NotAllowed
from warehouse.i18n import N_
from warehouse.identity.roles import Actor
from warehouse.records.field_names import field_name
from warehouse.records.models import AnyCommand, Command
from warehouse.records.registry import CommandSpec

_OTHER_REASON = N_("What stands in {what} cannot be used. Correct it.")
_REASONS = {
    "missing": N_("{what} is missing. Fill it in."),
    "extra_forbidden": N_("{what} does not belong to this command. Leave it out."),
    "string_too_short": N_("{what} is too short. Fill it in."),
    "string_too_long": N_("{what} is too long. Shorten it."),
    "too_short": N_("{what} is empty. Fill it in."),
    "too_long": N_("{what} holds too many entries."),
    "string_pattern_mismatch": N_("{what} holds characters that do not belong there. Scan or type it again."),
    "value_error": N_("{what} holds line breaks or control characters. Type it again."),
    "timezone_aware": N_("{what} needs a time zone, e.g. 2026-01-31T08:00:00+08:00."),
    "datetime_from_date_parsing": N_("{what} is no moment, e.g. 2026-01-31T08:00:00+08:00."),
    "datetime_parsing": N_("{what} is no moment, e.g. 2026-01-31T08:00:00+08:00."),
    "date_from_datetime_parsing": N_("{what} is no date, e.g. 2026-01-31."),
    "date_parsing": N_("{what} is no date, e.g. 2026-01-31."),
    "greater_than_equal": N_("The number in {what} is too small."),
    "less_than_equal": N_("The number in {what} is too large."),
    "int_parsing": N_("{what} is no whole number."),
    "int_from_float": N_("{what} is no whole number."),
    "literal_error": N_("{what} must be one of the choices given."),
}
CLOCK_TOLERANCE = timedelta(minutes=5)
_adapter: TypeAdapter[Command] = TypeAdapter(Annotated[AnyCommand, Field(discriminator="command")])


def parse(payload: dict[str, Any]) -> Command:
    """The command in `payload`; BadInput names the first field that is wrong."""
    try:
        return _adapter.validate_python(payload)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] in ("union_tag_invalid", "union_tag_not_found"):
            raise BadInput("command_is_known", N_("This command is not known."), field="command") from None
        field = ".".join(str(part) for part in first["loc"][1:])
        reason = _REASONS.get(first["type"], _OTHER_REASON)
        raise BadInput("field_is_usable", reason, field=field, what=field_name(field)) from None


def command_schema() -> dict[str, Any]:
    """JSON Schema of every command."""
    return _adapter.json_schema()


def admit(command: Command, spec: CommandSpec, actor: Actor, catalogue: Catalogue, recorded_at: datetime) -> None:
    """Refuse what may not be carried out at all: role, agency, times."""
    if not actor.has_any(spec.roles):
        raise NotAllowed(
            "role_may_act", N_("The account {login} has no role that may do this ({command})."),
            login=actor.login, command=command.command,
        )  # fmt: skip
    if command.service_point is not None:
        point = catalogue.service_points.get(command.service_point)
        if point is None:
            raise BadInput(
                "service_point_is_known", N_("There is no service point {code}."),
                field="service_point", code=command.service_point,
            )  # fmt: skip
        if actor.agency is not None and actor.agency != point.agency:
            raise NotAllowed("own_agency_only", N_("The account {login} belongs to another agency."), login=actor.login)
    if command.occurred_at > recorded_at + CLOCK_TOLERANCE:
        raise BadInput(
            "not_in_the_future", N_("The time lies in the future. Check the date, and the clock of this machine."),
            field="occurred_at",
        )  # fmt: skip
    if command.started_at is not None and command.started_at > command.occurred_at:
        raise BadInput(
            "starts_before_it_ends", N_("The start lies after the end. Check both times."), field="started_at"
        )
    if command.backfilled and not command.reason:
        raise BadInput("backfill_has_a_reason", N_("What is entered afterwards needs a reason."), field="reason")
