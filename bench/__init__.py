"""Benchmarks: what matters to people, measured as ratios to a bare DuckDB in the same run. Nothing is asserted here."""
