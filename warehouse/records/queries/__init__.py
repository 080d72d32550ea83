"""The statements of lookups, one file each."""
