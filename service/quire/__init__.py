"""Quire: the markdown of a git repository as a fast, versioned, searchable JSON API."""

__version__ = "1.0.0"
