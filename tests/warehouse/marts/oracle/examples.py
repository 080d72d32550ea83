"""How many made histories a law is held against: few in `make test`, a hundred in the tests marked long."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

few_examples = settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
"""The same histories every time: `make test` does not fail by luck. A failing one is shown as it is."""

many_examples = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    print_blob=True,
)
"""New histories every time; a failing one is made small, which takes minutes."""
