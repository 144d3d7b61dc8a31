"""How the bodies of a site are rendered, and the keys under which renderings are kept.

A key names everything that shapes a rendering. What only templates see - the site's values,
the operator's templates, the page's address - is part of it only where a body has templates:
so another title in the site's configuration renders nothing anew that does not show it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from quire.documents.bodies import Recipe, packed
from quire.model import Candidate, Site, SourceFile


@dataclass(frozen=True, slots=True)
class Wanted:
    """One body that is wanted rendered."""

    file: SourceFile
    recipe: Recipe


class Recipes:
    """Makes the recipes of one site.

    Args:
        shortcodes: the operator's templates by name.
    """

    def __init__(self, site: Site, shortcodes: Mapping[str, str]) -> None:
        self._site = site
        self._shortcodes = dict(shortcodes)
        self._values = packed(site.values)
        self._shared = _digest(self._values, packed(self._shortcodes), site.templates.encode())

    def of(self, candidate: Candidate) -> Recipe:
        """Give the recipe of a candidate's body."""
        recipe = Recipe(
            excerpt_words=self._site.excerpt_words,
            separator=candidate.excerpt_separator,
            markup=candidate.markup,
            comments=self._site.templates,
        )
        if not candidate.templated:
            return recipe
        return Recipe(
            excerpt_words=recipe.excerpt_words,
            separator=recipe.separator,
            markup=recipe.markup,
            syntax=self._site.templates,
            site=self._values,
            page=_page(candidate),
            mapped=self._shortcodes,
        )

    def key(self, candidate: Candidate) -> str:
        """Name the rendering of a candidate's body: equal keys, equal renderings."""
        recipe = self.of(candidate)
        parts = [candidate.blob, str(recipe.excerpt_words), self._site.templates]
        if recipe.separator or recipe.markup != "markdown":
            parts.append(_digest(recipe.separator.encode(), recipe.markup.encode()))
        if recipe.syntax:
            parts.append(_digest(self._shared.encode(), packed(recipe.page)))
        return ":".join(parts)


def _page(candidate: Candidate) -> dict[str, object]:
    """Give what a page's templates may ask beside its front matter."""
    date = candidate.published_at
    facts: dict[str, object] = {
        "title": candidate.title,
        "url": candidate.permalink,
        "path": candidate.path,
        "slug": candidate.slug,
        "lang": candidate.lang,
    }
    return facts | ({"date": date.isoformat(sep=" ")} if date else {})


def _digest(*parts: bytes) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
