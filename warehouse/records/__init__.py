"""One plain function per command of the desk: (tx, command) -> result."""
