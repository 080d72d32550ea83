"""What reports ask of the marts: rows of whole months of one agency."""
