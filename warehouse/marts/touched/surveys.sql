-- grain: one row per agency and local month in which the survey was answered, whole history
SELECT DISTINCT agency, local_month FROM raw.survey_answers
