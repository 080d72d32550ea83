-- grain: one row per SOP version: the catalogue's identity block, and how many of its steps are observed how
SELECT * FROM ref.sops ORDER BY sop_code, sop_version
