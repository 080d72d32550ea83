"""The forms of the photocopy desk and of the circulation desk that keeps the documents. No database."""

from __future__ import annotations

from collections.abc import Sequence

from operations_app.components.entry_form import Field
from operations_app.desk.photocopy_cases import document_name, DOCUMENTS, PhotocopyCase
from operations_app.desk.revenue import method_name
from warehouse.i18n import local_time, rupiah, translator
from warehouse.records.treasury_lookups import METHODS

_ = translator("operations_app")


def case_name(case: PhotocopyCase, zone: str) -> str:
    """ "Sejarah Timor · Rina Asa · 09.12" — what is known of it."""
    known = [part for part in (case.title, case.visitor_name) if part]
    return " · ".join([*known, local_time(case.opened_at, zone)])


def finish_fields(copying: Sequence[PhotocopyCase], each_idr: int, zone: str) -> tuple[Field, ...]:
    price = _("{count} pages × {each} = {total}", count="{count}", each=rupiah(each_idr), total="{total}")
    return (
        Field("pages", _("Pages"), "number", required=True, width="narrow", each_idr=each_idr, each_label=price),
        Field("machine", _("Machine"), width="narrow"),
        Field(
            "method",
            _("Method"),
            "choice",
            required=True,
            options=[(one, method_name(one)) for one in METHODS],
            value="cash",
        ),
        _which(copying, zone),
    )


def hold_fields(waiting: Sequence[PhotocopyCase], note_no: str, until: str, zone: str) -> tuple[Field, ...]:
    first = waiting[0]
    kinds = [(one, document_name(one)) for one in DOCUMENTS]
    return (
        Field("name", _("Name on the document"), required=True, width="broad",
              value=(first.visitor_name or "") if len(waiting) == 1 else ""),
        Field("note_no", _("Note number"), required=True, value=note_no, width="narrow"),
        Field("document_kind", _("Document kept"), "choice", options=kinds, value="ktp", width="wide"),
        Field("valuables", _("Valuables kept"), width="broad"),
        Field("due_at", _("Back by"), value=until, width="narrow"),
        _which(waiting, zone),
    )  # fmt: skip


def _which(cases: Sequence[PhotocopyCase], zone: str) -> Field:
    """One tap; with one photocopy there is nothing to choose."""
    options = [(case.case_id, case_name(case, zone)) for case in cases]
    only = cases[0].case_id if len(cases) == 1 else ""
    return Field("case_id", _("Which photocopy"), "choice", required=True, options=options, value=only, width="wide")
