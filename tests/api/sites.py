"""A small site as snapshots in a state directory, written without a builder."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import orjson

from quire.api.v1 import make_encoder
from quire.catalogue import columns
from quire.catalogue.compilation import compile_columns
from quire.catalogue.settlement import Settled, settle
from quire.library.manifest import FORMAT, Manifest, MediaRow, write_manifest
from quire.library.pieces import PackWriter, Pieces, pack_name
from quire.library.rolls import roll_of_columns
from quire.library.sealing import seal
from quire.library.snapshot import CATALOGUE_FILE, catalogue_digest
from quire.model import (
    Candidate,
    Cover,
    Document,
    Heading,
    Language,
    Reference,
    Section,
    Site,
    SourceRef,
)
from quire.search.port import SearchDocument
from quire.search.whoosh import WhooshEngine

ACTIVATED_AT = datetime(2024, 6, 1, 8, 0, tzinfo=UTC)
PICTURE = b"\x89PNG picture"
PICTURE_BLOB = "048576ca4adfe6875fd71200468f9e6aafd3b0f2"
SITE = Site(
    title="Ink and Bytes",
    url="https://ink.example",
    languages=(Language("en", "", ""), Language("de", "de", "de")),
)


@dataclass(frozen=True)
class Page:
    """A candidate and its body, cut at headings; the first part stands under none."""

    candidate: Candidate
    sections: tuple[Section, ...]

    @property
    def html(self) -> str:
        return "".join(
            (f'<h2 id="{s.id}">{s.title}</h2>' if s.id else "") + f"<p>{s.text}</p>"
            for s in self.sections
        )

    @property
    def markdown(self) -> str:
        return "\n\n".join((f"## {s.title}\n\n" if s.id else "") + s.text for s in self.sections)


def page(slug: str, text: str, *parts: tuple[str, str], kind: str = "page", **more: object) -> Page:
    """Describe a document; `parts` are (heading, text)."""
    sections = (
        Section("", "", text),
        *(Section(f"user-content-{h.lower()}", h, t) for h, t in parts),
    )
    lang = str(more.pop("lang", "en"))
    prefix = "" if lang == "en" else f"/{lang}"
    base = Candidate(
        path=f"{lang}/{slug}.md",
        blob=hashlib.sha1(slug.encode()).hexdigest(),
        kind=kind,  # type: ignore[arg-type]
        key=f"{lang}/{slug}",
        translation_key=str(more.pop("same_as", slug)),
        title=str(more.pop("title", slug.replace("-", " ").capitalize())),
        slug=slug,
        permalink=f"{prefix}/{'blog/' if kind == 'post' else ''}{slug}/",
        lang=lang,
        section="blog" if kind == "post" else "",
        excerpt=text,
    )
    return Page(replace(base, **more), sections)  # type: ignore[arg-type]


def post(slug: str, date: str, text: str, *parts: tuple[str, str], **more: object) -> Page:
    """Describe a post."""
    published = datetime.fromisoformat(f"{date}T00:00:00+00:00")
    return page(slug, text, *parts, kind="post", published_at=published, **more)


PAGES = (
    post(
        "hello",
        "2024-03-05",
        "Words live in git here.",
        ("Why", "Because a commit is a publication & nothing else."),
        authors=("mira",),
        tags=("Git", "CSS"),
        categories=("Guides",),
        featured=True,
        images=(("hello.png", "A notebook"),),
        aliases=("/2024/hello.html",),
        updated_at=datetime(2024, 4, 2, 9, 12, 44, tzinfo=UTC),
        extra={"mood": "calm"},
    ),
    post(
        "caches",
        "2024-03-01",
        "A cache is a promise.",
        authors=("mira", "tom"),
        tags=("HTTP", "Git"),
        series=("Speed",),
    ),
    post(
        "etags",
        "2024-02-10",
        "Validators never lie.",
        authors=("tom",),
        tags=("HTTP",),
        series=("Speed",),
    ),
    post(
        "grids",
        "2023-11-20",
        "Layout with grids.",
        authors=("mira",),
        tags=("CSS",),
        categories=("Guides",),
    ),
    post("colours", "2023-11-02", "Colours and contrast.", authors=("ana",), tags=("CSS",)),
    post("feeds", "2023-05-09", "Feeds for everyone.", tags=("HTTP",)),
    post("beginnings", "2022-01-31", "Where it began.", authors=("ana",)),
    post(
        "hallo",
        "2024-03-05",
        "Worte leben hier in git.",
        lang="de",
        same_as="hello",
        title="Hallo",
        authors=("mira",),
        tags=("Git",),
    ),
    post("nur-deutsch", "2024-01-15", "Nur auf Deutsch.", lang="de", tags=("Sprache",)),
    page("about", "Who writes here.", title="About us", aliases=("/who/",)),
    page("imprint", "Who is responsible.", title="Imprint"),
    page(
        "mira-profile",
        "",
        kind="author",
        key="mira",
        title="Mira Okafor",
        permalink="/authors/mira/",
        description="Writes about publishing.",
        links={"website": "https://mira.example", "github": "https://github.com/mira"},
    ),
    page(
        "git-profile",
        "",
        kind="term",
        taxonomy="tag",
        key="git",
        title="Git",
        permalink="/tags/git/",
        description="The database.",
    ),
)


def write_state(
    state: Path, pages: Sequence[Page] = PAGES, public_url: str | None = None, number: int = 1
) -> None:
    """Write a site as a snapshot into a state directory; nothing points to it yet."""
    directory = state / "snapshots" / f"{number:032x}-1"
    (directory / "index").mkdir(parents=True)
    (state / "media").mkdir(exist_ok=True)
    (state / "media" / PICTURE_BLOB).write_bytes(PICTURE)
    encoder = make_encoder(public_url)
    settlement = settle((p.candidate for p in pages), SITE, "site", _locate, {})
    bodies = {p.candidate.path: p for p in pages}
    rows = []
    with PackWriter(directory, 1) as pack:
        for settled in settlement.documents:
            body = bodies[settled.candidate.path]
            toc = tuple(Heading(2, s.id, s.title) for s in body.sections if s.id)
            bodies_of = (
                encoder.toc(toc),
                orjson.dumps(body.html),
                orjson.dumps(body.markdown),
                orjson.dumps([[s.id, s.title, s.text] for s in body.sections]),
            )
            summary, digest = seal(encoder, encoder.summary(compose(settled, body)), *bodies_of)
            pieces = Pieces(summary, *bodies_of, digest)
            rows.append((settled, settled.candidate.blob, pack.add(pieces)))
    compiled = compile_columns(
        rows,
        [(author, *seal(encoder, encoder.author(author))) for author in settlement.authors],
        [
            (term, *(seal(encoder, encoder.tag(term)) if term.role == "tag" else (b"", "")))
            for term in settlement.terms
        ],
        settlement.profiles,
    )
    data = columns.encode(compiled)
    (directory / CATALOGUE_FILE).write_bytes(data)
    engine = WhooshEngine()
    searchable = [_searchable(s, bodies[s.candidate.path]) for s in settlement.documents]
    engine.update(directory / "index", None, searchable, ())
    kinds = [settled.type for settled in settlement.documents]
    tags = [term for term in settlement.terms if term.role == "tag"]
    manifest = Manifest(
        format=FORMAT,
        snapshot=f"{number:032x}",
        revision="4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        fingerprint="",
        visible_from=None,
        next_change_at=None,
        site_title=SITE.title,
        site_url=SITE.url,
        default_lang="en",
        langs=["en", "de"],
        counts={
            "posts": kinds.count("post"),
            "pages": kinds.count("page"),
            "authors": len(settlement.authors),
            "tags": len(tags),
        },
        problems={},
        packs={1: (directory / pack_name(1)).stat().st_size},
        catalogue_digest=catalogue_digest(data),
        roll=roll_of_columns(compiled).id,
        media={"blog/hello.png": MediaRow(PICTURE_BLOB, len(PICTURE), "image/png")},
    )
    write_manifest(directory, manifest)


def compose(settled: Settled, body: Page) -> Document:
    """Make the document of a settled candidate."""
    candidate = settled.candidate
    words = sum(len(section.text.split()) for section in body.sections)
    image = candidate.images[0] if candidate.images else None
    return Document(
        id=settled.id,
        type=settled.type,
        slug=settled.slug,
        permalink=candidate.permalink,
        url=settled.url,
        canonical_url=settled.url,
        title=candidate.title,
        excerpt=candidate.excerpt or "",
        published_at=settled.published_at,
        updated_at=settled.updated_at,
        created_at=settled.created_at,
        section=candidate.section,
        lang=candidate.lang,
        translations=settled.translations,
        authors=settled.authors,
        tags=settled.tags,
        categories=settled.categories,
        series=settled.series,
        cover=Cover(f"/v1/media/blog/{image[0]}", image[1], 4, 3) if image else None,
        featured=candidate.featured,
        reading_time=1,
        word_count=words,
        seo=candidate.seo,
        source=SourceRef(f"content/{candidate.path}", None, None),
        extra=dict(candidate.extra),
        aliases=candidate.aliases,
        digest="",
    )


def _searchable(settled: Settled, body: Page) -> SearchDocument:
    return SearchDocument(
        id=settled.id,
        lang=settled.candidate.lang,
        title=settled.candidate.title,
        headings="\n".join(s.title for s in body.sections if s.title),
        tags="\n".join(tag.name for tag in settled.tags),
        authors="\n".join(author.name for author in settled.authors),
        body="\n".join(s.text for s in body.sections),
    )


def _locate(address: str, _path: str) -> Reference:
    return Reference(f"/v1/media/blog/{address}")
