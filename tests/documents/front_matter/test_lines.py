"""Headers that nothing opens, headers in code fences: what is one, and what is text."""

import pytest

from quire.documents.front_matter import Scalar, parse
from quire.model import Problem

PATH = "a.md"


def test_pelicans_header_is_read() -> None:
    text = (
        "Title: Hello: a post\nDate: 2024-05-31 9:30\nTags: python, web dev\nAuthor: NARUSE, Yui\n"
        "Summary: One\n    two\nCount: 3\nSlug:\n\nBody.\n"
    )
    parsed = parse(PATH, text.encode())

    assert parsed.values == {
        "title": "Hello: a post",
        "date": "2024-05-31 9:30",
        "tags": ["python", "web dev"],
        "author": "NARUSE, Yui",
        "summary": "One\ntwo",
        "count": Scalar("3", 3),
        "slug": None,
    }
    assert (parsed.body, parsed.body_line, parsed.headed) == ("\nBody.\n", 9, True)
    assert (parsed.lines["count"], parsed.columns["count"]) == (7, 1)
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Title: x\n\nbody", "\nbody"),
        ("\n\nTitle: x\n\nbody", "\nbody"),
        ("Title: x", ""),
        ("Title: x\nDate: y\nbody", "body"),
        ("Mood: fine\ntitle: x\ndate: y\n\nbody", "\nbody"),
        ("Date: x\nAuthor: y\n\nbody", "\nbody"),
        ("\ufeffTITLE: x\r\nDATE: y\r\n\r\nbody", "\nbody"),
        ("title: x\ntags:\n- a\n---\nbody", "body"),
        ("title: x\ndate: y\n---", ""),
    ],
)
def test_header_that_nothing_opens_is_cut(text: str, body: str) -> None:
    parsed = parse(PATH, text.encode())
    assert (parsed.headed, parsed.readable, parsed.body) == (True, True, body)


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is a paragraph.\n",
        "Summary: this is a paragraph.\n\nAnd another.\n",
        "Date: in May we met.\n\nText.\n",
        "Title: x\nand the paragraph goes on\n",
        "Date: x\nMood: y\n\nbody\n",
        "Title\n=====\n",
        "Title: x\n---\n",
        "http://x.example: y\n\n",
        "Here is a list. Title: x\nDate: y\n\n",
        "    Title: x\n    Date: y\n\n",
    ],
)
def test_paragraph_that_looks_like_a_header_is_text(text: str) -> None:
    parsed = parse(PATH, text.encode())
    assert (parsed.headed, parsed.body) == (False, text)


def test_headers_of_yaml_without_opening_fence_are_yaml() -> None:
    parsed = parse(PATH, b"title: x\ntags:\n- a\n- b\ndraft: true\n---\nbody")
    assert parsed.values == {"title": "x", "tags": ["a", "b"], "draft": Scalar("true", True)}
    assert (parsed.lines["draft"], parsed.body_line) == (5, 7)


@pytest.mark.parametrize(
    ("status", "draft"),
    [
        ("draft", Scalar("draft", True)),
        ("Hidden", Scalar("Hidden", True)),
        ("published", None),
        ("Published", None),
        ("", None),
    ],
)
def test_status_other_than_published_makes_a_draft(status: str, draft: Scalar | None) -> None:
    parsed = parse(PATH, f"Title: x\nStatus: {status}\n\nbody".encode())
    assert parsed.values.get("draft") == draft


def test_lists_are_separated_by_semicolons_where_there_are_any() -> None:
    parsed = parse(PATH, b"Title: x\nAuthors: Naruse, Yui; Ada\nKeywords: a, b\n\n")
    assert parsed.values["authors"] == ["Naruse, Yui", "Ada"]
    assert parsed.values["keywords"] == ["a", "b"]


def test_repeated_line_is_a_problem() -> None:
    parsed = parse(PATH, b"Title: x\nSlug: a\nSlug: b\n\n")
    message = "The key 'Slug' is given more than once; keep one of them."
    assert parsed.problems == (Problem(PATH, 3, "duplicate-key", message, 1),)
    assert parsed.values["slug"] == "b"
    assert parsed.ambiguous == {"slug"}


def test_header_of_too_many_lines_is_refused() -> None:
    parsed = parse(PATH, b"Title: x\n" + b"Date: y\n" * 300)
    assert not parsed.readable
    assert [(each.line, each.code) for each in parsed.problems] == [(201, "front-matter-too-large")]


@pytest.mark.parametrize(
    "text",
    [
        "```toml\ntitle = 'x'\n```\nbody",
        "~~~~toml\ntitle = 'x'\n~~~~\nbody",
        "~~~yaml\ntitle: x\n~~~\nbody",
        "``` yml\ntitle: x\n`````  \nbody",
        '```json\n{"title": "x"}\n```\nbody',
        "\n~~~toml\ntitle = 'x'\n~~~\nbody",
        "---toml\ntitle = 'x'\n---\nbody",
        "---yaml\ntitle: x\n---\nbody",
        '---json\n{"title": "x"}\n---\nbody',
    ],
)
def test_header_in_a_code_fence_is_read(text: str) -> None:
    parsed = parse(PATH, text.encode())
    assert (parsed.values, parsed.body, parsed.headed) == ({"title": "x"}, "body", True)


@pytest.mark.parametrize(
    "text",
    [
        "```toml\n[package]\nx = 1\n```\n",
        "```yaml\non: push\njobs: {}\n```\n",
        "```\ntitle: x\n```\n",
        "```toml title=a\ntitle = 'x'\n```\n",
        "```python\ntitle = 'x'\n```\n",
        "text\n```toml\ntitle = 'x'\n```\n",
    ],
)
def test_code_that_starts_a_file_is_text(text: str) -> None:
    parsed = parse(PATH, text.encode())
    assert (parsed.headed, parsed.body, parsed.problems) == (False, text, ())


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("~~~~toml\ntitle = 'x'\n~~~\n", 1, 1, "it starts with ~~~~ but never ends"),
        ("```toml\ntitle = x\n```\n", 2, 9, "invalid value; mend the TOML"),
        ("```yaml\na: [\n```\n", 3, 1, "did not find expected node content"),
        ("---toml\ntitle = 'x'\n", 1, 1, "it starts with --- but never ends"),
        ("---php\nx\n---\n", 1, 1, "the opening fence --- must stand alone on its line"),
    ],
)
def test_code_fence_that_cannot_be_read_is_refused(
    text: str, line: int, column: int, reason: str
) -> None:
    parsed = parse(PATH, text.encode())
    (problem,) = parsed.problems
    assert not parsed.readable
    assert (problem.line, problem.column) == (line, column)
    assert reason in problem.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\ntitle: x\n  bad: y\n---\n", 3, 6),
        ('{\n  "a": 1,\n  "b" 2\n}\n', 3, 7),
        ("+++\na = 1\nb = = 2\n+++\n", 3, 5),
        ("---\na: *x\n---\n", 2, 4),
    ],
)
def test_fault_is_known_by_line_and_column(text: str, line: int, column: int) -> None:
    (problem,) = parse(PATH, text.encode()).problems
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\nb: {a: 1, a: 2}\n---\n", 2, 11),
        ('{"a": 1,\n "a": 2}\n', 2, 2),
        ("+++\nA = 1\n  a = 2\n+++\n", 3, 3),
    ],
)
def test_repeated_key_is_known_by_line_and_column(text: str, line: int, column: int) -> None:
    (problem,) = parse(PATH, text.encode()).problems
    assert (problem.code, problem.line, problem.column) == ("duplicate-key", line, column)
