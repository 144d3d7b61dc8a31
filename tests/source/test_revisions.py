import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quire.errors import GitFailed, RefNotFound, SourceNotFound
from quire.model import SourceFile
from quire.source import MAX_FILE_BYTES

from .conftest import Opener, Repository, contents, faults


def test_files_of_a_revision_are_listed_by_path_and_read(
    repository: Repository, opened: Opener
) -> None:
    commit = repository.commit({"b/x.md": "bx", "a.md": "a", "empty.md": "", "ü ü.md": "ü"})
    source = opened(repository.root)
    assert source.revision() == commit
    tree = source.tree(commit)
    assert list(tree.files.values()) == [
        SourceFile("a.md", repository.oid("a.md"), 1),
        SourceFile("b/x.md", repository.oid("b/x.md"), 2),
        SourceFile("empty.md", repository.oid("empty.md"), 0),
        SourceFile("ü ü.md", repository.oid("ü ü.md"), 2),
    ]
    assert (tree.problems, tree.prefix) == ((), "")
    assert contents(source) == {
        "a.md": b"a",
        "b/x.md": b"bx",
        "empty.md": b"",
        "ü ü.md": "ü".encode(),
    }
    assert (source.name, source.note) == ("main", "")


def test_folder_of_a_revision_is_relative_to_itself(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "a", "site/content/b.md": "b", "site/content[1].md": "c"})
    source = opened(repository.root / "site" / "content")
    assert contents(source) == {"b.md": b"b"}
    assert source.tree(source.revision()).prefix == "site/content/"


def test_uncommitted_edits_do_not_show(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "committed"})
    repository.write("a.md", "edited")
    repository.write("new.md", "new")
    assert contents(opened(repository.root)) == {"a.md": b"committed"}


def test_ref_is_followed_and_older_revisions_stay_readable(
    repository: Repository, opened: Opener
) -> None:
    first = repository.commit({"a.md": "1"})
    source = opened(repository.root, ref="main")
    second = repository.commit({"a.md": "2"})
    assert source.revision() == second
    assert contents(source) == {"a.md": b"2"}
    files = source.tree(first).files.values()
    assert [data for _, data in source.read(files)] == [b"1"]


def test_any_name_of_a_commit_is_a_ref(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"a.md": "1"})
    repository.git("tag", "--annotate", "--message=v1", "v1")
    repository.git("branch", "side")
    repository.commit({"a.md": "2"})
    for ref in ("v1", "side", "refs/heads/side", "HEAD~1", first[:12]):
        assert opened(repository.root, ref=ref).revision() == first


def test_bare_repository_is_read(repository: Repository, opened: Opener, tmp_path: Path) -> None:
    commit = repository.commit({"a.md": "a"})
    bare = tmp_path / "bare.git"
    repository.git("clone", "--quiet", "--bare", str(repository.root), str(bare))
    source = opened(bare)
    assert (source.revision(), contents(source)) == (commit, {"a.md": b"a"})


def test_linked_work_tree_is_read(repository: Repository, opened: Opener, tmp_path: Path) -> None:
    repository.commit({"a.md": "a"})
    repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "linked")
    linked = Repository(tmp_path / "linked")
    commit = linked.commit({"content/b.md": "b"})
    source = opened(tmp_path / "linked" / "content")
    assert (source.revision(), contents(source)) == (commit, {"b.md": b"b"})
    assert contents(opened(repository.root)) == {"a.md": b"a"}


def test_sha256_repository_is_read(tmp_path: Path, opened: Opener) -> None:
    repository = Repository(tmp_path / "long", "--object-format=sha256")
    commit = repository.commit({"a.md": "a"})
    source = opened(repository.root)
    assert len(commit) == 64
    assert source.revision() == commit
    assert contents(source) == {"a.md": b"a"}
    assert set(source.history(commit, None).files) == {"a.md"}


def test_unknown_ref_names_the_nearest(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "a"})
    repository.git("update-ref", "refs/remotes/origin/preview", "HEAD")
    with pytest.raises(RefNotFound, match=r"^no ref 'mian' in .*: did you mean main\?$"):
        opened(repository.root, ref="mian")
    with pytest.raises(RefNotFound, match=r"did you mean origin/preview\?$"):
        opened(repository.root, ref="preview")
    with pytest.raises(RefNotFound, match=r"it has main, origin/preview$"):
        opened(repository.root, ref="zzz")


HOSTILE_REFS = [
    "--help",
    "--all",
    "-h",
    "--upload-pack=touch marker",
    "--exec=touch marker",
    "",
    "a..b",
    "a\nb",
    "a\0b",
    "HEAD:a.md",
    "HEAD^{tree}",
    "@{upstream}",
    "HEAD@{99}",
    "$(touch marker)",
    "\udcff",
]


def test_hostile_ref_is_only_ever_a_name(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "a"})
    for ref in HOSTILE_REFS:
        with pytest.raises(RefNotFound, match=r"^no ref ") as error:
            opened(repository.root, ref=ref)
        assert "\n" not in str(error.value)
    assert not (repository.root / "marker").exists()


def test_ref_that_vanishes_is_reported_when_looked_at(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a"})
    repository.git("branch", "side")
    source = opened(repository.root, ref="side")
    repository.git("branch", "--delete", "--force", "side")
    with pytest.raises(RefNotFound, match=r"^no ref 'side' in "):
        source.revision()


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


def test_blob_that_vanishes_after_the_listing_is_none(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a", "b.md": "b"})
    source = opened(repository.root)
    source.tree(source.revision())
    repository.forget(repository.oid("b.md"))
    assert contents(source) == {"a.md": b"a", "b.md": None}


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


def test_replaced_object_is_read_as_it_was_committed(
    repository: Repository, opened: Opener
) -> None:
    commit = repository.commit({"a.md": "true"})
    repository.git("replace", repository.oid("a.md"), repository.blob(b"forged"))
    forged = repository.git("commit-tree", "-m", "forged", repository.git("mktree"))
    repository.git("replace", commit, forged)
    assert contents(opened(repository.root)) == {"a.md": b"true"}


def test_file_above_the_cap_is_not_read(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "a"})
    (small,) = opened(repository.root).tree("HEAD").files.values()
    large = SourceFile("large.bin", small.blob, MAX_FILE_BYTES + 1)
    read = opened(repository.root).read(iter([large, small, large]))
    assert list(read) == [(large, None), (small, b"a"), (large, None)]


def test_repository_of_another_user_is_read(repository: Repository, opened: Opener) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    repository.commit({"a.md": "a"})
    for path in (repository.root, *repository.root.rglob("*")):
        os.chown(path, 12345, 12345)
    assert contents(opened(repository.root)) == {"a.md": b"a"}


@pytest.mark.corpora
def test_clean_work_tree_and_its_commit_hold_the_same_files(
    corpus: Callable[..., Path], opened: Opener
) -> None:
    root = corpus("jekyll")
    committed, on_disk = opened(root), opened(root, work_tree=True)
    assert committed.tree(committed.revision()) == on_disk.tree(on_disk.revision())
    assert contents(committed) == contents(on_disk)
