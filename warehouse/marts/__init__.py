"""One SQL file per mart, and the registry that names them."""
