"""The visitor's number, large: what other desks ask for when there is no card."""

from __future__ import annotations

from operations_app.components.paper_addresses import link, number_slip
from operations_app.components.pieces import cell, Html
from operations_app.desk.guest_book import Registered
from warehouse.i18n import translator

_ = translator("operations_app")


def number_panel(registered: Registered) -> Html:
    """Number, name and the slip to print."""
    slip = link(number_slip(registered.visit_id), _("Print the number")).text
    name = cell(_("Visitor number"))
    return Html(
        f'<div class="p-number" role="status"><div class="no">{registered.visit_no}</div><div><p>{name}</p>'
        f'<p class="who">{cell(registered.name)}</p><p>{cell(registered.slip_code)} · {slip}</p></div></div>'
    )
