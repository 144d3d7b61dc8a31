"""What a build makes, and above all what it does not make again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quire.errors import SettingError, SnapshotError, SourceError
from quire.library.options import BuildOptions
from quire.library.state import State
from tests.support.building import Clock, Workshop, post, three_posts, workshop, write_files
from tests.support.repositories import Repository

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


def test_loss_of_most_posts_is_held_back(shop: Workshop) -> None:
    shop.write({f"content/posts/more-{n}.md": post(f"More {n}") for n in range(20)})
    shop.builder.build()
    for n in range(20):
        (shop.site / f"content/posts/more-{n}.md").unlink()

    report = shop.builder.build()

    assert report.held_back is not None
    assert report.held_back.startswith("only 3 of 23 posts would remain")
    assert len(shop.slugs()) == 23
    assert shop.builder.is_current()


def test_post_expires_on_time_while_a_later_commit_is_held_back(
    tmp_path: Path, repo: Callable[[str], Repository]
) -> None:
    posts = "".join(f"-- content/posts/p-{n}.md --\n{post(f'P {n}')}\n" for n in range(20))
    brief = post("Brief", expiryDate="2024-06-01T12:00:10Z")
    site = repo(f"{posts}-- content/posts/brief.md --\n{brief}")
    with workshop(tmp_path, site=site.root, work_tree=False) as shop:
        shop.builder.build()
        gone = "".join(f"-- content/posts/p-{n}.md (gone) --\n" for n in range(20))
        site.commit(gone)
        assert shop.builder.build().held_back is not None
        assert "brief" in shop.slugs()

        shop.clock.move(timedelta(seconds=10))
        assert not shop.builder.is_current()
        report = shop.builder.build()

        assert report.held_back is not None
        assert len(shop.slugs()) == 20
        assert "brief" not in shop.slugs()
        assert shop.builder.is_current()


def test_operator_may_accept_the_loss(tmp_path: Path) -> None:
    with workshop(tmp_path, options=BuildOptions(accept_loss=True)) as shop:
        shop.write({f"content/posts/more-{n}.md": post(f"More {n}") for n in range(20)})
        shop.builder.build()
        for n in range(19):
            (shop.site / f"content/posts/more-{n}.md").unlink()
        shop.builder.build()

        assert shop.slugs() == ["more-19"]


@pytest.mark.parametrize(
    "damage",
    ["catalogue.msgpack", "manifest.json", "000001.pack", "index"],
)
def test_damaged_snapshot_is_built_anew(tmp_path: Path, damage: str) -> None:
    write_files(tmp_path / "site", three_posts())
    with workshop(tmp_path) as first:
        first.builder.build()
    [directory] = (tmp_path / "state" / "snapshots").iterdir()
    target = directory / damage
    for file in target.iterdir() if target.is_dir() else [target]:
        file.write_bytes(b"damaged")

    with workshop(tmp_path) as restarted:
        assert not restarted.builder.is_current()
        assert restarted.builder.build().made
        assert restarted.slugs() == ["post-3", "post-2", "post-1"]
        assert restarted.snapshot().index is not None


def test_index_that_is_damaged_while_running_is_made_anew(shop: Workshop) -> None:
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    for file in (directory / "index").iterdir():
        file.write_bytes(b"damaged")
    shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})

    report = shop.builder.build()

    assert (report.made, report.written) == (True, 3)
    assert shop.snapshot().index is not None


def test_damaged_pointer_is_built_anew(shop: Workshop) -> None:
    shop.builder.build()
    (shop.state / "current.json").write_bytes(b"{")

    assert not shop.builder.is_current()
    shop.builder.build()

    assert len(shop.slugs()) == 3


def test_damaged_build_cache_is_made_anew(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    with workshop(tmp_path) as first:
        first.builder.build()
    (tmp_path / "state" / "build-cache.sqlite").write_bytes(b"no database" * 1000)
    write_files(tmp_path / "site", {"content/posts/more.md": post("More")})

    with workshop(tmp_path) as restarted:
        assert restarted.builder.build().rendered == 4


def test_build_cache_that_is_damaged_inside_is_made_anew(tmp_path: Path) -> None:
    files = {f"content/posts/{n}.md": post(f"{n}", body=f"word {n} " * 3000) for n in range(30)}
    write_files(tmp_path / "site", files)
    with workshop(tmp_path) as first:
        first.builder.build()
    database = tmp_path / "state" / "build-cache.sqlite"
    data = database.read_bytes()
    database.write_bytes(data[: 5 * 4096] + b"\xaa" * (len(data) - 5 * 4096))
    write_files(tmp_path / "site", {"content/posts/more.md": post("More")})

    with workshop(tmp_path) as restarted:
        assert restarted.builder.build().rendered == 31


@pytest.mark.parametrize("damage", ["emptied", "deleted"])
def test_damaged_media_file_is_stored_again(tmp_path: Path, damage: str) -> None:
    files = {"content/a.md": post("A", body="[Notes](/notes.txt)"), "static/notes.txt": "Notes."}
    write_files(tmp_path / "site", files)
    with workshop(tmp_path) as first:
        first.builder.build()
    [stored] = (tmp_path / "state" / "media").iterdir()
    if damage == "deleted":
        stored.unlink()
    else:
        stored.write_bytes(b"")

    with workshop(tmp_path) as restarted:
        assert not restarted.builder.is_current()
        assert restarted.builder.build().made
    assert stored.read_text() == "Notes."


def test_directories_that_a_killed_build_left_are_deleted_before_the_next(shop: Workshop) -> None:
    shop.builder.build()
    left = shop.state / "snapshots" / "unfinished"
    left.mkdir()
    (left / "000001.pack").write_bytes(b"half")
    (shop.state / "current.json").unlink()
    blocked = shop.state / "current.json.new"
    blocked.mkdir()

    shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})
    with pytest.raises(SnapshotError, match=r"cannot be used \(Is a directory\)"):
        shop.builder.build()
    assert not left.exists()


@pytest.mark.parametrize("name", ["hugo.toml", "quire.toml", "config/_default/languages.yaml"])
def test_configuration_that_cannot_be_read_publishes_nothing_under_other_rules(
    shop: Workshop, name: str
) -> None:
    shop.write(
        {
            "hugo.toml": 'disableLanguages = ["fr"]\n[languages.en]\n[languages.fr]\n',
            "content/posts/post-1.fr.md": post("Secret"),
        }
    )
    shop.builder.build()
    before = shop.slugs()
    shop.write({name: "title = [\n{{", "content/posts/post-9.md": post("Post 9")})

    report = shop.builder.build()

    assert (report.made, before) == (False, ["post-3", "post-2", "post-1"])
    assert name in str(report.held_back)
    assert (shop.slugs(), shop.builder.is_current()) == (before, True)


def test_first_build_without_a_readable_configuration_says_which_file(shop: Workshop) -> None:
    shop.write({"hugo.toml": "title ="})
    with pytest.raises(SourceError, match=r"hugo\.toml:1: front-matter-unreadable"):
        shop.builder.build()


def test_biography_has_a_bounded_length(shop: Workshop) -> None:
    shop.write({"content/authors/ann/_index.md": "---\ntitle: Ann\n---\n" + "long words " * 9000})
    shop.builder.build()

    author = shop.snapshot().catalogue.term("author", "ann")

    assert author is not None
    assert 9_000 < len(author.resource) < 11_000
    assert b"long words\xe2\x80\xa6" in author.resource


def test_state_directory_is_private_and_held_by_one_builder(shop: Workshop) -> None:
    assert shop.state.stat().st_mode & 0o777 == 0o700
    with pytest.raises(SettingError, match="another Quire is building in"):
        State(shop.state)


def test_folder_of_somebody_else_is_not_taken_for_state(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SettingError, match="holds files that are not Quire's"):
        State(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_only_the_last_snapshots_are_kept(tmp_path: Path) -> None:
    with workshop(tmp_path, options=BuildOptions(kept_snapshots=2)) as shop:
        for n in range(4):
            shop.write({"content/posts/a.md": post("A", body=f"Edit {n}.")})
            shop.builder.build()
        kept = list((shop.state / "snapshots").iterdir())
        assert len(kept) == 2


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
