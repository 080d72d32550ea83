"""The catalogues that were in force: each one kept whole under its SHA-256 in `<home>/catalogues/`, never changed.

Kept are the texts of the YAML files, shipped and the agency's own, and the list of regions. So what a report said under
last year's catalogue can be said again, whatever was edited or shipped since.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from warehouse.catalogue.load import catalogue_files, read_catalogue, SHIPPED
from warehouse.catalogue.model import Catalogue
from warehouse.errors import HomeError, N_
from warehouse.lake.regions import regions_file
from warehouse.settings import Settings


@dataclass(frozen=True, slots=True)
class PastCatalogue:
    """A catalogue as it was; `regions` is its list of regions as a file, None when there was none."""

    sha256: str
    catalogue: Catalogue
    regions: Path | None


def keep_catalogue(settings: Settings) -> str:
    """Keep the catalogue in force now, if it is not kept yet; its SHA-256."""
    content = _content(settings)
    digest = hashlib.sha256(content).hexdigest()
    target = _file(settings, digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(gzip.compress(content, mtime=0))
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(target)  # two that keep the same one write the same bytes
    return digest


@contextmanager
def past_catalogue(settings: Settings, digest: str) -> Iterator[PastCatalogue]:
    """The kept catalogue `digest`, unpacked for the length of the block; HomeError when it is gone or was changed."""
    content = _kept(settings, digest)
    with tempfile.TemporaryDirectory(prefix="patuh-catalogue-") as name:
        folder = Path(name)
        for file, text in content["files"].items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        regions = folder / "regions.csv"
        if content["regions"] is not None:
            regions.write_text(content["regions"], "utf-8")
        yield PastCatalogue(
            digest, read_catalogue(folder / "shipped", folder / "own"), regions if regions.exists() else None
        )


def _content(settings: Settings) -> bytes:
    files = {
        f"{name}/{path.relative_to(folder)}": path.read_text("utf-8")
        for name, folder in (("shipped", SHIPPED), ("own", settings.catalogue_dir))
        for path in catalogue_files(folder)
    }
    try:
        regions = regions_file(settings).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        regions = None
    return orjson.dumps({"files": files, "regions": regions}, option=orjson.OPT_SORT_KEYS)


def _kept(settings: Settings, digest: str) -> dict[str, Any]:
    try:
        content = gzip.decompress(_file(settings, digest).read_bytes())
    except (OSError, EOFError):
        content = b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise HomeError(
            N_("The catalogue {digest} that was in force then is not kept in this home."), digest=digest[:12]
        )
    found: dict[str, Any] = orjson.loads(content)
    return found


def _file(settings: Settings, digest: str) -> Path:
    return settings.home / "catalogues" / f"{digest}.json.gz"
