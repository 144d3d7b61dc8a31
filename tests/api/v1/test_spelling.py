"""`urls=`: addresses in full, or as paths."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import Client

from quire.api.v1.spelling import speller, urls_faults
from quire.app.application import create_app
from quire.library.manifest import Manifest
from quire.library.options import BuildOptions
from tests.library.variants.pictures import photo
from tests.support.building import post, workshop

API, SITE = "https://api.example", "https://ink.example/sub"
BODY = (
    "[doc](b.md#part) [own](https://ink.example/sub/posts/b/) [top](#top) "
    "[away](https://other.example/x) [mail](mailto:ada@example.org) [cdn](//cdn.example/x.js) "
    "[theme](/made/by/theme#x) [alias](/old/b/#part) ![pic](/pic.jpg)"
)


SECTION = "## Part\n\nOf zebras."


def manifest(media_base: str, site_url: str | None) -> Manifest:
    return Manifest(1, "", "", "", None, None, "", site_url, "en", ["en"], {}, {}, {}, "", {}, {},
                    media_base=media_base)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service with an address, over a site with another one."""
    base = tmp_path_factory.mktemp("urls")
    (base / "site" / "static").mkdir(parents=True)
    (base / "site" / "static" / "pic.jpg").write_bytes(photo((640, 400)))
    with workshop(base, options=BuildOptions(media_base=f"{API}/v1/media/")) as made:
        made.write(
            {
                "hugo.toml": f'baseURL = "{SITE}/"',
                "content/posts/a.md": post("A", body=BODY, image="/pic.jpg", tags="[x]"),
                "content/tags/x/_index.md": "---\ntitle: X\nimage: /pic.jpg\n---\n",
                "content/posts/b.md": post(
                    "B", canonical="https://other.example/b/", aliases="[/old/b/]", body=SECTION
                ),
            }
        )
        made.builder.build()
        made.snapshot()
        yield Client(create_app(made.holder, secret=b"a secret of the tests", public_url=API))


def links_of(client: Client, query: str = "") -> list[str]:
    html = client.get(f"/v1/posts/a{query}").json["data"]["html"]
    return [part.partition('"')[0] for part in html.replace('src="', 'href="').split('href="')[1:]]


def test_addresses_are_as_configured_where_nobody_asks(client: Client) -> None:
    assert links_of(client) == [
        f"{SITE}/posts/b/#part",
        f"{SITE}/posts/b/",
        "#top",
        "https://other.example/x",
        "mailto:ada@example.org",
        "//cdn.example/x.js",
        f"{SITE}/made/by/theme#x",
        f"{SITE}/posts/b/#part",
        f"{API}/v1/media/pic.jpg",
    ]


def test_absolute_addresses_are_all_in_full(client: Client) -> None:
    assert links_of(client, "?urls=absolute") == [
        f"{SITE}/posts/b/#part",
        f"{SITE}/posts/b/",
        "#top",
        "https://other.example/x",
        "mailto:ada@example.org",
        "https://cdn.example/x.js",
        f"{SITE}/made/by/theme#x",
        f"{SITE}/posts/b/#part",
        f"{API}/v1/media/pic.jpg",
    ]


def test_relative_addresses_are_paths_on_the_site_and_of_the_api(client: Client) -> None:
    assert links_of(client, "?urls=relative") == [
        "/posts/b/#user-content-part",
        "/posts/b/",
        "#top",
        "https://other.example/x",
        "mailto:ada@example.org",
        "//cdn.example/x.js",
        "/made/by/theme#x",
        "/posts/b/#user-content-part",
        "/v1/media/pic.jpg",
    ]


@pytest.mark.parametrize(
    ("query", "site", "api"), [("urls=absolute", SITE, API), ("urls=relative", "", "")]
)
def test_fields_of_every_list_and_detail_follow(
    client: Client, query: str, site: str, api: str
) -> None:
    def a(data: list[dict[str, Any]]) -> dict[str, Any]:
        return next(item for item in data if item["slug"] == "a")

    found = [
        a(client.get(f"/v1/posts?{query}").json["data"]),
        client.get(f"/v1/posts/a?{query}").json["data"],
        a(client.get(f"/v1/search?q=doc&{query}").json["data"]),
        client.get(f"/v1/posts/b/neighbors?{query}").json["data"]["previous"]
        or client.get(f"/v1/posts/b/neighbors?{query}").json["data"]["next"],
    ]
    for item in found:
        assert item["url"] == f"{site}/posts/a/"
        assert item["canonical_url"] == f"{site}/posts/a/"
        assert item["cover"]["url"] == f"{api}/v1/media/pic.jpg"
        assert item["cover"]["srcset"][0]["url"] == f"{api}/v1/media/pic.jpg?w=160"
    for address in (f"/v1/tags?{query}", f"/v1/tags/x?{query}"):
        data = client.get(address).json["data"]
        tag = data[0] if isinstance(data, list) else data
        assert tag["url"].endswith("/v1/tags/x")
        assert tag["cover"]["url"] == f"{api}/v1/media/pic.jpg"
    b = client.get(f"/v1/posts/b?{query}").json["data"]
    assert b["canonical_url"] == "https://other.example/b/"


def test_sparse_answers_and_full_authors_follow_too(client: Client) -> None:
    item = client.get("/v1/posts/a?urls=relative&fields=title&include=authors").json["data"]
    assert item["url"] == "/posts/a/"
    assert "html" not in item


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("", f"{SITE}/posts/b/#part"),
        ("&urls=absolute", f"{SITE}/posts/b/#part"),
        ("&urls=relative", "/posts/b/#user-content-part"),
    ],
)
def test_section_of_a_hit_is_where_its_address_leads(client: Client, query: str, url: str) -> None:
    (hit,) = client.get(f"/v1/search?q=zebras{query}").json["data"]
    assert hit["match"]["section"] == {"title": "Part", "url": url}


def test_contents_have_the_ids_of_the_html_however_addresses_are_spelled(client: Client) -> None:
    for query in ("", "?urls=relative"):
        data = client.get(f"/v1/posts/b{query}").json["data"]
        assert data["toc"][0]["id"] == "user-content-part"
        assert 'id="user-content-part"' in data["html"]


@pytest.mark.parametrize(("query", "base"), [("", API), ("?urls=relative", "")])
def test_copies_of_pictures_in_html_are_spelled_like_their_originals(
    client: Client, query: str, base: str
) -> None:
    html = client.get(f"/v1/posts/a{query}").json["data"]["html"]
    at = f"{base}/v1/media/pic.jpg"
    assert f'srcset="{at}?w=160 160w, {at}?w=320 320w, {at} 640w"' in html
    assert 'width="640" height="400"' in html


def test_markdown_and_text_stay_as_their_author_wrote_them(client: Client) -> None:
    for query in ("", "&urls=relative"):
        data = client.get(f"/v1/posts/a?formats=markdown{query}").json["data"]
        assert data["markdown"].startswith(BODY)


def test_unknown_spelling_is_refused_by_name(client: Client) -> None:
    (fault,) = client.get("/v1/posts?urls=absolut").json["errors"]
    assert (fault["parameter"], fault["code"], fault["hint"]) == (
        "urls",
        "unknown_value",
        "absolute",
    )


@pytest.mark.parametrize(
    ("media_base", "site_url", "missing"),
    [
        ("/v1/media/", SITE, "that of this API (QUIRE_PUBLIC_URL)"),
        (f"{API}/v1/media/", None, "the site's (`url` in its configuration)"),
        (
            "/v1/media/",
            None,
            "that of this API (QUIRE_PUBLIC_URL) and the site's (`url` in its configuration)",
        ),
    ],
)
def test_absolute_addresses_need_a_configured_base(
    media_base: str, site_url: str | None, missing: str
) -> None:
    said = manifest(media_base, site_url)
    (fault,) = urls_faults("absolute", said)
    assert (fault.parameter, fault.code, fault.hint) == ("urls", "unavailable", "relative")
    assert missing in fault.detail
    assert urls_faults("relative", said) == []
    assert urls_faults(None, said) == []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://ink.example/sub", "/"),
        ("https://ink.example/sub/", "/"),
        ("https://ink.example/sub?x=1", "/?x=1"),
        ("https://ink.example/sub#y", "/#y"),
        ("https://ink.example/subway/", "https://ink.example/subway/"),
        ("https://ink.example/other/", "https://ink.example/other/"),
        ("https://ink.example/sub//evil.example/", "https://ink.example/sub//evil.example/"),
        ("https://ink.example/sub/\\evil.example/", "https://ink.example/sub/\\evil.example/"),
        ("https://api.example/v1/media/a.png?w=160", "/v1/media/a.png?w=160"),
        ("https://api.example/docs", "https://api.example/docs"),
        ("", ""),
    ],
)
def test_path_never_leads_to_another_host(address: str, path: str) -> None:
    spell = speller("relative", manifest(f"{API}/v1/media/", SITE), lambda _: False)
    assert spell(address) == path
