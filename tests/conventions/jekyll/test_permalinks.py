from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quire.conventions.jekyll import JEKYLL
from quire.conventions.jekyll.layout import Place
from quire.conventions.jekyll.permalinks import Page, of_document, slugified, unknown_placeholders
from quire.documents.front_matter import parse
from quire.model import Problem
from tests.conventions.jekyll.sites import one, permalinks, site_of

PATH = "Deep Dive/_posts/in/2009-02-01-Hello, World.v2.md"


@pytest.mark.parametrize(
    ("style", "post", "page"),
    [
        ("date", "/a/2024/05/31/hello.html", "/x/page.html"),
        ("pretty", "/a/2024/05/31/hello/", "/x/page/"),
        ("ordinal", "/a/2024/152/hello.html", "/x/page.html"),
        ("weekdate", "/a/2024/W22/Fri/hello.html", "/x/page"),
        ("none", "/a/hello.html", "/x/page.html"),
        ("/:year/:title", "/2024/hello", "/x/page"),
        ("/:year/:title/", "/2024/hello/", "/x/page/"),
        ("/:title:output_ext", "/hello.html", "/x/page.html"),
    ],
)
def test_styles_of_the_site(style: str, post: str, page: str) -> None:
    paths = ["a/_posts/2024-05-31-hello.md", "x/page.md", "x/index.md", "index.html", "x/old.htm"]
    assert permalinks(paths, f"permalink: {style}") == {
        "a/_posts/2024-05-31-hello.md": post,
        "x/page.md": page,
        "x/index.md": "/x/",
        "index.html": "/",
        "x/old.htm": page.replace("page.html", "old.htm").replace("page", "old"),
    }


@pytest.mark.parametrize(
    ("placeholder", "value"),
    [
        (":year-:month-:day", "2009-02-01"),
        (":short_year-:i_month-:i_day-:y_day", "09-2-1-032"),
        (":short_month-:long_month", "Feb-February"),
        (":w_year-:week-:w_day-:short_day-:long_day", "2009-05-7-Sun-Sunday"),
        (":hour-:minute-:second", "13-07-09"),
        (":month_:day_", "02_01_"),
        (":title", "Hello,-World.v2"),
        (":slug", "hello-world-v2"),
        (":name", "2009-02-01-hello-world-v2"),
        (":categories", "deep%20dive/a%20&%20b"),
        (":slugified_categories", "deep-dive/a-b"),
        (":collection", "posts"),
        (":path", "Deep%20Dive/in/2009-02-01-Hello,%20World.v2"),
        ("x:output_ext", "x.html"),
    ],
)
def test_placeholders_of_posts(placeholder: str, value: str) -> None:
    front_matter = "date: 2009-02-01 13:07:09\ncategory: A & B"
    assert one(front_matter, PATH, f"permalink: /p/{placeholder}/").permalink == f"/p/{value}/"


def test_slug_of_the_front_matter_is_in_the_address() -> None:
    config = "permalink: /:title/:slug/:name"
    assert one("slug: My Slug!", config=config).permalink == "/My-Slug%21/my-slug/2024-05-31-hello"


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/custom/", "/custom/"),
        ("custom.html", "/custom.html"),
        ("/:year/:i_month/:title", "/2024/5/hello"),
        ("/a b/ü", "/a%20b/%C3%BC"),
        ("/a%20b/%C3%BC", "/a%20b/%C3%BC"),
        ("//a//b//", "/a/b/"),
        ("/../../etc/passwd", "/etc/passwd"),
        ("/%2e%2e/%2e%2e/etc/passwd", "/etc/passwd"),
        ("/a?b#c", "/a%3Fb%23c"),
        ("./a./b", "/ab"),
    ],
)
def test_permalink_of_the_front_matter(permalink: str, path: str) -> None:
    assert one(f"permalink: {permalink!r}").permalink == path


def test_pages_know_three_placeholders() -> None:
    front_matter = "permalink: /:path/x/:basename:output_ext/:title"
    assert one(front_matter, "a/b.md").permalink == "/a/x/b.html/:title"
    assert one("permalink:", "a/b.md").permalink == "/a/b.html"


def test_unknown_placeholder_of_a_post_is_reported() -> None:
    found = site_of("permalink: /:yeer/:title/")
    assert found.permalinks == {"_posts/2024-05-31-hello.md": "/2024/05/31/hello.html"}
    message = "The permalink holds ':yeer', which is no placeholder; leave it out."
    assert found.problems == (
        Problem("_posts/2024-05-31-hello.md", 2, "invalid-permalink", message, 1),
    )


def test_quire_toml_overrules_the_pattern_of_a_collection() -> None:
    found = site_of()
    file = found.files["_posts/2024-05-31-hello.md"]
    site = replace(found.site, permalinks={"posts": "/b/:title/:nothing/"})
    candidate = JEKYLL.interpret(file, parse(file.path, b""), site).candidate
    assert candidate is not None
    assert candidate.permalink == "/b/hello/:nothing/"


def test_collections_have_patterns_of_their_own() -> None:
    config = (
        "permalink: pretty\ncollections: {a: {output: true}, b: {output: true, "
        "permalink: '/:collection/:name:output_ext'}}"
    )
    paths = ["_a/x/First Part.md", "_a/v1.2.md", "_b/x/Second.md", "_a/index.md"]
    assert permalinks(paths, config) == {
        "_a/x/First Part.md": "/a/x/First%20Part/",
        "_a/v1.2.md": "/a/v1.2/",
        "_b/x/Second.md": "/b/second.html",
        "_a/index.md": "/a/index/",
    }


@pytest.mark.parametrize(
    ("text", "plain", "pretty"),
    [
        ("The _config.yml file", "the-config-yml-file", "The-_config.yml-file"),
        ("Ünïcode 日本語", "ünïcode-日本語", "Ünïcode-日本語"),
        ("-a--b-", "a-b", "a-b"),
        ("½ ²", "", ""),
        ("!?", "", "!"),
        ("", "", ""),
    ],
)
def test_slugs_in_addresses(text: str, plain: str, pretty: str) -> None:
    assert (slugified(text), slugified(text, pretty=True)) == (plain, pretty)


def test_document_without_a_date_has_no_date_in_its_address() -> None:
    page = Page(Place("docs", "", "a.md", "_docs/a.md"), None, None, ())
    assert of_document(page, "/:year/:title") == "/a"
    dated = page._replace(date=datetime(987, 6, 5, tzinfo=UTC))
    assert of_document(dated, "/:year/:short_year/:title") == "/0987/87/a"


def test_unknown_placeholders_are_listed() -> None:
    assert unknown_placeholders("/:year_/:nope/:title:ext:8080") == [":nope", ":ext"]
