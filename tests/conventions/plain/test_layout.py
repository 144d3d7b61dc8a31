"""A plain folder's addresses and files, and what generators do differently."""

import pytest

from tests.conventions.reading import understood

DOCUSAURUS = "-- docusaurus.config.ts --\n"


def permalink(path: str, front_matter: str = "", site: str = "") -> str:
    found = understood(f"{site}-- {path} --\n---\n{front_matter}\n---\n")
    return found.permalinks[path]


@pytest.mark.parametrize(
    ("path", "front_matter", "expected"),
    [
        ("a.md", "", "/a/"),
        ("Notes/Über uns.md", "", "/Notes/%C3%9Cber%20uns/"),
        ("blog/2024-05-31-x.md", "", "/blog/2024-05-31-x/"),
        ("README.md", "", "/"),
        ("docs/README.md", "", "/docs/"),
        ("docs/index.md", "", "/docs/"),
        ("docs/_index.md", "slug: ''", "/docs/"),
        ("_posts/x.md", "", "/posts/x/"),
        ("src/content/blog/x.md", "", "/blog/x/"),
        ("blog/x.md", "slug: y", "/blog/y/"),
        ("blog/x.md", "slug: /y/z", "/y/z/"),
        ("blog/x/index.md", "slug: y", "/blog/y/"),
        ("blog/x.md", "slug: /", "/"),
        ("blog/x.md", "permalink: /y/", "/y/"),
        ("blog/x.md", "permalink: y.html", "/y.html"),
        ("blog/x.md", "url: /y", "/y/"),
        ("blog/x.md", "url: https://other.example/y", "/blog/x/"),
        ("blog/x.md", "path: ../../y%20z", "/y%20z/"),
    ],
)
def test_address_is_the_path_and_what_front_matter_says(
    path: str, front_matter: str, expected: str
) -> None:
    assert permalink(path, front_matter) == expected


@pytest.mark.parametrize(
    ("path", "front_matter", "expected"),
    [
        ("blog/2024-05-31-x.md", "", "/blog/2024/05/31/x"),
        ("blog/2024-05-31-x/index.md", "", "/blog/2024/05/31/x"),
        ("blog/2024-05-31-x.md", "slug: y", "/blog/y"),
        ("blog/2024-05-31-x.md", "slug: /y/", "/blog/y/"),
        ("blog/x.md", "", "/blog/x"),
        ("docs/01-guide/02-install.md", "", "/docs/guide/install"),
        ("docs/2024-05-31-x.md", "", "/docs/2024-05-31-x"),
        ("docs/guide/index.md", "", "/docs/guide/"),
        ("docs/guide/x.md", "slug: y", "/docs/guide/y"),
        ("docs/guide/x.md", "slug: /", "/docs/"),
        ("docs/guide/x.md", "slug: /y", "/docs/y"),
        ("src/pages/about.md", "", "/about"),
    ],
)
def test_address_in_docusaurus(path: str, front_matter: str, expected: str) -> None:
    assert permalink(path, front_matter, DOCUSAURUS) == expected


def test_eleventy_drops_the_date_from_the_address() -> None:
    path = "src/posts/2024-05-31-x.md"
    assert permalink(path, site="-- .eleventy.js --\n") == "/posts/x/"


def test_address_that_is_a_template_is_reported_and_not_used() -> None:
    found = understood('-- a.md --\n---\npermalink: "/{{ title | slugify }}/"\n---\n')
    assert found.permalinks == {"a.md": "/a/"}
    assert found.codes == [("a.md", 2, "invalid-permalink")]


def test_files_that_are_no_content() -> None:
    found = understood(
        "-- a.md --\n-- .github/b.md --\n-- node_modules/c.md --\n-- _includes/d.md --\n"
        "-- _partial.md --\n-- #e.md --\n-- f.txt --\n-- g.MDX --\n"
        "-- docs/index.md --\n-- docs/README.md --\n"
    )
    assert list(found.candidates) == ["a.md", "g.MDX", "docs/index.md"]


def test_only_the_content_of_a_generator_is_content() -> None:
    found = understood(
        f"{DOCUSAURUS}-- README.md --\n-- blog/a.md --\n-- docs/b.md --\n-- i18n/fr/docs/b.md --\n"
        "-- versioned_docs/version-1/b.md --\n"
    )
    assert list(found.candidates) == ["blog/a.md", "docs/b.md"]


def test_generator_without_its_folders_reads_everything() -> None:
    assert permalink("notes/a.md", site="-- astro.config.mjs --\n") == "/notes/a/"


def test_content_folder_is_no_part_of_the_address() -> None:
    named = "-- quire.toml --\n[site]\nconvention = 'plain'\n"
    assert permalink("content/blog/a.md", site=named) == "/blog/a/"


def test_files_are_published_beside_the_pages() -> None:
    found = understood(
        f"{DOCUSAURUS}-- static/img/a.png (1x1) --\n-- blog/x/b.png (1x1) --\n"
        "-- blog/x/index.md --\n-- src/assets/c.png (1x1) --\n"
        "-- data/secret.csv --\n-- _e/f.png (1x1) --\n"
    )
    published = {path: found.convention.published_path(path, found.site) for path in found.files}
    assert published == {
        "docusaurus.config.ts": None,
        "static/img/a.png": "img/a.png",
        "blog/x/b.png": "blog/x/b.png",
        "blog/x/index.md": "blog/x/index.md",
        "src/assets/c.png": "src/assets/c.png",
        "data/secret.csv": None,
        "_e/f.png": None,
    }


def test_links_and_pictures_are_found() -> None:
    found = understood(
        f"{DOCUSAURUS}-- static/img/a.png (4x3) --\n-- blog/2024-05-31-x/index.md --\n"
        "-- blog/2024-05-31-x/b.png (4x3) --\n-- docs/guide/index.md --\n-- docs/c.md --\n"
        "-- src/assets/d.png (4x3) --\n"
    )
    addresses = found.addresses()
    path = "blog/2024-05-31-x/index.md"
    links = {
        address: addresses.resolve(kind, address, path).url
        for kind, address in (
            ("link", "../../docs/c.md#part"),
            ("link", "/docs/c.md"),
            ("link", "@site/docs/c.md"),
            ("link", "../../docs/guide"),
            ("image", "b.png"),
            ("image", "/img/a.png"),
            ("image", "@site/static/img/a.png"),
            ("image", "../../src/assets/d.png"),
            ("image", "../../../../etc/passwd.png"),
        )
    }
    assert links == {
        "../../docs/c.md#part": "/docs/c#user-content-part",
        "/docs/c.md": "/docs/c",
        "@site/docs/c.md": "/docs/c",
        "../../docs/guide": "/docs/guide/",
        "b.png": "/v1/media/blog/2024-05-31-x/b.png",
        "/img/a.png": "/v1/media/img/a.png",
        "@site/static/img/a.png": "/v1/media/img/a.png",
        "../../src/assets/d.png": "/v1/media/src/assets/d.png",
        "../../../../etc/passwd.png": "/etc/passwd.png",
    }
