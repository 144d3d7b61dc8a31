"""Two revisions side by side: what appears, moves, changes and vanishes, and what it breaks."""

from collections.abc import Callable
from contextlib import closing

import pytest

from quire.errors import RefNotFound, SettingError
from quire.library.build_cache import BuildCache
from quire.library.comparison import Change, Comparison, compare, side
from quire.library.progress import Silent
from quire.library.rendering import InlineRenderer
from quire.library.survey import Surveyor
from quire.source import open_revisions
from tests.support.building import NOON, post
from tests.support.repositories import Repository

Repo = Callable[[str], Repository]

BEFORE = f"""
-- content/posts/a.md --
{post("A", body="See [b](b.md) and [c](/posts/c/).")}
-- content/posts/b.md --
{post("B", date="2024-05-02")}
-- content/posts/c.md --
{post("C", date="2024-05-03")}
-- content/posts/draft.md --
{post("Draft", date="2024-05-04", draft="true")}
"""


def compared(
    repository: Repository,
    before: str = "HEAD~1",
    after: str = "HEAD",
    since_fork: bool = False,
    extra_keys: tuple[str, ...] = (),
) -> Comparison:
    source, first, last = open_revisions(repository.root, before, after, since_fork)
    with closing(source), closing(BuildCache(None, "")) as cache:
        surveyor = Surveyor(source, InlineRenderer(), cache, "/v1/media/")
        old = side(surveyor.survey(first, NOON, Silent()), surveyor)
        new = side(surveyor.survey(last, NOON, Silent()), surveyor)
        return compare(old, new, extra_keys)


def changes(repository: Repository, edit: str) -> tuple[Change, ...]:
    repository.commit(edit)
    return compared(repository).changes


def test_new_file_appears(repo: Repo) -> None:
    found = changes(repo(BEFORE), f"-- content/posts/d.md --\n{post('D')}")

    assert found == (
        Change("appears", "post", "content/posts/d.md", "D", "/posts/d/", why="a new file"),
    )


def test_draft_that_is_finished_appears_and_says_what_it_was(repo: Repo) -> None:
    found = changes(repo(BEFORE), f"-- content/posts/draft.md --\n{post('Done')}")

    path, link = "content/posts/draft.md", "/posts/draft/"
    assert found == (Change("appears", "post", path, "Done", link, why="was hidden: draft"),)


def test_file_that_could_not_be_read_appears_when_it_is_mended(repo: Repo) -> None:
    repository = repo(BEFORE + "-- content/posts/x.md --\n---\ntitle: [broken\n---\n")
    repository.commit(f"-- content/posts/x.md --\n{post('X')}")

    found = compared(repository)

    assert [each.why for each in found.changes] == ["was not published: front-matter-unreadable"]
    assert [problem.code for problem in found.gone_problems] == ["front-matter-unreadable"]
    assert found.new_problems == ()
    assert not found.is_harmful


def test_edited_post_changes_and_says_in_what(repo: Repo) -> None:
    text = post("Other", date="2024-05-02", body="Another text.", tags="[ink]", authors="[Ada]")

    found = changes(repo(BEFORE), f"-- content/posts/b.md --\n{text}")

    what = ("title", "authors", "tags", "body")
    path, link = "content/posts/b.md", "/posts/b/"
    assert found == (Change("changes", "post", path, "Other", link, what=what),)


def test_edit_that_no_answer_shows_changes_nothing(repo: Repo) -> None:
    found = changes(repo(BEFORE), f"-- content/posts/b.md --\n{post('B', '2024-05-02', unread=1)}")

    assert found == ()


def test_extra_key_counts_where_the_operator_shows_it(repo: Repo) -> None:
    repository = repo(BEFORE)
    repository.commit(f"-- content/posts/b.md --\n{post('B', '2024-05-02', level=1)}")

    found = compared(repository, extra_keys=("level",)).changes

    assert [each.what for each in found] == [("extra",)]


def test_removed_file_vanishes_and_those_who_link_to_it_are_named(repo: Repo) -> None:
    repository = repo(BEFORE)
    repository.commit("-- content/posts/b.md (gone) --\n-- content/posts/c.md (gone) --")

    found = compared(repository)

    linked = ("content/posts/a.md",)
    assert found.changes == tuple(
        Change(
            *("vanishes", "post", f"content/posts/{name}.md", name.upper(), f"/posts/{name}/"),
            why="the file is gone",
            linked_from=linked,
        )
        for name in ("b", "c")
    )
    assert "broken-link" in {problem.code for problem in found.new_problems}
    assert found.counts == {"posts": (3, 1), "pages": (0, 0)}
    assert found.is_harmful


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (post("C", draft="true"), "is hidden: draft"),
        (post("C", expiryDate="2024-05-30"), "is hidden: expired"),
        ("---\ntitle: [c\n---\n", "cannot be published: front-matter-unreadable"),
    ],
)
def test_post_that_is_hidden_vanishes_and_says_why(repo: Repo, text: str, why: str) -> None:
    found = changes(repo(BEFORE), f"-- content/posts/c.md --\n{text}")

    assert [(each.fate, each.why) for each in found] == [("vanishes", why)]


def test_changed_address_moves_and_is_lost_without_an_alias(repo: Repo) -> None:
    repository = repo(BEFORE)
    text = post("C", date="2024-05-03", url="/new/c/")
    repository.commit(f"-- content/posts/c.md --\n{text}")

    found = compared(repository)

    assert found.changes == (
        Change(
            *("moves", "post", "content/posts/c.md", "C", "/new/c/"),
            was="/posts/c/",
            linked_from=("content/posts/a.md",),
        ),
    )
    assert found.is_harmful


def test_alias_covers_the_old_address(repo: Repo) -> None:
    repository = repo(BEFORE)
    text = post("C", date="2024-05-03", url="/new/c/", aliases="[/posts/c]")
    repository.commit(f"-- content/posts/c.md --\n{text}")

    found = compared(repository)

    (moved,) = found.changes
    assert (moved.fate, moved.redirected, moved.what) == ("moves", True, ("aliases",))
    assert not found.is_harmful


@pytest.mark.parametrize("edited", [False, True])
def test_renamed_file_moves(repo: Repo, edited: bool) -> None:
    text = post("B", date="2024-05-02", body="Edited." if edited else "Text.")

    found = changes(
        repo(BEFORE), f"-- content/posts/b.md (gone) --\n-- content/posts/renamed.md --\n{text}"
    )

    (moved,) = [each for each in found if each.fate != "changes"]
    assert (moved.fate, moved.path, moved.was) == (
        "moves",
        "content/posts/renamed.md",
        "/posts/b/",
    )
    assert ("body" in moved.what) is edited


def test_file_renamed_under_one_address_changes_nothing(repo: Repo) -> None:
    found = changes(
        repo(BEFORE),
        "-- content/posts/c.md (gone) --\n-- content/posts/other.md --\n"
        + post("C", date="2024-05-03", url="/posts/c/", slug="c"),
    )

    assert found == ()


def test_new_draft_stays_hidden(repo: Repo) -> None:
    found = changes(repo(BEFORE), f"-- content/posts/plan.md --\n{post('Plan', draft='true')}")

    assert found == (Change("hidden", "", "content/posts/plan.md", "", "", why="draft"),)


def test_problem_that_moves_to_another_line_is_neither_new_nor_gone(repo: Repo) -> None:
    repository = repo(BEFORE + f"-- content/posts/p.md --\n{post('P', body='More. ![](x.png)')}")
    lower = post("P", body="More.\n\nMore. ![](x.png)")
    repository.commit(f"-- content/posts/p.md --\n{lower}")

    found = compared(repository)

    assert (found.new_problems, found.gone_problems) == ((), ())


def test_configuration_that_cannot_be_read_is_named(repo: Repo) -> None:
    repository = repo(BEFORE)
    repository.commit("-- quire.toml --\n[broken")

    found = compared(repository)

    assert [problem.path for problem in found.unreadable_settings] == ["quire.toml"]
    assert found.is_harmful


def test_comparison_may_begin_where_a_branch_left(repo: Repo) -> None:
    repository = repo(BEFORE)
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit(f"-- content/posts/d.md --\n{post('D')}")
    repository.git("checkout", "--quiet", "main")
    repository.commit("-- content/posts/b.md (gone) --")

    apart = compared(repository, "main", "branch")
    since = compared(repository, "main", "branch", since_fork=True)

    assert [each.title for each in apart.changes if each.fate == "appears"] == ["B", "D"]
    assert [each.title for each in since.changes if each.fate == "appears"] == ["D"]


def test_revision_that_is_not_there_is_refused(repo: Repo) -> None:
    with pytest.raises(RefNotFound, match="no ref 'nowhere'"):
        compared(repo(BEFORE), "nowhere", "HEAD")


def test_revisions_without_a_common_commit_are_refused(repo: Repo) -> None:
    repository = repo(BEFORE)
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit("-- content/posts/z.md --\nText.")

    with pytest.raises(RefNotFound, match="have no commit in common here"):
        compared(repository, "main", "other", since_fork=True)


def test_plain_folder_has_no_revisions(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("plain")
    with pytest.raises(SettingError, match="is a plain folder without revisions"):
        open_revisions(folder, "a", "b", since_fork=False)


def test_address_that_another_document_takes_over_leads_on(repo: Repo) -> None:
    repository = repo(BEFORE)
    repository.commit(
        "-- content/posts/b.md (gone) --\n-- content/posts/new.md --\n"
        + post(
            "Quite another", url="/posts/b/", date="2024-05-20", body="Else.", slug="else", id="7"
        )
    )

    found = compared(repository).changes

    assert [(each.fate, each.redirected) for each in found if each.fate == "vanishes"] == [
        ("vanishes", True)
    ]


def test_content_folder_that_is_moved_says_so_of_each_document(repo: Repo) -> None:
    repository = repo(
        "-- hugo.toml --\ncontentDir = 'one'\n"
        f"-- one/posts/a.md --\n{post('A')}-- two/posts/b.md --\n{post('B')}"
    )
    repository.commit("-- hugo.toml --\ncontentDir = 'two'\n")

    found = compared(repository).changes

    assert [(each.fate, each.title, each.why) for each in found] == [
        ("vanishes", "A", "is no content any more"),
        ("appears", "B", "was no content"),
    ]
