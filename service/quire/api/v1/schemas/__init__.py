"""What v1 shows: allow-lists, field by field. They shape and describe; they decide nothing."""
