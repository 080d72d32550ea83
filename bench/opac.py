"""How long the OPAC takes at 200,000 titles: as people type, a third of it misspelled, against a bare scan with ILIKE.

Measured is what a page asks for: the search itself, and the search with titles, shelves and availability read from the
database. Building the index and its memory are printed too, and how long desks wait for the interpreter while it is built.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from bench.opac_titles import catalogued
from operations_app.desk import opac
from warehouse.operations.database import OperationsDatabase
from warehouse.search.index import TitleIndex
from warehouse.search.query import Search
from warehouse.search.words import words_of

ILIKE = """SELECT title_id FROM titles
WHERE title ILIKE '%' || $text || '%' OR author ILIKE '%' || $text || '%' OR subjects ILIKE '%' || $text || '%'
ORDER BY title LIMIT 20"""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=500)
    words = parser.parse_args()
    print(f"{'milliseconds':34} {'n':>5} {'p50':>7} {'p95':>7} {'max':>7}")
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        settings, titles = catalogued(Path(folder) / "home", words.titles)
        asked = draw_queries(titles, words.queries)
        del titles
        with OperationsDatabase.open(settings) as db:
            index = TitleIndex(db)
            measure_building(index)
            measure_searching(db, index, asked)
            index.close()


def measure_building(index: TitleIndex) -> None:
    before, waits, done = resident_mb(), [], threading.Event()

    def tick() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            time.sleep(0.005)
            waits.append((time.perf_counter() - begun) * 1000 - 5)

    ticking = threading.Thread(target=tick)
    ticking.start()
    index.start()
    index.wait()
    done.set()
    ticking.join()
    print(f"{index.titles:,} titles indexed in {index.built_in_s:.1f} s in the background,", end=" ")
    print(f"{resident_mb() - before:.0f} MB more")
    report("another thread's wait meanwhile", waits)


def measure_searching(db: OperationsDatabase, index: TitleIndex, asked: list[tuple[str, Search]]) -> None:
    kinds = sorted({kind for kind, _search in asked})
    found = {kind: [0, 0] for kind in kinds}
    for kind, search in asked:
        found[kind][0] += bool(index.search(search).total)
        found[kind][1] += 1
    print("found: " + ", ".join(f"{kind} {hits}/{of}" for kind, (hits, of) in found.items()))
    report("search", [ms(lambda s=search: index.search(s)) for _kind, search in asked])
    for kind in kinds:
        report(f"  {kind}", [ms(lambda s=search: index.search(s)) for one, search in asked if one == kind])
    page = [ms(lambda s=search: opac.find(db, index, s)) for _kind, search in asked]
    report("page: with shelf and availability", page)
    texts = [search.text for _kind, search in asked if search.text][:60]
    bare = [ms(lambda t=text: db.query(ILIKE, text=t)) for text in texts]
    report("bare ILIKE scan, DuckDB", bare)
    print(f"page against bare scan (p50): {statistics.median(page) / statistics.median(bare):.2f}")


def draw_queries(titles: pd.DataFrame, how_many: int, seed: int = 11) -> list[tuple[str, Search]]:
    """(kind, search), each about a title that is there."""
    draw = random.Random(seed)
    rows = titles.sample(how_many, random_state=seed).to_dict("records")
    return [one_query(row, draw) for row in rows]


def one_query(row: dict[str, str], draw: random.Random) -> tuple[str, Search]:
    words = words_of(row["title"])
    some = draw.sample(words, min(len(words), draw.choice((1, 2, 2, 3))))
    kind = draw.choices(
        ("words", "misspelled", "author", "beginning", "number", "filtered", "common"), (24, 33, 10, 10, 8, 10, 5)
    )[0]
    if kind == "misspelled":
        return kind, Search(" ".join(slip(word, draw) for word in some))
    if kind == "author":
        return kind, Search(f"{row['author']} {some[0]}")
    if kind == "beginning":
        return kind, Search(" ".join([*some[:-1], some[-1][: draw.randint(1, max(1, len(some[-1]) - 1))]]))
    if kind == "number":
        return kind, Search(
            draw.choice((row["isbn"] if isinstance(row["isbn"], str) else row["ddc"], row["ddc"], row["ddc"][:3]))
        )
    if kind == "filtered":
        filters = draw.choice(({"available_only": True}, {"sort": "year"}, {"collection": "general", "ddc_class": 6}))
        return kind, Search(some[0], **filters)  # type: ignore[arg-type]
    if kind == "common":
        return kind, Search(draw.choice(("dan", "sejarah dan", "di", "p", "bahasa indonesia untuk", "a b c")))
    return kind, Search(" ".join(some))


def slip(word: str, draw: random.Random) -> str:
    """One letter wrong, missing or swapped, in words of five letters and more."""
    if len(word) < 5:
        return word
    at = draw.randrange(1, len(word) - 1)
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + draw.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def report(what: str, values: list[float]) -> None:
    if len(values) > 1:
        p95 = statistics.quantiles(values, n=20)[-1]
        print(f"{what:34} {len(values):5} {statistics.median(values):7.1f} {p95:7.1f} {max(values):7.1f}")


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
