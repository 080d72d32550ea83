"""A few rows of a mart as Markdown, for the metadata of its asset."""

from __future__ import annotations

import duckdb

from warehouse.sql import quoted

ROWS = 5
_CELL_CHARACTERS_MAX = 40


def sample_markdown(connection: duckdb.DuckDBPyConnection, mart: str) -> str:
    """The last rows of `mart` as a Markdown table."""
    cursor = connection.execute(_sample_statement(mart), [ROWS])
    names = [column[0] for column in cursor.description or ()]
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    lines += [" | ".join(_cell(value) for value in row) for row in cursor.fetchall()]
    return "\n".join(f"| {line} |" for line in lines)


def _sample_statement(mart: str) -> str:
    return f"SELECT * FROM marts.{quoted(mart)} LIMIT ?"


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("|", "/").replace("\n", " ")
    return text if len(text) <= _CELL_CHARACTERS_MAX else text[: _CELL_CHARACTERS_MAX - 1] + "…"
