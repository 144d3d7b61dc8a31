import pytest

from quire.model import Candidate, Problem
from tests.conventions.jekyll.sites import one, site_of
from tests.conventions.reading import understood


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("_posts/2024-05-31-to-the-MOON.md", "To The Moon"),
        ("_posts/2024-05-31-.md", "Home"),
        ("_docs/getting_started.md", "Getting_started"),
        ("_docs/guide/index.md", "Guide"),
        ("about-us.md", "About Us"),
        ("about_us.md", "About Us"),
        ("guide/index.md", "Guide"),
        ("index.md", "Home"),
    ],
)
def test_title_of_the_file_name(path: str, title: str) -> None:
    assert one("", path, "collections: {docs: {output: true}}").title == title
    assert one("title: Own", path, "collections: {docs: {output: true}}").title == "Own"


@pytest.mark.parametrize(
    ("path", "front_matter", "slug"),
    [
        ("_posts/2024-05-31-hello.md", "", "hello"),
        ("_posts/2024-05-31-hello.md", "slug: Über uns", "uber-uns"),
        ("_posts/2024-05-31-hello.md", "permalink: /other/", "hello"),
        ("a/index.md", "", "a"),
        ("index.md", "", "home"),
        ("a/b.md", "permalink: /c", "b"),
    ],
)
def test_slugs(path: str, front_matter: str, slug: str) -> None:
    assert one(front_matter, path).slug == slug


def test_tags_and_categories_are_split_at_spaces() -> None:
    found = one("tags: a b, c\ncategories: D e", "F g/_posts/2024-05-31-a.md")
    assert (found.tags, found.categories) == (("a", "b", "c"), ("F g", "D", "e"))
    found = one("tags: [a b, c]\ntag:\ncategory: D e")
    assert (found.tags, found.categories) == (("a b", "c"), ("D e",))
    found = one("tag: a b\ntags: [c]\ncategories: [x, 7]\ncategory: [y, x]")
    assert (found.tags, found.categories) == (("a b",), ("x", "7", "y"))
    assert one("tags: 2024").tags == ("2024",)


def test_folders_are_categories_of_posts_alone() -> None:
    assert one("", "a/b/_posts/c/2024-05-31-x.md").categories == ("a", "b")
    assert one("category: x", "a/b.md").categories == ("x",)


def test_authors() -> None:
    assert one("author: ada").authors == ("ada",)
    assert one("authors: [ada, Grace Hopper <grace@example.org>]").authors == (
        "ada",
        "Grace Hopper",
    )
    assert one("author: {name: Ada, url: https://example.org}").authors == ("Ada",)


def test_former_addresses() -> None:
    found = one("redirect_from: [/old/, 'a b.html', /2024/05/31/hello.html]\naliases: [/x/]")
    assert found.aliases == ("/x/", "/old/", "/a%20b.html")
    assert one("redirect_from: /old").aliases == ("/old",)
    wrong = site_of("redirect_from: https://example.org/a")
    assert wrong.problems == (
        Problem(
            "_posts/2024-05-31-hello.md",
            2,
            "invalid-alias",
            "The alias 'https://example.org/a' is no path; leave out the site's address.",
            1,
        ),
    )


def test_pictures() -> None:
    front_matter = "image: {path: /a.png, alt: A}\nheader: {teaser: t.png}"
    assert one(front_matter).images == (("/a.png", "A"), ("t.png", ""))
    assert one("image: a.png\nheader: big").images == (("a.png", ""),)


def test_excerpts_and_their_separators() -> None:
    assert one("excerpt: Short\nsummary: Other").excerpt == "Short"
    assert one().excerpt_separator == ""
    assert one("", config="excerpt_separator: <!--cut-->").excerpt_separator == "<!--cut-->"
    own = "excerpt_separator: ~~~"
    assert one(own, config="excerpt_separator: <!--cut-->").excerpt_separator == "~~~"
    assert one('excerpt_separator: ""', config="excerpt_separator: x").excerpt_separator == ""
    assert one("", config='excerpt_separator: "\\n\\n"').excerpt_separator == ""


def test_search_engines_are_kept_away() -> None:
    assert one("sitemap: false").seo.noindex
    assert not one("sitemap: true").seo.noindex
    assert one("description: D").seo.description == "D"


def test_language_versions_share_a_key() -> None:
    config = "languages: [en, fr]"
    english = one("ref: about\nlang: EN", "en/about.md", config)
    french = one("ref: about\nlang: fr\nid: x", "fr/about.md", config)
    other = one("lang: sv", "sv/about.md", config)
    assert (english.lang, english.translation_key, english.key) == ("en", "about", "/en/about.html")
    assert (french.lang, french.translation_key, french.key) == ("fr", "x", "x@fr")
    assert (other.lang, other.translation_key) == ("en", "sv/about.md")
    assert one("id: x", config=config).key == "x"


def test_whole_candidate() -> None:
    found = understood(
        "-- _posts/2024-05-31-hello.md --\n---\nlayout: post\ntitle: Hello\nfeatured: true\n"
        "level: 3\ncanonical_url: https://example.org/a\n---\nBody\n"
    )
    candidate = found.candidates["_posts/2024-05-31-hello.md"]
    assert candidate == Candidate(
        path="_posts/2024-05-31-hello.md",
        blob=candidate.blob,
        kind="post",
        key="/2024/05/31/hello.html",
        translation_key="_posts/2024-05-31-hello.md",
        title="Hello",
        slug="hello",
        permalink="/2024/05/31/hello.html",
        lang="en",
        section="posts",
        published_at=candidate.published_at,
        publish_at=candidate.published_at,
        featured=True,
        canonical_url="https://example.org/a",
        extra={"level": 3},
    )
