-- grain: one row per agency and local month in which receipts were given, whole history
SELECT DISTINCT agency, local_month FROM raw.payments
