"""Names of files: one for each address, and the address can be told from it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.export.addresses import Address, file_of, read_address, url_of
from tests.export.crawling import address_of, spelled


@pytest.mark.parametrize(
    ("address", "file", "url"),
    [
        ("/v1", "v1.json", "/v1.json"),
        ("/v1/posts?page=1", "v1/posts.json", "/v1/posts.json"),
        ("/v1/posts?page=2", "v1/posts/page/2.json", "/v1/posts/page/2.json"),
        (
            "/v1/posts?lang=all&page=12&author=jun_takeda",
            "v1/posts/author=jun_takeda/lang=all/page/12.json",
            "/v1/posts/author=jun_takeda/lang=all/page/12.json",
        ),
        ("/v1/posts/page?lang=de", "v1/posts/page/lang=de.json", "/v1/posts/page/lang=de.json"),
        (
            "/v1/posts/page/neighbors",
            "v1/posts/page/neighbors.json",
            "/v1/posts/page/neighbors.json",
        ),
        ("/v1/posts?tag=neighbors", "v1/posts/tag=neighbors.json", "/v1/posts/tag=neighbors.json"),
        ("/v1/posts?tag=a%2Fb%25", "v1/posts/tag=a%2Fb%25.json", "/v1/posts/tag=a%252Fb%2525.json"),
        ("/v1/tags/%C3%BCber", "v1/tags/über.json", "/v1/tags/%C3%BCber.json"),
        ("/v1/media/a%20b.png", "v1/media/a b.png", "/v1/media/a%20b.png"),
        ("/v1/media/a/cat.jpg?w=320", "v1/media/a/w=320/cat.jpg", "/v1/media/a/w=320/cat.jpg"),
        ("/v1/media/w=320/cat.jpg", "v1/media/=w=320/cat.jpg", "/v1/media/=w=320/cat.jpg"),
        ("/v1/media/cat.gif?w=160", "v1/media/w=160/cat.gif.png", "/v1/media/w=160/cat.gif.png"),
        ("/v1/media/c.png?format=webp", "v1/media/format=webp/c.png.webp", None),
        ("/feed.atom?page=2", "page/2/feed.atom", "/page/2/feed.atom"),
        ("/sitemap-2.xml", "sitemap-2.xml", "/sitemap-2.xml"),
        ("/openapi/v1.json", "openapi/v1.json", "/openapi/v1.json"),
        ("/docs/problems/not-found", "docs/problems/not-found.html", "/docs/problems/not-found"),
    ],
)
def test_file_has_the_path_of_its_address_and_the_query_as_folders(
    address: str, file: str, url: str | None
) -> None:
    read, _ = read_address(address)
    assert file_of(read) == file
    if url is not None:
        assert url_of(read, file) == url


_SLUG = st.text("abc-7ü页", min_size=1, max_size=8) | st.sampled_from(
    ["page", "lang", "tag", "neighbors", "related", "2"]
)
_NAME = st.text("ab c=%&üw_2.", min_size=1, max_size=8).filter(lambda name: name.strip(". "))
_VALUE = st.text("ab2/%=&, ü.", max_size=8)


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """Draw an address of a list, a resource, or a picture."""
    names = draw(st.lists(st.sampled_from(["author", "lang", "tag", "year"]), unique=True))
    pairs = [(name, draw(_VALUE)) for name in names]
    path = draw(
        st.sampled_from(["/v1/posts", "/v1/tags"])
        | st.builds("/v1/posts/{}".format, _SLUG)
        | st.builds("/v1/posts/{}/{}".format, _SLUG, st.sampled_from(["neighbors", "related"]))
    )
    if draw(st.booleans()):
        path = f"/v1/media/{draw(_NAME)}/{draw(_NAME)}.jpg"
        pairs = [("w", "320")] if draw(st.booleans()) else []
    elif draw(st.booleans()):
        pairs.append(("page", str(draw(st.integers(2, 99)))))
    return Address(path, tuple(sorted(pairs)))


@settings(max_examples=60)
@given(addresses(), addresses())
def test_two_addresses_have_two_files_and_each_tells_its_address(
    one: Address, other: Address
) -> None:
    files = [file_of(one), file_of(other)]
    assert (files[0] == files[1]) == (one == other)
    for address, file in zip((one, other), files, strict=True):
        assert file is not None
        query = "&".join(f"{name}={value}" for name, value in address.pairs)
        assert address_of(file) == address.path + ("?" if query else "") + query


@pytest.mark.parametrize(
    "path", ["/v1/tags/" + "ü" * 126, "/v1/media/../a.png", "/v1/media//a.png"]
)
def test_address_that_no_disk_can_name_has_no_file(path: str) -> None:
    assert file_of(Address(path)) is None


def test_longest_name_fits_to_the_byte() -> None:
    assert file_of(Address("/v1/tags/" + "a" * 250)) is not None
    assert file_of(Address("/v1/tags/" + "a" * 251)) is None


def test_spelling_of_a_query_makes_no_other_address() -> None:
    one, _ = read_address("/v1/posts?tag=a+b&lang=de#top")
    other, fragment = read_address("/v1/posts?lang=de&tag=a%20b#top")
    assert (one, fragment) == (other, "#top")
    assert spelled("/v1/posts?tag=a+b&lang=de") == spelled("/v1/posts?lang=de&tag=a%20b")
