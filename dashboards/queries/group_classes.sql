-- Grain: dimension (sex, age_class, occupation, education), value; people in groups of the period whose class was counted.
SELECT dimension, value, sum(heads)::BIGINT AS heads
FROM rpt_group_visitors
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY dimension, heads DESC, value
