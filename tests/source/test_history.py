import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quire.model import FileHistory
from quire.source import History

from .conftest import Opener, Repository


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def test_first_and_last_commit_date_each_file(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"a.md": "1", "b.md": "1"}, at=100)
    second = repository.commit({"a.md": "2"}, at=200)
    source = opened(repository.root)
    assert source.history(second, None) == History(
        second,
        "",
        {
            "a.md": FileHistory(at(100), at(200), second),
            "b.md": FileHistory(at(100), at(100), first),
        },
    )


def test_history_of_a_folder_is_relative_to_it(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"content/x/a.md": "1", "content.md": "1", "z.md": "1"}, at=100)
    repository.commit({"z.md": "2"}, at=200)
    source = opened(repository.root / "content")
    history = source.history(source.revision(), None)
    assert history.prefix == "content/"
    assert history.files == {"x/a.md": FileHistory(at(100), at(100), first)}


def test_file_that_a_folder_replaced_is_not_of_the_folder(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"content": "a file", "z.md": "1"}, at=100)
    (repository.root / "content").unlink()
    commit = repository.commit({"content/a.md": "1"}, at=200)
    source = opened(repository.root / "content")
    known = FileHistory(at(200), at(200), commit)
    assert source.history(commit, None).files == {"a.md": known}


def test_author_date_counts_and_not_the_order_of_commits(
    repository: Repository, opened: Opener
) -> None:
    late = repository.commit({"a.md": "1"}, at=500)
    early = repository.commit({"a.md": "2"}, at=300)
    source = opened(repository.root)
    assert source.history(early, None).files == {"a.md": FileHistory(at(300), at(500), late)}


def test_equal_dates_are_settled_by_commit_id(repository: Repository, opened: Opener) -> None:
    commits = [repository.commit({"a.md": str(number)}, at=100) for number in range(5)]
    source = opened(repository.root)
    files = source.history(commits[-1], None).files
    assert files == {"a.md": FileHistory(at(100), at(100), max(commits))}


def test_removal_does_not_update_and_return_keeps_the_first_date(
    repository: Repository, opened: Opener
) -> None:
    repository.commit({"a.md": "1", "b.md": "1"}, at=100)
    (repository.root / "a.md").unlink()
    removed = repository.commit({}, at=200)
    back = repository.commit({"a.md": "2"}, at=300)
    source = opened(repository.root)
    before = source.history(removed, None)
    assert before.files["a.md"].updated_at == at(100)
    after = source.history(back, before)
    assert after.files["a.md"] == FileHistory(at(100), at(300), back)
    assert after == source.history(back, None)


def test_change_to_an_executable_counts_as_a_change(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "1"}, at=100)
    (repository.root / "a.md").chmod(0o755)
    commit = repository.commit({}, at=200)
    source = opened(repository.root)
    assert source.history(commit, None).files["a.md"] == FileHistory(at(100), at(200), commit)


def test_name_cannot_pass_for_a_header(repository: Repository, opened: Opener) -> None:
    names = ["a\nb.md", "f" * 40 + " 1700000000", " x.md", "\n\n.md", "z.md"]
    commits = [repository.commit({names[0]: "1"}, at=100)]
    commits.append(repository.commit(dict.fromkeys(names[1:], "1"), at=100))
    source = opened(repository.root)
    first, rest = (FileHistory(at(100), at(100), commit) for commit in commits)
    expected = {names[0]: first, **dict.fromkeys(names[1:], rest)}
    assert source.history(commits[1], None).files == expected


@pytest.mark.parametrize("date", ["99999999999999999999999", "253402300800", "junk", "-5"])
def test_date_that_no_calendar_holds_is_left_out(
    repository: Repository, opened: Opener, date: str
) -> None:
    good = repository.commit({"a.md": "1", "b.md": "1"}, at=100)
    repository.commit({"a.md": "2"}, at=200)
    tree = repository.git("rev-parse", "HEAD^{tree}")
    raw = (
        f"tree {tree}\nparent {good}\nauthor Eve <eve@example.org> {date} +0000\n"
        "committer Eve <eve@example.org> 200 +0000\n\nodd\n"
    )
    commit = repository.git(
        "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=raw.encode()
    )
    repository.git("update-ref", "HEAD", commit)
    source = opened(repository.root)
    known = source.history(commit, None).files
    assert known["b.md"] == FileHistory(at(100), at(100), good)
    # git itself reads what it cannot understand as 1970; either way nothing breaks.
    assert known["a.md"].updated_at == at(100)


def merged(repository: Repository) -> list[str]:
    """Make a history with merges, one of which drops a branch's change."""
    repository.commit({"c/a.md": "1", "c/b.md": "1", "z.md": "1"}, at=100)
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit({"c/b.md": "side", "c/side.md": "1"}, at=450)
    repository.git("switch", "--quiet", "main")
    repository.commit({"c/a.md": "2"}, at=200)
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side", at=460)
    repository.git("switch", "--quiet", "--create", "lost", "side")
    repository.commit({"c/a.md": "lost"}, at=900)
    repository.git("switch", "--quiet", "main")
    repository.commit({"z.md": "2"}, at=500)
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "-s", "ours", "lost", at=910)
    repository.commit({"c/a.md": "3"}, at=600)
    return repository.git("rev-list", "HEAD").split()


def test_carried_history_equals_the_full_pass_over_merges(
    repository: Repository, opened: Opener
) -> None:
    commits = merged(repository)
    for folder in (repository.root, repository.root / "c"):
        source = opened(folder)
        full = source.history(commits[0], None)
        for commit in commits:
            carried = source.history(commit, None)
            assert source.history(commits[0], carried) == full, commit


def test_merge_contributes_nothing_of_its_own(repository: Repository, opened: Opener) -> None:
    commits = merged(repository)
    files = opened(repository.root).history(commits[0], None).files
    side, lost = (repository.git("rev-parse", name) for name in ("side", "lost"))
    assert files["c/side.md"] == FileHistory(at(450), at(450), side)
    assert files["c/a.md"] == FileHistory(at(100), at(900), lost)


def test_history_at_the_same_revision_is_not_read_again(
    repository: Repository, opened: Opener
) -> None:
    commit = repository.commit({"a.md": "1"})
    source = opened(repository.root)
    carried = source.history(commit, None)
    assert source.history(commit, carried) is carried


def test_only_new_commits_are_read(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"a.md": "1"}, at=100)
    second = repository.commit({"b.md": "1"}, at=200)
    source = opened(repository.root)
    marked = History(first, "", {"mark.md": FileHistory(at(1), at(1), first)})
    assert source.history(second, marked).files == {
        "mark.md": FileHistory(at(1), at(1), first),
        "b.md": FileHistory(at(200), at(200), second),
    }


def test_history_of_another_line_is_not_carried(repository: Repository, opened: Opener) -> None:
    repository.commit({"a.md": "1"}, at=100)
    old = repository.commit({"a.md": "2"}, at=200)
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    new = repository.commit({"a.md": "3"}, at=150)
    source = opened(repository.root)
    full = source.history(new, None)
    assert source.history(new, source.history(old, None)) == full
    assert source.history(new, History("f" * 40, "", {})) == full
    assert source.history(new, History("", "", {})) == full


def test_history_of_another_folder_is_not_carried(repository: Repository, opened: Opener) -> None:
    commit = repository.commit({"a/x.md": "1", "b/x.md": "1"})
    carried = opened(repository.root / "a").history(commit, None)
    assert opened(repository.root / "b").history(commit, carried).prefix == "b/"


def test_grafts_do_not_forge_history(repository: Repository, opened: Opener) -> None:
    first = repository.commit({"a.md": "1"}, at=100)
    second = repository.commit({"b.md": "1"}, at=200)
    repository.write(".git/info/grafts", f"{second}\n")
    assert opened(repository.root).history(second, None).files["a.md"].revision == first


def test_shallow_clone_has_no_history_and_says_so(
    repository: Repository, opened: Opener, tmp_path: Path
) -> None:
    repository.commit({"a.md": "1"}, at=100)
    repository.commit({"b.md": "1"}, at=200)
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", repository.root.as_uri(), str(clone))
    source = opened(clone)
    history = source.history(source.revision(), None)
    (problem,) = history.problems
    assert str(problem) == (
        ".:0: shallow-history: the clone is shallow, so first and last commits of files are "
        "unknown: run git fetch --unshallow, or set dates in front matter"
    )
    assert (history.revision, history.files) == ("", {})
    repository.git("-C", str(clone), "fetch", "--quiet", "--unshallow")
    assert source.history(source.revision(), history).files["a.md"].created_at == at(100)


def test_log_with_a_missing_commit_gives_no_dates_and_says_so(
    repository: Repository, opened: Opener
) -> None:
    first = repository.commit({"a.md": "1"}, at=100)
    second = repository.commit({"b.md": "1"}, at=200)
    repository.forget(first)
    history = opened(repository.root).history(second, None)
    (problem,) = history.problems
    assert (problem.path, problem.code) == (".", "missing-object")
    assert len(problem.message) <= 300
    assert (history.revision, history.files) == ("", {})


@pytest.mark.corpora
@pytest.mark.parametrize(
    "name", ["rails-weblog", pytest.param("rust-blog", marks=pytest.mark.slow)]
)
def test_carried_history_equals_the_full_pass_on_real_content(
    corpus: Callable[..., Path], opened: Opener, name: str
) -> None:
    root = corpus(name, "--bare")
    source = opened(root)
    head = source.revision()
    full = source.history(head, None)
    assert set(source.tree(head).files) <= set(full.files)
    listed = subprocess.run(["git", "rev-list", "HEAD"], cwd=root, capture_output=True, check=True)
    commits = listed.stdout.decode().split()
    carried = None
    for commit in commits[:: -(len(commits) // 3)]:
        carried = source.history(commit, carried)
    assert source.history(head, carried) == full
