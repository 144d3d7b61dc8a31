import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quire.errors import SourceNotFound
from quire.model import SourceFile
from quire.source import MAX_FILE_BYTES, Source
from quire.source.folders import FolderSource

from .conftest import Opener, Repository, contents, faults


def later() -> int:
    """A clock so far ahead that no stamp is young."""
    return time.time_ns() + 3_600_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    (root / "posts").mkdir(parents=True)
    (root / "a.md").write_text("a")
    (root / "posts" / "b.md").write_text("b")
    return root


@pytest.fixture
def source(folder: Path) -> Iterator[FolderSource]:
    source = FolderSource(folder, "main", clock=later)
    yield source
    source.close()


def test_files_on_disk_have_the_blob_ids_of_git(repository: Repository, opened: Opener) -> None:
    repository.commit({"content/a.md": "a", "content/b/c.png": bytes(range(256)), "x.md": "x"})
    on_disk = opened(repository.root / "content", work_tree=True)
    committed = opened(repository.root / "content")
    assert on_disk.tree(on_disk.revision()) == committed.tree(committed.revision())
    assert contents(on_disk) == contents(committed)


def test_sha256_repository_gives_its_own_blob_ids(tmp_path: Path, opened: Opener) -> None:
    repository = Repository(tmp_path / "long", "--object-format=sha256")
    repository.commit({"a.md": "a"})
    source = opened(repository.root, work_tree=True)
    tree = source.tree(source.revision())
    assert tree.files == {"a.md": SourceFile("a.md", repository.oid("a.md"), 1)}


def test_plain_folder_has_its_content_hash_as_revision(folder: Path, source: Source) -> None:
    revision = source.revision()
    assert revision == source.revision()
    assert len(revision) == 40
    assert set(revision) <= set("0123456789abcdef")
    assert contents(source) == {"a.md": b"a", "posts/b.md": b"b"}
    (folder / "a.md").write_text("A")
    changed = source.revision()
    assert changed != revision
    (folder / "a.md").write_text("a")
    assert source.revision() == revision
    (folder / "a.md").rename(folder / "c.md")
    assert source.revision() not in (revision, changed)


def test_same_files_elsewhere_have_the_same_revision(folder: Path, source: Source) -> None:
    copy = folder.with_name("copy")
    (copy / "posts").mkdir(parents=True)
    (copy / "posts" / "b.md").write_text("b")
    (copy / "a.md").write_text("a")
    os.utime(copy / "a.md", (1, 1))
    assert FolderSource(copy, "main").revision() == source.revision()


def test_plain_folder_has_no_history(source: Source) -> None:
    history = source.history(source.revision(), None)
    assert (history.revision, history.files, history.problems) == ("", {}, ())


def test_uncommitted_edits_show_and_history_is_of_head(
    repository: Repository, opened: Opener
) -> None:
    commit = repository.commit({"a.md": "1"}, at=100)
    source = opened(repository.root, work_tree=True)
    repository.write("a.md", "edited")
    repository.write("new.md", "new")
    assert contents(source) == {"a.md": b"edited", "new.md": b"new"}
    history = source.history(source.revision(), None)
    assert history.revision == commit
    assert {path: known.revision for path, known in history.files.items()} == {"a.md": commit}


def test_commit_of_an_edit_changes_the_revision(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "1"}, at=100)
    source = opened(repository.root, work_tree=True)
    repository.write("a.md", "2")
    edited = source.revision()
    commit = repository.commit({}, at=200)
    assert source.revision() != edited
    assert source.history(source.revision(), None).files["a.md"].revision == commit


def test_work_tree_without_a_commit_is_served(repository: Repository, opened: Opener) -> None:
    repository.write("a.md", "a")
    source = opened(repository.root, work_tree=True)
    assert contents(source) == {"a.md": b"a"}
    assert source.history(source.revision(), None).files == {}


def test_unchanged_file_is_not_read_again(folder: Path, source: FolderSource) -> None:
    source.revision()
    source.revision()
    assert source.hashed_files == 2
    (folder / "a.md").write_text("changed")
    source.revision()
    assert source.hashed_files == 3


def test_file_changed_within_two_seconds_of_its_hash_is_read_again(folder: Path) -> None:
    source = FolderSource(folder, "main")
    source.revision()
    source.revision()
    assert source.hashed_files == 4


def test_edit_that_keeps_size_and_time_is_seen(folder: Path) -> None:
    source = FolderSource(folder, "main")
    stamp = (folder / "a.md").stat()
    before = source.revision()
    (folder / "a.md").write_text("A")
    os.utime(folder / "a.md", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert source.revision() != before


def test_tree_of_another_revision_is_refused(folder: Path, source: Source) -> None:
    old = source.revision()
    (folder / "a.md").write_text("new")
    source.revision()
    with pytest.raises(SourceNotFound, match=rf"no longer stands at {old[:12]}: look again$"):
        source.tree(old)


def test_file_that_changed_since_the_listing_is_none(folder: Path, source: Source) -> None:
    files = source.tree(source.revision()).files
    (folder / "a.md").write_text("B")
    (folder / "posts" / "b.md").write_text("longer")
    assert [data for _, data in source.read(files.values())] == [None, None]


def test_file_that_vanished_since_the_listing_is_none(folder: Path, source: Source) -> None:
    files = source.tree(source.revision()).files
    (folder / "a.md").unlink()
    assert [data for _, data in source.read(files.values())] == [None, b"b"]


def test_vanished_folder_is_an_error(folder: Path, source: Source) -> None:
    files = source.tree(source.revision()).files
    folder.rename(folder.with_name("moved"))
    with pytest.raises(SourceNotFound, match=r"folder cannot be read: No such file or directory$"):
        source.revision()
    with pytest.raises(SourceNotFound):
        list(source.read(files.values()))


def test_git_folder_dot_folders_and_node_modules_are_left_out(folder: Path, source: Source) -> None:
    for name in (".git", ".cache/deep", "node_modules", "posts/.trash"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x.md").write_text("x")
    (folder / ".nojekyll").write_text("")
    assert set(contents(source)) == {".nojekyll", "a.md", "posts/b.md"}
    assert faults(source) == []


def test_symlink_out_of_the_tree_is_not_followed(folder: Path, source: Source) -> None:
    (folder / "passwd.md").symlink_to("/etc/passwd")
    (folder / "logo.svg").symlink_to("/etc/passwd")
    assert set(contents(source)) == {"a.md", "posts/b.md"}
    assert faults(source) == [("passwd.md", "symlink")]


def test_symlinked_directory_is_not_followed(folder: Path, source: Source, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.md").write_text("secret")
    (folder / "linked").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    assert set(contents(source)) == {"a.md", "posts/b.md"}
    assert faults(source) == [("linked", "symlink"), ("loop", "symlink")]


def test_folder_swapped_for_a_link_after_the_listing_is_not_followed(
    folder: Path, source: Source, tmp_path: Path
) -> None:
    files = source.tree(source.revision()).files
    (folder / "posts").rename(tmp_path / "outside")
    (folder / "posts").symlink_to(tmp_path / "outside")
    (folder / "a.md").rename(tmp_path / "a.md")
    (folder / "a.md").symlink_to(tmp_path / "a.md")
    assert [data for _, data in source.read(files.values())] == [None, None]


@pytest.mark.timeout(10)
def test_fifo_and_socket_do_not_hang_and_are_reported(folder: Path, source: Source) -> None:
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "s"))
        assert set(contents(source)) == {"a.md", "posts/b.md"}
        assert faults(source) == [("pipe.md", "special-file"), ("s", "special-file")]


@pytest.mark.timeout(10)
def test_file_swapped_for_a_fifo_after_the_listing_does_not_hang(
    folder: Path, source: Source
) -> None:
    files = source.tree(source.revision()).files
    (folder / "a.md").unlink()
    os.mkfifo(folder / "a.md")
    assert [data for _, data in source.read(files.values())] == [None, b"b"]


def test_file_that_vanishes_during_the_look_is_left_out(folder: Path) -> None:
    def clock() -> int:
        (folder / "a.md").unlink(missing_ok=True)
        return later()

    (folder / "posts" / "b.md").unlink()
    source = FolderSource(folder, "main", clock=clock)
    assert (contents(source), faults(source)) == ({}, [])


def test_file_that_becomes_a_link_during_the_look_is_reported(folder: Path) -> None:
    def clock() -> int:
        (folder / "a.md").unlink()
        (folder / "a.md").symlink_to("/etc/passwd")
        return later()

    (folder / "posts" / "b.md").unlink()
    source = FolderSource(folder, "main", clock=clock)
    tree = source.tree(source.revision())
    assert tree.files == {}
    assert [(problem.path, problem.code) for problem in tree.problems] == [
        ("a.md", "unreadable-file")
    ]


def test_odd_names_are_reported_and_not_entered(folder: Path, source: Source) -> None:
    (folder / "line\nbreak.md").write_text("x")
    (folder / "back\\slash").mkdir()
    (folder / "back\\slash" / "x.md").write_text("x")
    Path(os.fsdecode(os.fsencode(folder) + b"/latin-\xe9.md")).write_text("x")
    assert set(contents(source)) == {"a.md", "posts/b.md"}
    assert faults(source) == [
        ("back\\\\slash", "odd-name"),
        ("latin-\\xe9.md", "odd-name"),
        ("line\\x0abreak.md", "odd-name"),
    ]


def test_folders_without_end_are_entered_so_far(folder: Path, source: Source) -> None:
    deep = folder.joinpath(*["d"] * 80)
    deep.mkdir(parents=True)
    (deep / "x.md").write_text("x")
    assert set(contents(source)) == {"a.md", "posts/b.md"}
    assert [code for _, code in faults(source)] == ["odd-name"]


def test_repository_inside_a_work_tree_is_reported_as_in_its_commit(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a"})
    Repository(repository.root / "themes" / "x").write("readme.md", "x")
    source = opened(repository.root, work_tree=True)
    assert contents(source) == {"a.md": b"a"}
    assert faults(source) == [("themes/x", "submodule")]


def test_sparse_file_above_the_cap_is_listed_and_not_read(folder: Path, source: Source) -> None:
    with (folder / "large.bin").open("wb") as large:
        large.truncate(MAX_FILE_BYTES + 1)
    tree = source.tree(source.revision())
    assert tree.files["large.bin"].size == MAX_FILE_BYTES + 1
    assert contents(source)["large.bin"] is None


def test_file_that_shrinks_while_it_is_hashed_does_not_read_as_whole(folder: Path) -> None:
    (folder / "a.md").write_text("a" * 10)
    source = FolderSource(folder, "main")
    files = source.tree(source.revision()).files
    os.truncate(folder / "a.md", 5)
    assert [data for _, data in source.read(files.values())] == [None, b"b"]


@pytest.mark.slow
@pytest.mark.corpora
def test_look_at_five_thousand_unchanged_files_is_quick(corpus: Callable[..., Path]) -> None:
    source = FolderSource(corpus("digitalgov"), "main", clock=later)
    revision = source.revision()
    seconds = []
    for _ in range(5):
        began = time.process_time()
        assert source.revision() == revision
        seconds.append(time.process_time() - began)
    assert source.hashed_files == 5281
    # 0.08 s on a machine of 2026, as plain folder; the bound leaves room for coverage runs.
    assert min(seconds) < 0.4
