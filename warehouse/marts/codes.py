"""Columns of few different words in a mart of many rows, stored as numbers: ENUM types that learn words as they come.

Text costs more than everything else when a wide row is written (docs/decisions/0086). A column's type knows the words
that were ever stored in it, in the order in which they came: whoever shows or orders them casts to VARCHAR first.
"""

from __future__ import annotations

import duckdb

from warehouse.marts.registry import Mart, PACKAGE
from warehouse.sql import quoted, read

Words = dict[str, list[str]]


def learn(connection: duckdb.DuckDBPyConnection, mart: Mart) -> None:
    """Let the coded columns of `mart` take every word that the rows to come will bring (its staging texts are there)."""
    coming: Words = {column: [] for column in mart.codes}
    for column, word in connection.execute(read(PACKAGE, f"coded/{mart.name}")).fetchall():
        coming[column].append(word)
    types = _types(connection, mart, "current_database()")
    for column, words in coming.items():
        known = _words(connection, types[column])
        new = sorted(set(words).difference(known))
        if new:
            connection.execute(_alter_statement("marts", mart, column, _enum([*known, *new])))


def follow(connection: duckdb.DuckDBPyConnection, mart: Mart, database: str) -> None:
    """Give the coded columns of `mart` in `database` the types they have in the warehouse, whose words are more."""
    own, theirs = _types(connection, mart, "current_database()"), _types(connection, mart, f"'{database}'")
    for column in mart.codes:
        if own[column] != theirs[column]:
            connection.execute(_alter_statement(f"{database}.marts", mart, column, own[column]))


def _types(connection: duckdb.DuckDBPyConnection, mart: Mart, database: str) -> dict[str, str]:
    return dict(connection.execute(_types_statement(database), [mart.name]).fetchall())


def _types_statement(database: str) -> str:
    return f"""SELECT column_name, data_type FROM duckdb_columns()
        WHERE database_name = {database} AND schema_name = 'marts' AND table_name = ?"""


def _words(connection: duckdb.DuckDBPyConnection, data_type: str) -> list[str]:
    """Those of a type ENUM; none of a column that has not met a word yet."""
    if not data_type.startswith("ENUM"):
        return []
    row = connection.execute(_range_statement(data_type)).fetchone()
    return list(row[0]) if row else []


def _range_statement(data_type: str) -> str:
    return f"SELECT enum_range(NULL::{data_type})"


def _enum(words: list[str]) -> str:
    literals = ("'" + word.replace("'", "''") + "'" for word in words)
    return f"ENUM({', '.join(literals)})"


def _alter_statement(schema: str, mart: Mart, column: str, data_type: str) -> str:
    return f"ALTER TABLE {schema}.{quoted(mart.name)} ALTER COLUMN {quoted(column)} SET DATA TYPE {data_type}"
