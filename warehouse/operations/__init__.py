"""The operations database: its tables, its one owner, the journal and the publisher."""
