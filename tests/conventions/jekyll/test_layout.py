from dataclasses import replace

import pytest

from quire.conventions.jekyll import JEKYLL
from quire.conventions.jekyll.layout import Place, place
from quire.conventions.jekyll.rules import Collection, Rules
from quire.documents.front_matter import parse
from tests.conventions.jekyll.sites import permalinks, site_of
from tests.conventions.reading import tree, understood


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("about.md", Place("", "", "about.md", "about.md")),
        ("a/b.html", Place("", "a", "b.html", "a/b.html")),
        (
            "_posts/2024-05-31-a.md",
            Place("posts", "", "2024-05-31-a.md", "_posts/2024-05-31-a.md"),
        ),
        (
            "a/b/_posts/c/2024-05-31-a.md",
            Place("posts", "a/b", "c/2024-05-31-a.md", "a/b/_posts/c/2024-05-31-a.md"),
        ),
        ("a/_drafts/b.md", Place("posts", "a", "b.md", "a/_drafts/b.md", is_draft=True)),
        ("_docs/a/b.md", Place("docs", "", "a/b.md", "_docs/a/b.md")),
        ("_docs/_hidden.md", None),
        ("_includes/a.md", None),
        (".github/a.md", None),
        ("#a.md", None),
        ("~a.md", None),
        ("a.md~", None),
        ("a/_b/c.md", None),
        ("x./a.md", None),
        ("_site/a.md", None),
        ("vendor/bundle/a.md", None),
        ("vendor/a.md", Place("", "vendor", "a.md", "vendor/a.md")),
        ("node_modules/a/README.md", None),
        ("_private/_posts/2024-05-31-a.md", None),
        ("_posts/.hidden/2024-05-31-a.md", None),
    ],
)
def test_place_of_a_file(path: str, found: Place | None) -> None:
    rules = Rules(collections=(*Rules().collections, Collection("docs", "/:path", True)))
    assert place(path, "", rules) == found


def test_files_outside_the_source_stand_nowhere() -> None:
    assert place("about.md", "src", Rules()) is None
    assert place("src/about.md", "src", Rules()) == Place("", "", "about.md", "about.md")
    assert place("src/_posts/2024-05-31-a.md", "src", Rules()) == Place(
        "posts", "", "2024-05-31-a.md", "_posts/2024-05-31-a.md"
    )


def test_collections_may_have_a_folder_of_their_own() -> None:
    config = "collections_dir: all\ncollections: {docs: {output: true}}\npermalink: pretty"
    paths = ["all/_docs/a.md", "all/_posts/2024-05-31-b.md", "_posts/2024-05-31-c.md"]
    paths += ["all/news/_posts/2024-05-31-d.md", "all/page.md"]
    assert permalinks(paths, config) == {
        "all/_docs/a.md": "/docs/a/",
        "all/_posts/2024-05-31-b.md": "/2024/05/31/b/",
        "all/news/_posts/2024-05-31-d.md": "/news/2024/05/31/d/",
        "all/page.md": "/all/page/",
    }


def test_excluded_files_and_folders_are_passed_by() -> None:
    config = "exclude: [README, drafts/, '*.draft.md', a/b]\ninclude: [_pages, README.first.md]"
    paths = ["README.md", "README.first.md", "drafts/a.md", "drafts.md", "x.draft.md", "a/b.md"]
    paths += ["a/c.md", "_pages/d.md"]
    assert list(permalinks(paths, config)) == [
        "README.first.md",
        "drafts.md",
        "a/c.md",
        "_pages/d.md",
    ]


def test_pages_need_front_matter_and_posts_do_not() -> None:
    found = understood(
        "-- README.md --\nText\n-- page.html --\n---\n---\n<p>\n"
        "-- _posts/2024-05-31-a.md --\nText\n-- _posts/undated.md --\n---\n---\n"
        "-- style.css --\n---\n---\n-- feed.xml --\n---\n---\n"
    )
    assert found.permalinks == {
        "page.html": "/page.html",
        "_posts/2024-05-31-a.md": "/2024/05/31/a.html",
    }
    assert found.candidates["page.html"].markup == "html"
    assert found.candidates["_posts/2024-05-31-a.md"].markup == "markdown"
    assert found.problems == ()


def test_markdown_may_have_other_suffixes() -> None:
    config = "markdown_ext: markdown, Text"
    assert permalinks(["a.text", "b.markdown", "c.md", "d.html"], config) == {
        "a.text": "/a.html",
        "b.markdown": "/b.html",
        "d.html": "/d.html",
    }


@pytest.mark.parametrize(
    ("path", "kind", "section"),
    [
        ("_posts/2024-05-31-a.md", "post", "posts"),
        ("News/_posts/2024-05-31-a.md", "post", "posts"),
        ("_notes/2024-05-31-a.md", "post", "notes"),
        ("_notes/a.md", "page", "notes"),
        ("_docs/2024-05-31-a.md", "page", "docs"),
        ("Guide/a.md", "page", "guide"),
        ("a.md", "page", ""),
    ],
)
def test_posts_are_those_of_posts_and_of_named_sections(path: str, kind: str, section: str) -> None:
    found = site_of("", path, "collections: {docs: {output: true}, notes: {output: true}}")
    assert found.site.post_sections == ()
    site = replace(found.site, post_sections=("notes",))
    candidate = JEKYLL.interpret(found.files[path], parse(path, b"---\n---\n"), site).candidate
    assert candidate is not None
    assert (candidate.kind, candidate.section) == (kind, section)


def test_file_without_a_place_stands_for_nothing() -> None:
    found = site_of("", "_includes/a.md")
    assert found.candidates == {}
    file = found.files["_includes/a.md"]
    assert JEKYLL.interpret(file, parse(file.path, b""), found.site).candidate is None


def test_site_claims_a_folder_by_its_configuration_or_its_posts() -> None:
    assert JEKYLL.claims(site_of().files, lambda _: b"title: A") == "_config.yml is there"
    posts = understood("-- blog/_posts/2024-05-31-a.md --\n")
    reason = "blog/_posts/2024-05-31-a.md is a dated post in a folder _posts"
    assert JEKYLL.claims(posts.files, lambda _: b"") == reason
    assert posts.convention is JEKYLL


def test_site_of_another_generator_is_not_claimed() -> None:
    hexo = tree("_config.yml", "source/_posts/a.md")
    assert JEKYLL.claims(hexo, lambda _: b"source_dir: source") is None
    assert JEKYLL.claims(tree("_posts/undated.md", "a.md"), lambda _: b"") is None
