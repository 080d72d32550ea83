"""What the agency reads: figures of visitors, loans and SOP compliance. Reads `serving.duckdb`, writes nothing."""
