"""What is picked: agency, service point, period. Pure, but for `bar` (the widgets) and `address` (the URL)."""
