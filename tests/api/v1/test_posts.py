"""Lists of posts and pages: shape, filters, orders, facets, languages."""

import pytest

from tests.api.expected import HELLO
from tests.api.front import Api

NEWEST_FIRST = ["hello", "caches", "etags", "grids", "colours", "feeds", "beginnings"]


def test_list_holds_summaries_pagination_and_links(api: Api) -> None:
    answer = api.get("/v1/posts?slug=hello&facets=tag,year")
    assert answer == {
        "data": [HELLO],
        "meta": {
            "pagination": {
                "limit": 20,
                "returned": 1,
                "page": 1,
                "pages": 1,
                "total": 1,
                "next_cursor": None,
            },
            "facets": {
                "tag": [
                    {"value": "css", "label": "CSS", "count": 1, "selected": False},
                    {"value": "git", "label": "Git", "count": 1, "selected": False},
                ],
                "year": [{"value": "2024", "label": "2024", "count": 1, "selected": False}],
            },
        },
        "links": {
            "self": "/v1/posts?facets=tag,year&slug=hello",
            "first": "/v1/posts?facets=tag,year&slug=hello",
            "prev": None,
            "next": None,
            "last": "/v1/posts?facets=tag,year&slug=hello",
            "item": "/v1/posts/{slug}{?lang}",
        },
    }


def test_list_of_nothing_has_one_empty_page(api: Api) -> None:
    answer = api.get("/v1/posts?tag=no-such-tag")
    assert answer["data"] == []
    assert answer["meta"] == {
        "pagination": {
            "limit": 20,
            "returned": 0,
            "page": 1,
            "pages": 1,
            "total": 0,
            "next_cursor": None,
        },
        "facets": {},
    }
    assert answer["links"]["last"] == "/v1/posts?tag=no-such-tag"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", NEWEST_FIRST),
        ("tag=css", ["hello", "grids", "colours"]),
        ("tag=git&tag=css", ["hello"]),
        ("tag=git,css", ["hello", "caches", "grids", "colours"]),
        ("tag=-git,css", ["etags", "feeds", "beginnings"]),
        ("tag=css&tag=-git", ["grids", "colours"]),
        ("author=mira", ["hello", "caches", "grids"]),
        ("author=mira&tag=http", ["caches"]),
        ("author=-mira,tom", ["colours", "feeds", "beginnings"]),
        ("category=guides", ["hello", "grids"]),
        ("series=speed", ["caches", "etags"]),
        ("section=blog&year=2022", ["beginnings"]),
        ("section=notes", []),
        ("year=2022,2024", ["hello", "caches", "etags", "beginnings"]),
        ("year=-2024", ["grids", "colours", "feeds", "beginnings"]),
        ("featured=true", ["hello"]),
        ("featured=false&year=2024", ["caches", "etags"]),
        ("published_after=2024-03-01", ["hello", "caches"]),
        ("published_after=2024-03-01T00:00:01Z", ["hello"]),
        ("published_before=2023-05-09", ["beginnings"]),
        ("published_before=2023-05-09T02:00:00%2B01:00", ["feeds", "beginnings"]),
        ("published_after=2023-11-02&published_before=2023-11-20", ["colours"]),
        ("published_after=2024-01-01&published_before=2023-01-01", []),
        ("updated_after=2024-04-02t09:12:44z", ["hello"]),
        ("updated_after=2024-04-02T09:12:44.5Z", []),
        ("slug=etags,hello,unknown", ["hello", "etags"]),
        ("slug=etags,hello&sort=slug", ["etags", "hello"]),
        ("sort=published_at&year=2024", ["etags", "caches", "hello"]),
        ("sort=title", sorted(NEWEST_FIRST)),
        ("sort=-title", sorted(NEWEST_FIRST, reverse=True)),
        ("sort=-updated_at,slug&limit=2", ["hello", "caches"]),
        ("lang=de", ["hallo", "nur-deutsch"]),
        ("lang=all&tag=git", ["hallo", "hello", "caches"]),
        ("lang=en&tag=git", ["hello", "caches"]),
    ],
)
def test_filters_and_orders(api: Api, query: str, slugs: list[str]) -> None:
    assert api.slugs(f"/v1/posts?{query}") == slugs


def test_order_of_parameters_never_changes_the_bytes(api: Api) -> None:
    one = api.ask("/v1/posts?tag=css&tag=git&limit=3&facets=tag")
    other = api.ask("/v1/posts?facets=tag&limit=3&tag=git&tag=css")
    assert one.data == other.data


def test_facets_mark_what_the_request_filters_by(api: Api) -> None:
    facets = api.get("/v1/posts?tag=css,http&author=-mira&lang=all&facets=tag,author,lang")["meta"][
        "facets"
    ]
    assert facets == {
        "tag": [
            {"value": "http", "label": "HTTP", "count": 2, "selected": True},
            {"value": "css", "label": "CSS", "count": 1, "selected": True},
            {"value": "sprache", "label": "Sprache", "count": 1, "selected": False},
        ],
        "author": [
            {"value": "ana", "label": "Ana", "count": 1, "selected": False},
            {"value": "tom", "label": "Tom", "count": 1, "selected": False},
        ],
        "lang": [{"value": "en", "label": "en", "count": 3, "selected": False}],
    }


def test_facet_of_languages_marks_the_default_language(api: Api) -> None:
    facets = api.get("/v1/posts?facets=lang,section,series,category")["meta"]["facets"]
    assert facets == {
        "lang": [
            {"value": "en", "label": "en", "count": 7, "selected": True},
            {"value": "de", "label": "de", "count": 2, "selected": False},
        ],
        "section": [{"value": "blog", "label": "blog", "count": 7, "selected": False}],
        "series": [{"value": "speed", "label": "Speed", "count": 2, "selected": False}],
        "category": [{"value": "guides", "label": "Guides", "count": 2, "selected": False}],
    }


def test_pages_are_listed_apart_from_posts(api: Api) -> None:
    answer = api.get("/v1/pages")
    assert [(item["type"], item["slug"]) for item in answer["data"]] == [
        ("page", "about"),
        ("page", "imprint"),
    ]
    assert answer["data"][0]["published_at"] is None
    assert answer["links"]["item"] == "/v1/pages/{slug}{?lang}"


def test_item_template_keeps_a_language_that_was_asked_for(api: Api) -> None:
    assert api.get("/v1/posts?lang=de")["links"]["item"] == "/v1/posts/{slug}?lang=de"
    assert api.get("/v1/posts?lang=all")["links"]["item"] == "/v1/posts/{slug}{?lang}"


def test_link_header_names_the_pages_around(api: Api) -> None:
    link = api.ask("/v1/posts?limit=3&page=2").headers["Link"]
    wanted = '</v1/posts?limit=3&page=3>; rel="next", </v1/posts?limit=3>; rel="prev"'
    assert link == wanted
