"""Whatever a configuration and a front matter say: nothing is raised, addresses stay below the
root, and what cannot be read is not shown."""

import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.conventions.jekyll import JEKYLL
from quire.documents.front_matter import parse
from quire.model import Site, SourceFile

PATHS = (
    *("_posts/2024-05-31-a.md", "b/_posts/c/2024-5-3-d.md", "_drafts/e.md", "_docs/f/g.v1.md"),
    *("h.md", "i/index.html", "_data/authors.yml", "assets/j.png", "_docs/k.png"),
)
KEYS = (
    *("title", "url", "baseurl", "source", "destination", "collections", "collections_dir"),
    *("data_dir", "permalink", "include", "exclude", "markdown_ext", "defaults", "timezone"),
    *("show_drafts", "future", "unpublished", "excerpt_separator", "lang", "languages", "plugins"),
)
FIELDS = (
    *("title", "slug", "permalink", "date", "published", "draft", "categories", "category"),
    *("tags", "tag", "author", "authors", "redirect_from", "redirect_to", "image", "header"),
    *("excerpt", "excerpt_separator", "lang", "ref", "id", "sitemap", "seo", "layout"),
)
texts = st.one_of(
    st.text(max_size=20),
    st.text("/.:_*%ä " + string.ascii_lowercase, max_size=30),
    st.sampled_from(
        [
            "pretty",
            "/:year/:title/",
            "/../:path",
            "docs",
            "_docs",
            "posts",
            "2024-05-31",
            "9999-12-31 23:59",
        ]
    ),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(st.sampled_from(["docs", "output", "permalink", "scope", "values"]), texts),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


def site_of(config: bytes) -> tuple[Site, dict[str, SourceFile]]:
    data = {"_config.yml": config, "_data/authors.yml": b"ada: {name: Ada}"}
    files = {path: SourceFile(path, "0" * 40, 1) for path in ("_config.yml", *PATHS)}
    site, _ = JEKYLL.site(files, lambda path: data[path])
    JEKYLL.profiles(files, lambda path: data[path], site)
    return site, files


@pytest.mark.slow
@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from(KEYS), values, max_size=6),
    st.dictionaries(st.sampled_from(FIELDS), values, max_size=6),
)
def test_any_site_is_understood(config: dict[str, object], fields: dict[str, object]) -> None:
    site, files = site_of(json.dumps(config).encode())
    header = f"---\n{json.dumps(fields)}\n---\n".encode()
    for file in JEKYLL.content_files(files, site):
        parsed = parse(file.path, header)
        candidate = JEKYLL.interpret(file, parsed, site).candidate
        assert candidate is not None
        assert candidate.permalink.startswith("/")
        assert candidate.permalink.isascii()
        assert ".." not in candidate.permalink.split("/")
        assert candidate.slug
        if not parsed.readable:
            assert candidate.hidden is not None
    for path in files:
        assert not (JEKYLL.published_path(path, site) or "").startswith(("/", "../"))
        assert JEKYLL.locations("../a.png", path, site)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_configuration(config: bytes) -> None:
    site, files = site_of(config)
    JEKYLL.content_files(files, site)
    assert site.templates == "liquid"
