"""The path is followed at each look, whatever takes the place of what was there."""

import shutil
from pathlib import Path

import pytest

from quire.errors import SourceError
from quire.source import open_source

from .conftest import Opener, Repository, contents


def flip(link: Path, target: str) -> None:
    """Lead a link elsewhere as `ln -s target new && mv -T new link` does."""
    new = link.with_name("new-link")
    new.symlink_to(target)
    new.rename(link)


def test_flipped_link_to_a_folder_is_followed(tmp_path: Path, opened: Opener) -> None:
    for release in ("1", "2"):
        (tmp_path / release).mkdir()
        (tmp_path / release / "a.md").write_text(release)
    (tmp_path / "current").symlink_to("1")
    source = opened(tmp_path / "current")
    assert contents(source) == {"a.md": b"1"}

    flip(tmp_path / "current", "2")

    assert contents(source) == {"a.md": b"2"}


def test_flipped_link_to_a_repository_is_followed(tmp_path: Path, opened: Opener) -> None:
    commits = [
        Repository(tmp_path / release).commit({"site/a.md": release}) for release in ("1", "2")
    ]
    (tmp_path / "current").symlink_to("1")
    source = opened(tmp_path / "current" / "site")
    assert (source.revision(), contents(source)) == (commits[0], {"a.md": b"1"})

    flip(tmp_path / "current", "2")

    assert (source.revision(), contents(source)) == (commits[1], {"a.md": b"2"})


@pytest.mark.parametrize("work_tree", [False, True])
def test_link_that_is_flipped_between_work_trees_is_followed(
    tmp_path: Path, repository: Repository, opened: Opener, work_tree: bool
) -> None:
    first = repository.commit({"a.md": "1"})
    second = repository.commit({"a.md": "2"})
    for commit in (first, second):
        repository.git("worktree", "add", "--detach", str(tmp_path / "trees" / commit), commit)
    (tmp_path / "current").symlink_to(f"trees/{first}")
    source = opened(tmp_path / "current", work_tree=work_tree)
    assert contents(source) == {"a.md": b"1"}

    flip(tmp_path / "current", f"trees/{second}")
    repository.git("worktree", "remove", str(tmp_path / "trees" / first))

    assert contents(source) == {"a.md": b"2"}


def test_folder_that_is_renamed_into_place_is_followed(tmp_path: Path, opened: Opener) -> None:
    first = Repository(tmp_path / "site")
    first.commit({"a.md": "1"})
    source = opened(first.root)
    assert contents(source) == {"a.md": b"1"}

    Repository(tmp_path / "next").commit({"a.md": "2"})
    first.root.rename(tmp_path / "old")
    (tmp_path / "next").rename(first.root)

    assert contents(source) == {"a.md": b"2"}


def test_place_that_is_gone_is_said_and_found_again(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "1"})
    source = opened(repository.root)
    assert contents(source) == {"a.md": b"1"}

    shutil.rmtree(repository.root)
    with pytest.raises(SourceError, match="no such path"):
        source.revision()

    Repository(repository.root).commit({"a.md": "2"})
    assert contents(source) == {"a.md": b"2"}


def test_repository_made_anew_in_the_same_folder_is_followed(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "1"})
    source = opened(repository.root)
    assert contents(source) == {"a.md": b"1"}

    shutil.rmtree(repository.root / ".git")
    Repository(repository.root).commit({"a.md": "2"})

    assert contents(source) == {"a.md": b"2"}


def test_files_that_nobody_committed_never_stand_in_for_commits(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "1"})
    source = opened(repository.root)
    assert contents(source) == {"a.md": b"1"}
    repository.write("secret.md", "not committed")

    shutil.rmtree(repository.root / ".git")
    with pytest.raises(SourceError, match="was served from commits and holds none now"):
        source.revision()
    Repository(repository.root)
    with pytest.raises(SourceError, match="was served from commits and holds none now"):
        source.revision()

    repository.git("add", "a.md")
    repository.git("commit", "--quiet", "--message=again")
    assert contents(source) == {"a.md": b"1"}


def test_bare_repository_may_become_one_with_files(tmp_path: Path, opened: Opener) -> None:
    origin = Repository(tmp_path / "origin")
    origin.commit({"a.md": "1"})
    origin.git("clone", "--quiet", "--bare", ".", str(tmp_path / "site"))
    source = opened(tmp_path / "site")
    assert contents(source) == {"a.md": b"1"}

    shutil.rmtree(tmp_path / "site")
    Repository(tmp_path / "site").commit({"a.md": "2"})

    assert contents(source) == {"a.md": b"2"}


def test_mounted_configmap_is_read_and_its_swap_is_seen(tmp_path: Path, opened: Opener) -> None:
    root = tmp_path / "mount"
    for release in ("..1", "..2"):
        (root / release).mkdir(parents=True)
        (root / release / "a.md").write_text(release)
    (root / "..data").symlink_to("..1")
    (root / "a.md").symlink_to("..data/a.md")
    source = opened(root)
    assert contents(source) == {"a.md": b"..1"}

    flip(root / "..data", "..2")

    assert contents(source) == {"a.md": b"..2"}


def test_link_out_of_the_folder_is_never_followed(tmp_path: Path, opened: Opener) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (root / "a.md").write_text("a")
    (root / "inside.md").symlink_to("a.md")
    (root / "up.md").symlink_to("../secret.md")
    (root / "whole.md").symlink_to(tmp_path / "secret.md")
    (root / "hop").symlink_to("..")
    (root / "over.md").symlink_to("hop/secret.md")

    assert contents(opened(root)) == {"a.md": b"a", "inside.md": b"a"}


def test_hidden_file_at_its_own_place_is_read_and_none_by_a_link(tmp_path: Path) -> None:
    (tmp_path / ".notes.md").write_text("Notes.")
    (tmp_path / "link.md").symlink_to(".notes.md")
    source = open_source(tmp_path, None, True)
    try:
        files = source.tree(source.revision()).files
        assert {file.path: data for file, data in source.read(files.values())} == {
            ".notes.md": b"Notes."
        }
    finally:
        source.close()
