"""One problem solved in a process of its own (`python -m warehouse.planning`): a month comes in, its routes go out.

Started by warehouse.planning.apart, which is also the only one to speak to it: both ends of the pipe are ours.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys

from warehouse.planning.month import solved


def main() -> None:
    with contextlib.suppress(OSError):
        os.nice(10)  # below the pages that people wait for
    month, seconds = pickle.load(sys.stdin.buffer)
    pickle.dump(solved(month, seconds=seconds), sys.stdout.buffer)


if __name__ == "__main__":
    main()
