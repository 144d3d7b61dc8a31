"""Comments are hidden whatever they are written in; code keeps those that it shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.bodies import Recipe, render_body, uncommented
from quire.documents.templates import without_comments

NOTE = "secretnote"
COMMENTS = {
    "hugo": [
        "{{< comment >}}%s{{< /comment >}}",
        "{{% comment %}}%s{{% /comment %}}",
        "{{<comment>}}\n## %s\n\n%s\n{{</comment>}}",
        '{{< comment "why" >}}%s{{< / comment >}}',
        "{{< Comment >}}%s{{< /Comment >}}",
        "{{< comment >}}a{{< comment >}}b{{< /comment >}}%s{{< /comment >}}",
        "{{< comment >}}a{{< comment />}}%s{{< /comment >}}",
        "{{< note >}}{{< comment >}}%s{{< /comment >}}{{< /note >}}",
        "{{< comment >}}{{< note >}}%s{{< /comment >}}{{< /note >}}",
        "{{/* %s */}}",
        "```\n{{< comment >}}%s{{< /comment >}}\n```",
        "{{< highlight go >}}{{< comment >}}%s{{< /comment >}}{{< /highlight >}}",
    ],
    "liquid": [
        "{% comment %}%s{% endcomment %}",
        "{%- comment -%}\n\n%s\n\n{%- endcomment -%}",
        "{% comment %}{% comment %}a{% endcomment %}%s{% endcomment %}",
        "{% # %s %}",
        "{::comment}\n%s\n{:/comment}",
        "{::comment}\n%s\n{:/}",
        "`{% comment %}%s{% endcomment %}`",
        "{% highlight go %}{% comment %}%s{% endcomment %}{% endhighlight %}",
    ],
    "zola": [
        "{# %s #}",
        "{#%s#}",
        "{#- %s\n\n%s -#}",
        "{% comment() %}%s{% end %}",
        "{% comment() %}{% note() %}a{% end %}%s{% end %}",
    ],
    "": [
        "{% comment %}%s{% endcomment %}",
        "{{< comment >}}%s{{< /comment >}}",
        "{# %s #}",
        "{/* %s */}",
        "%% %s %%",
    ],
}
OF_ALL = [
    "<!-- %s -->",
    "<!-- %s\n\n%s -->",
    "<!--\n## %s\n-->",
    "<!--\n```\n%s\n-->",
    "[//]: # (%s)\n",
]
ENDLESS = {
    "hugo": ["{{< comment >}}%s", "{{< comment %s", "{{/* %s"],
    "liquid": ["{% comment %}%s", "{::comment}\n%s"],
    "zola": ["{# %s", "{% comment() %}%s"],
    "": ["{% comment %}%s", "{/* %s"],
}
SHOWN = {
    "hugo": [
        "{{</* comment */>}}%s{{</* /comment */>}}",
        "`<!-- %s -->`",
        "```html\n<!-- %s -->\n```",
        "    <!-- %s -->",
        "{{< highlight html >}}<!-- %s -->{{< /highlight >}}",
        "{{< comments >}}%s{{< /comments >}}",
        "{# %s #}",
    ],
    "liquid": [
        "{% raw %}{% comment %}%s{% endcomment %}{% endraw %}",
        "{% highlight html %}<!-- %s -->{% endhighlight %}",
        "`{::comment}%s{:/comment}`",
    ],
    "zola": ["## %s {#id}", "`{# %s #}`", "{%/* comment() */%}%s{%/* end */%}"],
    "": ["`{% comment %}%s{% endcomment %}`", "100%% of %s and 5%%", "```\n{/* %s */}\n```"],
}


def cases(table: dict[str, list[str]], more: list[str]) -> list[tuple[str, str]]:
    return [
        (syntax, text.replace("%s", NOTE))
        for syntax, texts in table.items()
        for text in [*texts, *more]
    ]


def surfaces(body: str, syntax: str) -> str:
    recipe = Recipe(20, syntax=syntax, comments=syntax)
    rendering = render_body(body, recipe)
    return f"{rendering}\n{uncommented(body, recipe).text}"


@pytest.mark.parametrize(("syntax", "comment"), cases(COMMENTS, OF_ALL))
def test_comment_is_hidden_on_every_surface(syntax: str, comment: str) -> None:
    in_a_line = [] if comment.startswith(("```", "[")) else [f"Before {comment} after."]
    for body in (*in_a_line, f"Before.\n\n{comment}\n\nafter\n"):
        shown = surfaces(body, syntax)

        assert NOTE not in shown
        assert "Before" in shown
        assert shown.count("after") >= 3


@pytest.mark.parametrize(("syntax", "comment"), cases(ENDLESS, []))
def test_comment_that_never_ends_hides_all_below_it(syntax: str, comment: str) -> None:
    body = f"Before.\n\n{comment}\n\n## {NOTE}\n"

    assert NOTE not in surfaces(body, syntax)
    assert without_comments(body, syntax).endless == len("Before.\n\n")


@pytest.mark.parametrize(("syntax", "text"), cases(SHOWN, []))
def test_what_only_looks_like_a_comment_stays(syntax: str, text: str) -> None:
    recipe = Recipe(20, syntax=syntax, comments=syntax)

    assert NOTE in render_body(f"Before.\n\n{text}\n", recipe).html
    assert NOTE in uncommented(f"Before.\n\n{text}\n", recipe).text


def test_comment_of_html_that_never_ends_hides_what_a_browser_would_hide() -> None:
    assert without_comments(f"a\n\n<!-- {NOTE}\n\n{NOTE}", "").text == "a\n\n<!---->"
    assert without_comments("a <!-- b", "").text == "a <!-- b"
    assert without_comments(f"a <!-- b\n\n<!-- {NOTE}", "").text == "a <!-- b\n\n<!---->"


@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->", "<!-- excerpt -->"])
def test_mark_for_programs_is_no_comment(mark: str) -> None:
    assert without_comments(f"a\n\n{mark}\n\nb", "hugo").text == f"a\n\n{mark}\n\nb"


def test_own_mark_of_a_site_is_no_comment() -> None:
    body = "a\n\n<!-- read on -->\n\nb"

    assert without_comments(body, "liquid", separator="<!-- read on -->").text == body
    assert render_body(body, Recipe(20, separator="<!-- read on -->")).excerpt == "a"


def test_two_lists_that_a_comment_keeps_apart_stay_two() -> None:
    body = "- a\n\n<!-- -->\n\n- b\n"

    assert without_comments(body, "").text == "- a\n\n<!---->\n\n- b\n"
    assert render_body(body, Recipe(20)).html.count("<ul>") == 2


def test_fence_in_a_comment_opens_no_code() -> None:
    body = f"<!--\n```\n-->\n\nText <!-- {NOTE}\n\n{NOTE} -->.\n"

    assert NOTE not in surfaces(body, "hugo")


def test_body_in_html_has_no_code_of_markdown() -> None:
    body = f"    <!-- {NOTE} -->\n<p>a</p>\n"

    assert NOTE not in without_comments(body, "hugo", is_html=True).text


_PIECES = st.sampled_from(
    [
        *("{{< comment >}}", "{{< /comment >}}", "{{</* comment */>}}", "{{/*", "*/}}"),
        *("{% comment %}", "{% endcomment %}", "{% raw %}", "{% endraw %}", "{% comment() %}"),
        *("{% end %}", "{#", "#}", "{::comment}", "{:/}", "{/*", "*/}", "%%", "<!--", "-->"),
        *("`", "```\n", "~~~\n", "\n", "\n\n", "    ", "- ", "> ", "word", "[//]: # (x)"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(["hugo", "liquid", "zola", ""]))
def test_taking_comments_away_only_takes_away(body: str, syntax: str) -> None:
    shown = without_comments(body, syntax)

    assert len(shown.text) <= len(body) + len("<!---->")
    assert shown.endless is None or 0 <= shown.endless < len(body)
    rest = iter(body)
    assert all(char in rest for char in shown.text.replace("<!---->", ""))
