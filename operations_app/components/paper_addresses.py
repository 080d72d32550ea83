"""Links inside tables and panels to the papers of money and visits. Addresses only; the papers are made elsewhere."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from operations_app.components.pieces import cell, Html


def number_slip(visit_id: str) -> str:
    return f"/kertas/nomor/{visit_id}.pdf"


def receipt_paper(payment_id: str) -> str:
    return f"/kertas/kuitansi/{payment_id}.pdf"


def deposit_slip(deposit_id: str) -> str:
    return f"/kertas/sts/{deposit_id}.pdf"


def book(name: str, form: str, service_point: str, first: date, last: date) -> str:
    """A book of the treasurer for a period; `form` is pdf or xlsx."""
    period = urlencode({"from": first.isoformat(), "to": last.isoformat(), "point": service_point})
    return f"/kertas/{name}.{form}?{period}"


def link(address: str, words: str) -> Html:
    """A link to a paper; it opens beside the desk."""
    return Html(f'<a class="p-paper-link" href="{cell(address)}" target="_blank" rel="noopener">{cell(words)}</a>')
