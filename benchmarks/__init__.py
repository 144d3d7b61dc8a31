"""Measurements that anyone can repeat: `make bench`. Ratios and medians, side by side."""
