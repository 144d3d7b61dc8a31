import os
from pathlib import Path

import pytest

from quire.errors import RefNotFound
from quire.model import SourceFile
from quire.source import MAX_FILE_BYTES

from .conftest import Opener, Repository, contents


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


def test_blob_that_vanishes_after_the_listing_is_none(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a", "b.md": "b"})
    source = opened(repository.root)
    source.tree(source.revision())
    repository.forget(repository.oid("b.md"))
    assert contents(source) == {"a.md": b"a", "b.md": None}


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
