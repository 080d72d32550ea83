"""Simulated operations of both agencies: invented people, titles and days, carried out through the same commands.

The demo decides *what would happen* at a desk and when; what is allowed, charged and counted is decided by the records,
as it is for people. It reads no wall clock except to know yesterday, and writes nothing but commands and its marker.
"""
