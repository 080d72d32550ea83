"""docs/marts.md, written from the registry and the SQL headers: `scripts/marts-doc`. A test holds the page true.

Column names and types are those of an empty warehouse in which every mart was made by its own SQL.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pipelines.groups import definitions_markdown, grain_sentence, group_of, SLICES, TITLES
from pipelines.samples import columns_of
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.marts.headers import header_of
from warehouse.marts.registry import Mart, MARTS, STAGING, staging_of
from warehouse.settings import Settings

Columns = dict[str, list[tuple[str, str]]]

_TOP = """\
# The marts

Written from `warehouse/marts/registry.py` and the headers of the SQL files by `scripts/marts-doc`; do not edit it here.

Every figure of the dashboards, the reports and the exports is a column of one of these tables. The *served* ones stand
in `serving.duckdb`, schema `marts`; the others stay in `warehouse.duckdb`. Periods are local calendar days of the agency:
`grain` says `day`, `month` or `year`, `period_start` the first day. A refresh computes again what new, late, reversed or
backfilled facts have made stale: see [decision 0050](decisions/0050-figures-grow-by-slices.md).
"""


def page(columns: Columns) -> str:
    """The whole page as Markdown."""
    parts = [_TOP]
    for group, title in TITLES.items():
        marts = [mart for mart in MARTS if group_of(mart) == group]
        if marts:
            parts.append(f"## {title}\n")
            parts += [_mart(mart, columns[mart.name]) for mart in marts]
    parts.append(_staging())
    return "\n".join(parts)


def _mart(mart: Mart, columns: list[tuple[str, str]]) -> str:
    read = ", ".join(f"`{name}`" for name in mart.inputs)
    listed = "\n".join(f"| `{name}` | {kind} |" for name, kind in columns)
    definitions = definitions_markdown(mart)
    lines = [
        f"### {mart.name}\n",
        f"{grain_sentence(mart)}\n",
        *([f"{definitions}\n"] if definitions else []),
        f"Key: {', '.join(f'`{name}`' for name in mart.key)} · {'served' if mart.served else 'not served'}"
        f" · computed again: {SLICES[mart.slice]} · reads {read}\n",
        "| column | type |",
        "|---|---|",
        f"{listed}\n",
    ]
    return "\n".join(lines)


def _staging() -> str:
    """The texts several marts begin with; they are temporary tables of the touched slices."""
    used = {staging.name: [mart.name for mart in MARTS if staging in staging_of(mart)] for staging in STAGING}
    rows = "\n".join(
        f"| {staging.name} | {header_of(staging.sql).grain} | {', '.join(used[staging.name])} |" for staging in STAGING
    )
    return f"## Staging\n\n| text | grain | begins |\n|---|---|---|\n{rows}\n"


def columns_of_marts(home: Path) -> Columns:
    """Mart → (column, type), from an empty warehouse made in `home`."""
    settings = Settings.load(home=home)
    with open_warehouse(settings) as connection:
        Refresh(connection, settings, "columns").touch()
        return {mart.name: columns_of(connection, mart.name) for mart in MARTS}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(page(columns_of_marts(Path(folder) / "home")))


if __name__ == "__main__":
    main()
