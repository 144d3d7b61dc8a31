"""Authors and tags."""

from tests.api.expected import MIRA_IN_FULL
from tests.api.front import Api


def test_authors_are_listed_with_counts(api: Api) -> None:
    answer = api.get("/v1/authors")
    assert [(author["slug"], author["counts"]) for author in answer["data"]] == [
        ("ana", {"posts": 2}),
        ("mira", {"posts": 4}),
        ("tom", {"posts": 2}),
    ]
    assert answer["data"][1] == MIRA_IN_FULL
    assert answer["meta"] == {
        "pagination": {
            "limit": 20,
            "returned": 3,
            "page": 1,
            "pages": 1,
            "total": 3,
            "next_cursor": None,
        }
    }


def test_terms_are_ordered_by_posts_and_name(api: Api) -> None:
    assert api.slugs("/v1/tags") == ["css", "git", "http", "sprache"]
    assert api.slugs("/v1/tags?sort=-posts,-name") == ["http", "git", "css", "sprache"]
    assert api.slugs("/v1/tags?sort=posts") == ["sprache", "css", "git", "http"]
    assert api.slugs("/v1/tags?sort=-slug&limit=2&page=2") == ["git", "css"]


def test_author_without_a_profile_is_a_stub(api: Api) -> None:
    answer = api.get("/v1/authors/ana")
    assert answer["data"] | {"id": "…"} == {
        "id": "…",
        "type": "author",
        "slug": "ana",
        "name": "Ana",
        "bio": None,
        "avatar": None,
        "website": None,
        "links": {},
        "url": "/v1/authors/ana",
        "counts": {"posts": 2},
        "digest": "5df733f5d19e0c8d767c2fc4ee6e4490",
    }


def test_tag_leads_to_its_posts_in_all_languages(api: Api) -> None:
    answer = api.get("/v1/tags/git")
    assert answer == {
        "data": {
            "id": "11467be3f4636db70c290cc6",
            "type": "tag",
            "slug": "git",
            "name": "Git",
            "description": "The database.",
            "cover": None,
            "url": "/v1/tags/git",
            "counts": {"posts": 3},
            "digest": "a37c47ef379ca9dfcacaa4bc18fce853",
        },
        "meta": {},
        "links": {
            "self": "/v1/tags/git",
            "collection": "/v1/tags",
            "posts": "/v1/posts?tag=git&lang=all",
        },
    }
    assert len(api.slugs(answer["links"]["posts"])) == answer["data"]["counts"]["posts"]


def test_unknown_author_is_refused_with_near_slugs(api: Api) -> None:
    assert api.faults("/v1/authors/mirra", 404) == [
        ("slug", "not_found", "There is no author 'mirra'.", "mira")
    ]


def test_category_is_no_tag(api: Api) -> None:
    assert api.refused("/v1/tags/guides", 404)["detail"] == "There is no tag 'guides'."
