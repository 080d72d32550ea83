-- grain: one row per move of a copy: twenty go to every site of a visit, those of the visit before come back
WITH moved AS (
    SELECT r.*, c, copy_of(60000 + site_no * 40 + visit_no % 2 * 20 + c) AS brought, copy_of(60000 + site_no * 40 + (visit_no + 1) % 2 * 20 + c) AS taken
    FROM road AS r CROSS JOIN range(20) AS k (c) WHERE leaves_copies
)
SELECT made('load' || c, 3 * day + stop, ms) AS move_id, txid, moment(ms + 60000) AS occurred_at, 'load' AS move, brought AS copy_id, brought AS title_id,
       'shelf' AS from_place, 'trip' AS to_place, trip_id, NULL::UUID AS from_site_id, NULL::UUID AS to_site_id, NULL::UUID AS case_id, NULL AS condition
FROM moved
UNION ALL
SELECT made('handover' || c, 3 * day + stop, ms), txid, moment(ms + 3600000 + stop * 1800000), 'hand_over', brought, brought, 'trip', 'site', trip_id, NULL, site_id, case_id, NULL
FROM moved
UNION ALL
SELECT made('takeback' || c, 3 * day + stop, ms), txid, moment(ms + 3660000 + stop * 1800000), 'take_back', taken, taken, 'site', 'trip', trip_id, site_id, NULL, case_id, 'good'
FROM moved WHERE visit_no > 0
UNION ALL
SELECT made('unload' || c, 3 * day + stop, ms), txid, moment(ms + 27000000), 'unload', taken, taken, 'trip', 'shelf', trip_id, NULL, NULL, NULL, NULL
FROM moved WHERE visit_no > 0
ORDER BY 3
