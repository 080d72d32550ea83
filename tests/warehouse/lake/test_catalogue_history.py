"""Catalogues that were in force are kept whole, under their hash, once."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from warehouse.catalogue.load import load_catalogue, SHIPPED
from warehouse.errors import HomeError
from warehouse.lake.catalogue_history import keep_catalogue, past_catalogue
from warehouse.settings import Settings


def own_agency(settings: Settings, name: str) -> None:
    folder = settings.catalogue_dir / "agencies"
    folder.mkdir(parents=True, exist_ok=True)
    text = (SHIPPED / "agencies" / "ntt.yaml").read_text("utf-8")
    (folder / "ntt.yaml").write_text(text.replace("Nama Kepala Dinas (contoh)", name), "utf-8")


def kept(settings: Settings) -> list[Path]:
    return sorted((settings.home / "catalogues").iterdir())


def test_the_same_catalogue_is_kept_once(settings: Settings) -> None:
    first = keep_catalogue(settings)
    assert keep_catalogue(settings) == first
    assert [path.name for path in kept(settings)] == [f"{first}.json.gz"]


def test_what_was_in_force_comes_back_whole(settings: Settings) -> None:
    (settings.home / "reference").mkdir(exist_ok=True)
    (settings.home / "reference" / "regions.csv").write_text("code,name,level\n53.01,Kupang,regency\n", "utf-8")
    own_agency(settings, "Kepala yang Lama")
    before, digest = load_catalogue(settings.catalogue_dir), keep_catalogue(settings)
    own_agency(settings, "Kepala yang Baru")
    (settings.home / "reference" / "regions.csv").unlink()
    later = keep_catalogue(settings)
    assert later != digest
    assert len(kept(settings)) == 2
    with past_catalogue(settings, digest) as past:
        assert past.catalogue.agency("NTT").signatories[0].name == "Kepala yang Lama"
        assert past.catalogue.agency("JATENG") == before.agency("JATENG")
        assert [sop.code for sop in past.catalogue.versions] == [sop.code for sop in before.versions]
        assert past.catalogue.versions[0].steps == before.versions[0].steps
        assert past.regions
        assert "Kupang" in past.regions.read_text("utf-8")
        unpacked = past.regions.parent
    assert not unpacked.exists()
    with past_catalogue(settings, later) as past:
        assert past.regions is None


@pytest.mark.parametrize("damage", ["gone", "changed", "cut"])
def test_a_kept_catalogue_that_was_touched_is_refused(settings: Settings, damage: str) -> None:
    digest = keep_catalogue(settings)
    [path] = kept(settings)
    content = path.read_bytes()
    path.unlink()
    if damage == "changed":
        path.write_bytes(gzip.compress(gzip.decompress(content).replace(b"Kupang", b"Ende__")))
    elif damage == "cut":
        path.write_bytes(content[:-20])
    with pytest.raises(HomeError, match="is not kept in this home"), past_catalogue(settings, digest):
        pass
