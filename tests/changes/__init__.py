"""Changes: a client that only syncs holds what a client that reads everything sees."""
