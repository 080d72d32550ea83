-- grain: one row per guest-book registration of the batch's days, with the cases and things that hang on it
-- Of ten visitors eight are members; five of them borrow a copy and bring it back on their next visit, a week later. Three use
-- the reference room, one the general collection, others have pages copied or a card made. A third leave a bag.
CREATE OR REPLACE TEMP TABLE seen AS
WITH numbered AS (
    SELECT n, n // getvariable('per_day') AS day, at_ms(n) AS ms, 5 * n AS txid, n % 10 AS r10, n % 20 AS r20, n % 100 AS r100,
           7 * getvariable('per_day') AS week, (hash(n, getvariable('agency')) % 1000000007)::BIGINT AS h
    FROM range(getvariable('first'), getvariable('until')) AS r (n)
)
SELECT *, moment(ms) AS came_at, made('visit', n, ms) AS visit_id,
       CASE WHEN r10 < 8 THEN member_of(n) END AS member_key,
       CASE WHEN h % 100 < 35 THEN made('bag', n, ms) END AS bag_case_id,
       r10 < 5 AS lends, r10 < 5 AND n >= week AS brings_back,
       CASE WHEN r10 IN (5, 6, 7) THEN 'reference_collection' WHEN r10 = 8 THEN 'general_collection' WHEN r20 = 9 THEN 'photocopy'
            WHEN r100 IN (19, 79) THEN 'card' WHEN r100 = 39 THEN 'loan_renewal' END AS other_sop,
       CASE WHEN r10 < 5 THEN made('loancase', n, ms) ELSE made('othercase', n, ms) END AS case_id,
       CASE WHEN r10 < 5 THEN made('returncase', n, ms) END AS return_case_id,
       CASE WHEN r10 < 5 THEN made('loan', n, ms) END AS loan_id,
       CASE WHEN r10 < 5 AND n >= week THEN made('loan', n - week, at_ms(n - week)) END AS back_loan_id,
       CASE WHEN r10 < 5 THEN copy_of((n // 10 * 5 + r10) % 50000) END AS copy_id,
       CASE WHEN r10 < 5 AND n >= week THEN copy_of(((n - week) // 10 * 5 + r10) % 50000) END AS back_copy_id,
       r20 = 3 AND n >= week AS is_fined, r100 = 13 AND n >= week AS is_waived
FROM numbered
