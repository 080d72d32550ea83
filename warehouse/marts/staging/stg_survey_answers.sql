-- grain: one row per form of the satisfaction survey sent in a touched year
SELECT a.answer_id, a.agency, a.service_point, a.local_day, a.channel, a.sex, a.age_class, a.occupation, a.education,
       a.u1, a.u2, a.u3, a.u4, a.u5, a.u6, a.u7, a.u8, a.u9,
       m.local_month IS NOT NULL AS in_touched_month
FROM raw.survey_answers AS a
JOIN touched_years AS y ON y.kind = 'surveys' AND y.agency = a.agency AND a.local_day BETWEEN y.first_day AND y.last_day
LEFT JOIN touched_months AS m ON m.kind = 'surveys' AND m.agency = a.agency AND m.local_month = a.local_month
