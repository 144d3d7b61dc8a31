"""What is damaged is made anew, and the state directory belongs to one builder."""

import contextlib
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from quire.errors import SearchDamaged, SettingError, SnapshotDamaged, SnapshotError
from quire.library.options import BuildOptions
from quire.library.state import State
from quire.search.query import parse
from tests.support.building import Workshop, post, three_posts, workshop, write_files

POST_2 = "content/posts/post-2.md"


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


def flip(file: Path, at: int) -> None:
    """Change one bit of a file and leave its size and its other bytes."""
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


def test_what_cannot_be_carried_forward_is_made_anew_with_its_media_and_said_so(
    shop: Workshop,
) -> None:
    shop.write(
        {"content/a.md": post("A", body="[Notes](/notes.txt)"), "static/notes.txt": "Notes."}
    )
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    for file in (directory / "index").glob("*.toc"):
        file.write_bytes(bytes(file.stat().st_size))
    assert shop.builder.is_current()
    shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})

    with capture_logs() as logged:
        report = shop.builder.build()

    found = shop.snapshot()
    assert (report.written, found.id) == (4, report.snapshot)
    assert found.media("notes.txt") is not None
    [entry] = [each for each in logged if each["log_level"] == "warning"]
    assert entry["event"] == "nothing can be carried forward; all is made anew"
    assert entry["reason"] not in ("", "None", None)
    assert [each.name for each in (shop.state / "snapshots").glob(f"{report.snapshot}*")] == [
        found.directory
    ]


@pytest.mark.parametrize("lost", ["catalogue.msgpack", "000001.pack", "manifest.json", "index"])
def test_file_removed_while_running_is_noticed_at_the_next_look(shop: Workshop, lost: str) -> None:
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    assert shop.builder.is_current()
    for file in [*(directory / lost).glob("*"), directory / lost]:
        file.rmdir() if file.is_dir() else file.unlink()

    assert not shop.builder.is_current()
    shop.builder.build()

    assert shop.slugs() == ["post-3", "post-2", "post-1"]
    assert shop.snapshot().index is not None


def test_state_directory_removed_while_running_is_made_again_and_held(shop: Workshop) -> None:
    shop.builder.build()
    shutil.rmtree(shop.state)

    assert not shop.builder.is_current()
    shop.builder.build()

    assert shop.slugs() == ["post-3", "post-2", "post-1"]
    with pytest.raises(SettingError, match="another Quire is building in"):
        State(shop.state)
    shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})
    assert shop.builder.build().rendered == 1


def test_one_bit_flipped_in_a_pack_is_never_answered_and_heals(shop: Workshop) -> None:
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    pack = directory / "000001.pack"
    flip(pack, pack.read_bytes().index(b"<p>Body of number 2"))
    damaged = shop.snapshot()
    ordinal = shop.slugs().index("post-2")
    assert damaged.pieces(ordinal).summary
    assert shop.builder.is_current()

    with pytest.raises(SnapshotDamaged, match=r"000001\.pack is not as it was written") as raised:
        _ = damaged.pieces(ordinal).html
    shop.holder.report_damage(damaged, str(raised.value))

    assert not shop.builder.is_current()
    shop.builder.build()
    assert shop.snapshot().pieces(ordinal).html == b'"<p>Body of number 2.</p>\\n"'
    assert shop.builder.is_current()
    assert not directory.exists()


@pytest.mark.parametrize("part", [".arrays", ".toc", "record.col", "quire-index.json"])
def test_one_bit_flipped_in_the_index_is_noticed_at_its_first_use(
    shop: Workshop, part: str
) -> None:
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    [file] = [each for each in (directory / "index").iterdir() if each.name.endswith(part)]
    flip(file, file.stat().st_size // 2)

    snapshot = shop.snapshot()
    if snapshot.index is not None:
        with pytest.raises(SearchDamaged) as raised:
            snapshot.index.match(parse('"body of number"'), ["en"], time.monotonic() + 5)
        shop.holder.report_damage(snapshot, str(raised.value))

    assert not shop.builder.is_current()
    shop.builder.build()
    index = shop.snapshot().index
    assert index is not None
    found = index.match(parse('"body of number"'), ["en"], time.monotonic() + 5).found
    assert found.bit_count() == 3


@pytest.mark.parametrize("name", ["manifest.json", "../../current.json"])
def test_one_bit_flipped_in_what_names_a_snapshot_is_noticed(shop: Workshop, name: str) -> None:
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    file = directory / name
    data = file.read_bytes()
    for at in range(0, len(data), 9):
        flip(file, at)
        assert not shop.builder.is_current(), data[at : at + 20]
        file.write_bytes(data)
    assert shop.builder.is_current()


def test_one_bit_flipped_in_the_build_cache_is_never_published(tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    with workshop(tmp_path) as first:
        first.builder.build()
    database = tmp_path / "state" / "build-cache.sqlite"
    flip(database, database.read_bytes().index(b"<p>Body of number 2") + 3)
    for snapshot in (tmp_path / "state" / "snapshots").iterdir():
        shutil.rmtree(snapshot)

    with workshop(tmp_path) as restarted:
        with capture_logs() as logged:
            restarted.builder.build()
        bodies = [restarted.snapshot().pieces(n).html for n in range(3)]
    assert bodies == [b'"<p>Body of number %d.</p>\\n"' % n for n in (3, 2, 1)]
    assert "a part of the state directory is damaged" in [each["event"] for each in logged]
    assert all(each.get("reason") not in (None, "None") for each in logged)


def test_one_bit_flipped_in_a_media_file_is_never_sent_and_heals(shop: Workshop) -> None:
    shop.write(
        {"content/a.md": post("A", body="[Notes](/notes.txt)"), "static/notes.txt": "Notes."}
    )
    shop.builder.build()
    [stored] = (shop.state / "media").iterdir()
    flip(stored, 1)
    snapshot = shop.snapshot()

    with pytest.raises(SnapshotDamaged, match="is not as it was written") as raised:
        snapshot.media("notes.txt")
    shop.holder.report_damage(snapshot, str(raised.value))
    assert not shop.builder.is_current()
    shop.builder.build()

    found = shop.snapshot().media("notes.txt")
    assert found is not None
    assert found.file.read_text() == "Notes."


def test_older_snapshot_that_is_damaged_goes_and_the_current_one_stays(shop: Workshop) -> None:
    older = shop.builder.build()
    snapshot = shop.snapshot()
    shop.write({"content/posts/new.md": post("New")})
    current = shop.builder.build()
    shop.holder.report_damage(snapshot, "a test")

    assert shop.builder.is_current()
    names = [each.name for each in (shop.state / "snapshots").iterdir()]
    assert [name.startswith(older.snapshot) for name in names] == [False]
    assert shop.snapshot().id == current.snapshot


def test_build_cache_that_is_locked_is_done_without_and_used_again(shop: Workshop) -> None:
    shop.builder.build()
    file = shop.state / "build-cache.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        shop.write({POST_2: post("Post 2", "2024-05-02", "Another body.")})
        assert shop.builder.build().made
    assert b"Another body" in shop.snapshot().pieces(shop.slugs().index("post-2")).html

    shop.write({"content/posts/new.md": post("New", "2024-05-09", "Written later.")})
    shop.builder.build()
    with contextlib.closing(sqlite3.connect(file)) as other:
        kept = other.execute("SELECT count(*) FROM renderings").fetchone()[0]
    assert kept >= 4


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
