"""The panels of the circulation page as HTML: the member with basket and loans, the last session, the open returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from operations_app.components.pieces import cell, chip, heading, Html, listing, pace, table, with_sub
from operations_app.desk.answer import duration
from operations_app.desk.circulation_desk import CirculationDesk, due_day, Slip
from operations_app.desk.open_cases import WaitingReturn
from warehouse.i18n import local_date, local_time, rupiah, translator
from warehouse.records.lookups import MemberCard
from warehouse.records.renewals import RenewableLoan

_ = translator("operations_app")


def member_panel(card: MemberCard, desk: CirculationDesk, photo: str | None = None) -> Html:
    """Who is at the desk, what is about to be lent or renewed, what came back."""
    parts = [_member_line(card, photo)]
    if desk.basket:
        parts += [
            heading(_("To be lent")),
            listing((one.title, one.copy_no, chip(_("in the basket"), "green")) for one in desk.basket),
        ]
    if desk.renewing:
        parts += [
            heading(_("To be renewed")),
            listing((one.title, one.copy_no, chip(_("in the basket"), "green")) for one in desk.renewing),
        ]
    if desk.returned:
        parts += [heading(_("Taken back just now")), listing(_returned(one) for one in desk.returned)]
    parts.append(heading(_("Copies out")))
    if not card.loans:
        parts.append(_note(_("None.")))
    return Html("".join(part.text for part in parts))


def loan_line(loan: RenewableLoan, *, is_done: bool) -> Html:
    """One copy that is out, with how often it was renewed; `is_done`: just now."""
    due = _("due {day}", day=local_date(loan.due_on, "medium"))
    renewed = _("renewed {count} times", count=loan.renewals) if loan.renewals else ""
    small = " · ".join(word for word in (loan.copy_no, renewed) if word)
    tail = chip(due, "red" if loan.is_overdue else "green" if is_done else "")
    if is_done:
        tail = Html(chip(_("renewed"), "green").text + " " + tail.text)
    return listing([(loan.title, small, tail)])


def due_slip(case_id: str) -> str:
    """Where the due-date slip of a loan or renewal is printed from."""
    return f"/kertas/slip-kembali/{case_id}.pdf"


def owed_line(card: MemberCard) -> Html:
    """What is owed, where somebody else receives it."""
    owed = chip(rupiah(card.unpaid_idr), "amber").text
    where = cell(_("is paid to the receiving treasurer, who gives the receipt."))
    return Html(f'<p class="p-owed">{owed} {where}</p>')


def last_finished(slip: Slip) -> Html:
    """What was done in the session before."""
    parts = [
        heading(_("Last finished")),
        Html(
            f'<div class="p-member"><b>{cell(slip.member_name)}</b><span class="no">{cell(slip.member_no)}</span></div>'
        ),
        listing(
            [
                *(
                    (one["title"], one["copy_no"], _("due {day}", day=local_date(due_day(one), "medium")))
                    for one in slip.loans
                ),
                *(
                    (
                        one["title"],
                        one["copy_no"],
                        chip(_("renewed to {day}", day=local_date(due_day(one), "medium")), "green"),
                    )
                    for one in slip.renewed
                ),
                *((one["title"], one["copy_no"], chip(_("returned"), "green")) for one in slip.returned),
            ]
        ),
    ]
    if slip.took_s is not None and slip.standard_s:
        took = _("Took {time} of {standard}.", time=duration(slip.took_s), standard=duration(slip.standard_s))
        parts.append(_note(took))
    return Html("".join(part.text for part in parts))


def how_it_works() -> Html:
    """What stands beside the box until somebody has been served: the things it does."""
    lines = (
        (_("Lend"), _("member card, copies, Enter")),
        (_("Renew"), _("member card, then “Renew all”; or choose Renewal and scan the copies")),
        (_("Take back"), _("the copy; Enter when the card is handed back")),
        (_("Next member"), _("the next card finishes the one before")),
    )
    drawn = "".join(f"<dt>{cell(what)}</dt><dd>{cell(how)}</dd>" for what, how in lines)
    return Html(f'<dl class="p-how">{drawn}</dl>')


def open_returns(listed: Sequence[WaitingReturn], now: datetime, zone: str) -> Html:
    """Returns whose card was not handed back yet, each with the step it waits for."""
    rows = table(
        (_("Member"), _("Since"), _("Waits for"), _("Time"), _("Standard"), _("Owed")),
        (
            (
                with_sub(one.member_name, one.member_no),
                local_time(one.opened_at, zone),
                one.step,
                pace(now - one.step_began_at, one.standard_s),
                duration(one.standard_s) if one.standard_s else "–",
                rupiah(one.unpaid_idr) if one.unpaid_idr else chip(_("paid"), "green") if one.was_fined else "–",
            )
            for one in listed
        ),
        right=(5,),
    )
    note = _note(_("Scan the card of a member to continue."))
    return Html(heading(_("Open returns")).text + rows.text + note.text)


def _note(text: str) -> Html:
    return Html(f'<p class="p-none">{cell(text)}</p>')


def _member_line(card: MemberCard, photo: str | None) -> Html:
    chips = [chip(_("blocked"), "red")] if card.is_blocked else []
    day = local_date(card.expires_on, "medium")
    chips.append(chip(_("expired {day}", day=day), "red") if card.is_expired else chip(_("valid until {day}", day=day)))
    if card.unpaid_idr:
        chips.append(chip(_("owes {amount}", amount=rupiah(card.unpaid_idr)), "amber"))
    picture = f'<img class="photo" src="{cell(photo)}" alt="">' if photo else ""
    return Html(
        f'<div class="p-member">{picture}<span class="who">{cell(card.name)}</span>'
        f'<span class="no">{cell(card.member_no)}</span>'
        f"{''.join(one.text for one in chips)}</div>"
    )


def _returned(one: dict[str, object]) -> tuple[str, str, Html]:
    fine_idr = one["fine_idr"]
    tail = (
        chip(_("fine {amount}", amount=rupiah(fine_idr)), "amber") if isinstance(fine_idr, int) and fine_idr else None
    )
    damaged = chip(_("damaged"), "red").text if one.get("condition") == "damaged" else ""
    shown = tail or chip(_("on time"), "green")
    return str(one["title"]), str(one["copy_no"]), Html(f"{damaged} {shown.text}")
