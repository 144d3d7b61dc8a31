"""Nothing executes in a reader's browser: attacks by name, then what resolving may do."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.markdown import render
from quire.documents.sanitising import resolve, sanitise

REL = 'rel="noopener noreferrer"'

_CELL = '<table><tbody><tr><td headers="user-content-a user-content-b">c</td></tr></tbody></table>'

ATTACKS = {
    "script": ("a<script>alert(1)</script>b", "ab"),
    "script in upper case and split": ("<SCR<script>IPT>alert(1)</script>", "IPT&gt;alert(1)"),
    "unclosed script": ("a<script>alert(1)", "a"),
    "event handler": ("<img src=x onerror=alert(1)>", '<img src="x">'),
    "event handler behind slashes": ("<img/src='x'/onerror=alert(1)>", '<img src="x">'),
    "javascript": ("<a href='javascript:alert(1)'>x</a>", f"<a {REL}>x</a>"),
    "javascript with entities": ("<a href='&#106;ava&#x73;cript&colon;x'>x</a>", f"<a {REL}>x</a>"),
    "javascript with white space": ("<a href=' java\tscr\nipt:alert(1)'>x</a>", f"<a {REL}>x</a>"),
    "javascript behind a control": ("<a href='&#1;javascript:alert(1)'>x</a>", f"<a {REL}>x</a>"),
    "vbscript": ("<a href='vbscript:x'>x</a>", f"<a {REL}>x</a>"),
    "data image": ("<img src='data:image/svg+xml,<svg onload=alert(1)>'>", "<img>"),
    "data page": ("<a href='data:text/html,<script>alert(1)</script>'>x</a>", f"<a {REL}>x</a>"),
    "style element": ("<style>@import 'x'</style>a", "a"),
    "style attribute": ("<p style='position:fixed'>x</p>", "<p>x</p>"),
    "frame": ("<iframe src='https://e.example'>x</iframe>", ""),
    "srcdoc": ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", ""),
    "object and embed": ("<object data=x>o</object><embed src=x>", ""),
    "svg": ("<svg onload=alert(1)><a xlink:href='javascript:x'>t</a></svg>", ""),
    "svg animation": ("<svg><animate attributeName=href values=javascript:x /></svg>a", "a"),
    "math mutation": (
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=x&gt;'>",
        "",
    ),
    "svg mutation": ("<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>", None),
    "noscript mutation": ("<noscript><p title='</noscript><img onerror=x>'></noscript>", None),
    "template": ("<template><script>alert(1)</script></template>a", "a"),
    "textarea": ("<textarea><img src=x onerror=x></textarea>a", "a"),
    "form": ("<form action=//e.example><button formaction=javascript:x>b</button></form>", "b"),
    "base": ("<base href=//e.example>a", "a"),
    "meta refresh": ("<meta http-equiv=refresh content='0;url=//e.example'>a", "a"),
    "link": ("<link rel=stylesheet href=//e.example>a", "a"),
    "target and ping": ("<a href=/x target=_top ping=//e>a</a>", f'<a href="/x" {REL}>a</a>'),
    "own rel": ("<a rel=opener href=/x>a</a>", f'<a {REL} href="/x">a</a>'),
    "clobbered id": ("<p id=body>a</p>", '<p id="user-content-body">a</p>'),
    "clobbered name": ("<a name=cookie>a</a>", f'<a name="user-content-cookie" {REL}>a</a>'),
    "clobbered headers": ("<table><td headers='a b'>c", _CELL),
    "foreign class": ("<p class='modal overlay'>a</p>", "<p>a</p>"),
    "citation": ("<q cite='javascript:x'>a</q>", "<q>a</q>"),
    "sources": ("<img src=a srcset='b 2x' loading=eager>", '<img src="a">'),
    "video": ("<video src=x poster=y><a href=z>z</a></video>", f'<a href="z" {REL}>z</a>'),
    "text field": ("<input type=text name=q>", '<input disabled="">'),
    "comment": ("<!--[if IE]><script>x</script><![endif]-->a", "a"),
    "null byte": ("<scr\x00ipt>alert(1)</scr\x00ipt>", "alert(1)"),
    "processing instruction": ("<?xml version='1.0'?><![CDATA[<b>x</b>]]>", None),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_disarmed(name: str) -> None:
    attack, expected = ATTACKS[name]
    html, _ = sanitise(attack)

    if expected is not None:
        assert html == expected
    _assert_harmless(html)
    _assert_harmless(render(attack, 10).html)
    _assert_harmless(render(f"text\n\n> {attack}\n", 10).html)


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](/a "\\" onclick=alert(1) \\"")',
        '```"><script>alert(1)</script>\nx\n```',
        '# x {#"><script>}',
        "[^<script>]\n\n[^<script>]: x",
    ],
)
def test_attack_in_markdown_is_disarmed(markdown: str) -> None:
    _assert_harmless(render(markdown, 10).html)


class _Tags(HTMLParser):
    """Reads tags as a simple parser sees them, and objects to what may execute."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "svg", "math", "style", "iframe", "object", "embed", "base"}
        assert tag not in {"form", "meta", "link", "template", "button", "video", "noscript"}
        for name, value in attributes:
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "srcset", "action", "formaction", "ping"}
            if name in {"href", "src"}:
                scheme = re.match(
                    r"([a-z][a-z0-9+.-]*):", re.sub(r"[\0-\x20]", "", value or ""), re.I
                )
                assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}
            if name in {"id", "name"}:
                assert value is not None
                assert value.startswith("user-content-")


def _assert_harmless(html: str) -> None:
    _Tags().feed(html)


@pytest.mark.parametrize(
    "raw",
    [
        "<pre>\n\n\nx</pre><pre id=a title='b'>\n\nx</pre><p id=c>&lt;&amp;</p>",
        "<a class=ext rel=ext title=t href=/x>x</a><a class=ext title=t href=/x rel=ext>x</a>",
        "<img style=a alt=b onload=c src=d width=1 title=e>",
    ],
)
def test_two_passes_give_the_same_html(raw: str) -> None:
    html, _ = sanitise(raw)

    assert resolve(html, lambda _, address: address) == html


def test_resolving_gives_links_and_images_their_place() -> None:
    html, addresses = sanitise("<a href=a.md#x>a</a><img src=b.png alt=b><a href=#c>c</a>")
    asked = []

    def place(kind: str, address: str) -> str:
        asked.append((kind, address))
        return f"https://example.org/{address}?a=1&b=2"

    assert resolve(html, place) == (
        f'<a href="https://example.org/a.md#x?a=1&amp;b=2" {REL}>a</a>'
        '<img src="https://example.org/b.png?a=1&amp;b=2" alt="b">'
        f'<a href="#user-content-c" {REL}>c</a>'
    )
    assert asked == [("link", "a.md#x"), ("image", "b.png")] == list(addresses)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "\x01javascript:x",
        "data:,x",
        "FTP://x",
    ],
)
def test_resolving_drops_addresses_that_are_not_allowed(address: str | None) -> None:
    assert resolve("<img src='a' alt='b'>", lambda *_: address) == '<img alt="b">'


# fmt: off
TAGS = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<a class=z rel=r href=x>", "<a name=y>", "</a>", "<table>",
    "<tr>", "<td>", "<li>", "<ul>", "</ul>", "<pre>", "\n", "<h1 id=q>", "<svg>", "<math>",
    "<mi>", "<style>", "</style>", "<!--",
    "-->", "<img title='", "'", '"', "<title>", "&lt;", "<", "<noscript>", "<select>", "<input>",
    "</svg>", "</math>", "<dl>", "<dd>", "<ruby>", "<rt>", "<form>", "<details>", "<summary>",
])
# fmt: on


@settings(max_examples=150)
@given(st.lists(TAGS | st.text(max_size=4), max_size=30).map("".join))
def test_any_html_is_harmless_and_does_not_change_when_parsed_again(html: str) -> None:
    clean, _ = sanitise(html)

    _assert_harmless(clean)
    assert resolve(clean, lambda _, address: address) == clean


@pytest.mark.parametrize(
    ("nested", "settled"),
    [
        ("<p><button><p>a</p></button></p>", "<p></p><p>a</p><p></p>"),
        ("<li><main><li>x</li></main></li>", "<li></li><li>x</li>"),
    ],
)
def test_what_nests_otherwise_once_a_tag_is_gone_is_parsed_again(nested: str, settled: str) -> None:
    html, _ = sanitise(nested)
    assert html == settled
    assert sanitise(html)[0] == html
