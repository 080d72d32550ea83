"""The catalogue against the scans of both SOP books, read here a second time and independently.

Skipped where the scans are not at hand.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from warehouse.catalogue.model import Catalogue, SopVersion

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
NTT = SEEDS / "000_aba3ff4821d2ea57.txt"
JATENG = SEEDS / "003_58e7c90dcacc7d80.txt"

pytestmark = pytest.mark.skipif(not NTT.exists(), reason="the scans of the SOP books are not here")

Row = tuple[str, str, str | None, str | None, str | None, str | None]


def table_rows(text: str) -> list[Row]:
    """(printed number, activity, requirements, time, output, note) of every line that begins with a number and a tab.

    Counted from the right, because the number of columns that say who acts differs from SOP to SOP.
    """
    rows: list[Row] = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) > 6 and re.fullmatch(r"\d+\.?", cells[0]):
            blank_or_text = [cell.strip() or None for cell in cells[-4:]]
            rows.append((cells[0].rstrip("."), cells[1].strip(), *blank_or_text))  # type: ignore[arg-type]
    return rows


def ntt_books() -> list[str]:
    return re.split(r"(?m)^PEMERINTAH PROVINSI NUSA TENGGARA TIMUR$", NTT.read_text(encoding="utf-8"))[1:]


def catalogue_rows(version: SopVersion) -> list[Row]:
    return [(s.printed_no, s.activity, s.requirements, s.time_printed, s.output, s.note) for s in version.steps]


def seed_texts() -> list[str]:
    return [*ntt_books(), JATENG.read_text(encoding="utf-8")]


def test_all_174_rows_equal_the_scans(shipped: Catalogue) -> None:
    seeds = [table_rows(text) for text in seed_texts()]
    assert sum(len(rows) for rows in seeds) == 174
    for version, rows in zip(shipped.versions, seeds, strict=True):
        assert catalogue_rows(version) == rows, version.code


def squeezed(text: str) -> str:
    """Without markup and white space, which differ from scan to scan."""
    return re.sub(r"\s+|</?(?:ol|p|li)\b[^>]*>|[<>]", "", text)


def test_titles_and_signatures_equal_the_scans(shipped: Catalogue) -> None:
    for version, text in zip(shipped.versions, seed_texts(), strict=True):
        flat = squeezed(text)
        assert squeezed(version.title) in flat, version.code
        assert squeezed(version.ratified_by.office) in flat
        assert version.ratified_by.name is not None
        assert squeezed(version.ratified_by.name) in flat
        assert version.ratified_by.nip is not None
        assert squeezed(version.ratified_by.nip) in flat
        for line in (*version.letterhead.issuer, *version.letterhead.address):
            assert squeezed(line) in flat or line.startswith("PEMERINTAH")  # the line the book is split at


@pytest.mark.parametrize(
    "block", ["legal_basis", "qualifications", "related", "equipment", "warning", "record_keeping"]
)
def test_identity_blocks_of_the_ntt_book_equal_the_scans_item_by_item(shipped: Catalogue, block: str) -> None:
    for version, text in zip(shipped.versions[:15], ntt_books(), strict=True):
        flat = squeezed(text)
        items: tuple[str, ...] = getattr(version, block)
        assert items
        if block in ("warning", "record_keeping"):
            assert squeezed(items[0]) in flat
            continue
        first = 3 if (version.code, block) == ("mobile_library", "related") else 1  # the paper starts at 3 there
        printed = "".join(f"{number}.{squeezed(item)}" for number, item in enumerate(items, start=first))
        assert printed in flat, (version.code, block)
        assert f"{first + len(items)}." not in flat[flat.index(printed) + len(printed) :][:3], "an item is left out"


def test_legal_basis_of_jawa_tengah_is_in_the_scan(shipped: Catalogue) -> None:
    flat = squeezed(JATENG.read_text(encoding="utf-8"))
    version = shipped.sop("anter_koper", 1)
    for item in version.legal_basis[:-1]:
        assert squeezed(item) in flat
    # The last one is broken by a page: its two halves stand apart.
    before, after = version.legal_basis[-1].split(" Tahun 2024 tentang ", 1)
    assert squeezed(before) in flat
    assert squeezed("Tahun 2024 tentang " + after) in flat
    for item in (*version.related, *version.equipment, *version.warning, *version.record_keeping):
        assert squeezed(item) in flat


def test_headings_of_the_actors_are_those_of_the_first_page(shipped: Catalogue) -> None:
    for version, text in zip(shipped.versions, seed_texts(), strict=True):
        heading = next(line for line in text.splitlines() if line.startswith("\t") and "\tWaktu\t" in line)
        cells = [cell.strip() for cell in heading.split("\t")[2:]]
        assert list(version.actors) == cells[: len(version.actors)]
        assert cells[len(version.actors)].endswith("Kelengkapan")


def test_dates_are_blank_where_the_paper_is_and_as_printed_where_it_is_not(shipped: Catalogue) -> None:
    months = {"September": 9, "Juli": 7}
    text = JATENG.read_text(encoding="utf-8")
    printed = {}
    for label in ("Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Pengesahan"):
        day, month, year = re.search(rf"{label}\t(\d+) (\w+) (\d+)", text).groups()  # type: ignore[union-attr]
        printed[label] = f"{year}-{months[month]:02}-{int(day):02}"
    koper = shipped.sop("anter_koper", 1)
    assert [str(d) for d in (koper.made_on, koper.revised_on, koper.ratified_on)] == list(printed.values())
    for version, text in zip(shipped.versions[:15], ntt_books(), strict=True):
        assert re.search(r"NOMOR SOP\s*:[ \t]*$", text, re.MULTILINE)
        dates = (version.made_on, version.revised_on, version.effective_on_printed, version.ratified_on)
        assert (version.number, *dates) == (None,) * 5
