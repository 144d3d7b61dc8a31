from dataclasses import replace

import pytest

from quire.documents.front_matter import parse
from tests.conventions.reading import one, understood


@pytest.mark.parametrize(
    ("path", "front_matter", "kind"),
    [
        ("content/posts/a.md", "date: 2024-01-01", "post"),
        ("content/a.md", "date: 2024-01-01", "post"),
        ("content/posts/a/index.md", "date: 2024-01-01", "post"),
        ("content/posts/a.md", "title: undated", "page"),
        ("content/posts/_index.md", "date: 2024-01-01", "page"),
        ("content/authors/_index.md", "title: Authors", "page"),
        ("content/authors/ada/index.md", "date: 2024-01-01", "author"),
        ("content/authors/ada/_index.md", "title: Ada", "author"),
        ("content/authors/a/b/index.md", "title: deep", "page"),
        ("content/authors/!!!/index.md", "title: nameless", "page"),
        ("content/tags/ebpf/_index.md", "title: eBPF", "term"),
        ("content/tags/ebpf/index.md", "title: eBPF", "page"),
        ("content/tags/???/_index.md", "title: nameless", "page"),
        ("content/posts/a.md", "lastmod: 2024-01-01", "post"),
        ("content/posts/a.md", "date: 0001-01-01", "page"),
    ],
)
def test_kind_of_a_file(path: str, front_matter: str, kind: str) -> None:
    assert one(front_matter, path).kind == kind


def test_only_the_named_sections_hold_posts() -> None:
    found = understood("""
-- content/Blog/a.md --
---
date: 2024-01-01
---
-- content/docs/b.md --
---
date: 2024-01-01
---
""")
    assert [each.kind for each in found.candidates.values()] == ["post", "post"]
    only = replace(found.site, post_sections=("blog",))
    kinds = {}
    for path in found.candidates:
        parsed = parse(path, b"---\ndate: 2024-01-01\n---\n")
        interpretation = found.convention.interpret(found.files[path], parsed, only)
        assert interpretation.candidate is not None
        kinds[path] = interpretation.candidate.kind
    assert kinds == {"content/Blog/a.md": "post", "content/docs/b.md": "page"}


def test_author_profile_has_a_name_a_tagline_and_links() -> None:
    author = one(
        """
name: Edith
fullname: Edith Puclla
tagline: Writes.
social: {website: https://edith.example, twitter: "@edith", github: "edith-p", email: e@x.example}
images: [me.png]
mood: fine
""",
        "content/authors/Edith_Puclla/index.md",
    )
    assert (author.kind, author.key, author.taxonomy) == ("author", "edith_puclla", "author")
    assert (author.title, author.description) == ("Edith Puclla", "Writes.")
    assert author.links == {
        "website": "https://edith.example",
        "twitter": "https://twitter.com/edith",
        "github": "https://github.com/edith-p",
    }
    assert author.images == (("me.png", ""),)
    assert author.permalink == "/authors/edith_puclla/"


def test_profile_without_a_name_leaves_it_to_others() -> None:
    assert one("draft: false", "content/authors/ada/index.md").title == ""
    assert one("draft: false", "content/tags/ebpf/_index.md").title == ""


def test_profile_of_an_author_with_an_accent_is_found_by_name() -> None:
    assert one("name: José", "content/authors/José/index.md").key == "jose"


def test_term_profile_has_its_role_and_slug() -> None:
    config = "[taxonomies]\ntopic = 'topics'\ncategory = 'categories'"
    topic = one("title: eBPF", "content/topics/C++/_index.md", config)
    assert (topic.kind, topic.taxonomy, topic.key) == ("term", "tag", "cplusplus")
    category = one("title: eBPF", "content/categories/Guides/_index.md", config)
    assert (category.kind, category.taxonomy, category.key) == ("term", "category", "guides")


def test_draft_profile_is_hidden() -> None:
    assert one("draft: true", "content/authors/ada/index.md").hidden == "draft"
