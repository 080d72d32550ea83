"""Where outreach goes next: pure functions, a month's sites and crews in, routes with reasons out. Touches no database."""
