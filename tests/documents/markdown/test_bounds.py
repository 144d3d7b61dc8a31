"""What is refused before the parser or the sanitiser would take long, at its exact bound."""

import time

import pytest

from quire.documents.markdown import render
from quire.model import Rendering

BRACKETS = "The body has too many unclosed or nested square brackets; escape them."
NESTING = "The body is nested deeper than 30 lists or quotes; flatten it."
ADDRESS = "An address has more than 4096 characters; shorten it."
TAGS = "The body has more than 400 HTML tags that are not closed; close them."
PARAGRAPH = "A paragraph of the body is too long; divide it by blank lines."

# Each is just past a bound of ours; far beyond them a parser takes minutes.
PAST_A_BOUND = {
    "brackets": ("[" * 8_400, BRACKETS),
    "images": ("![" * 8_400, BRACKETS),
    "links in links": ("[a](x) " * 8 + "[a][" * 4_300, BRACKETS),
    "balanced brackets": ("[" * 8_400 + "]" * 8_400, BRACKETS),
    "footnotes": ("[^1]: a\n\n" + "[^" * 1_600, BRACKETS),
    "quotes": ("> " * 60 + "a", NESTING),
    "quotes without spaces": (">" * 60 + "a", NESTING),
    "lists": ("- " * 31 + "a", NESTING),
    "lists by indent": ("".join("  " * depth + "- a\n" for depth in range(31)), NESTING),
    "lists in quotes": ("> - " * 21 + "a", NESTING),
    "brackets behind an address": ("http://a.b/" + "c" * 4_086, ADDRESS),
    "addresses in one word": ("a" * 4_094 + "://", ADDRESS),
    "divs": ("<div>" * 401, TAGS),
    "lists of tags": ("<ul><li>" * 401, TAGS),
    "tables of tags": ("<table><tr><td>" * 401, TAGS),
    "colons": ("a: b\n" * 3_163, PARAGRAPH),
}


@pytest.mark.parametrize("name", PAST_A_BOUND)
def test_body_just_past_a_bound_is_refused(name: str) -> None:
    body, message = PAST_A_BOUND[name]

    assert render(body, 55) == Rendering("", "", 0, failure=("body-too-complex", message))


@pytest.mark.parametrize(
    "body",
    [
        "http://a.b/" + "c" * 4_085,
        "a" * 4_093 + "://",
        "<div>" * 400,
        "a: b\n" * 3_162,
    ],
    ids=lambda body: ascii(body[:8]),
)
def test_body_at_a_bound_is_whole(body: str) -> None:
    assert render(body, 55).failure is None


@pytest.mark.parametrize(
    "body",
    [
        "*" * 50_000,
        "*a **b " * 5_000,
        "`" * 20_000,
        "<" * 20_000,
        "<!--" * 10_000,
        "&" * 20_000,
        "|" * 50_000,
        "]" * 20_000,
        "\\" * 20_000,
        "a@" * 10_000,
        "# " * 20_000,
        "# a {" + "#a " * 10_000 + "}",
        "{" * 50_000,
        '"' * 50_000,
        "\x00" * 20_000,
    ],
    ids=lambda body: ascii(body[:8]),
)
def test_strange_body_takes_linear_time(body: str) -> None:
    start = time.process_time()

    assert render(body, 55).failure is None
    assert time.process_time() - start < 5


def test_body_larger_than_a_mebibyte_is_refused() -> None:
    message = "The body is larger than 1024 KiB; split it or link to a file."
    refused = Rendering("", "", 0, failure=("body-too-large", message))

    assert render("é" * (512 * 1024 + 1), 55) == refused
    assert render("a" * (1024 * 1024 + 1), 55) == refused


def test_body_that_grows_too_much_is_refused() -> None:
    body = f"```\n{'&' * 1_000_000}\n```"

    message = "The body becomes more than 4 MiB; split it."
    assert render(body, 55).failure == ("body-too-complex", message)


def test_deepest_nesting_allowed_is_whole() -> None:
    rendering = render("> " * 50 + "deep", 55)

    assert rendering.failure is None
    assert rendering.sections[0].text == "deep"


def test_code_beyond_the_bounds_keeps_its_text_without_colours() -> None:
    line = f"# {'x' * 998}\n"
    large = render(f"```python\n{line * 60}```\n", 55).html
    many = render(f"```python\n{line * 45}```\n\n" * 5, 55).html

    assert "<span" not in large
    assert many.count('<pre><code class="language-python"><span class="c1"># xxx') == 4
    assert many.count('<pre><code class="language-python"># xxx') == 1


def test_excerpt_of_one_word_without_end_is_cut() -> None:
    assert render("a" * 100_000, 10).excerpt == "a" * 300 + "…"
    assert len(render(f"{'a' * 100_000} <!--more--> b", 10).excerpt) == 15_001
    assert len(render(f"{'a' * 100_000} " + "b " * 100, 10).excerpt) == 301
