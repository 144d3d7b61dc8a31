"""What is damaged is made anew, and the state directory belongs to one builder."""

from pathlib import Path

import pytest

from quire.errors import SettingError, SnapshotError
from quire.library.options import BuildOptions
from quire.library.state import State
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
