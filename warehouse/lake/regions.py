"""The agency's list of regions: `reference/regions.csv` of the home, made by `patuh import regions` → ref.regions.

A changed list makes the coverage of kecamatan stale, from an agency's first record of the road on.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.lake.state import read_state, whole_marts_are_stale, write_state
from warehouse.logs import logger
from warehouse.settings import Settings
from warehouse.sql import read

COLUMNS = ("code", "name", "level", "parent_code", "population", "latitude", "longitude")
_STATE = "regions_file"
_log = logger(__name__)


def regions_file(settings: Settings) -> Path:
    return settings.home / "reference" / "regions.csv"


def load_regions(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Bring ref.regions up to the file, if it changed; a file that cannot be read leaves the list as it was."""
    stamp = _stamp(regions_file(settings))
    if stamp == (read_state(connection, _STATE) or ""):
        return False
    connection.execute("BEGIN")
    try:
        connection.execute("DELETE FROM ref.regions")
        if stamp:
            fill_regions(connection, regions_file(settings))
        write_state(connection, _STATE, stamp)
        connection.execute(read("warehouse.lake", "changed/regions"))
        whole_marts_are_stale(connection)
        connection.execute("COMMIT")
    except duckdb.Error as wrong:
        connection.execute("ROLLBACK")
        _log.error("regions_unreadable", detail=str(wrong).splitlines()[0])
        return False
    return True


def fill_regions(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The list in `path` → ref.regions, which must be empty."""
    connection.execute(_INSERT, [str(path)])


_INSERT = """INSERT INTO ref.regions BY NAME
    SELECT code, name, level, nullif(parent_code, '') AS parent_code, try_cast(population AS BIGINT) AS population,
           try_cast(latitude AS DOUBLE) AS latitude, try_cast(longitude AS DOUBLE) AS longitude
    FROM read_csv(?, header = true, all_varchar = true)
    WHERE code IS NOT NULL AND name IS NOT NULL AND level IS NOT NULL"""


def _stamp(path: Path) -> str:
    """Stands for the file's content; empty when there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
