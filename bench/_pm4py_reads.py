"""What PM4Py finds in a XES file of ours, run by .venv-bench/bin/python: counts as JSON. No product code imports it."""

import json
import sys
import warnings

warnings.filterwarnings("ignore")
import pm4py  # noqa: E402  (it warns while it is imported)


def found_in(source: str) -> dict[str, object]:
    frame = pm4py.read_xes(source, return_legacy_log_object=False)
    intervals = pm4py.convert_to_dataframe(
        pm4py.objects.log.util.interval_lifecycle.to_interval(pm4py.convert_to_event_log(frame))
    )
    return {
        "cases": int(frame["case:concept:name"].nunique()),
        "completions": int((frame["lifecycle:transition"] == "complete").sum()),
        "seconds": float((intervals["time:timestamp"] - intervals["start_timestamp"]).dt.total_seconds().sum()),
        "lost_minutes": float(frame["cost:total"].sum()),
    }


if __name__ == "__main__":
    print("\n" + json.dumps(found_in(sys.argv[1])))
