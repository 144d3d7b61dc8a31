from collections.abc import Callable
from pathlib import Path

import pytest

from quire.errors import GitFailed, SourceNotFound

from .conftest import Opener, Repository, contents, faults


def test_folder_that_a_revision_lacks_is_reported(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"a.md": "a"})
    repository.commit({"content/b.md": "b"})
    source = opened(repository.root / "content")
    with pytest.raises(SourceNotFound, match=rf"^revision {first[:12]} has no folder content/: "):
        source.tree(first)


def test_symlinks_are_skipped_and_reported_where_they_look_like_content(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a"})
    for name, target in (("passwd.md", "/etc/passwd"), ("logo.svg", "../x.svg"), ("posts", "..")):
        (repository.root / name).symlink_to(target)
    repository.commit({})
    source = opened(repository.root)
    assert contents(source) == {"a.md": b"a"}
    assert faults(source) == [("passwd.md", "symlink"), ("posts", "symlink")]


def test_submodule_is_skipped_and_reported(repository: Repository, opened: Opener) -> None:
    commit = repository.commit({"a.md": "a"})
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},themes/x")
    repository.git("commit", "--quiet", "--message=submodule")
    source = opened(repository.root)
    assert contents(source) == {"a.md": b"a"}
    assert [str(problem) for problem in source.tree(source.revision()).problems] == [
        "themes/x:0: submodule: submodules are not read: serve that repository on its own"
    ]


def test_odd_names_are_skipped_and_reported_escaped(repository: Repository, opened: Opener) -> None:
    blob = repository.blob(b"a")
    odd = [b"..", b"/etc/passwd", b"back\\slash.md", b"latin-\xe9.md", b"line\nbreak.md"]
    names = sorted([*odd, b"good.md"])
    repository.commit_raw_tree([("100644", name, blob) for name in names])
    source = opened(repository.root)
    assert contents(source) == {"good.md": b"a"}
    assert faults(source) == [
        ("..", "odd-name"),
        ("/etc/passwd", "odd-name"),
        ("back\\\\slash.md", "odd-name"),
        ("latin-\\xe9.md", "odd-name"),
        ("line\\x0abreak.md", "odd-name"),
    ]


def test_dot_folders_and_node_modules_are_left_out(repository: Repository, opened: Opener) -> None:
    repository.commit({".github/a.md": "a", "node_modules/b.md": "b", "c.md": "c", ".d": "d"})
    assert contents(opened(repository.root)) == {"c.md": b"c", ".d": b"d"}


def test_missing_blob_is_reported_and_the_rest_is_served(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a", "b.md": "b"})
    repository.forget(repository.oid("b.md"))
    source = opened(repository.root)
    assert contents(source) == {"a.md": b"a"}
    assert [str(problem) for problem in source.tree(source.revision()).problems] == [
        "b.md:0: missing-object: the repository lacks this object: "
        "make a full clone, or run git fsck"
    ]


def test_missing_folder_is_reported_and_the_rest_is_served(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a/x.md": "1", "b/c/x.md": "2", "b/x.md": "3", "z.md": "4"})
    repository.forget(repository.oid("b/c"))
    source = opened(repository.root)
    assert contents(source) == {"a/x.md": b"1", "b/x.md": b"3", "z.md": b"4"}
    assert faults(source) == [("b/c", "missing-object")]


def test_missing_root_is_an_error(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"a.md": "a"})
    source = opened(repository.root)
    second = repository.commit({"a.md": "b"})
    repository.forget(repository.git("rev-parse", f"{second}^{{tree}}"))
    assert source.revision() == second
    with pytest.raises(GitFailed, match=r"^git ls-tree failed: "):
        source.tree(second)
    assert set(source.tree(first).files) == {"a.md"}


def test_partial_clone_is_served_as_far_as_it_goes(
    repository: Repository, opened: Opener, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit({"a.md": "aaa", "b.md": "b"})
    clone = tmp_path / "clone"
    origin = repository.root.as_uri()
    repository.git("clone", "--quiet", "--bare", "--filter=blob:limit=2", origin, str(clone))
    source = opened(clone)
    assert contents(source) == {"b.md": b"b"}
    assert faults(source) == [("a.md", "missing-object")]
    assert set(source.history(source.revision(), None).files) == {"a.md", "b.md"}


def test_clone_without_deep_folders_is_served_as_far_as_it_goes(
    repository: Repository, opened: Opener, tmp_path: Path
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit({"a.md": "a", "posts/b.md": "b", "posts/deep/c.md": "c"})
    clone = tmp_path / "clone"
    origin = repository.root.as_uri()
    repository.git("clone", "--quiet", "--bare", "--filter=tree:2", origin, str(clone))
    source = opened(clone)
    assert contents(source) == {"a.md": b"a"}
    assert faults(source) == [("posts/b.md", "missing-object"), ("posts/deep", "missing-object")]
    history = source.history(source.revision(), None)
    assert [problem.code for problem in history.problems] == ["missing-object"]


@pytest.mark.corpora
def test_clean_work_tree_and_its_commit_hold_the_same_files(
    corpus: Callable[..., Path], opened: Opener
) -> None:
    root = corpus("jekyll")
    committed, on_disk = opened(root), opened(root, work_tree=True)
    assert committed.tree(committed.revision()) == on_disk.tree(on_disk.revision())
    assert contents(committed) == contents(on_disk)
