from dataclasses import replace
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quire.conventions.addresses import MAX_MEDIA_BYTES, Addresses, media_type
from quire.model import Reference, SourceFile
from quire.model.pictures import Variant
from tests.conventions.reading import Understood, understood

SITE = """
-- hugo.toml --
baseURL = "https://ink.example/"
[languages.en]
[languages.de]
-- content/posts/hello.md --
-- content/posts/hello.de.md --
-- content/posts/other post.md --
-- content/posts/other post.de.md --
-- content/posts/draft.md --
-- content/posts/trip/index.md --
-- content/posts/trip/map.png (40x30) --
-- content/posts/trip/notes.md --
-- content/posts/trip/tour.PDF --
-- content/posts/ä b.png --
-- static/page.html --
-- content/.secret/key.png --
-- content/photo.jpg --
-- static/img/logo.svg --
-- static/photo.jpg --
-- assets/raw.webp --
-- private/cat.png --
-- cat.png --
"""
HELLO = "content/posts/hello.md"
TRIP = "content/posts/trip/index.md"

ANY_SITE = understood(SITE)


@pytest.fixture(scope="module")
def site() -> Understood:
    return understood(SITE)


@pytest.fixture
def addresses(site: Understood) -> Addresses:
    return site.addresses(measure=lambda _: (40, 30), hidden=("content/posts/draft.md",))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#top",
        "https://x.example/cat.png",
        "//cdn.example/cat.png",
        "mailto:ada@example.org",
        "data:image/png;base64,x",
    ],
)
@pytest.mark.parametrize("kind", ["link", "image"])
def test_addresses_elsewhere_stay_as_they_are(
    addresses: Addresses, kind: str, address: str
) -> None:
    assert addresses.resolve(kind, address, HELLO) == Reference(address)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("other post.md", "/posts/other-post/"),
        ("other%20post.md#part", "/posts/other-post/#part"),
        ("./trip/index.md?x=1", "/posts/trip/?x=1"),
        ("/posts/hello.md", "/posts/hello/"),
        ("posts/hello.md", "/posts/hello/"),
        ("../posts/hello.md", "/posts/hello/"),
        ("hello.de.md", "/de/posts/hello/"),
        ("/about/", "/about/"),
        ("/about?x#y", "/about?x#y"),
        ("sibling/", "/posts/hello/sibling/"),
        ("../../sibling/", "/sibling/"),
        ("../../../../up", "/up"),
        ("ü b/", "/posts/hello/%C3%BC%20b/"),
        ("?page=2", "/posts/hello/?page=2"),
        ("page.html", "/posts/hello/page.html"),
        ("java\tscript:alert(1)", "/posts/hello/java%09script:alert%281%29"),
    ],
)
def test_links_lead_to_the_site(addresses: Addresses, address: str, url: str) -> None:
    found = addresses.resolve("link", address, HELLO)
    assert found == Reference(f"https://ink.example{url}")


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("hello.md", "/de/posts/hello/"),
        ("/posts/other post.md", "/de/posts/other-post/"),
        ("trip/index.md", "/posts/trip/"),
    ],
)
def test_links_prefer_the_version_in_their_own_language(
    addresses: Addresses, address: str, url: str
) -> None:
    found = addresses.resolve("link", address, "content/posts/hello.de.md")
    assert found == Reference(f"https://ink.example{url}")


@pytest.mark.parametrize("address", ["draft.md", "gone.md", "Gone.MARKDOWN", "../../README.md"])
def test_link_to_no_published_file_is_reported_whether_it_is_hidden_or_missing(
    addresses: Addresses, address: str
) -> None:
    problem = (
        "broken-link",
        f"The link {address!r} leads to no published file; mend the address.",
    )
    found = addresses.resolve("link", address, HELLO)
    assert found.problem == problem
    assert found.media is None
    assert found.url.startswith("https://ink.example/")


def test_hidden_file_changes_no_address() -> None:
    with_draft = understood(
        "-- hugo.toml --\n-- content/posts/a.md --\n-- content/posts/b.md --\n-- content/b.md --\n"
    )
    without = understood("-- hugo.toml --\n-- content/posts/a.md --\n-- content/b.md --\n")
    for address in ("b.md", "../b.md", "/posts/b.md", "posts/b.md", "b/"):
        assert with_draft.addresses(hidden=("content/posts/b.md",)).resolve(
            "link", address, "content/posts/a.md"
        ) == without.addresses().resolve("link", address, "content/posts/a.md")


@pytest.mark.parametrize(
    ("address", "path", "published"),
    [
        ("map.png", TRIP, "posts/trip/map.png"),
        ("trip/map.png", HELLO, "posts/trip/map.png"),
        ("/posts/trip/map.png", HELLO, "posts/trip/map.png"),
        ("posts/trip/map.png", HELLO, "posts/trip/map.png"),
        ("ä%20b.png", HELLO, "posts/%C3%A4%20b.png"),
        ("/img/logo.svg", HELLO, "img/logo.svg"),
        ("img/logo.svg", HELLO, "img/logo.svg"),
        ("/raw.webp", HELLO, "raw.webp"),
        ("../../static/img/logo.svg", HELLO, "img/logo.svg"),
    ],
)
def test_pictures_are_found_beside_the_file_and_on_the_site(
    addresses: Addresses, address: str, path: str, published: str
) -> None:
    plain = published.replace("%C3%A4%20", "ä ")
    expected = Reference(f"/v1/media/{published}", plain, 40, 30)
    assert addresses.resolve("image", address, path) == expected
    assert list(addresses.media) == [plain]


def test_links_to_files_keep_their_fragment(addresses: Addresses) -> None:
    found = addresses.resolve("link", "tour.PDF?download#page=2", TRIP)
    assert found == Reference("/v1/media/posts/trip/tour.PDF#page=2", "posts/trip/tour.PDF", 40, 30)


def test_file_that_is_no_picture_has_no_size(site: Understood) -> None:
    found = site.addresses().resolve("image", "map.png", TRIP)
    assert found == Reference("/v1/media/posts/trip/map.png", "posts/trip/map.png")


def test_one_file_only_is_served_at_a_place(addresses: Addresses, site: Understood) -> None:
    assert addresses.resolve("image", "/photo.jpg", HELLO).media == "photo.jpg"
    assert addresses.resolve("image", "../photo.jpg", HELLO).problem is not None
    assert addresses.media == {"photo.jpg": site.files["static/photo.jpg"]}


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("gone.png", "/posts/hello/gone.png"),
        ("/gone.png", "/gone.png"),
        ("./gone.png#a", "/posts/hello/gone.png#a"),
        ("../gone.png", "/posts/gone.png"),
        ("img/gone é.png?v=1", "/posts/hello/img/gone%20%C3%A9.png?v=1"),
        ("/../../etc/passwd", "/etc/passwd"),
        ("../../../../../cat.png", "/cat.png"),
        ("../../private/cat.png", "/private/cat.png"),
        ("../../cat.png", "/cat.png"),
        ("../.secret/key.png", "/posts/.secret/key.png"),
        ("page.html", "/posts/hello/page.html"),
        ("trip/notes.md", "/posts/hello/trip/notes.md"),
        ("%2e%2e/%2e%2e/cat.png", "/cat.png"),
        ("java\nscript:alert(1)", "/posts/hello/java%0Ascript:alert%281%29"),
    ],
)
def test_missing_pictures_are_reported_and_stay_on_the_site(
    addresses: Addresses, address: str, url: str
) -> None:
    problem = (
        "missing-image",
        f"The image {address!r} is not among the site's files; add it or mend the address.",
    )
    found = addresses.resolve("image", address, HELLO)
    assert found == Reference(f"https://ink.example{url}", problem=problem)
    assert addresses.media == {}


@pytest.mark.parametrize(
    ("config", "permalink"),
    [
        ('baseURL = "https://ink.example/"', "/posts/a/"),
        ('baseURL = "https://ink.example/"\nuglyURLs = true', "/posts/a.html"),
        ('baseURL = "https://ink.example/sub/"', "/sub/posts/a/"),
        ('baseURL = "https://ink.example/"\n[permalinks]\nposts = "/x/:slug"', "/x/a"),
    ],
)
@pytest.mark.parametrize(
    "address",
    ["gone.png", "./gone.png", "../gone.png", "img/gone%20x.png", "gone.png?v=1#x", "old.bmp"],
)
def test_picture_that_is_not_served_is_where_a_browser_on_the_page_looks(
    config: str, permalink: str, address: str
) -> None:
    site = understood(
        f"-- hugo.toml --\n{config}\n-- content/posts/a.md --\n-- content/posts/old.bmp --\n"
    )
    found = site.addresses().resolve("image", address, "content/posts/a.md")
    page = f"https://ink.example{permalink}"
    if permalink == "/x/a":
        page = site.site.address_of(site.permalinks["content/posts/a.md"])
    assert found.url == urljoin(page, address)
    assert (found.problem is None) == (address == "old.bmp")


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("old.bmp", "https://ink.example/x/a/old.bmp"),
        ("/scan.TIFF?x#y", "https://ink.example/scan.TIFF?x#y"),
        ("https://ink.example/scan.TIFF", "https://ink.example/scan.TIFF"),
    ],
)
def test_picture_of_a_type_that_is_not_served_keeps_the_address_of_the_site(
    address: str, url: str
) -> None:
    site = understood("""
-- hugo.toml --
baseURL = "https://ink.example/"
[permalinks]
posts = "/x/:slug/"
-- content/posts/a/index.md --
-- content/posts/a/old.bmp --
-- static/scan.TIFF --
""")
    addresses = site.addresses()
    assert addresses.resolve("image", address, "content/posts/a/index.md") == Reference(url)
    assert addresses.media == {}


@pytest.mark.parametrize("name", ["_config.yml", "config.toml", "readme.txt"])
def test_missing_picture_of_any_kind_of_site_is_looked_for_beside_the_page(name: str) -> None:
    """Jekyll, Zola and a folder of markdown, each with a page below another folder."""
    if name == "_config.yml":
        text, path = "-- _config.yml --\nurl: https://ink.example\n", "docs/a.md"
    elif name == "config.toml":
        text, path = '-- config.toml --\nbase_url = "https://ink.example"\n', "content/docs/a.md"
    else:
        text, path = '-- quire.toml --\n[site]\nurl = "https://ink.example"\n', "docs/a.md"
    site = understood(f"{text}-- {path} --\n---\ntitle: A\n---\n")
    page = site.site.address_of(site.permalinks[path])
    for address in ("gone.png", "../gone.png", "/gone.png"):
        found = site.addresses().resolve("image", address, path)
        assert found.url == urljoin(page, address)
        assert found.problem is not None


def test_language_with_an_address_of_its_own_has_its_links_and_missing_pictures_there() -> None:
    site = understood("""
-- hugo.toml --
baseURL = "https://ink.example/"
[languages.en]
[languages.de]
baseURL = "https://tinte.example/"
-- content/posts/a.de.md --
-- content/posts/b.de.md --
""")
    addresses = site.addresses()

    def url(kind: str, address: str) -> str:
        return addresses.resolve(kind, address, "content/posts/a.de.md").url

    assert url("link", "b.md#x") == "https://tinte.example/posts/b/#x"
    assert url("image", "gone.png") == "https://tinte.example/posts/a/gone.png"


def test_missing_picture_of_a_profile_is_looked_for_beside_its_page() -> None:
    site = understood("""
-- hugo.toml --
baseURL = "https://ink.example/"
-- content/authors/ada/_index.md --
""")
    path = "content/authors/ada/_index.md"
    found = site.addresses(profiles=(path,)).resolve("image", "gone.png", path)
    assert found.url == "https://ink.example/authors/ada/gone.png"


def test_site_without_an_address_jumps_to_the_ids_of_our_html() -> None:
    found = understood("-- content/a.md --\n-- content/b.md --\n").addresses()
    assert found.resolve("link", "b.md#x", "content/a.md") == Reference("/b/#user-content-x")
    assert found.resolve("link", "/by/theme#x", "content/a.md") == Reference("/by/theme#x")


def test_site_without_an_address_has_paths() -> None:
    found = understood("-- content/a.md --\n-- content/b.md --\n").addresses()
    assert found.resolve("link", "b.md", "content/a.md") == Reference("/b/")
    assert found.resolve("link", "../x", "content/a.md") == Reference("/x")


def test_file_that_is_too_large_is_not_served() -> None:
    site = understood("-- content/a.md --\n-- content/film.mp4 --\n")
    site.files["content/film.mp4"] = SourceFile("content/film.mp4", "0" * 40, MAX_MEDIA_BYTES + 1)
    addresses = site.addresses()
    assert addresses.resolve("link", "film.mp4#t=3", "content/a.md") == Reference(
        "/a/film.mp4#t=3",
        problem=("media-too-large", "'content/film.mp4' is larger than 20 MiB; make it smaller."),
    )
    assert addresses.media == {}


def test_picture_at_the_root_of_a_site_without_content_folder_is_found() -> None:
    site = understood(
        "-- hugo.toml --\n-- a.md --\n-- cat.png (4x3) --\n-- themes/x/y.png (4x3) --\n"
    )
    found = site.addresses(measure=lambda _: (4, 3))
    assert found.resolve("image", "cat.png", "a.md") == Reference(
        "/v1/media/cat.png", "cat.png", 4, 3
    )
    assert found.resolve("image", "themes/x/y.png", "a.md").media is None


def test_pictures_of_a_disabled_language_are_not_published() -> None:
    site = understood("""
-- hugo.toml --
[languages.en]
[languages.it]
disabled = true
contentDir = "content/it"
-- content/a.md --
-- content/it/gatto.png (4x3) --
""")
    assert site.addresses().resolve("image", "it/gatto.png", "content/a.md").media is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b.PNG", "image/png"),
        ("a.tar.zip", "application/zip"),
        ("notes.txt", "text/plain; charset=utf-8"),
        ("a.html", None),
        ("a.js", None),
        ("a.md", None),
        ("png", "image/png"),
        ("", None),
    ],
)
def test_media_types_are_an_allow_list(path: str, expected: str | None) -> None:
    assert media_type(path) == expected


def test_pictures_have_the_smaller_copies_that_show_all_of_them() -> None:
    site = understood(
        "-- content/a.md --\n"
        + "".join(f"-- static/p.{kind} --\n" for kind in ("png", "jpeg", "webp", "gif", "svg"))
    )
    found = site.addresses(measure=lambda _: (960, 600))

    def widths(address: str) -> list[int]:
        return [each.width for each in found.resolve("image", address, "content/a.md").srcset]

    assert found.resolve("image", "p.png", "content/a.md").srcset == (
        Variant("/v1/media/p.png?w=160", 160),
        Variant("/v1/media/p.png?w=320", 320),
        Variant("/v1/media/p.png?w=640", 640),
    )
    assert widths("p.jpeg") == widths("p.webp") == [160, 320, 640]
    assert widths("p.gif") == widths("p.svg") == []
    assert site.addresses().resolve("image", "p.png", "content/a.md").srcset == ()
    huge = site.addresses(measure=lambda _: (50_000, 50_000))
    assert huge.resolve("image", "p.png", "content/a.md").srcset == ()


@pytest.mark.parametrize(
    ("kind", "address", "url"),
    [
        ("link", "https://ink.example/posts/other-post", "https://ink.example/posts/other-post/"),
        ("link", "http://ink.example/old/#x", "https://ink.example/posts/other-post/#x"),
        ("link", "//ink.example/posts/hello.md", "https://ink.example/posts/hello/"),
        ("link", "/old", "https://ink.example/posts/other-post/"),
        ("link", "../../old/?q", "https://ink.example/posts/other-post/?q"),
        ("link", "https://ink.example/made/by/theme", "https://ink.example/made/by/theme"),
        ("link", "https://ink.example", "https://ink.example"),
        ("image", "https://ink.example/img/logo.svg", "/v1/media/img/logo.svg"),
        ("image", "https://ink.example/gone.png", "https://ink.example/gone.png"),
    ],
)
def test_addresses_in_full_of_the_site_itself_are_its_own(
    site: Understood, kind: str, address: str, url: str
) -> None:
    found = site.addresses(known={"/old/": "/posts/other-post/"}).resolve(kind, address, HELLO)
    assert (found.url, found.problem) == (url, None)


def test_link_beside_documents_that_leads_to_nothing_is_reported(site: Understood) -> None:
    addresses = site.addresses()
    for address in ("/posts/gone/", "https://ink.example/posts/gone#x", "../gone"):
        message = f"The link {address!r} leads to no published file; mend the address."
        assert addresses.resolve("link", address, HELLO).problem == ("broken-link", message)
    for address in ("/posts/", "/posts/page/2/", "/posts/index.xml", "/tags/git/", "../trip/"):
        assert addresses.resolve("link", address, HELLO).problem is None


def test_site_below_a_folder_reads_addresses_that_name_it() -> None:
    site = understood(
        "-- hugo.toml --\nbaseURL = 'https://ink.example/sub/'\n-- content/posts/a.md --\n"
        "-- content/posts/b.md --\n-- static/img/x.png --\n"
    )
    addresses = site.addresses()
    for address in ("/sub/posts/b/", "/posts/b", "https://ink.example/sub/posts/b/"):
        found = addresses.resolve("link", address, "content/posts/a.md")
        assert found == Reference("https://ink.example/sub/posts/b/")
    for address in ("/sub/img/x.png", "/img/x.png"):
        found = addresses.resolve("image", address, "content/posts/a.md")
        assert found.url == "/v1/media/img/x.png"


def test_pictures_beside_a_page_of_its_own_may_be_its_cover() -> None:
    site = understood(
        "-- content/posts/a/index.md --\n-- content/posts/a/cover.png --\n"
        "-- content/posts/b.md --\n-- content/posts/feature.png --\n"
    )
    addresses = site.addresses()
    assert addresses.covers_beside("content/posts/a/index.md") == ("cover.png",)
    assert addresses.covers_beside("content/posts/b.md") == ()


@pytest.mark.parametrize("url", ["http://[", "https://]", "http:///x", "ftp://x", "//x", "x", "\\"])
def test_site_whose_address_is_odd_resolves_nothing_to_itself(url: str) -> None:
    site = understood("-- content/a.md --\n-- content/b.md --\n")
    odd = replace(site, site=replace(site.site, url=url)).addresses()
    assert odd.resolve("link", "b.md", "content/a.md").url == f"{url}/b/"


@given(st.sampled_from(["link", "image"]), st.text(max_size=60))
def test_no_address_whatever_it_holds_is_an_error(kind: str, address: str) -> None:
    found = ANY_SITE.addresses(known={"/x/": "/y/"}).resolve(kind, address, HELLO)
    assert found.media is None
    assert found.problem is None or len(found.problem[1]) <= 300


@given(st.text("ab./%2e\\#?:äh -", max_size=20))
def test_no_address_leads_out_of_the_site(address: str) -> None:
    found = ANY_SITE.addresses().resolve("link", f"/{address}", HELLO).url
    if address.startswith("/"):
        assert found == f"/{address}"
    else:
        assert found.startswith("https://ink.example/")
        assert "/../" not in found
