"""What `patuh doctor` looks at: the machine, the records, the figures. A look changes nothing."""
