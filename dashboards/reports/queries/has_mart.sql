-- Grain: one row; whether these figures have the mart: those made before an upgrade lack it until the next refresh.
SELECT count(*) AS found FROM duckdb_tables() WHERE table_name = $mart
