"""Zola's convention. Source: https://www.getzola.org/documentation/content/overview/ (0.20)."""

from quire.conventions.zola.convention import Zola

ZOLA = Zola()

__all__ = ["ZOLA"]
