-- Grain: one row; whether this serving file has the mart $mart (a file made before an upgrade may lack it).
SELECT count(*)::BIGINT AS found FROM information_schema.tables WHERE table_schema = 'marts' AND table_name = $mart
