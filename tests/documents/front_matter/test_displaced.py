"""A header behind what nobody sees hides its file: whoever wrote it did not mean it as text."""

import codecs
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.front_matter import parse

HEADERS = (
    "---\ntitle: x\ndraft: true\n---\nbody\n",
    "---\r\ntitle: x\r\ndraft: true\r\n---\r\nbody\r\n",
    "+++\ntitle = 'x'\ndraft = true\n+++\nbody\n",
    '{"title": "x", "draft": true}\nbody\n',
    "---toml\ntitle = 'x'\n---\nbody\n",
    "```yaml\ntitle: x\ndraft: true\n```\nbody\n",
    "title: x\ndate: 2024-05-01\n---\nbody\n",
    "Title: x\nStatus: draft\n\nbody\n",
    "---\nheadless: true\n---\nbody\n",
    "---\ntitle: [x\ndraft: true\n---\nbody\n",
    "---\ntitle: x\ndraft: true\n\nbody without an end of the header\n",
    "--- draft: true\n",
)
COMMENTS = (
    "<!-- note -->",
    "<!-- one\n\ntwo -->",
    "<!-- one --><!-- two -->\n\n<!-- three -->",
    "<!-->",
    "{% comment %}note{% endcomment %}",
    "{%- comment -%}a{% comment %}b{% endcomment %}c{%- endcomment -%}",
    "{%- # note -%}",
    "{{< comment >}}note{{< /comment >}}",
    "{{% comment %}}note{{% /comment %}}",
    "{{/* note */}}",
    "{# note #}",
    "{::comment}note{:/comment}",
    "{/* note */}",
    "[//]: # (note)\n",
    "[comment]: <> (note)\n",
    "%% note %%",
    '<?xml version="1.0"?>',
    "<!DOCTYPE html>",
)
UNSEEN = "\x01\x0b\x0c\x1f\x85\xa0\xad\u034f\u061c\u115f\u180e\u2000\u200b\u200d\u200e\u2028\u2029"
UNSEEN += "\u202f\u2060\u2066\u2800\u3000\u3164\ufe0f\ufff9\U0001d173\U000e0001\U000e0100"


def codes_of(text: str, encoding: str = "utf-8") -> list[str]:
    parsed = parse("a.md", text.encode(encoding))
    assert parsed.readable or (parsed.body, parsed.values) == ("", {})
    return [problem.code for problem in parsed.problems]


def invisible_characters() -> list[str]:
    return [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp")
        and char not in "\0\t\n\r \ufeff"
    ]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("before", [*UNSEEN, *COMMENTS], ids=ascii)
def test_header_behind_what_nobody_sees_hides_the_file(before: str, header: str) -> None:
    assert codes_of(before + header) == ["header-not-first"]
    assert codes_of(f"\n{before}\n\n{header}") == ["header-not-first"]


def test_every_invisible_character_of_unicode_before_a_header_hides_the_file() -> None:
    characters = invisible_characters()
    assert len(characters) > 200
    published = [
        f"U+{ord(c):04X}" for c in characters if parse("a.md", f"{c}{HEADERS[0]}".encode()).readable
    ]
    assert published == []


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*UNSEEN, *COMMENTS, " ", "\t", "\n", "\n\n"]), max_size=8),
    st.sampled_from(HEADERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_nothing_unseen_before_a_header_makes_it_a_body(
    before: list[str], header: str, encoding: str
) -> None:
    parsed = parse("a.md", f"{''.join(before)}\n{header}".encode(encoding))

    assert parsed.headed or not parsed.readable


def test_second_byte_order_mark_hides_the_file() -> None:
    data = codecs.BOM_UTF8 + codecs.BOM_UTF8 + HEADERS[0].encode()
    assert [problem.code for problem in parse("a.md", data).problems] == ["header-not-first"]


@pytest.mark.parametrize(
    ("text", "line", "column", "behind"),
    [
        ("\f---\ndraft: true\n---\n", 1, 2, "the invisible character U+000C"),
        ("\n\u200b\n---\ndraft: true\n---\n", 3, 1, "the invisible character U+200B"),
        ("<!-- a\nb -->\n  ---\ndraft: true\n---\n", 3, 3, "a comment"),
        ("-\u200b--\ndraft: true\n---\n", 1, 1, "an invisible character"),
    ],
)
def test_problem_says_where_the_header_is_and_what_stands_before_it(
    text: str, line: int, column: int, behind: str
) -> None:
    (problem,) = parse("a.md", text.encode()).problems

    assert (problem.line, problem.column) == (line, column)
    assert problem.message == (
        f"The front matter cannot be read: {behind} stands before it; let the file start with it."
    )


@pytest.mark.parametrize(
    "text",
    [
        "<!-- note -->\n\n---\n\nProse.\n\n---\n\nMore.\n",
        "<!-- note -->\n\n---\n\nNote: this is prose.\n\n---\n",
        "<!-- note -->\n\n---\n\nProse without a second break.\n",
        "\u200b\n---\nProse: with a colon\nand a line: more\n---\n",
        "\u2060\ufeffPlain text.\n",
        "\u00a0\n- item\n",
        "<!-- note -->\n{ no: json }\n",
        "<!-- note -->\n```yaml\nservices: {}\n```\n",
        "<!-- only a comment -->\n",
        "<!-- a comment that never ends\n",
        "\u200b",
    ],
)
def test_text_behind_what_nobody_sees_stays_text(text: str) -> None:
    parsed = parse("a.md", text.encode())

    assert (parsed.headed, parsed.readable, parsed.body, parsed.problems) == (False, True, text, ())


@pytest.mark.parametrize("before", ["", "<!-- note -->\n\n", "\u200b\n", "Some text.\n\n"])
@pytest.mark.parametrize(
    "block",
    [
        "```\n{}```\n",
        "```yaml\n{}```\n",
        "~~~~md\n{}~~~~\n",
    ],
)
def test_header_that_code_shows_stays_text(before: str, block: str) -> None:
    text = before + block.format(HEADERS[0])

    assert parse("a.md", text.encode()).body == text


def test_header_in_a_block_of_code_by_indentation_stays_text() -> None:
    text = "<!-- note -->\n\n    ---\n    title: x\n    draft: true\n    ---\n"

    assert parse("a.md", text.encode()).body == text


@pytest.mark.parametrize("before", ["Text.\n\n", "# Title\n\n", "<br>\n", "{{< note >}}\n", "."])
def test_header_behind_what_readers_see_stays_text(before: str) -> None:
    text = before + HEADERS[0]

    assert parse("a.md", text.encode()).body == text
