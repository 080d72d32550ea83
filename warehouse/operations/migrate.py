"""Numbered migrations: `schema/NNNN_*.sql`, each applied once, in one transaction with its own record."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import duckdb

from warehouse.errors import HomeError
from warehouse.i18n import N_


def migrations() -> list[tuple[int, str, str]]:
    """(version, name, SQL text) of every shipped migration, in order."""
    folder = files("warehouse.operations").joinpath("schema")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(int(name[:4]), name, folder.joinpath(name).read_text("utf-8")) for name in names]


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the database to the newest schema and return its version.

    Raises HomeError when the database was written by a newer Patuh, or when a migration that was already applied has
    been edited since.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations"
        " (version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL)"
    )
    applied = dict(connection.execute("SELECT version, sha256 FROM schema_migrations").fetchall())
    known = migrations()
    if applied and max(applied) > known[-1][0]:
        raise HomeError(
            N_("The operations database was written by a newer Patuh (schema {found}, this one knows {known})."),
            found=max(applied),
            known=known[-1][0],
        )
    for version, name, text in known:
        digest = hashlib.sha256(text.encode()).hexdigest()
        if version in applied:
            if applied[version] != digest:
                raise HomeError(N_("The migration {name} was changed after it had been applied."), name=name)
            continue
        connection.execute("BEGIN")
        try:
            connection.execute(text)
            connection.execute("INSERT INTO schema_migrations VALUES (?, ?, ?, now())", [version, name, digest])
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return known[-1][0]
