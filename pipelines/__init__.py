"""Dagster over the lake: what runs when, and what has to hold before figures are served. Wires, does not compute."""
