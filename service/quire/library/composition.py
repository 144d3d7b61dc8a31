"""A settled document and its rendering become a document with all its fields."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import replace

import msgspec

from quire.catalogue.settlement import Settled
from quire.library.options import BuildOptions
from quire.library.placed_html import placed_html
from quire.library.survey import Survey
from quire.model import Cover, Document, Reference, Rendering, Seo, SourceRef

WORDS_PER_MINUTE = 220

_LEAST_SIDE = 200
"""Pixels of a picture that may become a cover though nobody named it."""

_CANONICAL = msgspec.msgpack.Encoder(order="deterministic")


class Composer:
    """Composes the documents of one survey."""

    def __init__(
        self,
        survey: Survey,
        addresses_in: Callable[[str], tuple[tuple[str, str], ...]],
        options: BuildOptions,
    ) -> None:
        self._survey = survey
        self._addresses_in = addresses_in
        self._options = options

    def digest(self, document: Settled) -> str:
        """Name a document's state: all that its answers are made of, bodies included."""
        path = document.candidate.path
        key = self._survey.render_keys[path]
        parts = (
            document,
            key,
            [self._reference(kind, at, path) for kind, at in self._addresses_in(key)],
            self._cover(document),
            self._seo(document),
            self._source(document),
            self._survey.site.url,
        )
        return hashlib.blake2b(_CANONICAL.encode(parts), digest_size=16).hexdigest()

    def compose(self, document: Settled, digest: str, rendering: Rendering) -> Document:
        """Put a document together."""
        candidate = document.candidate
        return Document(
            id=document.id,
            type=document.type,
            slug=document.slug,
            permalink=candidate.permalink,
            url=document.url,
            canonical_url=candidate.canonical_url or document.url,
            title=candidate.title,
            excerpt=candidate.excerpt or rendering.excerpt,
            published_at=document.published_at,
            updated_at=document.updated_at,
            created_at=document.created_at,
            section=candidate.section,
            lang=candidate.lang,
            translations=document.translations,
            authors=document.authors,
            tags=document.tags,
            categories=document.categories,
            series=document.series,
            cover=self._cover(document),
            featured=candidate.featured,
            reading_time=math.ceil(rendering.word_count / WORDS_PER_MINUTE),
            word_count=rendering.word_count,
            seo=self._seo(document),
            source=self._source(document),
            extra={
                key: value
                for key, value in candidate.extra.items()
                if key in self._options.extra_keys
            },
            aliases=candidate.aliases,
            digest=digest,
        )

    def html(self, document: Settled, rendering: Rendering) -> str:
        """Give the rendered body with its addresses resolved and its pictures measured."""
        path = document.candidate.path
        return placed_html(rendering.html, lambda kind, at: self._reference(kind, at, path))

    def _reference(self, kind: str, address: str, path: str) -> Reference:
        return self._survey.addresses.resolve(kind, address, path)

    def _cover(self, document: Settled) -> Cover | None:
        """Choose the first picture that is there: of those that the author named, those beside
        the page that are called so, those of the body; else the first one named."""
        candidate = document.candidate
        addresses = self._survey.addresses
        path = candidate.path
        named = [(self._reference("image", each, path), alt) for each, alt in candidate.images]
        for reference, alt in named:
            if reference.problem is None:
                return _cover_of(reference, alt)
        for address in addresses.covers_beside(path):
            reference = self._reference("image", address, path)
            if reference.media is not None or reference.problem is not None:
                return _cover_of(reference, "")
        for kind, address in self._addresses_in(self._survey.render_keys[path]):
            if kind == "image":
                reference = self._reference(kind, address, path)
                if _stands_for_a_page(reference):
                    return _cover_of(reference, "")
        return _cover_of(*named[0]) if named else None

    def _seo(self, document: Settled) -> Seo:
        """Give the overrides, the picture's address resolved."""
        seo, path = document.candidate.seo, document.candidate.path
        if seo.image is None:
            return seo
        return replace(seo, image=self._reference("image", seo.image, path).url)

    def _source(self, document: Settled) -> SourceRef:
        path = self._survey.prefix + document.candidate.path
        commits = self._survey.history.get(document.candidate.path)
        template = self._options.edit_url
        return SourceRef(
            path=path,
            revision=commits.revision if commits else None,
            edit_url=template.replace("{path}", path) if template else None,
        )


def _cover_of(reference: Reference, alt: str) -> Cover:
    return Cover(reference.url, alt, reference.width, reference.height, reference.srcset)


def _stands_for_a_page(reference: Reference) -> bool:
    """Say whether a picture of a body is one of the site's own, and no badge or icon."""
    sides = (reference.width, reference.height)
    return reference.media is not None and all(side and side >= _LEAST_SIDE for side in sides)
