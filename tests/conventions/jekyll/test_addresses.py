import pytest

from tests.conventions.jekyll.sites import site_of
from tests.conventions.reading import understood

SITE = """-- _config.yml --
url: https://example.org
baseurl: /blog
permalink: pretty
collections: {docs: {output: true}, parts: {}}
-- _posts/2024-05-31-hello.markdown --
---
---
-- news/_posts/2024-06-01-more.md --
---
---
-- _posts/deep/2024-06-02-deep.md --
---
---
-- _docs/guide/start.md --
---
---
-- _docs/guide/map.png (2x1) --
-- _parts/secret.png (2x1) --
-- _posts/2024-05-31-cat.png (2x1) --
-- about.md --
---
---
-- assets/cat.png (2x1) --
-- _data/cat.png (2x1) --
-- vendor/bundle/cat.png (2x1) --
"""


@pytest.mark.parametrize(
    ("address", "path", "url"),
    [
        ("/_posts/2024-05-31-hello.md", "about.md", "/2024/05/31/hello/"),
        ("_posts/2024-05-31-hello.md", "about.md", "/2024/05/31/hello/"),
        ("/_posts/2024-05-31-hello", "about.md", "/2024/05/31/hello/"),
        ("/_posts/news/2024-06-01-more.md", "about.md", "/news/2024/06/01/more/"),
        ("/_posts/deep/2024-06-02-deep.md", "about.md", "/2024/06/02/deep/"),
        ("/_docs/guide/start.md", "about.md", "/docs/guide/start/"),
        ("about.md#top", "index.md", "/about/#top"),
        ("../about.md", "_docs/x.md", "/about/"),
        ("/blog/about.md", "_docs/guide/start.md", "/about/"),
        ("/about.md", "_docs/guide/start.md", "/about/"),
    ],
)
def test_links_to_source_files_become_permalinks(address: str, path: str, url: str) -> None:
    addresses = understood(SITE).addresses()
    assert addresses.resolve("link", address, path).url == f"https://example.org/blog{url}"


@pytest.mark.parametrize(
    ("address", "media"),
    [
        ("/assets/cat.png", "assets/cat.png"),
        ("/blog/assets/cat.png", "assets/cat.png"),
        ("assets/cat.png", "assets/cat.png"),
        ("../../../../assets/cat.png", "assets/cat.png"),
        ("/_docs/guide/map.png", "docs/guide/map.png"),
        ("/_parts/secret.png", None),
        ("/_posts/2024-05-31-cat.png", None),
        ("/_data/cat.png", None),
        ("/vendor/bundle/cat.png", None),
        ("../../../cat.png", None),
    ],
)
def test_pictures_are_those_that_jekyll_copies(address: str, media: str | None) -> None:
    found = understood(SITE).addresses().resolve("image", address, "_docs/guide/start.md")
    assert found.media == media


def test_files_of_a_collection_follow_its_pattern() -> None:
    config = "collections: {docs: {output: true, permalink: '/d/:collection/:name:output_ext'}}"
    found = site_of("", "_docs/a/b.v1.png", config)
    assert found.convention.published_path("_docs/a/b.v1.png", found.site) == "d/docs/b.v1.png"
    assert found.convention.published_path("_docs/a/LICENSE", found.site) == "d/docs/LICENSE"
    assert found.convention.published_path("_config.yml", found.site) is None
    assert found.convention.published_path("robots.txt", found.site) == "robots.txt"
