"""What a build makes, and above all what it does not make again."""

import time
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quire.library.options import BuildOptions
from tests.support.building import Clock, Workshop, post, three_posts, workshop, write_files

POST_2 = "content/posts/post-2.md"


def test_first_build_publishes_every_post(shop: Workshop) -> None:
    report = shop.builder.build()

    assert (report.made, report.counts) == (
        True,
        {"posts": 3, "pages": 0, "authors": 0, "tags": 0},
    )
    assert shop.slugs() == ["post-3", "post-2", "post-1"]


def test_unchanged_content_makes_no_new_snapshot(shop: Workshop) -> None:
    first = shop.builder.build()

    assert shop.builder.is_current()
    second = shop.builder.build()

    assert (second.made, second.snapshot) == (False, first.snapshot)


def test_current_snapshot_is_described_without_building(shop: Workshop) -> None:
    assert shop.builder.current_report() is None
    first = shop.builder.build()
    shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})

    found = shop.builder.current_report()

    assert found == replace(first, made=False, rendered=0, written=0, seconds=0.0)


def test_warm_builder_knows_the_problems_before_it_has_built(shop: Workshop) -> None:
    shop.write({POST_2: "---\ntitle: [broken\ndate: 2024-05-02\n---\nText.\n"})

    shop.builder.warm()

    assert [each.path for each in shop.builder.problems] == [POST_2]
    assert shop.builder.current_report() is None


def test_site_under_other_options_is_written_anew_though_nothing_was_committed(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "site", three_posts())
    with workshop(tmp_path) as first:
        before = first.builder.build()
    with workshop(tmp_path, options=BuildOptions(edit_url="https://e.example/{path}")) as second:
        assert not second.builder.is_current()
        report = second.builder.build()
        assert (report.revision, report.rendered, report.written) == (before.revision, 0, 3)
        assert report.snapshot != before.snapshot
        assert second.builder.is_current()


def test_build_says_how_many_seconds_it_took(shop: Workshop) -> None:
    for _ in range(2):
        began = time.monotonic()
        seconds = shop.builder.build().seconds
        assert 0 <= seconds <= time.monotonic() - began


def test_snapshot_is_as_old_as_the_whole_second_of_its_build(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    noon = datetime(2024, 6, 1, 12, tzinfo=UTC)
    with workshop(tmp_path, Clock(noon + timedelta(microseconds=5))) as shop:
        shop.builder.build()
        assert shop.snapshot().activated_at == noon


def test_one_line_edit_renders_and_writes_one_document(shop: Workshop) -> None:
    shop.builder.build()
    shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})

    assert not shop.builder.is_current()
    report = shop.builder.build()

    assert (report.made, report.rendered, report.written) == (True, 1, 1)
    snapshot = shop.snapshot()
    ordinal = snapshot.catalogue.document("post", "post-2", "en")
    assert ordinal is not None
    assert snapshot.pieces(ordinal).html == b'"<p>Another body.</p>\\n"'


def test_restart_with_an_edit_renders_one_document(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    with workshop(tmp_path) as first:
        first.builder.build()
    write_files(tmp_path / "site", {POST_2: post("Post 2", "2024-05-02", "Another body.")})

    with workshop(tmp_path) as restarted:
        report = restarted.builder.build()

    assert (report.rendered, report.written) == (1, 1)


def test_commit_that_changes_no_document_writes_none(shop: Workshop) -> None:
    shop.builder.build()
    shop.write({"notes.txt": "nothing that is published"})

    report = shop.builder.build()

    assert (report.made, report.rendered, report.written) == (True, 0, 0)
    assert shop.slugs() == ["post-3", "post-2", "post-1"]


def test_renamed_author_is_renamed_in_each_of_their_posts_without_rendering(
    shop: Workshop,
) -> None:
    shop.write(
        {
            "content/authors/ann/_index.md": "---\ntitle: Ann\n---\n",
            POST_2: post("Post 2", "2024-05-02", authors="[ann]"),
        }
    )
    shop.builder.build()
    shop.write({"content/authors/ann/_index.md": "---\ntitle: Ann Lee\n---\nBiography.\n"})

    report = shop.builder.build()

    assert (report.rendered, report.written) == (1, 1)
    snapshot = shop.snapshot()
    ordinal = snapshot.catalogue.document("post", "post-2", "en")
    assert ordinal is not None
    assert b'"name":"Ann Lee"' in snapshot.pieces(ordinal).summary


def test_deleted_post_is_gone_from_list_and_search(shop: Workshop) -> None:
    shop.builder.build()
    (shop.site / POST_2).unlink()

    shop.builder.build()

    assert shop.slugs() == ["post-3", "post-1"]


def test_many_edits_one_after_the_other_equal_one_build(tmp_path: Path, shop: Workshop) -> None:
    for n in range(24):
        shop.write({POST_2: post("Post 2", "2024-05-02", f"Edit {n}.")})
        shop.builder.build()
    edited = shop.snapshot()
    with _fresh(tmp_path, shop) as fresh:
        fresh.builder.build()
        built = fresh.snapshot()
        for ordinal, row in enumerate(edited.catalogue.documents):
            assert built.catalogue.documents[ordinal].id == row.id
            assert built.pieces(ordinal).html == edited.pieces(ordinal).html
            assert built.pieces(ordinal).summary == edited.pieces(ordinal).summary


def test_hidden_documents_leave_no_trace_on_disk(shop: Workshop) -> None:
    shop.write(
        {
            "content/posts/draft.md": post("Xylodraft", body="xylobody", draft="true"),
            "content/posts/later.md": post("Xylolater", "2030-01-01", "xylobody", tags="[xylotag]"),
            "content/posts/gone.md": post(
                "Xylogone", body="xylobody", expiryDate="2024-05-02", authors="[xyloauthor]"
            ),
        }
    )
    shop.builder.build()

    directory = shop.state / "snapshots"
    found = [
        file
        for file in directory.rglob("*")
        if file.is_file() and b"xylo" in file.read_bytes().lower()
    ]
    assert found == []


def test_scheduled_post_appears_at_its_instant(shop: Workshop) -> None:
    shop.write({"content/posts/later.md": post("Later", "2024-06-01T12:00:10Z")})
    report = shop.builder.build()
    assert report.next_change_at == datetime(2024, 6, 1, 12, 0, 10, tzinfo=UTC)
    assert "later" not in shop.slugs()

    shop.clock.move(timedelta(seconds=9))
    assert shop.builder.is_current()
    shop.clock.move(timedelta(seconds=1))
    assert not shop.builder.is_current()
    shop.builder.build()

    assert shop.slugs()[0] == "later"
    assert shop.builder.is_current()
    shop.clock.move(-timedelta(microseconds=1))
    assert not shop.builder.is_current()


def test_expired_post_vanishes_at_its_instant(shop: Workshop) -> None:
    shop.write({POST_2: post("Post 2", "2024-05-02", expiryDate="2024-06-01T12:00:10Z")})
    shop.builder.build()
    assert "post-2" in shop.slugs()

    shop.clock.move(timedelta(seconds=10))
    shop.builder.build()

    assert "post-2" not in shop.slugs()


def test_one_broken_post_among_many_is_reported_and_the_others_are_served(shop: Workshop) -> None:
    shop.write({f"content/posts/more-{n}.md": post(f"More {n}") for n in range(100)})
    shop.write({POST_2: "---\ntitle: [broken\ndate: 2024-05-02\n---\nText.\n"})

    report = shop.builder.build()

    assert report.counts["posts"] == 102
    [problem] = shop.builder.problems
    assert (problem.path, problem.code) == (POST_2, "front-matter-unreadable")
    assert report.problems == {"front-matter-unreadable": 1}


def test_biography_has_a_bounded_length(shop: Workshop) -> None:
    shop.write({"content/authors/ann/_index.md": "---\ntitle: Ann\n---\n" + "long words " * 9000})
    shop.builder.build()

    author = shop.snapshot().catalogue.term("author", "ann")

    assert author is not None
    assert 9_000 < len(author.resource) < 11_000
    assert b"long words\xe2\x80\xa6" in author.resource


def test_same_content_makes_the_same_snapshot_anywhere(tmp_path: Path, shop: Workshop) -> None:
    first = shop.builder.build()
    with _fresh(tmp_path, shop) as fresh:
        second = fresh.builder.build()
        assert first.snapshot == second.snapshot
        names = ["catalogue.msgpack", "000001.pack"]
        assert _bytes(shop, names) == _bytes(fresh, names)


def _bytes(shop: Workshop, names: list[str]) -> list[bytes]:
    [directory] = (shop.state / "snapshots").iterdir()
    return [(directory / name).read_bytes() for name in names]


def _fresh(tmp_path: Path, shop: Workshop) -> AbstractContextManager[Workshop]:
    """Open a second builder on a copy of the site, with an empty state directory."""
    base = tmp_path / "second"
    files = {
        str(file.relative_to(shop.site)): file.read_text()
        for file in shop.site.rglob("*")
        if file.is_file()
    }
    (base / "site").mkdir(parents=True)
    for path, text in files.items():
        (base / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (base / "site" / path).write_text(text)
    return workshop(base, Clock(shop.clock.now))


def test_unlisted_document_is_written_but_neither_counted_nor_indexed(shop: Workshop) -> None:
    unlisted = post("Post 2", "2024-05-02").replace("title:", "build: {list: never}\ntitle:", 1)
    shop.builder.build()
    shop.write({POST_2: unlisted})
    report = shop.builder.build()

    assert report.counts["posts"] == 2
    snapshot = shop.snapshot()
    ordinal = snapshot.catalogue.document("post", "post-2", "en")
    assert ordinal is not None
    assert snapshot.pieces(ordinal).html
    assert snapshot.index is not None
    assert ordinal not in [found for found, _ in snapshot.index.similar(0, 100)]

    shop.write({POST_2: post("Post 2", "2024-05-02")})
    assert shop.builder.build().counts["posts"] == 3
