"""The title index of the OPAC: words of titles, authors and subjects held in memory, tolerant of spelling.

It reads the operations database and answers with ids of titles; what is shown of a title, and whether a copy stands on the
shelf, is read live by whoever shows it. Nothing here is kept on disk: the index can be thrown away at any moment.
"""
