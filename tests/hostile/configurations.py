"""Configurations that reach for what is not theirs."""

from quire.conventions.patterns import MAX_LENGTH
from tests.hostile.ground import HEALTHY, HIDDEN, SECRET, Ground, trap
from tests.hostile.headers import TOO_DEEP

SHOWN = "---\ntitle: Trap\ndate: 2024-04-02\n---\nShown.\n"


@trap("unknown-setting", "invalid-setting")
def quire_toml_that_tries_everything(ground: Ground) -> None:
    ground.write(
        "quire.toml",
        f"""ref = "refs/heads/secret"
secret = "{SECRET}"
state_dir = "{ground.outside}"
sources = ["{ground.outside}"]
[site]
title = "Trap"
url = "javascript:alert(1)"
default_lang = "../../x"
excerpt_words = 1000000000
post_sections = ["posts", "../..", "/etc"]
extra_keys = ["password"]
content_dir = "{ground.outside}"
hooks = ["{ground.command}"]
[site.permalinks]
"posts" = "/../../../:slug"
"x" = "{":title" * 100}"
[site.taxonomies]
author = "email"
owner = "password"
[server]
public_url = "https://evil.example"
""",
    )


@trap("invalid-setting")
def folders_outside_of_the_site(ground: Ground) -> None:
    ground.write(
        "config.yaml",
        "title: Trap\nbaseURL: javascript:alert(1)\n"
        f"staticDir: ['../outside', '{ground.outside}']\n"
        "permalinks: {posts: '/../../../etc/:slug', x: ':nonsense'}\n"
        f"module: {{mounts: [{{source: '{ground.outside}', target: content}}]}}\n"
        "security: {exec: {allow: ['.*']}}\n",
    )


@trap()
def content_folder_outside_of_the_site(ground: Ground) -> None:
    ground.write("config/_default/languages.toml", '[en]\ncontentDir = "../../outside"\n')
    ground.write("config/_default/hugo.toml", "title = 'Trap'\n")
    ground.write("outside/posts/healthy.md", HEALTHY)


@trap()
def thousands_of_languages(ground: Ground) -> None:
    codes = "\n".join(f"[languages.x{n}]\nweight = {n}" for n in range(1_500))
    odd = "\n".join(f'[languages."{code}"]' for code in ("../..", "<b>", "a/b", "é", "."))
    ground.write("config.toml", f"title = 'Trap'\n{codes}\n{odd}\n")


@trap()
def patterns_as_long_as_they_may_be(ground: Ground) -> None:
    ground.write("config.toml", f"ignoreFiles = ['{'b' * MAX_LENGTH}', 'a[bc]$']\n")
    ground.write(f"content/posts/{'a' * 200}!.md", SHOWN)


@trap()
def values_that_are_handed_down_in_circles(ground: Ground) -> None:
    ground.write(
        "config.yaml",
        "title: Trap\ncascade:\n"
        + "".join(f"- {{_target: {{path: '{'**/' * 40}x{n}'}}, x{n}: 1}}\n" for n in range(40)),
    )
    cascade = "---\ntitle: T\ncascade: {cascade: {cascade: {draft: true}}, title: {a: [b]}}\n---\n"
    ground.write("content/cascade/_index.md", cascade)
    ground.write("content/cascade/deep/_index.md", cascade)
    ground.write("content/cascade/deep/post.md", SHOWN)
    ground.write(
        "content/secret/_index.md", "---\ntitle: T\ncascade: {draft: 'true', build: 7}\n---\n"
    )
    ground.write("content/secret/post.md", f"---\ntitle: T\ndraft: true\n---\n{HIDDEN}\n")


@trap()
def configuration_of_jekyll_that_reaches_outside(ground: Ground) -> None:
    ground.write(
        "_config.yml",
        "title: Trap\ndestination: ../outside\nplugins_dir: ../outside\n"
        f"plugins: [{ground.command}]\ninclude: ['.git', '..', '../outside']\nsafe: false\n"
        "collections: {'../outside': {output: true}, posts: 7}\n"
        "permalink: /../../:title\n"
        "defaults: [{scope: {path: '../..'}, values: {published: true}}]\n"
        "timezone: ../../../etc/passwd\nexcerpt_separator: ''\n",
    )
    ground.write("_posts/2024-05-01-healthy.md", HEALTHY)
    ground.write("_data/authors.yml", "x: &x {name: X}\ny: *x\n")
    ground.write("_data/deep.json", "[" * TOO_DEEP)
    ground.write("_drafts/draft.md", f"---\ntitle: D\n---\n{HIDDEN}\n")


@trap()
def source_of_jekyll_outside_of_the_site(ground: Ground) -> None:
    ground.write("_config.yml", "title: Trap\nsource: ../outside\ncollections_dir: ..\n")
    ground.write("outside/_posts/2024-05-01-healthy.md", HEALTHY)


@trap()
def configuration_of_zola_that_reaches_outside(ground: Ground) -> None:
    ground.write(
        "config.toml",
        'base_url = "file:///etc/passwd"\ntheme = "../../outside"\noutput_dir = "../outside"\n'
        "[markdown]\nextra_syntaxes_and_themes = ['../outside']\n[slugify]\npaths = 'off'\n"
        '[[taxonomies]]\nname = "../../x"\n',
    )
    for name, path in (("a", "../../../etc/passwd"), ("b", "//evil.example"), ("c", "/v1")):
        ground.write(
            f"content/posts/{name}.md", f'+++\ntitle = "T"\npath = "{path}"\n+++\nShown.\n'
        )


@trap()
def data_files_beyond_their_bounds(ground: Ground) -> None:
    laughs = "a: &a [x, x]\nb: [*a, *a]\n"
    for name in ("authors.yml", "data/authors.yaml", "content/authors.yml", "blog/authors.yml"):
        ground.write(name, laughs)
    ground.write("data/authors.json", '{"a":' * TOO_DEEP)
    ground.write("data/authors.toml", ".".join("a" * (TOO_DEEP + 1)) + " = 1\n")
    ground.write(
        "content/posts/authors.yaml", f"x: !!python/object/apply:os.system [{ground.command}]"
    )
