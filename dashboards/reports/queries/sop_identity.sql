-- Grain: version of one SOP that judges cases of the period; without any, the latest that was in force by its end.
SELECT s.*
FROM rpt_sops AS s
WHERE s.sop_code = $sop_code
  AND s.sop_version IN (
      SELECT DISTINCT sop_version FROM rpt_sop_cases
      WHERE agency = $agency AND sop_code = $sop_code AND opened_on BETWEEN $first AND $last
  )
ORDER BY s.sop_version
