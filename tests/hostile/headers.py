"""Front matter that executes, explodes, hides badly or names what is not its own."""

import json

from quire.documents.front_matter.parsed import MAX_DEPTH
from tests.hostile.ground import HIDDEN, SECRET, Ground, trap

UNREADABLE = "front-matter-unreadable"
DEEP = "front-matter-too-deep"
TOO_DEEP = MAX_DEPTH + 1


def yaml(text: str) -> str:
    return f"---\ntitle: Trap\ndate: 2024-04-02\n{text}\n---"


@trap(DEEP, fates={"content/posts/flow.md": ("problem", DEEP)})
def yaml_that_is_nested_deeply(ground: Ground) -> None:
    ground.header("flow", yaml("x: " + "[" * TOO_DEEP + "]" * TOO_DEEP))
    ground.header("open", yaml("x: " + "{a: " * TOO_DEEP))
    ground.header("block", yaml("\n".join(" " * n + "a:" for n in range(TOO_DEEP))))
    ground.header("dashes", yaml("x:\n  " + "- " * TOO_DEEP + "a"))
    ground.header("keys", yaml("? " * TOO_DEEP))


@trap(UNREADABLE, fates={"content/posts/laughs.md": ("problem", UNREADABLE)})
def yaml_whose_aliases_multiply(ground: Ground) -> None:
    ground.header("laughs", yaml("a: &a [lol, lol]\nb: [*a, *a]"))
    ground.header("merge", yaml("a: &a {b: c}\nx:\n  <<: *a"))


@trap(UNREADABLE, fates={"content/posts/apply.md": ("problem", UNREADABLE)})
def yaml_whose_tags_are_code(ground: Ground) -> None:
    run = ground.command
    ground.header("apply", yaml(f"x: !!python/object/apply:os.system ['{run}']"))
    ground.header("new", yaml(f"x: !!python/object/new:subprocess.Popen [['{run}']]"))
    ground.header("name", yaml("x: !!python/name:os.system"))
    ground.header("module", yaml("x: !!python/module:os"))
    ground.header("ruby", yaml("x: !ruby/object:Gem::Installer {i: x}"))
    ground.header("binary", yaml("x: !!binary aGVsbG8="))
    ground.header("local", yaml("title: !include /etc/passwd"))


@trap(DEEP)
def toml_that_is_nested_deeply(ground: Ground) -> None:
    for name, text in (
        ("dotted", ".".join("a" * (TOO_DEEP + 1)) + " = 1"),
        ("arrays", "x = " + "[" * TOO_DEEP + "]" * TOO_DEEP),
        ("inline", "x = " + "{a=" * TOO_DEEP + "1" + "}" * TOO_DEEP),
        ("headers", "\n".join(f"[{'.'.join('ab' * n)}]" for n in range(1, 12))),
    ):
        ground.header(name, f'+++\ntitle = "Trap"\ndate = 2024-04-02\n{text}\n+++')


@trap(DEEP)
def json_that_is_nested_deeply(ground: Ground) -> None:
    ground.header("arrays", '{"title": "Trap", "x": ' + "[" * TOO_DEEP + "]" * TOO_DEEP + "}")
    ground.header("objects", '{"a":' * TOO_DEEP + "1" + "}" * TOO_DEEP)
    numbers = json.dumps({"title": "Trap", "x": 0}).replace("0", "9" * 65)
    ground.write("content/posts/numbers.md", f"{numbers}\nShown.\n")
    ground.header("infinite", '{"title": "Trap", "date": NaN, "weight": 1e999, "x": -Infinity}')


@trap("impossible-date")
def numbers_and_dates_that_break_arithmetic(ground: Ground) -> None:
    for name, value in (
        ("year", "99999-01-01"),
        ("zero", "0000-00-00"),
        ("before", "0001-01-01T00:00:00+23:59"),
        ("after", "9999-12-31T23:59:59-23:59"),
        ("digits", "9" * 65),
        ("sexagesimal", "190:20:30:" + "59:" * 22 + "1"),
        ("hexadecimal", "0x" + "f" * 65),
        ("infinite", ".inf"),
        ("none", ".nan"),
        ("exponent", "1e400"),
    ):
        text = f"---\ntitle: Trap\ndate: {value}\nweight: {value}\n---\nShown.\n"
        ground.write(f"content/posts/{name}.md", text)


@trap("front-matter-too-large", UNREADABLE)
def headers_without_end(ground: Ground) -> None:
    ground.header("long", yaml("x: " + "y" * 70_000))
    ground.header("unclosed", "---\ntitle: Trap\ndate: 2024-04-02\n")
    ground.header("many", yaml("\n".join(f"k{n}: 1" for n in range(9_000))))
    ground.header("lines", "---\n" + "\n" * 65_537)


@trap("control-character", "not-utf-8", fates={"content/posts/utf32.md": ("problem", "not-utf-8")})
def bytes_that_are_no_text(ground: Ground) -> None:
    ground.header("utf16-without-mark", "---\ntitle: T\ndraft: true\n---\n".encode("utf-16-le"))
    ground.header("nul", b"---\ntitle: Tr\0ap\ndate: 2024-04-02\n---\nbody \0 body")
    escaped = '---\ntitle: "Tr\\0ap\\x1b[31m"\ndate: 2024-04-02\n---\nShown.\n'
    ground.write("content/posts/escaped.md", escaped)
    ground.header("latin", "---\ntitle: Caf\xe9\n---".encode("latin-1"))
    ground.header("utf16", "---\ntitle: Trap\ndraft: true\n---\n".encode("utf-16"))
    ground.header("utf32", "---\ntitle: Trap\ndraft: true\n---\n".encode("utf-32"))
    ground.header("surrogate", '{"title": "\\ud800", "date": "2024-04-02"}')
    ground.header("bom", "\ufeff---\ntitle: Trap\ndraft: true\n---")


@trap("too-many")
def post_with_thousands_of_tags(ground: Ground) -> None:
    tags = ", ".join(f"t{n}" for n in range(9_000))
    ground.write("content/posts/tags.md", yaml(f"tags: [{tags}]") + "\nShown.\n")
    people = "\n".join(f"  - Person {n}" for n in range(2_000))
    ground.write("content/posts/people.md", yaml(f"authors:\n{people}") + "\nShown.\n")


@trap("wrong-type")
def drafts_that_say_so_strangely(ground: Ground) -> None:
    for number, line in enumerate(
        (
            "draft: true",
            'draft: "true"',
            "draft: yes please",
            "draft: [true]",
            "draft: {really: true}",
            "draft: 1",
            "draft: ~\ndraft: true",
            "draft: true\ndraft: false",
            "draft: false\nDraft: true",
            "DRAFT: TRUE",
            "publishDate: 2999-01-01",
            "publishDate: soon",
            "expiryDate: 2001-01-01",
            "expiryDate: [never]",
            "build: {render: never}",
            "_build: {render: [link]}",
            "published: false",
        )
    ):
        ground.header(f"draft-{number}", yaml(line))


@trap()
def names_and_addresses_that_are_not_theirs(ground: Ground) -> None:
    for number, line in enumerate(
        (
            "slug: ../../../../etc/passwd",
            "slug: healthy",
            "url: /v1/posts/healthy",
            "url: //evil.example/x",
            'url: "javascript:alert(1)"',
            "url: /../../../etc/passwd",
            "url: /posts/healthy/",
            "id: ../../../x",
            "id: " + "9" * 200,
            'aliases: ["/x\\r\\nSet-Cookie: a=b", "//evil.example/", "/posts/healthy/"]',
            "canonical_url: javascript:alert(1)",
            "lang: ../../x",
            "section: ../x",
        )
    ):
        text = f"---\ntitle: Trap {number}\ndate: 2024-05-20\n{line}\n---\nShown.\n"
        ground.write(f"content/posts/name-{number}.md", text)


@trap()
def people_who_must_not_be_mailed(ground: Ground) -> None:
    mail = f"{SECRET}@example.org"
    ground.write("content/authors/eve/_index.md", f"---\ntitle: Eve\nemail: {mail}\n---\nEve.\n")
    header = yaml(f"authors: ['eve', 'Eve <{mail}>']\nemail: {mail}\npassword: {SECRET}")
    ground.write("content/posts/mail.md", header + "\nShown.\n")


@trap()
def keys_that_python_knows(ground: Ground) -> None:
    keys = ("__class__", "__init__", "__proto__", "constructor", "content", "handler", "self")
    lines = "\n".join(f"{key}: {HIDDEN}" for key in keys)
    ground.write("content/posts/keys.md", yaml(lines) + "\nShown.\n")


@trap("header-not-first", fates={"content/posts/behind-0.md": ("problem", "header-not-first")})
def headers_behind_what_nobody_sees(ground: Ground) -> None:
    befores = ("\f", "\v", "\ufeff\ufeff", "\u200b\n", "\u00a0", "<!-- a\n\nb -->\n", "\u2028")
    for number, before in enumerate(befores):
        text = f"{before}---\ntitle: {HIDDEN}\ndate: 2024-04-02\ndraft: true\n---\n{HIDDEN}\n"
        ground.write(f"content/posts/behind-{number}.md", text)
