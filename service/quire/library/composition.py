"""A settled document and its rendering become a document with all its fields."""

import hashlib
import math
from collections.abc import Callable

import msgspec

from quire.catalogue.settlement import Settled
from quire.documents.sanitising import resolve
from quire.library.options import BuildOptions
from quire.library.survey import Survey
from quire.model import Cover, Document, Reference, Rendering, SourceRef

WORDS_PER_MINUTE = 220

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
            seo=candidate.seo,
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
        """Give the rendered body with its addresses resolved."""
        path = document.candidate.path
        return resolve(rendering.html, lambda kind, at: self._reference(kind, at, path).url)

    def _reference(self, kind: str, address: str, path: str) -> Reference:
        return self._survey.addresses.resolve(kind, address, path)

    def _cover(self, document: Settled) -> Cover | None:
        """Choose the first picture that is there, else the first one named."""
        candidate = document.candidate
        found = [
            (self._reference("image", address, candidate.path), alt)
            for address, alt in candidate.images
        ]
        if not found:
            return None
        best, alt = next((each for each in found if each[0].problem is None), found[0])
        return Cover(best.url, alt, best.width, best.height)

    def _source(self, document: Settled) -> SourceRef:
        path = self._survey.prefix + document.candidate.path
        commits = self._survey.history.get(document.candidate.path)
        template = self._options.edit_url
        return SourceRef(
            path=path,
            revision=commits.revision if commits else None,
            edit_url=template.replace("{path}", path) if template else None,
        )
