"""Bodies that attack the reader's browser or the time of the machine."""

import struct
import zlib

from quire.model.pictures import MAX_PIXELS
from tests.hostile.ground import HEALTHY, HIDDEN, Ground, trap

SCRIPTS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="x"onerror="alert(1)">',
    "<img src=x onerror\n=\nalert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<IMG SRC=`javascript:alert(1)`>",
    "<img src='jav&#x09;ascript:alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg/onload=alert(1)>'/></svg>",
    "<math><mi//xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><input type=submit><button formaction=javascript:alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<body onload=alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#0000106&#0000097vascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='blob:https://evil.example/x'>x</a>",
    "<a target=_blank href=//evil.example>x</a>",
    "<table background=javascript:alert(1)><tr><td>x</table>",
    "<isindex action=javascript:alert(1) type=image>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "<!--><script>alert(1)</script-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<%00script>alert(1)</script>",
    "\x3cscript\x3ealert(1)\x3c/script\x3e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
)
LINKS = (
    "[x](javascript:alert(1))",
    "[x](JavaScript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x]( javascript:alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](/x \"onclick='alert(1)'\")",
    '![x"onerror="alert(1)](x.png)',
    "[x](//evil.example\\@good.example)",
    "# x {#a onclick=alert(1)}",
    "[x](/y){onclick=alert(1) style=color:red href=javascript:alert(1)}",
    "```html onload=alert(1)\n<script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "[^x]: javascript:alert(1)\n\nx[^x]",
)


@trap(published=("scripts", "script-0"))
def scripts_in_every_spelling(ground: Ground) -> None:
    ground.post("scripts", "\n\n".join(SCRIPTS), slug="scripts")
    for number, script in enumerate(SCRIPTS[:12]):
        ground.post(f"script-{number}", script, slug=f"script-{number}")


@trap(published=("links",))
def links_that_execute(ground: Ground) -> None:
    ground.post("links", "\n\n".join(LINKS), slug="links")


@trap(published=("names",))
def elements_that_shadow_the_page(ground: Ground) -> None:
    ground.post(
        "names",
        "<img name=getElementById id=location><form id=document name=cookie></form>\n\n"
        "# constructor {#__proto__}\n\n<a id=user-content-x name=self href=#top>x</a>\n\n"
        "<p id='x' class='quire-evil mark' data-x=1 aria-label=x>x</p>",
        slug="names",
    )


@trap(published=("titles",))
def scripts_in_titles_and_terms(ground: Ground) -> None:
    evil = "</script><script>alert(1)</script>"
    text = (
        f'---\ntitle: "{evil}"\ndate: 2024-04-01\nslug: titles\n'
        f'tags: ["{evil}", "<img onerror=1>"]\n'
        f'authors: ["{evil}"]\ndescription: "{evil}"\nimages: ["javascript:alert(1)", "data:x,y"]\n'
        f'seo: {{image: "javascript:alert(1)", title: "{evil}"}}\n---\nShown.\n'
    )
    ground.write("content/posts/titles.md", text)


@trap("body-too-complex")
def brackets_and_quotes_without_end(ground: Ground) -> None:
    for name, text in (
        ("quotes", ">" * 31 + "x"),
        ("brackets", "[" * 8_400),
        ("pairs", "[a" * 8_400),
        ("images", "![" * 8_400),
        ("lists", "\n".join("  " * n + "* x" for n in range(31))),
        ("numbers", "1. " * 31 + "x"),
        ("stars", "**a " * 1_000),
        ("mixed", "*a_ " * 1_000),
        ("ticks", "".join("`" * n + " " for n in range(1, 60))),
        ("angles", "<" * 1_000),
        ("entities", "&" * 1_000),
        ("backslashes", "\\" * 1_000),
    ):
        ground.post(name, text)


@trap()
def structures_that_multiply(ground: Ground) -> None:
    for name, text in (
        ("references", "\n".join(f"[a{n}]: /{n}" for n in range(2_000)) + "\n\n[a1] " * 200),
        ("table", "|x" * 50 + "|\n" + "|-" * 50 + "|\n" + ("|x" * 50 + "|\n") * 50),
        ("footnotes", "".join(f"x[^{n}]\n\n[^{n}]: y[^{n + 1}]\n\n" for n in range(300))),
        ("elements", "<div>" * 401 + "x"),
        ("closing", "</div>" * 401),
        ("attributes", "<p " + " ".join(f"a{n}=1" for n in range(400)) + ">x"),
        ("comments", "<!--" * 400),
        ("fences", "```\n" * 1_001),
        ("headings", "\n".join("# same" for _ in range(1_000))),
        ("lines", "x\n" * 10_000),
        ("code", "```python\n" + "(" * 50_001 + "\n```"),
        ("strings", '```json\n"' + '\\"' * 25_001 + "\n```"),
        ("space", " " * 10_001 + "x"),
        ("tasks", "- [ ] x\n" * 1_000),
    ):
        ground.post(name, text)


@trap(published=("loop",))
def templates_of_jekyll_that_loop(ground: Ground) -> None:
    ground.write("_config.yml", "title: Trap\n")
    ground.write("_posts/2024-05-01-healthy.md", HEALTHY)
    for name, text in (
        ("loop", "{% for i in (1..10001) %}x{% endfor %}"),
        ("nested", "{% if a %}" * 10_001 + "x"),
        ("capture", "{% assign x = 'x' %}" + "{% capture x %}{{ x }}{{ x }}{% endcapture %}" * 60),
        ("include", "{% include ../../../outside/secret.md %}{% include_relative ../../x %}"),
        ("environment", "{{ site.env }}{{ ENV['PATH'] }}{{ jekyll.environment }}{% render 'x' %}"),
        ("filters", "{{ 'x' | " + "replace: 'x', 'xx' | " * 60 + "upcase }}"),
        ("raw", "{% raw %}" * 10_001 + "<script>alert(1)</script>"),
    ):
        ground.write(f"_posts/2024-04-01-{name}.md", f"---\ntitle: {name}\n---\n{text}\n")


@trap(published=("figures", "frames"))
def templates_of_hugo_that_loop(ground: Ground) -> None:
    ground.write("config.toml", "title = 'Trap'\n")
    for name, text in (
        ("shortcodes", "{{< x >}}" * 5_000),
        ("unclosed", "{{< x " * 5_000 + "{{% y " * 5_000),
        ("figures", '{{< figure src="javascript:alert(1)" onerror="x" >}}{{< highlight x >}}'),
        ("files", '{{< readfile "/etc/passwd" >}}{{ readFile "/etc/passwd" }}{{ getenv "PATH" }}'),
        ("html", "{{< rawhtml >}}<script>alert(1)</script>{{< /rawhtml >}}"),
        ("frames", '{{< youtube "x\\" onload=alert(1) \\"" >}}{{< gist "../" "<script>" >}}'),
        ("params", '{{< param "x" >}}{{< ref "../../../outside/secret.md" >}}{{< ref "" >}}'),
        ("deep", "{{< details >}}" * 500 + "x" + "{{< /details >}}" * 500),
    ):
        ground.post(name, text, slug=name)


@trap()
def pictures_beyond_their_bounds(ground: Ground) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    def png(width: int, height: int, data: bytes) -> bytes:
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data

    zeros = zlib.compress(b"\0" * 1_000, 9)
    pictures = {
        "bomb.png": png(MAX_PIXELS + 1, 1, chunk(b"IDAT", zeros) + chunk(b"IEND", b"")),
        "endless.png": png(1, MAX_PIXELS + 1, b""),
        "cut.png": png(10, 10, b"\xff\xff\xff\xffIDAT"),
        "text.png": png(1, 1, chunk(b"zTXt", b"x\0\0" + zeros) + chunk(b"IEND", b"")),
        "lies.png": b"GIF89a" + b"\xff" * 40,
        "lies.jpg": b"\xff\xd8\xff\xe1\xff\xff" + b"\0" * 100,
        "empty.webp": b"",
        "script.gif": b"GIF89a/*<script>alert(1)</script>*/",
    }
    for name, data in pictures.items():
        ground.write(f"content/posts/{name}", data)
    ground.post("pictures", " ".join(f"![]({name})" for name in pictures), images="[bomb.png]")


@trap()
def media_that_execute(ground: Ground) -> None:
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
    )
    ground.write("static/evil.svg", svg)
    ground.write("static/evil.html", "<script>alert(1)</script>")
    ground.write("static/evil.js", "alert(1)")
    ground.write("static/evil.png", "<script>alert(1)</script>")
    ground.write("static/a%2f..%2fb.svg", svg)
    names = ("evil.svg", "evil.html", "evil.js", "evil.png", "a%252f..%252fb.svg")
    ground.post("media", " ".join(f"![](/{name}) [x](/{name})" for name in names))


@trap("missing-image")
def addresses_that_lead_outside(ground: Ground) -> None:
    ground.write("content/posts/hidden.md", f"---\ntitle: H\ndraft: true\n---\n{HIDDEN}\n")
    ground.post(
        "addresses",
        "![](../../../../../../etc/passwd) ![](/etc/passwd) ![](file:///etc/passwd) "
        "![](..%2f..%2f..%2foutside%2fsecret.png) ![](../../../outside/secret.png) "
        "![](%00) ![](http://[::1) ![](//[) ![](\\\\server\\share) [x](hidden.md) "
        "[x](../../.git/config) "
        "![](../../.git/config) ![](?x) ![](#x) ![](%ff%fe) ![](x.png%00.md)",
    )


@trap()
def notes_in_comments(ground: Ground) -> None:
    note = f"{HIDDEN}\n\n## {HIDDEN}"
    ground.post("comment", f"Shown. {{{{< comment >}}}}{note}{{{{< /comment >}}}} Shown.")
    ground.post("percent", f"{{{{% comment %}}}}\n{note}\n{{{{% /comment %}}}}\nShown.")
    ground.post("html", f"Shown <!-- {HIDDEN} --> and <!-- {note} --> shown.")
