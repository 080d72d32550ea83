"""The treasurer's books on the screen: receipts of a day, the cash book of a period, and whether the money adds up."""

from __future__ import annotations

from collections.abc import Sequence

from operations_app.components import pieces
from operations_app.components.paper_addresses import link, receipt_paper
from operations_app.components.pieces import Html
from operations_app.desk.revenue import kind_name, method_name
from operations_app.desk.treasury import Reconciled
from warehouse.i18n import local_date, local_time, rupiah, translator
from warehouse.records.treasury_lookups import BookLine, CashBook, Receipt

_ = translator("operations_app")

SHOWN_MAX = 200


def receipts_table(receipts: Sequence[Receipt], zone: str) -> Html:
    """Receipts of a day by number; reversed ones stay in the list."""
    return pieces.table(
        (_("Receipt"), _("From"), _("Method"), _("Amount"), ""),
        (
            (
                pieces.with_sub(one.receipt, f"{local_time(one.received_at, zone)} · {kind_name(one.revenue_kind)}"),
                one.payer or "–",
                method_name(one.method),
                pieces.chip(_("reversed"), "red") if one.reversed_at else rupiah(one.amount_idr),
                link(receipt_paper(one.payment_id), _("Print")),
            )
            for one in receipts
        ),
        right=(3,),
    )


def cash_book_table(book: CashBook) -> Html:
    """The cash book as it is printed: opening balance, every entry, balance after it."""
    lines = book.lines[-SHOWN_MAX:]
    opening_idr = lines[0].balance_idr - lines[0].in_idr + lines[0].out_idr if lines else book.opening_idr
    return pieces.table(
        (_("Day"), _("Entry"), _("In"), _("Out"), _("Balance")),
        [
            (local_date(book.first, "medium"), _("Balance before"), "", "", rupiah(opening_idr)),
            *(
                (
                    local_date(one.day, "medium"),
                    pieces.with_sub(_entry(one), one.document_no),
                    rupiah(one.in_idr) if one.in_idr else "",
                    rupiah(one.out_idr) if one.out_idr else "",
                    rupiah(one.balance_idr),
                )
                for one in lines
            ),
        ],
        right=(2, 3, 4),
    )


def reconciliation_table(kinds: Sequence[Reconciled]) -> Html:
    """Charged, waived, owed, received, deposited, in hand: what must agree to the rupiah."""
    return pieces.table(
        (
            _("Kind"),
            _("Charged"),
            _("Waived"),
            _("Still owed"),
            _("Received"),
            _("Deposited"),
            _("Not deposited yet"),
            "",
        ),
        (
            (
                kind_name(one.revenue_kind),
                rupiah(one.charged_idr),
                rupiah(one.waived_idr),
                rupiah(one.outstanding_idr),
                rupiah(one.received_idr),
                rupiah(one.deposited_idr),
                rupiah(one.undeposited_idr),
                pieces.chip(_("it agrees"), "green") if one.agrees else pieces.chip(_("it does not agree"), "red"),
            )
            for one in kinds
        ),
        right=(1, 2, 3, 4, 5, 6),
    )


def _entry(line: BookLine) -> str:
    if line.kind == "deposit":
        return _("Deposited with the regional treasury")
    name = kind_name(line.revenue_kind or "")
    return _("Receipt cancelled: {kind}", kind=name) if line.kind == "reversal" else _("Received: {kind}", kind=name)
