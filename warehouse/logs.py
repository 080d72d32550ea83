"""Structured logs: one JSON object a line in `home/logs/<process>.jsonl`, without personal data.

`log = warehouse.logs.logger(__name__)`, then `log.info("batch_published", txid=17, rows=40)`. What a line may say is
what the landing zone may say: keys, counts, codes and times, never who a member is. Keys that would name a person are
dropped before the line is written; in strict mode (the tests) they raise, so that they never come that far.
"""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog

from warehouse.clock import utc_now
from warehouse.settings import Settings

FILE_BYTES_MAX = 10_000_000
FILES_KEPT = 5

PERSONAL_KEYS = frozenset(
    {
        "address", "alamat", "birth_date", "born_on", "card_no", "email", "family_card_no", "full_name",
        "guarantor", "identity_no", "identity_number", "ktp", "member_card", "member_name", "member_no", "nama", "name",
        "nik", "parent_name", "password", "payload", "phone", "photo", "secret", "token", "visitor_name",
    }
)  # fmt: skip


class PersonalDataInLog(ValueError):
    """A log line was about to carry personal data (strict mode only)."""


class WithoutPersonalData:
    """A structlog processor: no key of PERSONAL_KEYS passes, at any depth."""

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return self._cleaned(event)

    def _cleaned(self, value: Mapping[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, part in value.items():
            if str(key).lower() in PERSONAL_KEYS:
                if self.strict:
                    raise PersonalDataInLog(f"a log line may not carry {key!r}")
                continue
            kept[key] = self._inside(part)
        return kept

    def _inside(self, part: Any) -> Any:
        if isinstance(part, Mapping):
            return self._cleaned(part)
        if isinstance(part, list | tuple):
            return [self._inside(one) for one in part]
        return part


def log_file(settings: Settings, process: str) -> Path:
    """Where the process `process` (operations, dashboards, dagster, patuh) writes its log."""
    return settings.logs / f"{process}.jsonl"


def configure(settings: Settings, process: str, *, strict: bool = False) -> None:
    """Send this process's log lines, and those of its libraries, to its log file, and warnings to stderr too. Call once.

    At log_level DEBUG stderr shows everything.
    """
    path = log_file(settings, process)
    path.parent.mkdir(parents=True, exist_ok=True)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        WithoutPersonalData(strict),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )
    handlers: list[logging.Handler] = [
        logging.StreamHandler(sys.stderr),
        logging.handlers.RotatingFileHandler(path, maxBytes=FILE_BYTES_MAX, backupCount=FILES_KEPT, encoding="utf-8"),
    ]
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
        handler.close()
    handlers[0].setLevel("DEBUG" if settings.log_level == "DEBUG" else "WARNING")
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    root.setLevel(settings.log_level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of the module `name`. Before `configure`, as in the commands of a terminal, only warnings show."""
    if not structlog.is_configured():
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                WithoutPersonalData(),
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
            cache_logger_on_first_use=False,
        )
    log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return log


def write_traceback(path: Path, error: BaseException) -> None:
    """Append the traceback of `error` to the log file `path`: where, not with what values."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = traceback.format_exception(error)
    record = structlog.processors.JSONRenderer(ensure_ascii=False)(
        None,
        "error",
        {"event": "unexpected_error", "timestamp": utc_now().isoformat(), "exception": "".join(lines)},
    )
    with path.open("a", encoding="utf-8") as stream:
        stream.write(str(record) + "\n")
