"""What an agency brings along: regions, boundaries, sites from its own files. Reading, checking, telling what is refused.

An import says what it would do before it does it, takes in what is right, and hands back what is not with line, column and
reason, in a file that can be corrected and fed again. The same file a second time changes nothing.
"""
