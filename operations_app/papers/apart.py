"""Sets a long paper in a process of its own, below the desks in priority.

Typst keeps what it laid out for the next few papers: 1,000 lines hold some 130 MB, ten such books more than a desk's machine
should lend. A short process gives it back, and a scan at a desk does not wait for a book.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, UTC
from typing import Any

from operations_app.papers.typesetting import as_text, typeset_text

NICER_BY = 5
TIMEOUT_S = 120


def typeset_apart(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """As `typeset`."""
    asked = json.dumps({"template": template, "data": as_text(data), "at": at.timestamp()})
    done = subprocess.run(
        [sys.executable, "-m", __name__], input=asked.encode(), capture_output=True, timeout=TIMEOUT_S, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{template} could not be set: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout


def main() -> None:
    os.nice(NICER_BY)
    answer, sys.stdout = sys.stdout.buffer, sys.stderr  # whoever prints must not print into the paper
    asked = json.load(sys.stdin.buffer)
    answer.write(typeset_text(asked["template"], asked["data"], datetime.fromtimestamp(asked["at"], UTC)))
    answer.flush()


if __name__ == "__main__":
    main()
