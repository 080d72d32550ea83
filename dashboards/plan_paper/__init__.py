"""The month's plan on paper: what the planner lays before the head of division. Indonesian, as all papers are."""
