"""What we depend on may be used and passed on by a public library: known, and never a network-copyleft licence."""

from __future__ import annotations

import re
from importlib.metadata import files, metadata, PackageMetadata, PackageNotFoundError
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
REFUSED = re.compile(
    r"\bAGPL|Affero|SSPL|Server Side Public|Business Source|\bBUSL|Commons Clause|Elastic License", re.I
)
ACCEPTED = re.compile(
    r"MIT|BSD|Apache|MPL|Mozilla Public|ISC|PSF|Python Software Foundation|Zlib|CC0|Unlicense|Public Domain", re.I
)

FROM_ITS_FILE = {"axe-playwright-python": ("LICENSE", "MIT License")}
"""Packages whose metadata name no licence: the file that holds it, and what stands in it. A tool of the tests only."""


def locked() -> list[str]:
    return sorted(set(re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK.read_text(encoding="utf-8"), re.M)))


def licence_of(about: PackageMetadata) -> str:
    """The licence as the package states it: expression, classifiers, or the first line of the free text."""
    classifiers = [text for text in about.get_all("Classifier") or [] if text.startswith("License ::")]
    stated = [about.get("License-Expression") or "", "; ".join(text.split(" :: ")[-1] for text in classifiers)]
    stated.append((about.get("License") or "").strip().partition("\n")[0])
    return next((text for text in stated if text), "")


def licences() -> dict[str, str]:
    """Package → licence, of every locked package that this machine needs (others carry a platform marker)."""
    found = {}
    for name in locked():
        try:
            found[name] = licence_of(metadata(name))
        except PackageNotFoundError:
            continue
    return found


def test_every_dependency_has_a_licence_we_accept() -> None:
    found = licences()
    assert len(found) > 100
    for name, (file, stated) in FROM_ITS_FILE.items():
        assert stated in next(
            str(path.read_text()) for path in files(name) or [] if str(path).endswith(file)
        ), f"{name} has another licence now"
        found[name] = stated
    unknown = {name: licence for name, licence in found.items() if not ACCEPTED.search(licence)}
    assert unknown == {}


def test_no_dependency_is_under_agpl_or_its_kin() -> None:
    refused = {name: licence for name, licence in licences().items() if REFUSED.search(licence)}
    assert refused == {}


def test_every_bundled_typeface_lies_beside_its_licence() -> None:
    fonts = list(LOCK.parent.glob("warehouse/**/*.ttf"))
    assert fonts
    for font in fonts:
        licence = (font.parent / "OFL.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License, Version 1.1" in licence
