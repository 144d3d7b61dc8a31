"""Writes one snapshot directory: packs, index, media, catalogue and, last, the manifest.

What has not changed since the snapshot before is carried forward by hard links.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from quire.catalogue import Columns, DocumentRow, PieceLocation, columns
from quire.catalogue.compilation import compile_columns
from quire.catalogue.settlement import Settled
from quire.library.composition import Composer
from quire.library.encoder import Encoder
from quire.library.manifest import (
    FORMAT,
    Manifest,
    MediaRow,
    sync_directory,
    write_manifest,
    write_whole,
)
from quire.library.options import BuildOptions
from quire.library.pieces import PackWriter, Pieces, pack_name
from quire.library.progress import Progress
from quire.library.rolls import Roll, roll_of_columns
from quire.library.sealing import seal
from quire.library.snapshot import CATALOGUE_FILE, catalogue_digest
from quire.library.survey import Survey, Surveyor
from quire.model import Document, Rendering
from quire.search.port import Engine, SearchDocument

_MAX_PACKS = 16
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """The snapshot that the next one is compared with and carried forward from."""

    directory: Path
    manifest: Manifest
    columns: Columns


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Args:
        documents: how many; all others were carried forward.
    """

    manifest: Manifest
    columns: Columns
    roll: Roll
    documents: int


class SnapshotWriter:
    """Writes the snapshot of one survey into one directory."""

    def __init__(
        self,
        directory: Path,
        survey: Survey,
        surveyor: Surveyor,
        engine: Engine,
        encoder: Encoder,
        options: BuildOptions,
    ) -> None:
        self._directory = directory
        self._survey = survey
        self._surveyor = surveyor
        self._engine = engine
        self._encoder = encoder
        self._media_base = options.media_base
        self._composer = Composer(survey, surveyor.addresses_in, options)

    def write(
        self,
        snapshot_id: str,
        fingerprint: str,
        media: dict[str, MediaRow],
        carried: Carried | None,
        progress: Progress,
    ) -> Written:
        """Write everything and fsync it.

        Args:
            media: by published path; their files are stored.
            carried: None writes every document anew.
        """
        documents = self._survey.settlement.documents
        digests = {each.id: self._composer.digest(each) for each in documents}
        known = {row.id: row for row in carried.columns.documents} if carried else {}
        unchanged = {
            each.id: known[each.id]
            for each in documents
            if each.id in known and known[each.id].digest == digests[each.id]
        }
        packs = self._link_packs(carried, unchanged.values())
        places = {row.id: row.piece for row in unchanged.values() if row.piece.pack in packs}
        to_write = [each for each in documents if each.id not in places]
        listed = {each.id for each in documents if not each.candidate.unlisted}
        index_inputs: list[SearchDocument] = []
        number = max((carried.manifest.packs if carried else {}), default=0) + 1
        progress.stage("writing", len(to_write))
        with PackWriter(self._directory, number) as pack:
            for document, rendering, body in self._with_bodies(to_write):
                made = self._composer.compose(document, digests[document.id], rendering)
                html = self._composer.html(document, rendering)
                places[document.id] = pack.add(self._pieces(made, rendering, html, body))
                if document.id not in unchanged and document.id in listed:
                    index_inputs.append(_search_document(made, rendering))
                progress.advance()
        if to_write:
            packs[number] = (self._directory / pack_name(number)).stat().st_size
        else:
            (self._directory / pack_name(number)).unlink()
        self._index(carried, index_inputs, set(known) - listed, progress)
        progress.stage("finishing", 1)
        rows = [(each, digests[each.id], places[each.id]) for each in documents]
        compiled = self._compile(rows)
        data = columns.encode(compiled)
        write_whole(self._directory / CATALOGUE_FILE, data)
        roll = roll_of_columns(compiled)
        manifest = Manifest(
            format=FORMAT,
            snapshot=snapshot_id,
            revision=self._survey.revision,
            fingerprint=fingerprint,
            visible_from=self._survey.horizon.since,
            next_change_at=self._survey.horizon.until,
            site_title=self._survey.site.title,
            site_url=self._survey.site.url,
            default_lang=self._survey.site.default_lang,
            langs=list(self._survey.site.langs),
            counts=_counts(self._survey),
            problems=dict(sorted(Counter(p.code for p in self._survey.problems).items())),
            packs=packs,
            catalogue_digest=catalogue_digest(data),
            roll=roll.id,
            media=media,
            media_base=self._media_base,
            synonyms=self._survey.site.synonyms,
            lapses=self._survey.lapses,
        )
        sync_directory(self._directory)
        write_manifest(self._directory, manifest)
        sync_directory(self._directory.parent)
        return Written(manifest, compiled, roll, len(to_write))

    def _link_packs(self, carried: Carried | None, rows: Iterable[DocumentRow]) -> dict[int, int]:
        """Link the packs that are still needed; with too many, none: all is written anew."""
        if carried is None:
            return {}
        needed = {row.piece.pack for row in rows}
        if len(needed) >= _MAX_PACKS:
            return {}
        for number in needed:
            os.link(carried.directory / pack_name(number), self._directory / pack_name(number))
        return {number: carried.manifest.packs[number] for number in sorted(needed)}

    def _with_bodies(
        self, documents: Sequence[Settled]
    ) -> Iterator[tuple[Settled, Rendering, str]]:
        """Read renderings and markdown of documents, some at a time."""
        for start in range(0, len(documents), _BATCH):
            batch = documents[start : start + _BATCH]
            keys = {each.id: self._survey.render_keys[each.candidate.path] for each in batch}
            renderings = self._surveyor.renderings(keys.values())
            bodies = self._surveyor.bodies(each.candidate.path for each in batch)
            for each in batch:
                yield each, renderings[keys[each.id]], bodies[each.candidate.path]

    def _pieces(self, document: Document, rendering: Rendering, html: str, body: str) -> Pieces:
        toc = self._encoder.toc(rendering.toc)
        sections = orjson.dumps([[s.id, s.title, s.text] for s in rendering.sections])
        bodies = (toc, orjson.dumps(html), orjson.dumps(body), sections)
        summary, digest = seal(self._encoder, self._encoder.summary(document), *bodies)
        return Pieces(summary, *bodies, digest)

    def _index(
        self,
        carried: Carried | None,
        changed: Sequence[SearchDocument],
        gone: set[str],
        progress: Progress,
    ) -> None:
        progress.stage("indexing", len(changed))
        target = self._directory / "index"
        target.mkdir(mode=0o700)
        previous = carried.directory / "index" if carried else None
        self._engine.update(target, previous, _counted(changed, progress), gone)

    def _compile(self, rows: Sequence[tuple[Settled, str, PieceLocation]]) -> Columns:
        settlement, encoder = self._survey.settlement, self._encoder
        return compile_columns(
            rows,
            [(each, *seal(encoder, encoder.author(each))) for each in settlement.authors],
            [
                (term, *(seal(encoder, encoder.tag(term)) if term.role == "tag" else (b"", "")))
                for term in settlement.terms
            ],
            settlement.profiles,
        )


def _counts(survey: Survey) -> dict[str, int]:
    documents = survey.settlement.documents
    kinds = Counter(each.type for each in documents if not each.candidate.unlisted)
    return {
        "posts": kinds["post"],
        "pages": kinds["page"],
        "authors": len(survey.settlement.authors),
        "tags": sum(term.role == "tag" for term in survey.settlement.terms),
    }


def _search_document(document: Document, rendering: Rendering) -> SearchDocument:
    return SearchDocument(
        id=document.id,
        lang=document.lang,
        title=document.title,
        headings="\n".join(section.title for section in rendering.sections if section.title),
        tags="\n".join(tag.name for tag in document.tags),
        authors="\n".join(author.name for author in document.authors),
        body="\n".join(section.text for section in rendering.sections),
        excerpt=document.excerpt or "",
    )


def _counted(documents: Iterable[SearchDocument], progress: Progress) -> Iterator[SearchDocument]:
    for document in documents:
        yield document
        progress.advance()
