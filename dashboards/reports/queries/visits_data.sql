-- Grain: day or month ($step) of the period and every class, as INLISLite's data form lists, without names and numbers.
SELECT period_start, service_point, visitor_type, sex, age_class, occupation, education, purpose, sum(visits)::BIGINT AS visits
FROM rpt_visitors
WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last AND visits > 0
GROUP BY ALL
ORDER BY ALL
