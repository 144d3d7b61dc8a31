"""Hugo's convention. Source: https://gohugo.io/content-management/ as of version 0.168."""

from quire.conventions.hugo.convention import Hugo

HUGO = Hugo()

__all__ = ["HUGO"]
