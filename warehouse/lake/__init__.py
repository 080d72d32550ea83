"""The landing zone, the warehouse file and the serving file."""
