"""Data Docs: a page per table from the judged counts, complete in itself, written again only when it says something new."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, UTC
from pathlib import Path

from expectations.data_docs import write_docs
from expectations.suites import RAW
from expectations.validate import Verdict

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LOANS = RAW["loans"]


def verdict(**broken: int) -> Verdict:
    standing: dict[str, dict[str | None, int]] = {name: {"NTT": count} for name, count in broken.items()}
    return Verdict(LOANS.table, 5, len(LOANS.expectations), [], standing, 5, is_judged=True)


def test_a_page_says_what_is_broken_whose_it_is_and_what_to_do_and_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    assert write_docs(tmp_path, [LOANS], [verdict(every_loan_has_a_visit=1234)], NOW, "Asia/Jakarta") == 1
    page = (tmp_path / "raw.loans.html").read_text("utf-8")
    for word in (
        "1.234 baris melanggar",
        "Staf Komputer Buku Tamu",
        "Catat pemustaka",
        "every_loan_has_a_visit",
        "WIB",
    ):
        assert word in page
    assert page.count("<article") == len(LOANS.expectations)
    assert 'href="raw.loans.html"' in (tmp_path / "index.html").read_text("utf-8")
    for written in tmp_path.glob("*.*"):
        text = written.read_text("utf-8")
        assert "<script" not in text, written.name
        assert re.findall(r"https?://", text) == [], written.name
    assert (tmp_path / "style.css").is_file()


def test_a_page_is_written_again_only_when_it_says_something_new(tmp_path: Path) -> None:
    later = [NOW + timedelta(hours=hours) for hours in range(4)]
    assert [
        write_docs(tmp_path, [LOANS], [told], moment, "Asia/Jakarta")
        for told, moment in zip((verdict(), verdict(), verdict(copy_was_in=1), verdict()), later, strict=True)
    ] == [1, 0, 1, 1]
    assert write_docs(tmp_path, [LOANS], [Verdict(LOANS.table, 0, 1)], NOW, "Asia/Jakarta") == 0
    (tmp_path / "state.json").write_text("damaged")
    assert write_docs(tmp_path, [LOANS], [verdict()], NOW, "Asia/Jakarta") == 1
