"""Pure functions of the SOPs: no I/O, no clock, no database."""
