"""Great Expectations over counted frames: one row per suite, a column per expectation, each of which must be 0.

The only module that imports Great Expectations, and only inside its functions: importing it takes seconds.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from expectations.library import Suite


def failed(suite: Suite, violations: dict[str, int]) -> set[str]:
    """Names of the expectations that Great Expectations finds unmet in the counted frame."""
    result = judged(suite, violations)
    return {entry.expectation_config.kwargs["column"] for entry in result.results if not entry.success}


def judged(suite: Suite, violations: dict[str, int]) -> Any:
    """Great Expectations' validation result of the counted frame."""
    import pandas as pd

    batches, expectation_suite = _great_expectations(suite)
    return batches.get_batch({"dataframe": pd.DataFrame([violations])}).validate(expectation_suite)


@cache
def _great_expectations(suite: Suite) -> tuple[Any, Any]:
    """(batch definition, suite) of Great Expectations for one of our suites; imported here, where it runs."""
    context = _context()
    import great_expectations as gx
    from great_expectations import expectations as gxe
    from great_expectations.expectations.metadata_types import FailureSeverity

    batches = context.data_sources.add_or_update_pandas(suite.table).add_dataframe_asset(suite.table)
    return batches.add_batch_definition_whole_dataframe("counted"), gx.ExpectationSuite(
        name=suite.table,
        expectations=[
            gxe.ExpectColumnMaxToBeBetween(
                column=e.name,
                min_value=0,
                max_value=0,
                severity=FailureSeverity(e.severity),
                meta={"sentence": e.sentence},
            )
            for e in suite.expectations
        ],
    )


def load_engine() -> None:
    """Import Great Expectations now (seconds), so that its start-up is not counted as the work of whoever comes first."""
    _context()


@cache
def _context() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context
