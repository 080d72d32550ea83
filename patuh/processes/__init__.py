"""Starting and stopping the three processes: what must hold before a start, how each is served, how all end."""
