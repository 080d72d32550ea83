"""The command line: thin commands over the packages below, and the processes that `make run` starts."""

__version__ = "0.1.0"
