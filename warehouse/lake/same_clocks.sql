-- grain: one row: whether every agency had the clock then that its recorded rows were given their local day by
SELECT count(*) = 0 AS same_clocks
FROM ref.agencies AS then_known
FULL JOIN records.ref.agencies AS now_known ON now_known.agency = then_known.agency
WHERE now_known.timezone IS DISTINCT FROM then_known.timezone
