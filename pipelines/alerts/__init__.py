"""Alerts with their surroundings: findings read from the warehouse, their history kept there, messages sent."""
