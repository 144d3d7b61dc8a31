from pathlib import Path

import pytest

from quire.errors import GitFailed, RefNotFound, SettingError, SourceNotFound

from .conftest import Opener, Repository, contents


def test_missing_path_is_one_line(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(SourceNotFound, match=r"^no such path: .*/no: name a repository or a f"):
        opened(tmp_path / "no")
    with pytest.raises(SourceNotFound, match=r"^no such path: a\\x00b: "):
        opened(Path("a\0b"))


def test_link_that_leads_in_circles_is_one_line(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SourceNotFound, match=r"^no such path: "):
        opened(tmp_path / "loop")


def test_file_is_one_line(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "a.md").write_text("a")
    with pytest.raises(SourceNotFound, match=r"a\.md is a file: name the folder that holds it$"):
        opened(tmp_path / "a.md")


def test_empty_folder_is_one_line(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(SourceNotFound, match=r"holds no file: name a folder with content$"):
        opened(tmp_path)


def test_plain_folder_has_no_refs(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "a.md").write_text("a")
    assert contents(opened(tmp_path)) == {"a.md": b"a"}
    with pytest.raises(SettingError, match=r"a plain folder, no git repository, .*--ref main$"):
        opened(tmp_path, ref="main")


def test_work_tree_has_no_refs(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "a"})
    with pytest.raises(SettingError, match=r"is served as files on disk and has no refs"):
        opened(repository.root, ref="main", work_tree=True)


def test_link_to_a_repository_is_followed(
    repository: Repository, opened: Opener, tmp_path: Path
) -> None:
    commit = repository.commit({"content/a.md": "a"})
    (tmp_path / "link").symlink_to(repository.root / "content")
    source = opened(tmp_path / "link")
    assert (source.revision(), contents(source)) == (commit, {"a.md": b"a"})


def test_git_folder_itself_is_a_repository_without_files(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a"})
    assert contents(opened(repository.root / ".git")) == {"a.md": b"a"}
    with pytest.raises(SourceNotFound, match=r"is a bare repository without files: use quire s"):
        opened(repository.root / ".git", work_tree=True)


def test_repository_without_a_commit_is_a_plain_folder_and_says_so(
    repository: Repository, opened: Opener
) -> None:
    repository.write("content/a.md", "a")
    source = opened(repository.root / "content")
    assert contents(source) == {"a.md": b"a"}
    assert source.tree(source.revision()).prefix == "content/"
    assert source.note == (
        f"{repository.root / 'content'} is not committed: serving its files as a plain folder; "
        "commit them and restart to serve revisions"
    )


@pytest.mark.parametrize("ignored", [True, False])
def test_uncommitted_folder_is_a_plain_folder_and_says_so(
    repository: Repository, opened: Opener, ignored: bool
) -> None:
    repository.commit({"a.md": "a", ".gitignore": "public\n" if ignored else ""})
    repository.write("public/b.md", "b")
    source = opened(repository.root / "public")
    assert contents(source) == {"b.md": b"b"}
    assert "is not committed" in source.note
    with pytest.raises(SourceNotFound, match=r"has no folder public/: commit it, or name another"):
        opened(repository.root / "public", ref="main")


def test_empty_commit_is_one_line(repository: Repository, opened: Opener) -> None:
    repository.commit({})
    with pytest.raises(SourceNotFound, match=r"holds no file: name a folder with content$"):
        opened(repository.root)


def test_bare_repository_without_a_commit_is_one_line(tmp_path: Path, opened: Opener) -> None:
    bare = Repository(tmp_path / "bare.git", "--bare")
    with pytest.raises(RefNotFound, match=r"^no ref 'HEAD' in .*: it has no commit yet$"):
        opened(bare.root)


def test_damaged_repository_is_one_line(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "a"})
    (repository.root / ".git" / "HEAD").unlink()
    with pytest.raises(GitFailed, match=r"is no git repository: repair it, or remove it to serve"):
        opened(repository.root)


def test_repository_of_an_unknown_format_is_one_line(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "a"})
    repository.git("config", "core.repositoryFormatVersion", "99")
    with pytest.raises(GitFailed, match=r"^git rev-parse failed: fatal: .*99$"):
        opened(repository.root)


def test_folder_with_an_odd_name_is_one_line(repository: Repository, opened: Opener) -> None:
    repository.commit({"odd\nname/a.md": "a"})
    with pytest.raises(SourceNotFound, match=r"^odd\\x0aname/ is too odd a name: rename the fo"):
        opened(repository.root / "odd\nname")
