"""SQL over the marts, one file a question. Each is run by a test on a real DuckDB file."""
