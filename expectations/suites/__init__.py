"""The suites, one module per table. `RAW` and `MARTS` list them by table name; a test proves that none is missing.

`LAKE`: what is asked of nodes, batches and days (views of schema checks), which time alone can break.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from expectations.library import Suite

_SUITES: list[Suite] = [import_module(f"{__name__}.{module.name}").SUITE for module in iter_modules(__path__)]

RAW: dict[str, Suite] = {suite.table.removeprefix("raw."): suite for suite in _SUITES if suite.table.startswith("raw.")}
LAKE: dict[str, Suite] = {
    suite.table.removeprefix("checks."): suite for suite in _SUITES if suite.table.startswith("checks.")
}
MARTS: dict[str, Suite] = {
    suite.table.removeprefix("marts."): suite for suite in _SUITES if suite.table.startswith("marts.")
}
