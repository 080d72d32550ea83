"""What histories are drawn from: days and hours at which calendars turn, few values, so that rows meet in cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import hypothesis.strategies as st

DAYS = (
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1), date(2025, 12, 31),
    date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 15),
)  # fmt: skip
HOURS = (time(0, 0), time(0, 59, 59), time(7, 59, 59), time(8, 0), time(13, 30), time(23, 0), time(23, 59, 59))

agencies = st.sampled_from(["NTT", "NTT", "JATENG"])
few = st.integers(0, 3)


def wall_clocks() -> st.SearchStrategy[datetime]:
    return st.builds(datetime.combine, st.sampled_from(DAYS), st.sampled_from(HOURS))


def near(when: datetime, minutes: int) -> datetime:
    return when + timedelta(minutes=minutes)


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*values, None])
