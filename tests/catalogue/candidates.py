"""Candidates of a small blog and the catalogues that they become."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from quire.catalogue import Catalogue, PieceLocation, columns
from quire.catalogue.compilation import compile_columns
from quire.catalogue.settlement import Settlement, settle
from quire.model import Candidate, FileHistory, Kind, Reference, Site

SITE = Site(url="https://ink.example")


def day(text: str) -> datetime:
    """Read a date as midnight UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def located(address: str, path: str) -> Reference:
    """Find every picture in the media."""
    return Reference(f"/v1/media/{address}", address, 40, 30)


def candidate(
    name: str, kind: Kind = "post", date: str | None = None, **fields: object
) -> Candidate:
    """Make a candidate that differs from others in its name alone.

    Args:
        date: of publication, `YYYY-MM-DD`.
    """
    given = {
        "path": f"content/{name}.md",
        "blob": f"blob of {name}",
        "kind": kind,
        "key": f"/{name}/",
        "translation_key": name,
        "title": name.capitalize(),
        "slug": name,
        "permalink": f"/{name}/",
        "lang": "en",
        "section": "posts",
        "published_at": day(date) if date else None,
        **fields,
    }
    return Candidate(**given)  # type: ignore[arg-type]


def author(name: str, **fields: object) -> Candidate:
    """Make an author's profile."""
    given = {"key": name, "permalink": f"/authors/{name}/", "title": "", **fields}
    return candidate(f"authors/{name}", "author", **given)  # type: ignore[arg-type]


def term(role: str, name: str, **fields: object) -> Candidate:
    """Make a term's profile."""
    given = {"key": name, "permalink": f"/{role}/{name}/", "title": "", **fields}
    return candidate(f"{role}/{name}", "term", taxonomy=role, **given)  # type: ignore[arg-type]


def settlement(
    *candidates: Candidate, site: Site = SITE, history: Mapping[str, FileHistory] | None = None
) -> Settlement:
    """Settle candidates of the source `ink`."""
    return settle(candidates, site, "ink", located, history or {})


def catalogue_of(settled: Settlement) -> Catalogue:
    """Compile a settlement, write it, read it and open it."""
    return Catalogue(columns.decode(columns.encode(compiled(settled))))


def compiled(settled: Settlement) -> columns.Columns:
    """Compile a settlement; the digest of a document is `digest of <path>`."""
    return compile_columns(
        [
            (
                document,
                f"digest of {document.candidate.path}",
                PieceLocation(1, n, (1, 2, 3, 4, 5), (6, 7, 8, 9, 2**32 - 1), "seal"),
            )
            for n, document in enumerate(settled.documents)
        ],
        [(each, *_sealed(each.name)) for each in settled.authors],
        [
            (each, *(_sealed(each.name) if each.role == "tag" else (b"", "")))
            for each in settled.terms
        ],
        settled.profiles,
    )


def _sealed(name: str) -> tuple[bytes, str]:
    return name.encode(), f"seal of {name}"


def catalogue(*candidates: Candidate, site: Site = SITE) -> Catalogue:
    """Make a catalogue of candidates."""
    return catalogue_of(settlement(*candidates, site=site))


def slugs(found: Catalogue, ordinals: Iterable[int]) -> list[str]:
    """Give the slugs of ordinals, in their order."""
    return [found.documents[ordinal].slug for ordinal in ordinals]
