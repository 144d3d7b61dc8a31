"""The plain convention: any folder of markdown, whatever publishes it, or nothing at all.

Source: what Docusaurus, Astro, Eleventy, Gatsby, Pelican and people without a generator do.
"""

from quire.conventions.plain.convention import Plain

PLAIN = Plain()

__all__ = ["PLAIN"]
