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
_ISBN = re.compile(r"(?:97[89])?[0-9]{9}[0-9X]")
_ISBN_BEGINS = re.compile(r"[0-9]{7,13}")
_ISBN_WRITTEN = re.compile(r"(?<![0-9])[0-9][0-9\- ]{7,16}[0-9Xx](?![0-9])")
_DDC = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
_DDC_TYPED = re.compile(r"[0-9]{3}(?:\.[0-9]*)?|[0-9]{1,2}\.[0-9]+")


def fold(text: str) -> str:
    """ "Al-Qur’an, Pélajaran" → "al-quran, pelajaran"."""
    if text.isascii():
        lowered = text.lower()
        return lowered.translate(_NO_APOSTROPHES) if "'" in lowered or "`" in lowered else lowered
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept.translate(_NO_APOSTROPHES).translate(_DASHES)


def words_of(text: str) -> list[str]:
    """The words in their order."""
    return folded_words(fold(text))


def compounds_of(folded: str) -> list[str]:
    """ "alquran" for the "al-quran" in a folded text: people write it either way."""
    if "-" not in folded:
        return []
    return [joined.replace("-", "")[:WORD_LETTERS_MAX] for joined in _COMPOUND.findall(folded)]


def folded_words(folded: str) -> list[str]:
    """The words of a text that is folded already."""
    return [word[:WORD_LETTERS_MAX] for word in _WORD.findall(folded)]


def isbn_keys(written: str) -> set[int]:
    """What is the same in the ISBN-10 and the ISBN-13 of a book: twelve digits without the check digit."""
    one = isbn_key(written)
    if one is not None:
        return {one}
    keys = (isbn_key(part) for part in _ISBN_WRITTEN.findall(written.translate(_DASHES)))
    return {key for key in keys if key is not None}


def isbn_key(written: str) -> int | None:
    """The key of one ISBN however it is hyphenated; None when it is none."""
    compact = _compact(written)
    if not _ISBN.fullmatch(compact):
        return None
    if len(compact) == 13:
        return int(compact[:-1])
    if compact.startswith(("978", "979")) and not _is_checked(compact):
        return None  # the beginning of an ISBN-13, rather than an ISBN-10 with a slip
    return int(f"978{compact[:-1]}")


def _is_checked(isbn_10: str) -> bool:
    digits = [10 if digit == "X" else int(digit) for digit in isbn_10]
    return sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0


def isbn_range(written: str) -> tuple[int, int] | None:
    """Keys [first, last) of the ISBNs that begin so; None when this is no beginning of one."""
    compact = _compact(written)
    if not _ISBN_BEGINS.fullmatch(compact):
        return None
    digits = compact if compact.startswith(("978", "979")) else f"978{compact}"
    return int(digits[:12].ljust(12, "0")), int(digits[:12].ljust(12, "9")) + 1


def _compact(written: str) -> str:
    if not written.isascii():
        written = written.translate(_DASHES)
    return (
        written.upper()
        .removeprefix("ISBN")
        .removeprefix("-13")
        .removeprefix("-10")
        .replace("-", "")
        .replace(" ", "")
        .lstrip(":")
    )


def ddc_number(written: str) -> str:
    """ "R 959.8 SEJ" → "959.8", "4.5" → "004.5"; empty when there is none."""
    found = _DDC.search(written)
    if not found:
        return ""
    whole, dot, rest = found[0].partition(".")
    return f"{whole:0>3}{dot}{rest}"


def typed_ddc(piece: str) -> str:
    """A DDC number, or the beginning of one, as somebody types it; empty for any other word."""
    if not _DDC_TYPED.fullmatch(piece):
        return ""
    whole, dot, rest = piece.partition(".")
    return f"{whole:0>3}{dot}{rest}" if rest else f"{whole:0>3}"
