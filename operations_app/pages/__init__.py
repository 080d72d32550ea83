"""The pages: pick, one call, show."""
