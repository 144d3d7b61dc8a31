"""Expanding never raises and never takes long, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.bodies import Recipe, packed, render_body
from quire.documents.templates import MAX_TAGS, Context, Expanded, expand, uses_templates
from quire.documents.templates.context import MAX_EXPANDED

CONTEXT = Context(
    site={"title": "T", "data": {"l": [1, {"a": "b"}], "s": "x"}, "params": {"p": 1}},
    page={"title": "P", "tags": ["a"], "date": "2024-05-31"},
    mapped={"mapped": "<div>{{ inner }}{{ 0 }}{{ a }}</div>"},
)
SYNTAXES = st.sampled_from(["hugo", "liquid", "zola"])
# fmt: off
PIECES = st.sampled_from([
    "{{<", ">}}", "{{%", "%}}", "{{", "}}", "{%", "%}", "{%-", "-%}", "{{</*", "*/>}}", "{#", "/",
    " note ", " /note ", " figure ", " highlight ", " raw ", " endraw ", " if ", " endif ",
    " else ", " elsif ", " for a in site.data.l ", " endfor ", " case ", " when ", " endcase ",
    " page.title ", " unless ", " capture x ", " endcapture ", " assign x = ", " | append: x ",
    " | times: 9 ",
    " include figure.html ", " link x ", " post_url y ", " comment ", " endcomment ", " mapped ",
    " end ", "note(", "a=1)", " src=", "'", '"', "`", "```\n", "\n", "\n\n", "    ", "> ", "- ",
    "| ", "{::comment}", "{:/}", "(1..9)", " limit:", " contains ", " == ", "[", "]", ".", "-", "1",
    " break ", " continue ", "é", "\\", "\x00", "\u2028", "word",
])
# fmt: on
HOSTILE = {
    "hugo": [
        "{{<",
        "{{< a",
        "{{< a >}}",
        '{{< a "',
        "{{< note >}}",
        "{{</* ",
        "`{{<`",
        "- {{< a >}}\n",
    ],
    "liquid": [
        "{{",
        "{%",
        '"{{',
        "{{ '",
        "{% if a %}",
        "{% raw %}",
        "{% for i in site.l %}",
        "{{-",
    ],
    "zola": ["{{", "{{ a(", "{% a() %}", "{{/*", "{% end %}"],
}  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES | st.text(max_size=4), max_size=60).map("".join), SYNTAXES)
def test_any_text_expands_without_an_exception(body: str, syntax: str) -> None:
    expanded = expand(body, syntax, CONTEXT)

    assert expanded.whole
    assert expand(body, syntax, CONTEXT) == expanded


@settings(max_examples=40)
@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join), SYNTAXES)
def test_any_text_with_templates_renders_to_sanitised_html(body: str, syntax: str) -> None:
    recipe = Recipe(10, syntax=syntax, site=packed(CONTEXT.site), page=CONTEXT.page)
    rendering = render_body(body, recipe)

    assert rendering.failure is None
    assert "<script" not in rendering.html


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("syntax", "piece"), [(syntax, each) for syntax, all_ in HOSTILE.items() for each in all_]
)
def test_as_many_tags_as_are_read_give_a_bounded_text(syntax: str, piece: str) -> None:
    body = (piece * (MAX_TAGS // piece.count("{{") if "{{" in piece else MAX_TAGS))[:500_000]

    assert len(expand(body, syntax, CONTEXT).text) <= MAX_EXPANDED + len(body)


@pytest.mark.parametrize("syntax", HOSTILE)
def test_mebibyte_of_openings_is_refused_at_once(syntax: str) -> None:
    piece = HOSTILE[syntax][0]

    refused = expand(piece * (1024 * 1024 // len(piece)), syntax, CONTEXT)

    assert refused == Expanded("", whole=False)


@pytest.mark.parametrize(
    ("syntax", "opening", "closing"),
    [
        ("hugo", "{{< note >}}", "{{< /note >}}"),
        ("liquid", "{% if page.title %}", "{% endif %}"),
        ("liquid", "{% note %}", "{% endnote %}"),
        ("zola", "{% note() %}", "{% end %}"),
    ],
)
def test_pairs_nested_without_end_keep_their_text(syntax: str, opening: str, closing: str) -> None:
    expanded = expand(opening * 4_000 + "text" + closing * 4_000, syntax, CONTEXT)

    assert expanded.whole
    assert "text" in expanded.text
    assert "{" not in expanded.text


def test_template_that_doubles_at_each_level_is_stopped() -> None:
    context = Context(mapped={"twice": "{{ inner }}{{ inner }}"})
    body = "{{< twice >}}" * 35 + "text" + "{{< /twice >}}" * 35

    assert expand(body, "hugo", context) == Expanded("", (), whole=False)


def test_loops_in_loops_are_stopped() -> None:
    body = "{% for a in (1..9999) %}" * 6 + "x" + "{% endfor %}" * 6

    assert expand(body, "liquid", CONTEXT) == Expanded("", (), whole=False)


@pytest.mark.parametrize(
    ("body", "syntax", "uses"),
    [
        ("{{< a >}}", "hugo", True),
        ("{{ a }}", "hugo", False),
        ("{{ a }}", "liquid", True),
        ("{{ a }}", "", False),
        ("plain {text}", "liquid", False),
        ("{% a %}", "zola", True),
    ],
)
def test_body_without_its_sites_syntax_has_no_templates(body: str, syntax: str, uses: bool) -> None:
    assert uses_templates(body, syntax) is uses


def test_body_of_a_site_without_templates_stays_as_it_is() -> None:
    assert expand("{{< note >}} {% if %}", "", CONTEXT) == Expanded("{{< note >}} {% if %}")
