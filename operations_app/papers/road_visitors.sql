-- one row per class of the visitors' book of a trip (or of one case of it) by then: sex, age class, occupation and education one below the other
SELECT dimension, value, sum(heads)::BIGINT AS heads
FROM (
    SELECT heads, unnest([
        {dimension: 'sex', value: sex}, {dimension: 'age_class', value: age_class},
        {dimension: 'occupation', value: occupation}, {dimension: 'education', value: education}
    ], recursive := true)
    FROM outreach_visits WHERE trip_id = $trip AND txid <= $until AND ($case IS NULL OR case_id = $case)
)
WHERE value IS NOT NULL
GROUP BY dimension, value
ORDER BY CASE dimension WHEN 'sex' THEN 1 WHEN 'age_class' THEN 2 WHEN 'occupation' THEN 3 ELSE 4 END, value
