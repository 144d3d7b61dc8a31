"""The folder of an export: whole or recognisably not, and never somebody else's."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from quire.errors import ExportError
from quire.export import Tree
from tests.export.sites import files_of


@contextmanager
def opened(folder: Path) -> Iterator[Tree]:
    tree = Tree(folder)
    try:
        yield tree
    finally:
        tree.close()


def write(folder: Path, files: Mapping[str, bytes]) -> Tree:
    with opened(folder) as tree:
        for name, body in files.items():
            tree.put(name, body)
        tree.finish()
    return tree


def test_second_export_writes_what_changed_and_removes_what_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a/b/one.json": b"1", "a/two.json": b"2", "three.json": b"3"})
    kept = (tmp_path / "out/three.json").stat()
    done = write(tmp_path / "out", {"a/two.json": b"two", "three.json": b"3", "four.json": b"4"})
    assert (done.written, done.kept, done.removed, done.size) == (2, 1, 1, 5)
    assert files_of(tmp_path / "out") == {
        "a/two.json": b"two",
        "four.json": b"4",
        "three.json": b"3",
    }
    assert os.path.samestat((tmp_path / "out/three.json").stat(), kept)
    assert not (tmp_path / "out/a/b").exists()


def test_file_that_was_altered_or_deleted_is_written_again(tmp_path: Path) -> None:
    files = {"a.json": b"one", "b.json": b"two"}
    write(tmp_path / "out", files)
    (tmp_path / "out/a.json").write_bytes(b"eno")
    (tmp_path / "out/b.json").unlink()
    assert write(tmp_path / "out", files).written == 2
    assert files_of(tmp_path / "out") == files


def test_folder_with_files_of_others_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"holds files that no export wrote \(notes.txt\); name"):
        Tree(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_file_that_is_none_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match=r"file cannot be written \(.*\)"):
        Tree(tmp_path / "file")


def test_files_that_others_add_later_stay(tmp_path: Path) -> None:
    write(tmp_path / "out", {"v1/posts/a.json": b"1"})
    (tmp_path / "out/CNAME").write_text("ink.example")
    (tmp_path / "out/v1/posts/notes.txt").write_text("mine")
    write(tmp_path / "out", {"v1.json": b"1"})
    assert set(files_of(tmp_path / "out")) == {"CNAME", "v1.json", "v1/posts/notes.txt"}


@pytest.mark.parametrize("name", ["v1.json", "v1/posts.json", "v1/posts/a.json"])
def test_file_of_another_hand_is_never_written_over(tmp_path: Path, name: str) -> None:
    write(tmp_path / "out", {"kept.json": b"1"})
    foreign = tmp_path / "out" / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_bytes(b"mine")
    with opened(tmp_path / "out") as tree, pytest.raises(ExportError, match="move it away"):
        tree.put(name, b"ours")
    assert foreign.read_bytes() == b"mine"
    assert (tmp_path / "out/kept.json").exists()


def test_file_where_a_folder_is_to_be_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path / "out", {"kept.json": b"1"})
    (tmp_path / "out/v1").write_bytes(b"mine")
    with opened(tmp_path / "out") as tree, pytest.raises(ExportError, match="move it away"):
        tree.put("v1/posts.json", b"ours")


def test_no_link_in_the_folder_is_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "posts.json").write_bytes(b"theirs")
    write(tmp_path / "out", {"v1/posts.json": b"1", "a.json": b"1"})
    (tmp_path / "out/v1/posts.json").unlink()
    (tmp_path / "out/v1").rmdir()
    (tmp_path / "out/v1").symlink_to(elsewhere)
    with opened(tmp_path / "out") as tree, pytest.raises(ExportError, match="move it away"):
        tree.put("v1/posts.json", b"ours")
    with opened(tmp_path / "out") as tree:
        tree.put("a.json", b"1")
        with pytest.raises(ExportError, match="move it away"):
            tree.finish()
    assert (elsewhere / "posts.json").read_bytes() == b"theirs"


def test_link_in_place_of_a_file_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a.json": b"1"})
    (tmp_path / "theirs").write_bytes(b"1")
    (tmp_path / "out/a.json").unlink()
    (tmp_path / "out/a.json").symlink_to(tmp_path / "theirs")
    write(tmp_path / "out", {"a.json": b"1"})
    assert not (tmp_path / "out/a.json").is_symlink()
    assert (tmp_path / "theirs").read_bytes() == b"1"


def test_own_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.quire-export").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportError, match="cannot be written"):
        Tree(tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_export_that_ends_before_its_end_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a.json": b"1", "b.json": b"2"})
    with opened(tmp_path / "out") as tree:
        tree.put("a.json", b"new")
        tree.put("c.json", b"3")
    assert files_of(tmp_path / "out") == {"a.json": b"1", "b.json": b"2"}
    assert not (tmp_path / "out/.quire-export/staging").exists()


def test_export_that_dies_while_it_moves_files_is_marked_and_the_next_one_mends_it(
    tmp_path: Path,
) -> None:
    write(tmp_path / "out", {"a.json": b"1", "b.json": b"2"})
    tree = Tree(tmp_path / "out")
    tree.put("c/one.json", b"3")
    tree.put("c/two.json", b"4")
    (tmp_path / "out/.quire-export/staging/000001").unlink()
    with pytest.raises(ExportError, match="export again"):
        tree.finish()
    tree.close()
    assert (tmp_path / "out/.quire-export/unfinished.json").exists()
    assert set(files_of(tmp_path / "out")) == {"a.json", "b.json", "c/one.json"}

    done = write(tmp_path / "out", {"a.json": b"1"})

    assert not (tmp_path / "out/.quire-export/unfinished.json").exists()
    assert files_of(tmp_path / "out") == {"a.json": b"1"}
    assert done.removed == 2


def test_name_that_was_a_file_may_become_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a": b"1", "b/c": b"2"})
    write(tmp_path / "out", {"a/d": b"3", "b": b"4"})
    assert files_of(tmp_path / "out") == {"a/d": b"3", "b": b"4"}


@pytest.mark.parametrize(("one", "other"), [("a", "a"), ("a", "a/b"), ("a/b", "a")])
def test_two_addresses_are_never_one_file(tmp_path: Path, one: str, other: str) -> None:
    with opened(tmp_path / "out") as tree:
        tree.put(one, b"1")
        with pytest.raises(ExportError, match=f"would be the file {other}"):
            tree.put(other, b"2")


def test_two_exports_do_not_write_to_one_folder_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path / "out"), pytest.raises(ExportError, match="another export is writing"):
        Tree(tmp_path / "out")
    with opened(tmp_path / "out"):
        pass


@pytest.mark.parametrize("text", ["[1]", "{", '["../a"]', '["/a"]', '[".quire-export/lock"]'])
def test_damaged_list_of_files_is_refused_and_deletes_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path / "out", {"a.json": b"1"})
    (tmp_path / "out/.quire-export/files.json").write_text(text)
    with pytest.raises(ExportError, match=r"files.json is damaged; empty"):
        Tree(tmp_path / "out")
    assert files_of(tmp_path / "out") == {"a.json": b"1"}


def test_new_files_are_there_before_what_leads_to_them(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a.json": b"old"})
    with opened(tmp_path / "out") as tree:
        tree.put("a.json", b"leads to z")
        tree.put("z.json", b"new")
        (tmp_path / "out/.quire-export/staging/000001").unlink()
        with pytest.raises(ExportError, match="export again"):
            tree.finish()
    assert files_of(tmp_path / "out") == {"a.json": b"old"}
