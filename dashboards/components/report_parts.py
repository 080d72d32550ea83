"""The page on reports: which one, what it says, issuing it, those that were issued, and whether a file is one of them."""

from __future__ import annotations

from datetime import datetime
from html import escape

import pandas as pd
import streamlit as st

from dashboards import downloads
from dashboards.components.charts import calm, heading
from dashboards.components.said import Column
from dashboards.components.tables import table, XLSX
from dashboards.filters import address
from dashboards.readings import reports as readings
from dashboards.readings.reports import Desk
from dashboards.reports.figures import figures_in
from dashboards.reports.issue import Asked, check_content, issued_from
from dashboards.reports.kinds import kind_entered_as, KINDS, ReportKind
from dashboards.reports.model import KeyFigure, Report
from dashboards.reports.model import Table as ReportTable
from dashboards.reports.register import Entry, Register
from dashboards.reports.span import Span
from dashboards.reports.words import moved, said
from dashboards.view import View
from dashboards.wording import short_title, titled
from warehouse.clock import local_day
from warehouse.i18n import language, N_, translator
from warehouse.settings import Settings

_ = translator("dashboards")

MIMES = {"pdf": "application/pdf", "xlsx": XLSX}
FORMS = {"frekuensi": N_("Frequency form"), "data": N_("Data form")}
_KINDS = {"text": "text", "range": "text", "day": "day", "idr": "idr", "share": "share", "ratio": "decimal"}
_TINY = ("fine", "precise")  # said with more decimals than tables have: as text


def pick(view: View, desk: Desk) -> Asked | None:
    """The report asked for; None when its agency has no records."""
    with st.container(key="report-pick", horizontal=True, vertical_alignment="bottom", gap="small"):
        code = _pick(
            "report", list(desk.kinds), _("Report"), {one: _(kind.name) for one, kind in desk.kinds.items()}, 270
        )
        agency = desk.agencies[0]
        if len(desk.agencies) > 1:
            names = {one: view.places.agency_name(one) for one in desk.agencies}
            agency = _pick("of", list(desk.agencies), _("Agency"), names, 215, view.selection.agencies[0])
        found = [
            span
            for span in readings.spans(
                view.reader, agency, local_day(view.freshness.as_of_at, view.places.zone(agency))
            )
            if span.grain in desk.kinds[code].titles
        ]
        if not found:
            return None
        usual = readings.usual_span(found) if found[0].grain == "month" else found[0]
        named = {span.code: span.name for span in found}
        span = Span.parse(_pick("for", list(named), _("Period"), named, 180, usual.code)) or usual
        return Asked(agency, span, None, code, _subject(view, desk.kinds[code]))


def _subject(view: View, kind: ReportKind) -> str:
    if kind.code == "sop":
        titles = {code: short_title(titled(title)) for code, title in view.sop_titles.items()}
        return _pick("subject", list(titles), _("SOP"), titles, 330)
    if kind.code == "visitors":
        return _pick("subject", list(FORMS), _("Form"), {code: _(name) for code, name in FORMS.items()}, 200)
    return ""


def _pick(key: str, options: list[str], label: str, names: dict[str, str], width: int, default: str = "") -> str:
    default = default or options[0]
    address.adopt(key, options.__contains__, default)
    st.selectbox(label, options, key=key, format_func=lambda code: names[code], width=width)
    return str(st.session_state[key])


def key_figures_panel(report: Report) -> None:
    heading(_("Key figures"), _("As they will stand on the first page, beside the period before."))
    titles = (_("Figure"), report.period, report.before, _("Change"))
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = "".join(_line(one) for one in report.key_figures)
    st.html(f'<table class="key-figures"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def _line(one: KeyFigure) -> str:
    told = (one.label, said(one.now, one.kind), said(one.before, one.kind), moved(one))
    return "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in told) + "</tr>"


def sections_panel(report: Report) -> None:
    """One section at a time, with the very sentences and tables that will be printed."""
    headings = [section.heading for section in report.sections]
    heading(
        _("What it says"),
        _("Section by section, as it will be printed. The workbook has every table, with live formulas."),
    )
    numbers = [str(number) for number in range(len(headings))]
    names = {number: f"{int(number) + 1}. {headings[int(number)]}" for number in numbers}
    section = report.sections[int(_pick("section", numbers, _("Section"), names, 420))]
    for sentence in section.sentences:
        st.write(sentence.replace("$", r"\$"))
    wide = [one for one in section.tables if not one.beside]
    narrow = [one for one in section.tables if one.beside]
    for one in wide:
        _shown(one)
    for pair in zip(narrow[::2], [*narrow[1::2], None], strict=False):
        for place, beside in zip(st.columns(2, gap="large"), pair, strict=True):
            if beside is not None:
                with place:
                    _shown(beside)


def _shown(one: ReportTable) -> None:
    st.html(f'<div class="section-head"><p>{escape(one.caption)}</p></div>')
    if one.rows:
        _table(one)
    else:
        calm(_("No records in this period."))


def _table(one: ReportTable) -> None:
    frame = readings.table_frame(one)
    for place, column in enumerate(one.columns):
        if column.kind in _TINY:
            frame[str(place)] = [said(value, column.kind) for value in frame[str(place)]]
    columns = [
        Column(
            str(place), column.title, "text" if column.kind in _TINY else _KINDS.get(column.kind, "count"),
            "medium" if column.kind == "text" else None,
        )
        for place, column in enumerate(one.columns)
    ]  # fmt: skip
    words = {column.name for column in columns if column.kind in ("text", "day")}
    for name in frame.columns:
        frame[name] = [("" if name in words else None) if value is None else value for value in frame[name]]
        if name not in words:
            frame[name] = pd.to_numeric(frame[name])
    days = [column.name for column in columns if column.kind == "day"]
    for name in days:  # the last row says "Jumlah" where the days stand
        frame[name] = [f"{value:%d/%m/%Y}" if hasattr(value, "year") else value for value in frame[name]]
    shown = [Column(one.name, one.label, "text", one.width) if one.name in days else one for one in columns]
    key = "report-" + "".join(letter if letter.isalnum() else "-" for letter in one.key.lower())
    table(frame, shown, key=key, file=key)


def issue_panel(view: View, asked: Asked, report: Report) -> None:
    """Issuing enters the file in the register: from then on it can be checked, and made again."""
    heading(
        _("Issue"),
        _(
            "An issued report is entered in the register with its SHA-256 and the state of the records it was made from."
        ),
    )
    if language() != "id":
        note = _("Reports are documents of the agency: always in Bahasa Indonesia.")
        st.html(f'<p class="calm-note">{escape(note)}</p>')
    with st.container(key="report-issue", horizontal=True, gap="small"):
        for suffix, label in ((".pdf", _("Issue PDF")), (".xlsx", _("Issue XLSX"))):
            if st.button(label, key=f"issue{suffix}", type="primary" if suffix == ".pdf" else "secondary"):
                with figures_in(view.settings, view.reader.cursor) as figures:
                    done = issued_from(view.settings, figures, asked, suffix, view.who.login if view.who else "")
                st.session_state["issued"] = done.entry.no
                st.session_state["issued_is_new"] = done.is_new
    entry = next((one for one in Register(view.settings).entries() if one.no == st.session_state.get("issued")), None)
    if entry is None or (entry.agency, entry.period, entry.subject) != (asked.agency, asked.span.code, asked.subject):
        return
    if entry.kind != report.kind:
        return
    told = (
        _("Report {no} was issued.", no=str(entry.no))
        if st.session_state.get("issued_is_new")
        else _("Nothing has changed: this is report {no} again, byte for byte.", no=str(entry.no))
    )
    st.success(told + f" SHA-256 `{entry.sha256[:16]}…`")
    _download(view.settings, entry, "issued-download")


def _download(settings: Settings, entry: Entry, key: str) -> None:
    file = Register(settings).file(entry)
    subject = f"-{entry.subject}" if entry.subject else ""
    downloads.button(
        _("Download report {no} ({form})", no=str(entry.no), form=entry.format.upper()), file.read_bytes,
        file_name=f"patuh-{entry.kind}{subject}-{entry.agency.lower()}-{entry.period}-{entry.no}.{entry.format}",
        mime=MIMES[entry.format], key=key,
    )  # fmt: skip


def issued_panel(view: View, desk: Desk) -> None:
    heading(_("Issued reports"), _("Pick a row to download the file as it was issued."))
    entries = readings.issued(view.settings, desk)
    if not entries:
        calm(_("No report has been issued yet."))
        return
    found = pd.DataFrame(
        [
            {
                "no": entry.no, "issued_at": datetime.fromisoformat(entry.issued_at), "kind": kind_said(entry),
                "agency": view.places.agency_name(entry.agency), "period": period_said(entry),
                "format": entry.format.upper(), "issued_by": entry.issued_by or _("command line"),
                "as_of": f"{entry.as_of}@{entry.catalogue_sha256[:12]}", "sha256": entry.sha256,
            }
            for entry in entries
        ]
    )  # fmt: skip
    found["issued_at"] = pd.to_datetime(found["issued_at"], utc=True)
    chosen = table(
        found,
        [
            Column("no", _("No."), "count", "small"),
            Column("issued_at", _("Issued"), "moment"),
            Column("kind", _("Report"), width="medium"),
            Column("agency", _("Agency")),
            Column("period", _("Period")),
            Column("format", _("Format"), width="small"),
            Column("issued_by", _("By")),
            Column("as_of", _("State of the records")),
            Column("sha256", "SHA-256"),
        ],
        key="issued-reports",
        file="register-laporan",
        zone=view.zone,
        pick=True,
    )
    if chosen is not None:
        _download(view.settings, entries[chosen], "picked-download")


def kind_said(entry: Entry) -> str:
    kind = kind_entered_as(entry.kind)
    name = _(KINDS[kind.code].name)
    return f"{name}: {_(FORMS[entry.subject]) if entry.subject in FORMS else entry.subject}" if entry.subject else name


def period_said(entry: Entry) -> str:
    span = Span.parse(entry.period)
    return span.name if span else entry.period


def check_panel(view: View, desk: Desk) -> None:
    heading(
        _("Check a file"),
        _(
            "A report that was received or signed: is it, byte for byte, one that was issued here? The file is not kept."
        ),
    )
    given = st.file_uploader(
        _("PDF or XLSX of a report"), type=["pdf", "xlsx"], key="report-file", label_visibility="collapsed"
    )
    if given is None:
        return
    found = check_content(view.settings, given.getvalue())
    entry = found.entry
    if entry is not None and desk.sees(entry):
        st.success(
            _("This is report {no}: {kind}, {agency}, {period}, made from the records {state}.", no=str(entry.no),
              kind=kind_said(entry), agency=view.places.agency_name(entry.agency), period=period_said(entry),
              state=entry.as_of)
        )  # fmt: skip
    elif found.claims and entry is None:
        st.error(
            _("No report with these bytes was issued here, although the file calls itself {claims}: it was changed, "
              "or comes from elsewhere.", claims=found.claims)
        )  # fmt: skip
    else:
        st.error(_("No report with these bytes was issued here."))
