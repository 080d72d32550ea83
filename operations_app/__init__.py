"""The operations app: the desks' pages, their HTTP API, and the one process that owns operations.duckdb."""
