"""What a build writes of a site, from its files to the manifest, and how far it says it is."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from quire.library.manifest import FORMAT, Manifest, read_manifest
from quire.library.options import BuildOptions
from quire.library.snapshot import catalogue_digest
from quire.search.query import parse
from tests.support.building import Clock, Workshop, post, three_posts, workshop, write_files
from tests.support.repositories import Repository

HUGO = 'title = "Ink"\nbaseURL = "https://ink.example/"\n[languages.en]\n[languages.de]\n'
FULL = """\
---
title: Everything
date: 2024-05-01
lastmod: 2024-05-03
summary: In short.
authors: [Ada Moss, Ben Oak]
tags: [Alpha, Beta]
categories: [Guides]
series: [Parts]
aliases: [/old/]
featured: true
canonicalURL: https://elsewhere.example/everything/
mood: calm
secret: never
---
Preface words.

## Larch

Underneath it.

## Maple

Afterwards too.
"""


class Told:
    """Notes each stage of a build with its steps, and those that were counted."""

    def __init__(self) -> None:
        self.stages: list[list[Any]] = []
        self.ended = 0

    def stage(self, name: str, total: int) -> None:
        self.stages.append([name, total, 0])

    def advance(self, steps: int = 1) -> None:
        self.stages[-1][2] += steps

    def done(self) -> None:
        self.ended += 1


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Workshop]:
    """A site of one post that has everything, and its options."""
    options = BuildOptions(
        edit_url="https://git.example/edit/{path}", extra_keys=frozenset({"mood"})
    )
    write_files(tmp_path / "site", {"hugo.toml": HUGO, "content/posts/everything.md": FULL})
    with workshop(tmp_path, options=options) as opened:
        yield opened


def current(shop: Workshop) -> Path:
    """Find the directory of the current snapshot."""
    return shop.state / "snapshots" / shop.snapshot().directory


def packs_of(shop: Workshop) -> list[Path]:
    return sorted(current(shop).glob("*.pack"))


def test_document_shows_what_its_file_says(full: Workshop) -> None:
    full.builder.build()
    snapshot = full.snapshot()

    shown = orjson.loads(snapshot.summary(0))

    names = {key: [each["name"] for each in shown.pop(key)] for key in ("authors", "tags")}
    assert names == {"authors": ["Ada Moss", "Ben Oak"], "tags": ["Alpha", "Beta"]}
    assert [each["slug"] for each in shown.pop("categories")] == ["guides"]
    assert shown.pop("series")["name"] == "Parts"
    assert (len(shown.pop("id")), len(shown.pop("digest"))) == (24, 32)
    assert shown == {
        "type": "post",
        "slug": "everything",
        "url": "https://ink.example/posts/everything/",
        "canonical_url": "https://elsewhere.example/everything/",
        "title": "Everything",
        "excerpt": "In short.",
        "published_at": "2024-05-01T00:00:00Z",
        "updated_at": "2024-05-03T00:00:00Z",
        "created_at": "2024-05-01T00:00:00Z",
        "section": "posts",
        "lang": "en",
        "translations": [],
        "featured": True,
        "cover": None,
        "reading_time": 1,
        "word_count": 8,
        "seo": {"title": None, "description": None, "image": None, "noindex": False},
        "source": {
            "path": "content/posts/everything.md",
            "revision": None,
            "edit_url": "https://git.example/edit/content/posts/everything.md",
        },
        "extra": {"mood": "calm"},
    }
    pieces = snapshot.pieces(0)
    assert [each["title"] for each in orjson.loads(pieces.toc)] == ["Larch", "Maple"]
    assert orjson.loads(pieces.markdown) == FULL.split("---\n")[2]


def test_document_is_found_by_each_of_its_texts_as_they_are_written(full: Workshop) -> None:
    full.builder.build()
    index = full.snapshot().index
    assert index is not None
    words = ["everything", "preface", "underneath", "afterwards", "larch", "maple", "short"]
    for query in (*words, "alpha", "beta", "moss", "oak", "beta alpha", "larch maple", "oak ada"):
        matches = index.match(parse(query), ["en"], time.monotonic() + 5)
        assert (query, matches.found) == (query, 1)
        assert (query, matches.corrections, matches.relaxed) == (query, (), False)


def test_manifest_says_what_the_snapshot_is(full: Workshop) -> None:
    later = "---\ntitle: Later\ndate: 2024-07-01\n---\n![](gone.png)\n"
    about = "---\ntitle: About\ntags: [alpha]\n---\n![](gone.png) ![](lost.png)\n"
    full.write({"content/about.md": about})
    full.write({"content/posts/later.md": later})
    report = full.builder.build()

    found = read_manifest(current(full))

    [pack] = packs_of(full)
    assert found == Manifest(
        format=FORMAT,
        snapshot=report.snapshot,
        revision=report.revision,
        fingerprint=found.fingerprint,
        visible_from=datetime(2024, 5, 1, tzinfo=UTC),
        next_change_at=datetime(2024, 7, 1, tzinfo=UTC),
        site_title="Ink",
        site_url="https://ink.example",
        default_lang="en",
        langs=["en", "de"],
        counts={"posts": 1, "pages": 1, "authors": 2, "tags": 2},
        problems={"missing-image": 2, "term-spelling": 1},
        packs={1: pack.stat().st_size},
        catalogue_digest=catalogue_digest((current(full) / "catalogue.msgpack").read_bytes()),
        media={},
        roll=found.roll,
    )
    assert report.counts == found.counts
    assert report.problems == found.problems
    assert report.next_change_at == found.next_change_at
    assert {len(each) for each in (found.fingerprint, found.snapshot, found.roll)} == {32}


def test_tags_are_resources_and_categories_and_series_are_none(full: Workshop) -> None:
    full.builder.build()
    terms = full.snapshot().catalogue.terms
    shown = {(each.role, each.slug): each.resource for each in terms}
    assert {key for key, resource in shown.items() if resource == b""} == {
        ("category", "guides"),
        ("series", "parts"),
    }
    for role, slug in (("tag", "alpha"), ("author", "ada-moss")):
        assert orjson.loads(shown[role, slug])["slug"] == slug


def test_build_tells_its_stages_and_counts_their_steps(shop: Workshop) -> None:
    told = Told()
    shop.builder.build(told)
    stages = [tuple(each) for each in told.stages]
    assert stages[-3:] == [("writing", 3, 3), ("indexing", 3, 3), ("finishing", 1, 0)]
    assert told.ended == 1

    told = Told()
    shop.builder.build(told)
    assert ("writing", 3, 3) not in [tuple(each) for each in told.stages]
    assert told.ended == 1


def test_edit_goes_into_a_pack_of_its_own_beside_those_that_are_needed(shop: Workshop) -> None:
    shop.builder.build()
    shop.write({"content/posts/post-2.md": post("Post 2", "2024-05-02", "Another.")})
    shop.builder.build()

    snapshot = shop.snapshot()
    numbers = [row.piece.pack for row in snapshot.catalogue.documents]
    assert numbers == [1, 2, 1]
    files = {int(file.stem): file.stat().st_size for file in packs_of(shop)}
    assert snapshot.manifest.packs == files
    assert set(files) == {1, 2}

    (shop.site / "content/posts/post-2.md").unlink()
    shop.builder.build()
    assert set(shop.snapshot().manifest.packs) == {1}
    assert [file.name for file in packs_of(shop)] == ["000001.pack"]


def test_with_sixteen_packs_all_is_written_anew(tmp_path: Path) -> None:
    names = [f"content/posts/p{n:02}.md" for n in range(17)]
    write_files(tmp_path / "site", {name: post(name[-5:-3]) for name in names})
    with workshop(tmp_path) as shop:
        shop.builder.build()
        written = []
        for name in names[:16]:
            shop.write({name: post(name[-5:-3], body="Edited.")})
            written.append(shop.builder.build().written)
            assert len(shop.snapshot().manifest.packs) <= 16
        assert written == [1] * 15 + [17]
        assert len(shop.snapshot().manifest.packs) == 1
        assert len({row.digest for row in shop.snapshot().catalogue.documents}) == 17


def test_document_of_a_commit_names_the_commit(repo: Any, tmp_path: Path) -> None:
    site: Repository = repo(
        "".join(f"-- {path} --\n{text}" for path, text in three_posts().items())
    )
    with workshop(tmp_path, site=site.root, work_tree=False, clock=Clock()) as shop:
        shop.builder.build()
        shown = orjson.loads(shop.snapshot().summary(0))
    assert shown["source"] == {
        "path": "content/posts/post-3.md",
        "revision": site.git("rev-parse", "HEAD").strip(),
        "edit_url": None,
    }
