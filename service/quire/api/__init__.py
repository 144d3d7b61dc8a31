"""The versions of the public API, siblings that never import each other."""
