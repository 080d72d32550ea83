"""A card being made: the steps of its line, and as HTML the card as it will look, and who may have one. No database."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime

from operations_app.components.pieces import cell, chip, heading, Html, table, with_sub
from operations_app.components.step_line import LineStep
from operations_app.desk.answer import standard_label
from operations_app.desk.card_cases import CardCase, ProgressStep, step_name
from operations_app.desk.membership_desk import Lookalike
from warehouse.i18n import local_date, translator

_ = translator("operations_app")


def progress_steps(case: CardCase, steps: Sequence[ProgressStep], now: datetime) -> tuple[LineStep, ...]:
    """Done, running, to come; the running one with its time, once its beginning was observed."""
    begun_at = case.begun_at
    elapsed_ms = max(0, int((now - begun_at).total_seconds() * 1000)) if begun_at else None
    return tuple(
        LineStep(
            step_name(step.step), step.state,
            _("outside the clock") if step.step == "signature" else standard_label(step.standard_s),
            step.standard_s, elapsed_ms if step.state == "now" else None,
        )
        for step in steps
    )  # fmt: skip


def card_picture(
    issuer: str, name: str, member_no: str, expires_on: date, photo: bytes | None, service_point: str = ""
) -> Html:
    """The card as it will be printed, near enough to see a wrong name or photo."""
    alt, none = _("Photo of {name}", name=name), _("no photo yet")
    until = _("Valid until {day}", day=local_date(expires_on))
    picture = (
        f'<img alt="{cell(alt)}" src="data:image/jpeg;base64,{b64encode(photo).decode()}">'
        if photo
        else f'<span class="none">{cell(none)}</span>'
    )
    return Html(
        f'<div class="p-idcard"><div class="issuer">{cell(issuer)}<small>{cell(service_point)}</small></div>'
        f'<div class="photo">{picture}</div><div class="data"><b>{cell(name)}</b><span class="no">{cell(member_no)}</span>'
        f"<small>{cell(until)}</small></div></div>"
    )


def lookalike_table(found: Sequence[Lookalike], today: date) -> Html:
    """Who may be the same person, with what tells them apart."""
    head = heading(_("Perhaps the same person"))
    rows = table(
        (_("Name"), _("Card"), _("Date of birth"), _("Identity number"), _("Address")),
        (
            (
                with_sub(one.name, _("same identity number") if one.has_identity_no else _("same name")),
                Html(f"{cell(one.member_no)} {_state(one, today)}"),
                local_date(one.birth_date) if one.birth_date else "–",
                one.identity_no or "–",
                one.address or "–",
            )
            for one in found
        ),
    )
    return Html(f'<div class="p-alike" role="alert">{head.text}{rows.text}</div>')


def _state(one: Lookalike, today: date) -> str:
    if one.is_blocked:
        return chip(_("blocked"), "red").text
    if one.expires_on < today:
        return chip(_("expired"), "amber").text
    return ""
