"""How a text becomes words that can be compared: case, diacritics and apostrophes folded; ISBN and DDC recognised. Pure."""

from __future__ import annotations

import re
import unicodedata

WORD_LETTERS_MAX = 40
QUERY_WORDS_MAX = 12

_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_NO_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼʻ")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")
_ISBN_WRITTEN = re.compile(r"(?<!\d)\d[\d\- ]{7,16}[\dXx](?!\d)")
_DDC = re.compile(r"\d{1,3}(?:\.\d+)?")
_DDC_TYPED = re.compile(r"\d{3}(?:\.\d*)?|\d{1,2}\.\d+")


def fold(text: str) -> str:
    """ "Al-Qur’an, Pélajaran" → "al-quran, pelajaran"."""
    if text.isascii():
        return text.lower().translate(_NO_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept.translate(_NO_APOSTROPHES).translate(_DASHES)


def words_of(text: str) -> list[str]:
    """The words in their order."""
    return [word[:WORD_LETTERS_MAX] for word in _WORD.findall(fold(text))]


def indexed_words(text: str) -> set[str]:
    """The words a text is found by: its own, and "alquran" for "Al-Qur'an"."""
    folded = fold(text)
    found = {word[:WORD_LETTERS_MAX] for word in _WORD.findall(folded)}
    if "-" in folded:
        found.update(joined.replace("-", "")[:WORD_LETTERS_MAX] for joined in _COMPOUND.findall(folded))
    return found


def isbn_keys(written: str) -> set[int]:
    """What is the same in the ISBN-10 and the ISBN-13 of a book: twelve digits without the check digit."""
    keys = set()
    for one in _ISBN_WRITTEN.findall(written.translate(_DASHES)):
        key = isbn_key(one)
        if key is not None:
            keys.add(key)
    return keys


def isbn_key(written: str) -> int | None:
    """The key of one ISBN however it is hyphenated; None when it is none."""
    compact = re.sub(r"^ISBN(-1[03])?:?", "", re.sub(r"[\s\-]", "", written.translate(_DASHES)).upper())
    if not _ISBN.fullmatch(compact):
        return None
    digits = compact[:-1]
    if not digits.isdecimal() or not digits.isascii():
        return None
    return int(digits if len(digits) == 12 else f"978{digits}")


def ddc_number(written: str) -> str:
    """ "R 959.8 SEJ" → "959.8", "4.5" → "004.5"; empty when there is none."""
    found = _DDC.search(written)
    if not found:
        return ""
    whole, dot, rest = found[0].partition(".")
    return f"{whole:0>3}{dot}{rest}"


def typed_ddc(piece: str) -> str:
    """A DDC number, or the beginning of one, as somebody types it; empty for any other word."""
    if not piece.isascii() or not _DDC_TYPED.fullmatch(piece):
        return ""
    whole, dot, rest = piece.partition(".")
    return f"{whole:0>3}{dot}{rest}" if rest else f"{whole:0>3}"
