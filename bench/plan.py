"""How long a month's plan takes and what it reaches: 300 candidates, 3 vehicles, 20 days; and team orienteering files.

`python -m bench.plan` plans the made-up month, as the page does and as a refresh does. `python -m bench.plan FOLDER
BEST.txt` solves every file of FOLDER and holds it against the best-known scores of BEST.txt (`name score` a line).
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

from warehouse.i18n import in_language
from warehouse.planning.apart import solved_apart
from warehouse.planning.model import Day, Plan, Site, Vehicle
from warehouse.planning.month import Month, plan, told
from warehouse.planning.team_orienteering import read_instance, solve_instance
from warehouse.planning.travel import minutes_between, Place, Roads

CANDIDATES, VEHICLES, DAYS, SECONDS = 300, 3, 20, 15.0
OFFICE = Place(-6.992, 110.423, "33.74")


def made_up(seed: int = 1) -> Month:
    """Sites around villages within two hours of Semarang, people and waits as they are: many small, few large."""
    draw = Random(seed)
    villages = [(draw.gauss(-7.15, 0.28), draw.gauss(110.4, 0.42)) for _ in range(60)]
    sites = []
    for number in range(CANDIDATES):
        latitude, longitude = draw.choice(villages)
        sites.append(
            Site(
                f"s{number:03d}", f"Lokasi {number}", f"33.{draw.randint(1, 29):02d}.01", latitude + draw.gauss(0, 0.03),
                longitude + draw.gauss(0, 0.03), round(draw.lognormvariate(5.2, 0.9)) + 5,
                None if draw.random() < 0.3 else draw.randint(5, 700),
                None if draw.random() < 0.4 else draw.uniform(5, 120), is_requested=draw.random() < 0.2,
            )
        )  # fmt: skip
    days = tuple(date(2026, 12, 1) + timedelta(days=number) for number in range(DAYS))
    fleet = tuple(Vehicle(f"KOPER-{number}", days) for number in range(1, VEHICLES + 1))
    places = [OFFICE, *(Place(one.latitude or 0, one.longitude or 0, one.region_code) for one in sites)]
    return Month(tuple(sites), fleet, minutes_between(places, Roads()), Day())


def main() -> None:
    if len(sys.argv) > 2:
        files(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    month = made_up()
    print(f"{CANDIDATES} candidates, {VEHICLES} vehicles, {DAYS} days")
    begun = time.perf_counter()
    with in_language("id"):
        _line("page, own process", told(month, solved_apart(month, seconds=SECONDS)), time.perf_counter() - begun)
        begun = time.perf_counter()
        _line("refresh", plan(month, seconds=4.0, iterations=1500), time.perf_counter() - begun)


def _line(name: str, made: Plan, seconds: float) -> None:
    print(
        f"{name:18} {seconds:5.1f} s  {len(made.stops)} visits reach {made.reached / made.whole:.1%},"
        f" at most {made.bound / made.whole:.1%} possible (gap {made.gap:.1%});"
        f" longest unserved first {made.rival / made.whole:.1%}"
    )


def files(folder: Path, best: Path) -> None:
    known = dict(line.split()[:2] for line in best.read_text("utf-8").splitlines() if line.strip())
    ratios = []
    for path in sorted(folder.glob("*.txt")):
        if path.name not in known:
            continue
        begun = time.perf_counter()
        found = solve_instance(read_instance(path))
        ratio = found.score / max(1, int(known[path.name]))
        ratios.append(ratio)
        print(f"{path.stem:10} {found.score:6} of {known[path.name]:>6}  {ratio:7.2%}  {time.perf_counter() - begun:5.1f} s",
              flush=True)  # fmt: skip
    if ratios:
        print(f"{len(ratios)} files: lowest {min(ratios):.2%}, mean {sum(ratios) / len(ratios):.2%}")


if __name__ == "__main__":
    main()
