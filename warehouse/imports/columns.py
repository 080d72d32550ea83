"""Which column of a foreign file holds what: known files by their header, others by a mapping saved in the home.

A mapping is a TOML file `mappings/<name>.toml` of the home: `[columns]` names for each of our columns the one of the file,
`[constants]` gives what the file does not say.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.settings import Settings

_IDENTIFYING = ("code", "site_no", "name", "case", "activity")


@dataclass(frozen=True)
class Mapping:
    """Our column → theirs; `constants` where theirs has none. Of several names the first that is filled in counts."""

    columns: dict[str, tuple[str, ...]]
    constants: dict[str, str] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    """Of an event log: the log's name of an activity → position of the step of the SOP."""

    def reads(self, header: list[str]) -> bool:
        """Whether the file has at least what identifies a row."""
        known = set(header)
        return all(known & set(names) for ours, names in self.columns.items() if ours in _IDENTIFYING)

    def apply(self, cells: dict[str, str]) -> dict[str, str]:
        found = dict(self.constants)
        for ours, names in self.columns.items():
            said = next((cells[name] for name in names if cells.get(name)), "")
            if said or ours not in found:
                found[ours] = said
        return found

    def their_name(self, ours: str, header: list[str]) -> str:
        """What the file calls our column: for the sentence that says where the mistake is."""
        return next((name for name in self.columns.get(ours, ()) if name in header), ours)


def _own(*names: str) -> Mapping:
    return Mapping({name: (name,) for name in names})


BUILT_IN: dict[str, dict[str, Mapping]] = {
    "regions": {
        "patuh": _own("code", "name", "level", "parent_code", "population", "latitude", "longitude"),
        "wilayah": Mapping(
            {
                "code": ("kode",), "name": ("nama",), "parent_code": ("kode_kab",),
                "population": ("penduduk_2024s2", "penduduk"), "latitude": ("rep_lat", "lat"),
                "longitude": ("rep_lon", "lon"),
            }
        ),
    },
    "sites": {
        "patuh": _own(
            "site_no", "kind", "name", "level", "people_served", "region_code", "latitude", "longitude", "services",
            "address", "contact_name", "contact_phone", "signer_name", "signer_office", "service_point",
        ),
        "sekolah": Mapping(
            {
                "site_no": ("npsn",), "name": ("nama",), "level": ("bentuk",), "region_code": ("kode_kec", "kode_kab"),
                "latitude": ("lat",), "longitude": ("lon",),
            },
            {"kind": "school"},
        ),
    },
    "events": {
        "patuh": Mapping(
            {
                "case": ("case_id", "Case ID", "case:concept:name", "case", "kasus", "berkas", "nomor_berkas"),
                "activity": ("activity", "Activity", "concept:name", "kegiatan", "langkah"),
                "start": ("start", "Start Timestamp", "start_timestamp", "started_at", "mulai"),
                "complete": ("complete", "Complete Timestamp", "finished_at", "end", "selesai"),
                "moment": ("timestamp", "Timestamp", "time:timestamp", "waktu"),
                "lifecycle": ("lifecycle", "Lifecycle", "lifecycle:transition"),
                "instance": ("instance", "concept:instance", "event_id"),
                "step": ("step_position",),
                "captured": ("captured",),
                "opened": ("case_opened", "case:opened_at"),
                "closed": ("case_closed", "case:closed_at"),
                "conditions": ("conditions", "case:conditions"),
            }
        ),
    },
}  # fmt: skip


def mapping_for(settings: Settings, kind: str, name: str | None, header: list[str]) -> Mapping:
    """The mapping of that name (shipped, or the home's own), or the first shipped one that reads the header."""
    shipped = BUILT_IN[kind]
    if name is None:
        found = next((one for one in shipped.values() if one.reads(header)), None)
        if found is None:
            raise HomeError(
                N_("The columns of this file are not known ({columns}). Name a mapping with --mapping."),
                columns=", ".join(header[:8]),
            )
        return found
    mapping = shipped.get(name) or _of_home(settings, name)
    if not mapping.reads(header):
        raise HomeError(N_("The mapping {name} does not fit this file: a column that it names is missing."), name=name)
    return mapping


def _of_home(settings: Settings, name: str) -> Mapping:
    path = settings.home / "mappings" / f"{name}.toml"
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", name) or not path.is_file():
        raise HomeError(N_("There is no mapping {name}. Write it as {path}."), name=name, path=str(path))
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        named = {ours: theirs for ours, theirs in told.get("columns", {}).items() if isinstance(theirs, str)}
        constants = {ours: str(value) for ours, value in told.get("constants", {}).items()}
        activities = {name: int(position) for name, position in told.get("activities", {}).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError, ValueError) as wrong:
        raise HomeError(N_("The file {file} cannot be read: {reason}"), file=str(path), reason=str(wrong)) from None
    return Mapping({ours: (theirs,) for ours, theirs in named.items()}, constants, activities)
