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


def seconds_of(source: str) -> dict[str, float]:
    begun = time.perf_counter()
    frame = pd.read_csv(source)
    frame["start_timestamp"] = pd.to_datetime(frame["start"], utc=True)
    frame["time:timestamp"] = pd.to_datetime(frame["complete"], utc=True)
    frame = pm4py.format_dataframe(
        frame, case_id="case_id", activity_key="activity", timestamp_key="time:timestamp",
        start_timestamp_key="start_timestamp",
    )  # fmt: skip
    read = time.perf_counter()
    profile = pm4py.discover_temporal_profile(frame)
    learnt = time.perf_counter()
    deviations = pm4py.conformance_temporal_profile(frame, profile, zeta=2.0)
    checked = time.perf_counter()
    return {
        "read": read - begun, "learn": learnt - read, "check": checked - learnt,
        "cases": len(deviations), "deviations": sum(map(len, deviations)),
    }  # fmt: skip


if __name__ == "__main__":
    print("\n" + json.dumps({"version": pm4py.__version__, **seconds_of(sys.argv[1])}))
