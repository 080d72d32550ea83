"""PM4Py's temporal profile on an event log, run by .venv-bench/bin/python: seconds of reading, learning, checking, as JSON.

Nothing of the product is imported here, and this is imported by nothing of the product: PM4Py is under the AGPL.
"""

import json
import sys
import time
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
import pm4py  # noqa: E402  (it warns while it is imported)


def seconds_of(source: str) -> dict[str, object]:
    """Pairs: seconds on the clock, seconds of the processor."""
    times = [(time.perf_counter(), time.process_time())]
    frame = pd.read_csv(source)
    frame["start_timestamp"] = pd.to_datetime(frame["start"], utc=True)
    frame["time:timestamp"] = pd.to_datetime(frame["complete"], utc=True)
    frame = pm4py.format_dataframe(
        frame, case_id="case_id", activity_key="activity", timestamp_key="time:timestamp",
        start_timestamp_key="start_timestamp",
    )  # fmt: skip
    times.append((time.perf_counter(), time.process_time()))
    profile = pm4py.discover_temporal_profile(frame)
    times.append((time.perf_counter(), time.process_time()))
    deviations = pm4py.conformance_temporal_profile(frame, profile, zeta=2.0)
    times.append((time.perf_counter(), time.process_time()))
    read, learn, check = (
        (later[0] - earlier[0], later[1] - earlier[1]) for earlier, later in zip(times, times[1:], strict=False)
    )
    return {"read": read, "learn": learn, "check": check, "deviations": sum(map(len, deviations))}


if __name__ == "__main__":
    print("\n" + json.dumps({"version": pm4py.__version__, **seconds_of(sys.argv[1])}))
