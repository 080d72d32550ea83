"""What reports ask of the marts: rows of whole periods of one agency."""
