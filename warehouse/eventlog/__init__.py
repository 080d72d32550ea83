"""Event logs that other tools read and write: cases of a SOP out as XES or CSV, a foreign log in and measured.

Knows the warehouse's staging and marts; a foreign log never enters the warehouse (docs/decisions/0083).
"""
