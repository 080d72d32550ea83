"""The figures: batches that wait to be taken in, the last refresh, who holds the warehouse."""

from __future__ import annotations

from datetime import datetime, timedelta

import duckdb

from patuh.doctor.finding import Finding, State
from warehouse.i18n import number, translator
from warehouse.lake.attach import is_busy
from warehouse.lake.landing import batch_names
from warehouse.lake.serving import NotServed, Serving
from warehouse.settings import Settings

_ = translator("patuh")

AS_OF = "SELECT node, as_of_txid, refreshed_at FROM meta_refresh"
WAITING_MAX = timedelta(hours=26)  # the nightly refresh and two hours


def look(settings: Settings, now: datetime) -> list[Finding]:
    """How far the figures are behind the records that were published."""
    findings = [_lock(settings)]
    names = batch_names(settings.landing)
    try:
        as_of, refreshed_at = _last_refresh(settings)
    except NotServed as error:
        state: State = "wrong" if error.reason == "unreadable" else "note"
        findings.append(Finding(_("figures"), state, error.sentence()))
        as_of, refreshed_at = {}, None
    waiting = [name for node, name in names if int(name.partition("-")[2]) > as_of.get(node, 0)]
    late = refreshed_at is not None and bool(waiting) and now - refreshed_at > WAITING_MAX
    if refreshed_at is not None:
        shown = f"{refreshed_at:%Y-%m-%d %H:%M} UTC"
        sentence = _("Last refreshed {when}, {age} ago.", when=shown, age=_age(now - refreshed_at))
        if late:
            sentence = _("Last refreshed {when}, and there is news since: is Dagster running? Else: patuh refresh",
                         when=shown)  # fmt: skip
        findings.append(Finding(_("figures"), "wrong" if late else "ok", sentence))
    published, behind = number(len(names)), number(len(waiting))
    sentence = _("{count} published, {waiting} not yet taken in.", count=published, waiting=behind)
    findings.append(Finding(_("batches"), "ok", sentence))
    return findings


def _age(passed: timedelta) -> str:
    """How long ago, in the unit a person would use."""
    minutes = max(0, int(passed.total_seconds()) // 60)
    if minutes < 120:
        return _("{count} minutes", count=number(minutes))
    if minutes < 48 * 60:
        return _("{count} hours", count=number(minutes // 60))
    return _("{count} days", count=number(minutes // (24 * 60)))


def _lock(settings: Settings) -> Finding:
    if is_busy(settings):
        return Finding(_("warehouse"), "ok", _("A refresh is running now."))
    return Finding(_("warehouse"), "ok", _("No refresh is running."))


def _last_refresh(settings: Settings) -> tuple[dict[str, int], datetime | None]:
    """Node → last transaction the figures know, and when they were last computed. NotServed when there are none."""
    serving = Serving(settings.serving_db, threads=1)
    try:
        with serving.reading() as cursor:
            rows = cursor.execute(AS_OF).fetchall()
    except duckdb.Error as wrong:
        raise NotServed("unreadable", str(wrong).splitlines()[0]) from None
    finally:
        serving.close()
    as_of: dict[str, int] = {}
    for node, txid, _refreshed_at in rows:
        as_of[node] = max(as_of.get(node, 0), int(txid or 0))
    return as_of, max((refreshed_at for _node, _txid, refreshed_at in rows), default=None)
