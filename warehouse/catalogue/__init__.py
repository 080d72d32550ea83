"""The SOP books and each agency's own figures, as data: what is prescribed, never what happened."""
