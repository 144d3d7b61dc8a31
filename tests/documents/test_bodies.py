"""Bodies with templates; cases are files: a title, a body under its syntax, what is expected."""

import re
from pathlib import Path

import pytest

from quire.documents.bodies import Recipe, packed, page_values, render_body
from quire.documents.front_matter import parse
from quire.documents.sanitising import resolve

CASES = sorted((Path(__file__).parent / "cases" / "templates").glob("*.md"))
SITE = packed({
    "title": "Loose Leaves",
    "url": "https://example.org",
    "baseurl": "/blog",
    "params": {"author": {"name": "Ada"}, "year": 2026},
    "data": {"tools": [{"name": "Pen", "price": 3}, {"name": "Ink", "price": 12}], "empty": []},
})  # fmt: skip
PAGE = {"title": "A page", "url": "/a-page/", "tags": ["x", "y"], "date": "2024-05-31 09:05:00"}
MAPPED = {"widget": '<figure><img src="{{ src }}"><figcaption>{{ inner }}</figcaption></figure>'}


def recipe(syntax: str) -> Recipe:
    return Recipe(20, syntax=syntax, site=SITE, page=PAGE, mapped=MAPPED)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_template_case(path: Path) -> None:
    title, *parts = re.split(r"^=== (\w+)\n", path.read_text(), flags=re.MULTILINE)
    syntax, body, *expected = parts
    rendering = render_body(body, recipe(syntax))
    found = {
        "html": rendering.html,
        "excerpt": rendering.excerpt,
        "unknown": "\n".join(f"{name}: {uses}" for name, uses in rendering.unknown),
    }

    assert title.strip()
    assert expected[0] == "html"
    wanted = dict(zip(expected[::2], expected[1::2], strict=True))
    if rendering.unknown:
        assert "unknown" in wanted
    assert {name: found[name].rstrip("\n") for name in wanted} == {
        name: text.rstrip("\n") for name, text in wanted.items()
    }
    assert resolve(rendering.html, lambda _, address: address) == rendering.html


def test_body_whose_templates_make_too_much_is_refused() -> None:
    doubling = "{% assign a = 'xxxxxxxxxx' %}" + "{% assign a = a | append: a %}" * 18
    body = doubling + "{{ a }}" * 50

    assert render_body(body, recipe("liquid")).failure == (
        "body-too-complex",
        "The body has too many templates, or they make too much of it; simplify them.",
    )


def test_body_with_templates_beyond_counting_is_refused() -> None:
    assert render_body("{{< a >}}" * 30_000, recipe("hugo")).failure is not None


@pytest.mark.parametrize(
    ("separator", "body", "excerpt"),
    [
        ("<!-- cut -->", "One two.\n\nThree. <!-- cut -->\n\nFour.", "One two. Three."),
        ("---8<---", "One.\n---8<---\nTwo.", "One."),
        ("<!-- cut -->", "One. Two.", "One. Two."),
        ("\n\n", "One.\n\nTwo.", "One. Two."),
    ],
)
def test_excerpt_ends_at_the_separator_of_the_site(separator: str, body: str, excerpt: str) -> None:
    assert render_body(body, Recipe(20, separator=separator)).excerpt == excerpt


def test_body_in_html_is_sanitised_and_no_markdown() -> None:
    rendering = render_body(
        "<h2>Title</h2>\n<p onclick=x>One *two* {{ page.title }}.</p>\n    <p>Three.</p>",
        Recipe(20, markup="html", syntax="liquid", page=PAGE),
    )

    assert rendering.html == "<h2>Title</h2>\n<p>One *two* A page.</p>\n    <p>Three.</p>"
    assert rendering.text == "Title\nOne *two* A page.\nThree."


def test_front_matter_becomes_plain_values() -> None:
    parsed = parse("a.md", b"---\nTitle: x\nn: 1.10\nok: true\nd: {a: [1, null]}\ni: .inf\n---\n")

    assert page_values(parsed) == {
        "title": "x", "n": 1.1, "ok": True, "d": {"a": [1, None]}, "i": ".inf",
    }  # fmt: skip


def test_equal_values_are_packed_equally_whatever_their_order() -> None:
    assert packed({"b": (1,), "a": {"y": 1.5, "x": None}}) == packed(
        {"a": {"x": None, "y": 1.5}, "b": [1]}
    )
