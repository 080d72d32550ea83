"""Reads the shipped catalogue and the agency's own files beside it, and holds them against each other.

`extra_dir` (home/catalogue) has the same shape as the shipped one: `sops/*.yaml`, `agencies/*.yaml`, `indicators/*.yaml`. An
agency file there replaces the shipped one of the same code, indicators those of the same group; an SOP file adds a version.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue, SopVersion
from warehouse.catalogue.national import IndicatorGroup, read_indicators, with_own
from warehouse.catalogue.read_agency import read_agency
from warehouse.catalogue.read_sop import read_sop
from warehouse.catalogue.versions import conflicts
from warehouse.errors import CatalogueError, N_

SHIPPED = Path(__file__).parent
_KINDS = ("sops", "agencies", "indicators")
_READ_ELSEWHERE = ("planning",)  # warehouse.catalogue.read_planning: no figure hangs on it

# The order of the NTT book, then Jawa Tengah; an agency's own codes follow.
BOOK_ORDER = (
    "locker",
    "card",
    "card_renewal",
    "general_collection",
    "reference_collection",
    "deposit_collection",
    "loan",
    "loan_renewal",
    "return",
    "photocopy",
    "mobile_library",
    "smart_motorcycle",
    "school_drop",
    "worship_drop",
    "household_drop",
    "anter_koper",
)


def load_catalogue(extra_dir: Path | None = None) -> Catalogue:
    """The catalogue in force; read again only when a file changed. Raises CatalogueError with file and line."""
    if extra_dir:
        _refuse_strays(extra_dir)
    return _load(tuple(_stamps(SHIPPED)), tuple(_stamps(extra_dir)) if extra_dir else (), extra_dir)


def _refuse_strays(folder: Path) -> None:
    """A file that nobody reads would look like a rule in force."""
    for path in sorted(folder.rglob("*.y*ml")):
        if path.parent.parent != folder or path.parent.name not in (*_KINDS, *_READ_ELSEWHERE):
            raise CatalogueError(
                N_("This file lies where it is not read; put it into sops, agencies, indicators or planning."),
                file=str(path),
            )


def catalogue_files(folder: Path) -> list[Path]:
    """The files of `folder` that are read, in a stable order."""
    return [path for kind in _KINDS for path in sorted((folder / kind).glob("*.y*ml"))]


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in catalogue_files(folder):
        stat = path.stat()
        yield str(path), stat.st_mtime_ns, stat.st_size


_Stamps = tuple[tuple[str, int, int], ...]  # path, modification time, size


@lru_cache(maxsize=4)
def _load(shipped: _Stamps, own: _Stamps, extra: Path | None) -> Catalogue:
    return _read(shipped, own, SHIPPED)


def read_catalogue(shipped_dir: Path, extra_dir: Path) -> Catalogue:
    """The catalogue of two other folders of the same shape: one that was in force before."""
    return _read(tuple(_stamps(shipped_dir)), tuple(_stamps(extra_dir)), shipped_dir)


def _read(shipped: _Stamps, own: _Stamps, shipped_dir: Path) -> Catalogue:
    agencies: dict[str, Agency] = {}
    versions: list[SopVersion] = []
    groups: list[IndicatorGroup] = []
    for stamps, is_shipped in ((shipped, True), (own, False)):
        found: dict[str, Agency] = {}
        for name, _mtime_ns, _size in stamps:
            path = Path(name)
            label = str(path.relative_to(shipped_dir)) if is_shipped else name
            if path.parent.name == "agencies":
                agency = read_agency(path, label)
                if agency.code in found:
                    raise CatalogueError(
                        N_("The agency {code} also stands in {other}."),
                        file=label,
                        line=1,
                        code=agency.code,
                        other=found[agency.code].file,
                    )
                found[agency.code] = agency
            elif path.parent.name == "indicators":
                groups.append(read_indicators(path, label))
            else:
                versions.append(read_sop(path, label))
        agencies.update(found)
    _check_versions(versions)
    _check_codes(agencies, versions)
    rank = {code: index for index, code in enumerate(BOOK_ORDER)}
    versions.sort(key=lambda v: (rank.get(v.code, len(rank)), v.code, v.version))
    return Catalogue(versions=tuple(versions), agencies=agencies, indicators=with_own(groups))


def _check_versions(versions: list[SopVersion]) -> None:
    for code in {version.code for version in versions}:
        for conflict in conflicts([v for v in versions if v.code == code]):
            later, earlier = conflict.later, conflict.earlier
            raise CatalogueError(
                conflict.message,
                file=later.file,
                line=later.lines[conflict.key],
                code=code,
                version=later.version,
                earlier=earlier.version,
                other=earlier.file,
            )


def _check_codes(agencies: dict[str, Agency], versions: list[SopVersion]) -> None:
    for version in versions:
        for key, named in (("issued_by", (version.issued_by,)), ("agencies", version.agencies or ())):
            for code in named:
                if code not in agencies:
                    raise CatalogueError(
                        N_("The catalogue knows no agency {code}."),
                        file=version.file,
                        line=version.lines[key],
                        code=code,
                    )
    seen: dict[str, Agency] = {}
    for agency in agencies.values():
        for point in agency.service_points:
            if point.code in seen:
                raise CatalogueError(
                    N_("The service point {code} also stands in {other}."),
                    file=agency.file,
                    line=agency.lines[point.code],
                    code=point.code,
                    other=seen[point.code].file,
                )
            seen[point.code] = agency
