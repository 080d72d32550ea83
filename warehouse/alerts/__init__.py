"""Alerts as rules and words: what becomes an alert, when who is told what. Pure: no database, no file, no network."""
