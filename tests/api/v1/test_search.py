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
                        "url": "https://ink.example/blog/hello/#why",
                    },
                },
            }
        ],
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
                ]
            },
            "query": {
                "q": "commit",
                "used": "commit",
                "corrected": False,
                "relaxed": False,
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


def test_last_word_may_be_the_beginning_of_one(api: Api) -> None:
    assert api.slugs("/v1/search?q=promi&prefix=true") == ["caches"]
    (hit,) = api.get("/v1/search?q=promi&prefix=true")["data"]
    assert hit["match"]["snippet"] == "A cache is a <mark>promise</mark>."


def test_highlight_chooses_what_is_marked(api: Api) -> None:
    def shown(address: str) -> tuple[str, str]:
        (hit,) = api.get(f"/v1/search?q=grids{address}")["data"]
        return hit["match"]["title"], hit["match"]["snippet"]

    marked = "<mark>Grids</mark>", "Layout with <mark>grids</mark>."
    assert shown("") == shown("&highlight=title,body") == marked
    assert shown("&highlight=title") == ("<mark>Grids</mark>", "Layout with grids.")
    assert shown("&highlight=body") == ("Grids", "Layout with <mark>grids</mark>.")
    assert api.faults("/v1/search?q=a&highlight=text")[0][:2] == ("highlight", "unknown_value")


def test_answer_says_what_was_corrected(api: Api) -> None:
    answer = api.get("/v1/search?q=contrats")
    assert [hit["slug"] for hit in answer["data"]] == ["colours"]
    assert answer["meta"]["query"] == {
        "q": "contrats",
        "used": "contrast",
        "corrected": True,
        "relaxed": False,
        "did_you_mean": None,
    }
    assert answer["data"][0]["match"]["snippet"] == "Colours and <mark>contrast</mark>."


def test_dates_in_the_query_narrow_it(api: Api) -> None:
    assert api.slugs("/v1/search?q=after:2024-03&sort=slug") == ["caches", "hello"]
    assert api.slugs("/v1/search?q=before:2023-06&sort=slug") == ["beginnings", "feeds"]
    assert api.slugs("/v1/search?q=tag:css+-before:2024&sort=slug") == ["hello"]
    assert api.slugs("/v1/search?q=git+after:2024-03-02") == ["hello"]


def test_language_in_the_query_replaces_the_default_one(api: Api) -> None:
    assert api.slugs("/v1/search?q=deutsch+lang:de") == ["nur-deutsch"]
    assert sorted(api.slugs("/v1/search?q=git+lang:all")) == ["caches", "hallo", "hello"]
    assert api.slugs("/v1/search?q=git+-lang:en") == ["hallo"]
    assert api.slugs("/v1/search?q=git+lang:de&lang=en") == []
    assert api.slugs("/v1/search?q=git+lang:xx") == []


def test_counts_of_a_facet_are_not_narrowed_by_its_own_choice(api: Api) -> None:
    def counts(address: str, facet: str) -> dict[str, int]:
        facets = api.get(f"{address}&facets={facet}")["meta"]["facets"][facet]
        return {each["value"]: each["count"] for each in facets}

    assert counts("/v1/search?q=git&tag=css", "tag") == counts("/v1/search?q=git", "tag")
    assert counts("/v1/search?q=git&tag=css", "author") == {"mira": 1}
    assert counts("/v1/search?q=git", "lang") == {"en": 2, "de": 1}
    assert counts("/v1/posts?year=2023", "year") == {"2024": 3, "2023": 3, "2022": 1}
    assert counts("/v1/posts?tag=-http&author=mira", "tag") == {"css": 2, "git": 1}


def test_facets_come_most_frequent_first_then_by_name(api: Api) -> None:
    facets = api.get("/v1/posts?facets=author")["meta"]["facets"]["author"]
    assert [(each["label"], each["count"]) for each in facets] == [
        ("Mira Okafor", 3),
        ("Ana", 2),
        ("Tom", 2),
    ]
