"""What holds for every rendering, whatever its body."""

import multiprocessing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.markdown import render
from quire.documents.sanitising import resolve
from quire.model import Heading, Rendering, Section

# fmt: off
MARKS = st.sampled_from([
    "#", "*", "_", "`", "```", "~", "[", "]", "(", ")", "!", "<", ">", "&", "|", "|-|\n", "- ",
    "\n", "\n\n", "    ", ": ", "[^a]", "[^a]: ", "{#x}", "{", "}", "http://a.b", "a@b.c", "1. ",
    "<b>", "<p>", "</p>", "<table>", "<td>", "<svg>", "<math>", "<pre>\n", "<a href='", "<!--",
    "<!--more-->", "-->", "\x00", "\r", "\ud800", "é", "漢", ". ", "word", "- [ ] ", "\\", '"', "'",
])
# fmt: on


def test_empty_body_renders_to_nothing() -> None:
    assert render("", 55) == Rendering("", "", 0)


def test_rendering_holds_everything_a_document_needs() -> None:
    rendering = render("Lead [a](b).\n\n# One\n\n![x](y)\n\n## Two\n\nEnd 漢字.\n", 55)

    assert rendering == Rendering(
        html=(
            '<p>Lead <a href="b" rel="noopener noreferrer">a</a>.</p>\n'
            '<h1 id="user-content-one">One</h1>\n'
            '<p><img src="y" alt="x"></p>\n'
            '<h2 id="user-content-two">Two</h2>\n'
            "<p>End 漢字.</p>\n"
        ),
        excerpt="Lead a. End 漢字.",
        word_count=7,
        toc=(Heading(1, "user-content-one", "One", (Heading(2, "user-content-two", "Two"),)),),
        sections=(
            Section("", "", "Lead a."),
            Section("user-content-one", "One", ""),
            Section("user-content-two", "Two", "End 漢字."),
        ),
        addresses=(("link", "b"), ("image", "y")),
    )


def test_heading_with_the_prefix_in_its_title_stays_unique() -> None:
    ids = [heading.id for heading in render("# User content a\n\n# A\n", 55).toc]

    assert ids == ["user-content-a", "user-content-a-1"]


def test_addresses_are_listed_once_in_the_order_of_first_use() -> None:
    rendering = render("[1](b) ![](c) [2](a) [3](b) <img src=d>\n\n<a href=e>x</a>\n", 55)

    assert rendering.addresses == (
        ("link", "b"),
        ("image", "c"),
        ("link", "a"),
        ("image", "d"),
        ("link", "e"),
    )


def test_rendering_is_the_same_in_another_process_and_hash_seed() -> None:
    body = '- [x] a `b`\n\n<img alt=x src=y title=z width=1>\n\n```python\nx = "1"\n```\n'
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        others = pool.starmap(render, [(body, 55)] * 2)

    assert others == [render(body, 55)] * 2


@pytest.mark.parametrize("words", [1, 2, 55])
def test_excerpt_keeps_its_bound(words: int) -> None:
    excerpt = render("One two. Three four five. " * 200, words).excerpt

    assert 1 <= len(excerpt.split()) <= words


def test_excerpt_before_the_marker_is_bounded_too() -> None:
    excerpt = render(f"{'word ' * 2000}\n\n<!--more-->\n", 10).excerpt

    assert len(excerpt.split()) == 500
    assert excerpt.endswith("word…")


@settings(max_examples=150)
@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join))
def test_any_body_renders_without_an_exception_and_stays_sanitised(body: str) -> None:
    rendering = render(body, 10)

    assert "<script" not in rendering.html
    assert rendering.failure is None
    assert resolve(rendering.html, lambda _, address: address) == rendering.html
    assert [section.id for section in rendering.sections if section.id] == _ids(rendering.toc)


def _ids(headings: tuple[Heading, ...]) -> list[str]:
    return [id_ for heading in headings for id_ in (heading.id, *_ids(heading.children))]
