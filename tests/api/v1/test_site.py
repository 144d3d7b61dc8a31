"""Discovery, archive, addresses, media; links with a public address."""

from pathlib import Path

import pytest

from quire import __version__
from tests.api.front import Api
from tests.api.sites import PAGES, PICTURE, PICTURE_BLOB, write_state


def test_feeds_are_named_where_they_have_the_addresses_that_they_need(tmp_path: Path) -> None:
    write_state(tmp_path, PAGES)
    api = Api(tmp_path, address="http://127.0.0.1:8000")
    api.show()
    links = api.get("/v1")["links"]
    assert (links["feed_atom"], links["sitemap"]) == ("/feed.atom", "/sitemap.xml")
    assert 'rel="alternate"' in api.ask("/v1/posts").headers["Link"]
    assert api.ask("/feed.atom").status_code == 200


def test_discovery_says_what_is_here(api: Api) -> None:
    assert api.get("/v1") == {
        "data": {
            "site": {
                "title": "Ink and Bytes",
                "url": "https://ink.example",
                "default_lang": "en",
                "langs": ["en", "de"],
            },
            "api": {
                "version": __version__,
                "docs": "/docs",
                "openapi": "/openapi/v1.json",
            },
            "revision": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
            "snapshot": "00000000000000000000000000000001",
            "activated_at": "2024-06-01T08:00:00Z",
            "counts": {"posts": 9, "pages": 2, "authors": 3, "tags": 4},
            "limits": {
                "limit_max": 100,
                "q_max": 256,
                "slugs_max": 100,
                "ids_max": 100,
                "answer_bytes_max": 2_000_000,
            },
        },
        "meta": {},
        "links": {
            "self": "/v1",
            "posts": "/v1/posts",
            "pages": "/v1/pages",
            "posts_all": "/v1/posts?lang=all",
            "pages_all": "/v1/pages?lang=all",
            "authors": "/v1/authors",
            "tags": "/v1/tags",
            "archive": "/v1/archive",
            "search": "/v1/search{?q}",
            "suggest": "/v1/suggest{?q}",
            "resolve": "/v1/resolve{?path}",
            "redirects": "/v1/redirects",
            "feed_atom": None,
            "feed_rss": None,
            "feed_json": None,
            "sitemap": None,
            "changes": "/v1/changes",
            "openapi": "/openapi/v1.json",
            "openapi_clients": "/openapi/v1-clients.json",
        },
    }


def test_archive_counts_posts_by_year_and_month(api: Api) -> None:
    answer = api.get("/v1/archive")
    assert [
        (year["year"], year["count"], [(m["month"], m["count"]) for m in year["months"]])
        for year in answer["data"]
    ] == [
        (2024, 3, [(3, 2), (2, 1)]),
        (2023, 3, [(11, 2), (5, 1)]),
        (2022, 1, [(1, 1)]),
    ]


def test_archive_leads_to_the_posts_that_it_counts(api: Api) -> None:
    for address in ("/v1/archive", "/v1/archive?lang=de", "/v1/archive?lang=all"):
        for year in api.get(address)["data"]:
            assert len(api.slugs(year["url"])) == year["count"]
            for month in year["months"]:
                assert len(api.slugs(month["url"])) == month["count"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/blog/hello/", ("post", "hello", "https://ink.example/blog/hello/", False)),
        ("/blog/hello", ("post", "hello", "https://ink.example/blog/hello/", False)),
        ("https://ink.example/about/", ("page", "about", "https://ink.example/about/", False)),
        ("/2024/hello.html", ("post", "hello", "https://ink.example/blog/hello/", True)),
        ("/%32024/hello.html", ("post", "hello", "https://ink.example/blog/hello/", True)),
        ("/authors/mira/", ("author", "mira", "https://ink.example/authors/mira/", False)),
        ("/tags/git/", ("tag", "git", "https://ink.example/tags/git/", False)),
    ],
)
def test_path_is_resolved(api: Api, path: str, found: tuple[str, str, str, bool]) -> None:
    kind, slug, url, moved = found
    answer = api.get(f"/v1/resolve?path={path.replace('%', '%25')}")
    resource = f"/v1/{kind}s/{slug}"
    assert answer["data"] == {
        "type": kind,
        "slug": slug,
        "url": url,
        "moved": moved,
        "status": 301 if moved else 200,
        "resource": resource,
    }
    assert answer["links"]["resource"] == resource
    assert api.get(resource)["data"]["slug"] == slug


def test_resource_in_another_language_names_it(api: Api) -> None:
    data = api.get("/v1/resolve?path=/de/blog/hallo/")["data"]
    assert data["resource"] == "/v1/posts/hallo?lang=de"
    assert api.get(data["resource"])["data"]["slug"] == "hallo"


@pytest.mark.parametrize("path", ["/nowhere/", "/", "//blog/hello/", "/blog/../about/", "/%00"])
def test_path_that_leads_nowhere_is_not_found(api: Api, path: str) -> None:
    ((parameter, code, _, hint),) = api.faults(f"/v1/resolve?path={path.replace('%', '%25')}", 404)
    assert (parameter, code, hint) == ("path", "not_found", None)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (
            "about/",
            (
                "path",
                "invalid",
                "'about/' begins neither with / nor with the site's address.",
                "/about/",
            ),
        ),
        (
            "https://elsewhere.example/about/",
            (
                "path",
                "invalid",
                "'https://elsewhere.example/about/' begins neither with / nor with the site's "
                "address.",
                None,
            ),
        ),
        (
            "/about/?x=1%23y",
            ("path", "invalid", "A path has no query and no fragment.", "/about/"),
        ),
    ],
)
def test_what_is_no_path_of_the_site_is_refused(
    api: Api, path: str, fault: tuple[str, str, str, str | None]
) -> None:
    assert api.faults(f"/v1/resolve?path={path}") == [fault]


def test_redirects_are_listed_by_path(api: Api) -> None:
    answer = api.get("/v1/redirects")
    assert answer["data"] == [
        {
            "from": "/2024/hello.html",
            "to": "https://ink.example/blog/hello/",
            "status": 301,
            "type": "post",
            "resource": "/v1/posts/hello",
        },
        {
            "from": "/who/",
            "to": "https://ink.example/about/",
            "status": 301,
            "type": "page",
            "resource": "/v1/pages/about",
        },
    ]
    assert answer["meta"]["pagination"]["total"] == 2


def test_media_file_that_a_document_refers_to_is_served(api: Api) -> None:
    response = api.ask("/v1/media/blog/hello.png")
    assert (response.status_code, response.content_type) == (200, "image/png")
    assert response.data == PICTURE


@pytest.mark.parametrize(
    "path", ["x.png", "blog/../blog/hello.png", "..%2Fmanifest.json", "/etc/passwd", PICTURE_BLOB]
)
def test_any_other_file_is_not_found(api: Api, path: str) -> None:
    assert api.refused(f"/v1/media/{path}", 404)["status"] == 404


def test_links_begin_with_the_public_address_where_one_is_set(tmp_path: Path) -> None:
    base = "https://api.ink.example"
    write_state(tmp_path, public_url=f"{base}/")
    api = Api(tmp_path, public_url=base)
    api.show()
    answer = api.get("/v1/posts?limit=1&tag=git")
    assert answer["links"] == {
        "self": f"{base}/v1/posts?limit=1&tag=git",
        "first": f"{base}/v1/posts?limit=1&tag=git",
        "prev": None,
        "next": f"{base}/v1/posts?limit=1&page=2&tag=git",
        "last": f"{base}/v1/posts?limit=1&page=2&tag=git",
        "item": f"{base}/v1/posts/{{slug}}{{?lang}}",
    }
    (hello,) = answer["data"]
    assert hello["authors"][0]["url"] == f"{base}/v1/authors/mira"
    assert hello["tags"][0]["url"] == f"{base}/v1/tags/git"
    assert hello["categories"][0]["url"] == f"{base}/v1/posts?category=guides"
    assert api.get("/v1/authors/mira")["data"]["url"] == f"{base}/v1/authors/mira"
    assert api.get("/v1")["links"]["posts"] == f"{base}/v1/posts"
