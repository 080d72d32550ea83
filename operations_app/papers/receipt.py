"""The receipt (kuitansi, TBP) for one payment: A6 landscape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from operations_app.papers.typesetting import typeset
from operations_app.papers.wording import amount_text, day_text, first_capital, method_text, revenue_text, shortened
from warehouse.amount_in_words import in_words
from warehouse.clock import local_day
from warehouse.typesetting.letterhead import Letterhead, Signatory


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    head: Letterhead
    number: str  # node/year/number
    received_from: str | None
    revenue_kind: str
    details: tuple[str, ...]  # the title brought back late, the number of pages, …
    amount_idr: int
    remaining_idr: int
    method: str
    received_at: datetime
    zone: str
    place: str
    receiver: Signatory
    reversed_on: date | None = None


def receipt_pdf(paper: ReceiptPaper) -> bytes:
    return typeset("receipt", receipt_data(paper), paper.received_at)


def receipt_data(paper: ReceiptPaper) -> dict[str, object]:
    received_on = day_text(local_day(paper.received_at, paper.zone))
    return {
        "title": f"Kuitansi {paper.number}",
        "head": paper.head.as_data(),
        "number": paper.number,
        "received_from": shortened(paper.received_from or "Pemustaka", 110),
        "words": first_capital(in_words(paper.amount_idr)),
        "amount": amount_text(paper.amount_idr),
        "kind": revenue_text(paper.revenue_kind),
        "details": [shortened(detail, 130) for detail in paper.details],
        "method": method_text(paper.method),
        "place_and_date": f"{paper.place}, {received_on}",
        "remaining": f"Sisa tagihan {amount_text(paper.remaining_idr)}" if paper.remaining_idr else "",
        "receiver": paper.receiver.as_data(),
        "reversed": f"DIBATALKAN {day_text(paper.reversed_on)}" if paper.reversed_on else "",
    }
