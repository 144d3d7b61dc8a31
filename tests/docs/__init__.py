"""Documentation and code hold each other: what one says, the other must know."""
