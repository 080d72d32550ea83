"""Who issues a paper: the agency's letterhead, who signs, and the marks that say "this is not real"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse.catalogue.agency import Agency


@dataclass(frozen=True, slots=True)
class Letterhead:
    office: str  # Pemerintah Provinsi …
    agency: str  # Dinas Kearsipan dan Perpustakaan …
    lines: tuple[str, ...]  # address, telephone
    is_example: bool = False
    is_demo: bool = False

    @classmethod
    def of(cls, agency: Agency, *, is_demo: bool) -> Letterhead:
        return cls(agency.office, agency.name, agency.letterhead, agency.letterhead_example, is_demo)

    def as_data(self) -> dict[str, Any]:
        """For the templates: `mark` is printed across the paper, `note` at its foot."""
        mark = "DEMO" if self.is_demo else "CONTOH" if self.is_example else ""
        note = (
            "Data simulasi, bukan dokumen sah."
            if self.is_demo
            else "Kop surat contoh: isi kop instansi di katalog sebelum dipakai."
            if self.is_example
            else ""
        )
        return {"office": self.office, "agency": self.agency, "lines": list(self.lines), "mark": mark, "note": note}


@dataclass(frozen=True, slots=True)
class Signatory:
    """A signature block. Without a name a dotted line is left for the pen."""

    office: str  # "Bendahara Penerimaan"
    name: str | None = None
    nip: str | None = None

    def as_data(self) -> dict[str, Any]:
        return {"office": self.office, "name": self.name or "", "nip": self.nip or ""}
