"""The machine: versions, the home's folder and its key, disk space, the clock."""

from __future__ import annotations

import platform
import shutil
import stat
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version

from patuh.doctor.finding import Finding
from warehouse.errors import HomeError
from warehouse.i18n import number, translator
from warehouse.settings import Settings

_ = translator("patuh")

LIBRARIES = ("patuh", "duckdb", "streamlit", "dagster", "great-expectations", "pandas", "plotly")
DISK_FREE_MB_MIN = 2_000
CLOCK_MARGIN = timedelta(minutes=5)


def versions() -> list[Finding]:
    """Python and the libraries whose versions matter, as installed."""
    found = {"python": platform.python_version()}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            return [Finding(_("versions"), "wrong", _("{library} is not installed; run make setup.", library=library))]
    listed = ", ".join(f"{library} {installed}" for library, installed in found.items())
    return [Finding(_("versions"), "ok", listed)]


def home(settings: Settings) -> list[Finding]:
    """Whether the home can be written, and its key be read by its owner alone."""
    try:
        settings.make_home()
    except HomeError as error:
        return [Finding(_("home"), "wrong", error.sentence())]
    kind = _("demo data") if settings.is_demo else _("your own data")
    findings = [Finding(_("home"), "ok", f"{settings.home} ({kind})")]
    key = settings.secret_key_file
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        sentence = _("Others on this machine may read {path}; run: chmod 600 {path}", path=key)
        findings.append(Finding(_("key"), "wrong", sentence))
    return findings


def disk(settings: Settings) -> list[Finding]:
    """Room for the home to grow; DuckDB stops writing when there is none."""
    free_mb = shutil.disk_usage(settings.home).free // 1_000_000
    sentence = _("{free} MB free", free=number(free_mb))
    if free_mb < DISK_FREE_MB_MIN:
        sentence = _("Only {free} MB free; make room before records can no longer be written.", free=number(free_mb))
    return [Finding(_("disk"), "wrong" if free_mb < DISK_FREE_MB_MIN else "ok", sentence)]


def clock(now: datetime, newest_record_at: datetime | None) -> list[Finding]:
    """A clock that runs behind the newest record would give later records earlier times."""
    shown = f"{now:%Y-%m-%d %H:%M:%S} UTC"
    if newest_record_at is not None and newest_record_at > now + CLOCK_MARGIN:
        behind = _("This machine says {now}, but the newest record is from {newest}; set the clock right.",
                   now=shown, newest=f"{newest_record_at:%Y-%m-%d %H:%M:%S} UTC")  # fmt: skip
        return [Finding(_("clock"), "wrong", behind)]
    return [Finding(_("clock"), "ok", shown)]
