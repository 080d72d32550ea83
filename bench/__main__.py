"""`make bench`: every benchmark in this folder, one after the other, each in a process of its own.

A benchmark is a module with a `main()` that prints its table; `python -m bench desk` runs one alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules


def benchmarks() -> list[str]:
    """The modules of this folder that measure something."""
    folder = Path(__file__).parent
    return sorted(
        module.name
        for module in iter_modules([str(folder)])
        if not module.name.startswith("_") and "def main(" in (folder / f"{module.name}.py").read_text("utf-8")
    )


def run(names: list[str]) -> int:
    """Run the benchmarks `names`; the number of those that could not be finished."""
    failed = 0
    for name in names:
        print(f"\n== {name} ==", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(1 if run(sys.argv[1:] or benchmarks()) else 0)
