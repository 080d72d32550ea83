"""What must hold of the raw tables and the marts, in words and SQL; judged with Great Expectations.

Imports Great Expectations only inside `validate`, where it runs: importing it takes seconds.
"""
