-- grain: one row per entry in the visitors' book of a stop, of a touched year: people of one class
SELECT v.agency, v.service_point, v.local_day, v.sex, v.age_class, v.occupation, v.education, v.heads,
       m.is_touched AS in_touched_month
FROM raw.outreach_visits AS v
JOIN year_months AS m ON m.kind = 'visits' AND m.agency = v.agency AND m.local_month = v.local_month
