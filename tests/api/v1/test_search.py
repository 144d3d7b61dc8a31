"""Search over HTTP: shape, filters of the query and of the parameters, orders, facets."""

from pathlib import Path

from tests.api.expected import HELLO
from tests.api.front import Api
from tests.api.sites import write_state


def test_hit_is_a_summary_and_where_it_matched(api: Api) -> None:
    answer = api.get("/v1/search?q=commit&facets=tag")
    score = answer["data"][0]["match"]["score"]
    assert score > 0
    assert answer == {
        "data": [
            {
                **HELLO,
                "match": {
                    "score": score,
                    "title": "Hello",
                    "snippet": "Because a <mark>commit</mark> is a publication &amp; nothing else.",
                    "section": {
                        "title": "Why",
                        "url": "https://ink.example/blog/hello/#user-content-why",
                    },
                },
            }
        ],
        "meta": {
            "pagination": {"limit": 20, "page": 1, "pages": 1, "total": 1, "next_cursor": None},
            "facets": {
                "tag": [
                    {"value": "css", "label": "CSS", "count": 1, "selected": False},
                    {"value": "git", "label": "Git", "count": 1, "selected": False},
                ]
            },
            "query": {
                "q": "commit",
                "used": "commit",
                "corrected": False,
                "did_you_mean": None,
            },
            "partial": False,
        },
        "links": {
            "self": "/v1/search?facets=tag&q=commit",
            "first": "/v1/search?facets=tag&q=commit",
            "prev": None,
            "next": None,
            "last": "/v1/search?facets=tag&q=commit",
            "item": "/v1/{type}s/{slug}{?lang}",
        },
    }


def test_match_under_no_heading_has_no_section(api: Api) -> None:
    (hit,) = api.get("/v1/search?q=promise")["data"]
    assert hit["match"]["section"] is None
    assert hit["match"]["snippet"] == "A cache is a <mark>promise</mark>."


def test_hits_are_ordered_by_score_or_as_asked(api: Api) -> None:
    hits = api.get("/v1/search?q=git")["data"]
    scores = [hit["match"]["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert api.slugs("/v1/search?q=git&sort=published_at") == ["caches", "hello"]


def test_filters_narrow_a_search(api: Api) -> None:
    assert api.slugs("/v1/search?q=git&tag=css") == ["hello"]
    assert api.slugs("/v1/search?q=git&year=2022") == []


def test_tag_and_author_in_the_query_are_filters_by_slug_or_name(api: Api) -> None:
    assert api.slugs("/v1/search?q=tag:CSS&sort=slug") == ["colours", "grids", "hello"]
    assert api.slugs('/v1/search?q=tag:css+-author:"mira+okafor"') == ["colours"]
    assert api.slugs("/v1/search?q=tag:unheard-of") == []
    facets = api.get("/v1/search?q=tag:git&facets=tag")["meta"]["facets"]["tag"]
    assert {f["value"]: f["selected"] for f in facets} == {
        "git": True,
        "css": False,
        "http": False,
    }


def test_search_finds_posts_and_pages_unless_told(api: Api) -> None:
    assert sorted(api.slugs("/v1/search?q=who+writes")) == ["about"]
    assert api.slugs("/v1/search?q=who+writes&type=post") == []
    assert api.slugs("/v1/search?q=who+writes&type=page") == ["about"]


def test_search_keeps_to_the_language(api: Api) -> None:
    assert api.slugs("/v1/search?q=deutsch") == []
    assert api.slugs("/v1/search?q=deutsch&lang=de") == ["nur-deutsch"]
    assert api.slugs("/v1/search?q=deutsch&lang=all") == ["nur-deutsch"]


def test_sparse_hit_keeps_its_match(api: Api) -> None:
    (hit,) = api.get("/v1/search?q=commit&fields=title")["data"]
    assert list(hit) == ["id", "type", "slug", "url", "title", "match"]


def test_search_pages(api: Api) -> None:
    first, second = (api.slugs(f"/v1/search?q=git&limit=1&page={n}") for n in (1, 2))
    assert first + second == api.slugs("/v1/search?q=git")


def test_search_without_an_index_is_unavailable_and_all_else_is_not(tmp_path: Path) -> None:
    write_state(tmp_path)
    for file in (tmp_path / "snapshots").glob("*/index/*"):
        file.write_bytes(b"damaged")
    api = Api(tmp_path)
    api.show()
    response = api.ask("/v1/search?q=git")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert api.slugs("/v1/posts?limit=1") == ["hello"]
