import pytest

from tests.conventions.reading import understood

SITE = """
-- hugo.toml --
[languages.en]
[languages.de]
-- content/blog/_index.md --
-- content/blog/first.md --
-- content/blog/first.de.md --
-- content/blog/trip/index.md --
-- content/blog/trip/index.de.md --
-- content/docs/deep/only-here.md --
-- content/docs/first.md --
-- content/about.de.md --
"""


@pytest.mark.parametrize(
    ("address", "path", "expected"),
    [
        ("first.md", "content/blog/trip/index.md", "/blog/first/"),
        ("first", "content/blog/_index.md", "/blog/first/"),
        ("first", "content/docs/deep/only-here.md", "/blog/first/"),
        ("/blog/first", "content/docs/first.md", "/blog/first/"),
        ("blog/first.md", "content/docs/first.md", "/blog/first/"),
        ("blog/first", "content/blog/trip/index.de.md", "/de/blog/first/"),
        ("blog/first.de.md", "content/docs/first.md", "/de/blog/first/"),
        ("/blog/trip", "content/docs/first.md", "/blog/trip/"),
        ("/blog/trip/index.md", "content/blog/first.de.md", "/de/blog/trip/"),
        ("/blog", "content/docs/first.md", "/blog/"),
        ("only-here", "content/blog/first.md", "/docs/deep/only-here/"),
        ("Only-Here.md", "content/blog/first.md", "/docs/deep/only-here/"),
        ("trip", "content/docs/first.md", "/blog/trip/"),
        ("about", "content/blog/first.de.md", "/de/about/"),
    ],
)
def test_references_find_their_pages(address: str, path: str, expected: str) -> None:
    assert understood(SITE).addresses().resolve("link", address, path).url == expected


def test_name_of_another_language_only_finds_nothing() -> None:
    found = understood(SITE)
    locations = found.convention.locations("about", "content/blog/first.md", found.site)
    assert not set(locations) & set(found.files)


def test_hidden_page_makes_no_name_ambiguous() -> None:
    found = understood(
        "-- hugo.toml --\n-- content/a/x.md --\n-- content/b/x.md --\n-- content/c.md --"
    )
    addresses = found.addresses(hidden=("content/a/x.md",))
    assert addresses.resolve("link", "x", "content/c.md").url == "/b/x/"
