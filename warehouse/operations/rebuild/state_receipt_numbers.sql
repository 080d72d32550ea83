-- one row per node and year: the last receipt number given out
SELECT node, receipt_year, max(receipt_no) AS last_no FROM payments GROUP BY node, receipt_year
