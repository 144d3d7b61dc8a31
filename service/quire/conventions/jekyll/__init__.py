"""Jekyll's convention. Source: https://jekyllrb.com/docs/ as of version 4.3."""

from quire.conventions.jekyll.convention import Jekyll

JEKYLL = Jekyll()

__all__ = ["JEKYLL"]
