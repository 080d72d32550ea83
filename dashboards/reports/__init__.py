"""Reports an agency signs: the same figures as on the pages, as PDF and XLSX, the same bytes for the same records."""
