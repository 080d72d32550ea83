-- Grain: SOP version; how the catalogue in force calls it.
SELECT sop_code, sop_version, title FROM rpt_sops ORDER BY sop_code, sop_version
