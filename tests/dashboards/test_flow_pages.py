"""What the pages of the flows have in common: who may look, states, languages, downloads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.dashboards.looking import PAGES, run, text_of

SignIn = Callable[..., str]


def test_the_pages_stand_in_their_order(sign_in: SignIn) -> None:
    for page, title in zip(PAGES, ("Pengunjung", "Sirkulasi", "Pendapatan", "Layanan luar", "Dokumen"), strict=True):
        said = text_of(run(sign_in(), page))
        assert f"<h1>{title}</h1>" in said
        assert "Data demo" in said


def test_nobody_sees_a_figure_of_them_without_signing_in() -> None:
    for page in PAGES:
        script = run(None, page)
        assert "Silakan masuk" in text_of(script)
        assert not script.dataframe


def test_every_table_has_its_csv(sign_in: SignIn) -> None:
    for page in PAGES:
        script = run(sign_in(), page)
        assert len(script.get("download_button")) == 2 * len(script.dataframe) > 3


@pytest.mark.parametrize("page", PAGES)
def test_a_period_without_records_is_said_to_be_empty(sign_in: SignIn, page: str) -> None:
    said = text_of(run(sign_in(), page, period="custom", dates="2020-01-01..2020-01-31"))
    assert "Tidak ada catatan pada periode ini" in said


@pytest.mark.parametrize("page", PAGES)
def test_they_speak_english_too(sign_in: SignIn, page: str) -> None:
    said = text_of(run(sign_in(), page, lang="en"))
    assert re.search(
        r"(visits|loans|was received) in 23 October – 21 November 2026|were served in|papers are owed", said
    )
    assert "pada" not in re.sub(r"<style.*?</style>|base64,[^\"]*", "", said, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_an_account_of_one_agency_sees_that_agency_only(sign_in: SignIn, page: str) -> None:
    script = run(sign_in(agency="NTT"), page, agency="JATENG", point="JTG-GEDUNG")
    assert "Jawa Tengah" not in text_of(script)
    for table in script.dataframe:
        cells = " ".join(str(cell) for cell in table.value.to_numpy().ravel())
        assert "JTG" not in cells
        assert "Jawa Tengah" not in cells
