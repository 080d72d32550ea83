"""A file that stands under its name only when all of it was written; what was there before stays until then."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from warehouse.errors import HomeError
from warehouse.i18n import N_


@contextmanager
def whole_path(target: Path) -> Iterator[Path]:
    """Where to write; it takes the name of `target` when the block ends well, and goes away when it does not."""
    draft = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        yield draft
        draft.replace(target)
    except OSError as wrong:
        raise HomeError(
            N_("{file} cannot be written: {reason}."), file=str(target), reason=wrong.strerror or str(wrong)
        ) from None
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def whole_text(target: Path, *, packed: bool = False) -> Iterator[IO[str]]:
    """The same for a text in UTF-8, `packed` with gzip or not."""
    with whole_path(target) as draft:
        if packed:
            with gzip.open(draft, "wt", encoding="utf-8", newline="") as stream:
                yield stream
        else:
            with draft.open("w", encoding="utf-8", newline="") as stream:
                yield stream
