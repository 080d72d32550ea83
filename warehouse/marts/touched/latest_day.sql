-- grain: one row: the latest local day on which anything happened at a desk of any agency (null: nothing yet)
SELECT max(local_day) AS latest_day FROM raw.journal WHERE agency IS NOT NULL
