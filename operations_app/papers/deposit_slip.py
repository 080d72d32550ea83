"""The deposit slip (STS, Surat Tanda Setoran) that goes with the money to the regional treasury: A4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from operations_app.papers.typesetting import typeset
from operations_app.papers.wording import amount_text, day_text, figures, first_capital, period_text, revenue_text
from warehouse.amount_in_words import in_words
from warehouse.typesetting.letterhead import Letterhead, Signatory


@dataclass(frozen=True, slots=True)
class DepositLine:
    """`receipts`: how many receipts; `reversals`: how many of deposited receipts were taken back."""

    revenue_kind: str
    receipts: int
    reversals: int
    amount_idr: int


@dataclass(frozen=True, slots=True)
class DepositSlip:
    head: Letterhead
    service_point: str
    slip_no: str
    deposited_on: date
    received_from: date
    received_until: date
    lines: tuple[DepositLine, ...]
    place: str
    treasurer: Signatory
    head_of_agency: Signatory
    written_at: datetime

    @property
    def amount_idr(self) -> int:
        return sum(line.amount_idr for line in self.lines)


def deposit_slip_pdf(slip: DepositSlip) -> bytes:
    return typeset("deposit_slip", deposit_slip_data(slip), slip.written_at)


def deposit_slip_data(slip: DepositSlip) -> dict[str, object]:
    return {
        "title": f"Surat Tanda Setoran {slip.slip_no}",
        "head": slip.head.as_data(),
        "point": slip.service_point,
        "slip_no": slip.slip_no,
        "date": day_text(slip.deposited_on),
        "period": period_text(slip.received_from, slip.received_until),
        "words": first_capital(in_words(slip.amount_idr)),
        "amount": amount_text(slip.amount_idr),
        "total": figures(slip.amount_idr),
        "lines": [
            {"kind": revenue_text(line.revenue_kind), "count": _count(line), "amount": figures(line.amount_idr)}
            for line in slip.lines
        ],
        "place_and_date": f"{slip.place}, {day_text(slip.deposited_on)}",
        "treasurer": slip.treasurer.as_data(),
        "head_of_agency": slip.head_of_agency.as_data(),
    }


def _count(line: DepositLine) -> str:
    parts = [f"{line.receipts} kuitansi"] if line.receipts or not line.reversals else []
    if line.reversals:
        parts.append(f"{line.reversals} pembatalan")
    return ", ".join(parts)
