"""`quire diff` as a person, a pull request and a machine meet it."""

import json
from collections.abc import Callable

import pytest

from quire.cli.diffing import range_of
from quire.errors import SettingError
from tests.cli.test_commands import run
from tests.support.building import post
from tests.support.repositories import Repository


@pytest.fixture
def edited(repo: Callable[[str], Repository]) -> Repository:
    """One post of each fate, and a problem that is new."""
    kept = "".join(f"-- content/posts/{name}.md --\n{post(name.upper())}" for name in "abc")
    repository = repo(kept + f"-- content/posts/old.md --\n{post('Old', url='/old/', slug='old')}")
    repository.commit(
        f"-- content/posts/a.md --\n{post('A', body='See [b](/posts/b/) ![](lost.png).')}"
        "-- content/posts/b.md (gone) --\n"
        f"-- content/posts/old.md --\n{post('Old', url='/new/', slug='old')}"
        f"-- content/posts/d.md --\n{post('A *new* <one>')}"
        f"-- content/posts/plan.md --\n{post('Plan', draft='true')}"
    )
    return repository


def test_diff_says_what_vanishes_moves_appears_changes_and_stays_hidden(edited: Repository) -> None:
    code, out, _ = run("diff", "HEAD~1", "HEAD", edited.root)

    first, last = edited.git("rev-parse", "HEAD~1")[:12], edited.revision[:12]
    assert code == 0
    assert (
        out
        == f"""{first} → {last}: 4 posts, 0 pages

1 post vanishes
  content/posts/b.md  'B'
    /posts/b/, the file is gone
    its address leads nowhere
    linked from content/posts/a.md

1 post moves
  content/posts/old.md  'Old'
    /old/ → /new/
    its old address leads nowhere: give the new one an alias

1 post appears
  content/posts/d.md  'A *new* <one>'
    /posts/d/, a new file

1 post changes
  content/posts/a.md  'A'
    body

1 file stays hidden
  content/posts/plan.md
    draft

2 new problems
{problem_lines(out)}
"""
    )


def problem_lines(out: str) -> str:
    link, picture = out.splitlines()[-2:]
    for line, text in (
        (link, " broken-link: The link '/posts/b/' "),
        (picture, " missing-image: The image 'lost.png' "),
    ):
        assert line.startswith("  content/posts/a.md:5:")
        assert text in line
    return f"{link}\n{picture}"


def test_diff_of_equal_revisions_says_that_nothing_changes(edited: Repository) -> None:
    code, out, _ = run("diff", "HEAD..HEAD", edited.root)

    assert code == 0
    assert out.splitlines()[1:] == ["Nothing changes for readers."]


def test_exit_code_is_1_on_request_where_something_is_lost(edited: Repository) -> None:
    assert run("diff", "HEAD~1..HEAD", edited.root, "--exit-code")[0] == 1
    assert run("diff", "HEAD..HEAD", edited.root, "--exit-code")[0] == 0


def test_diff_writes_markdown_in_which_titles_stay_text(edited: Repository) -> None:
    _, out, _ = run("diff", "HEAD~1..HEAD", edited.root, "--format", "markdown")

    lines = out.splitlines()
    assert "### 1 post appears" in lines
    assert r"* **A \*new\* \<one\>** `content/posts/d.md`: /posts/d/, a new file" in lines
    assert (
        "* **Old** `content/posts/old.md`: /old/ → /new/; "
        "its old address leads nowhere: give the new one an alias" in lines
    )


def test_diff_writes_json_with_everything(edited: Repository) -> None:
    _, out, _ = run("diff", "HEAD~1..HEAD", edited.root, "--format", "json")

    found = json.loads(out)
    assert found["harmful"] is True
    assert found["counts"] == {"posts": [4, 4], "pages": [0, 0]}
    assert [each["fate"] for each in found["changes"]] == [
        "vanishes",
        "moves",
        "appears",
        "changes",
        "hidden",
    ]
    assert [each["code"] for each in found["new_problems"]] == [
        "broken-link",
        "missing-image",
    ]


def test_long_lists_are_cut_and_all_lists_the_rest(repo: Callable[[str], Repository]) -> None:
    repository = repo(f"-- content/posts/a.md --\n{post('A')}")
    many = range(23)
    repository.commit("".join(f"-- content/posts/n{n}.md --\n{post(f'N {n}')}" for n in many))

    _, short, _ = run("diff", "HEAD~1..HEAD", repository.root)
    _, whole, _ = run("diff", "HEAD~1..HEAD", repository.root, "--all")
    _, marked, _ = run("diff", "HEAD~1..HEAD", repository.root, "--format", "markdown")

    assert "  and 3 more: --all lists them" in short.splitlines()
    assert short.count("a new file") == 20
    assert whole.count("a new file") == 23
    assert "* and 3 more: --all lists them" in marked.splitlines()


def test_configuration_that_cannot_be_read_comes_first(edited: Repository) -> None:
    edited.commit("-- quire.toml --\n[broken")

    _, out, _ = run("diff", "HEAD~1..HEAD", edited.root)
    _, marked, _ = run("diff", "HEAD~1..HEAD", edited.root, "--format", "markdown")

    assert out.splitlines()[1].startswith("  Nothing of this revision would be published: quire.")
    assert "> Nothing of this revision would be published" in marked


def test_address_that_leads_on_and_hidden_reasons_are_said(edited: Repository) -> None:
    text = post("Old", url="/newest/", slug="old", aliases="[/new/]")
    edited.commit(f"-- content/posts/old.md --\n{text}")

    _, out, _ = run("diff", "HEAD~1..HEAD", edited.root)

    assert out.splitlines()[2:] == [
        "1 post moves",
        "  content/posts/old.md  'Old'",
        "    /new/ → /newest/",
        "    changes aliases",
        "    its old address leads on",
    ]


def test_problems_that_are_gone_are_named(edited: Repository) -> None:
    edited.commit(f"-- content/posts/a.md --\n{post('A')}")

    _, out, _ = run("diff", "HEAD~1..HEAD", edited.root)

    assert "2 problems gone" in out.splitlines()


def test_ref_that_is_not_there_is_one_line_and_exit_code_2(edited: Repository) -> None:
    code, out, err = run("diff", "main", "mian", edited.root)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "no ref 'mian'" in err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("a", "b"), ("a", "b", False, ".")),
        (("a", "b", "site"), ("a", "b", False, "site")),
        (("a..b",), ("a", "b", False, ".")),
        (("a...b", "site"), ("a", "b", True, "site")),
        (("a..",), ("a", "HEAD", False, ".")),
        (("...b",), ("HEAD", "b", True, ".")),
    ],
)
def test_revisions_are_written_as_git_has_them(
    arguments: tuple[str, ...], expected: tuple[str, str, bool, str]
) -> None:
    before, after, since_fork, path = range_of(arguments)

    assert (before, after, since_fork, str(path)) == expected


@pytest.mark.parametrize("arguments", [("a",), ("a", "b", "c", "d"), ("a..b", "c", "d")])
def test_anything_but_two_revisions_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SettingError, match="name two revisions"):
        range_of(arguments)
