"""Suggestions and related posts over HTTP."""

from pathlib import Path

from tests.api.expected import HELLO
from tests.api.front import Api
from tests.api.sites import write_state


def test_suggestions_are_posts_tags_and_authors(api: Api) -> None:
    assert api.get("/v1/suggest?q=c") == {
        "data": {
            "posts": [
                {
                    "slug": "caches",
                    "title": "Caches",
                    "lang": "en",
                    "url": "https://ink.example/blog/caches/",
                },
                {
                    "slug": "colours",
                    "title": "Colours",
                    "lang": "en",
                    "url": "https://ink.example/blog/colours/",
                },
            ],
            "tags": [{"slug": "css", "name": "CSS", "count": 3}],
            "authors": [],
        },
        "meta": {},
        "links": {"self": "/v1/suggest?q=c", "search": "/v1/search?prefix=true&q=c"},
    }


def test_kinds_limits_and_languages_are_as_asked(api: Api) -> None:
    assert api.get("/v1/suggest?q=g&types=tags&lang=de")["data"] == {
        "tags": [{"slug": "git", "name": "Git", "count": 1}]
    }
    assert [tag["count"] for tag in api.get("/v1/suggest?q=g&lang=all")["data"]["tags"]] == [3]
    posts = api.get("/v1/suggest?q=h&types=posts&lang=all")["data"]["posts"]
    assert [(post["slug"], post["lang"]) for post in posts] == [("hallo", "de"), ("hello", "en")]
    assert len(api.get("/v1/suggest?q=c&limit=1")["data"]["posts"]) == 1


def test_names_match_by_any_word_and_without_accents(api: Api) -> None:
    names = api.get("/v1/suggest?q=ok%C3%A1&types=authors")["data"]["authors"]
    assert names == [{"slug": "mira", "name": "Mira Okafor", "count": 3}]


def test_search_behind_suggestions_takes_a_whole_word_as_whole(api: Api) -> None:
    links = api.get("/v1/suggest?q=hello+&lang=en")["links"]
    assert links["search"] == "/v1/search?lang=en&q=hello+"


def test_nothing_typed_is_refused(api: Api) -> None:
    assert api.faults("/v1/suggest?q=...") == [
        ("q", "empty", "Nothing that begins a word has been typed.", "a letter")
    ]
    assert api.faults("/v1/suggest") == [("q", "missing", "This parameter is required.", None)]
    assert api.faults(f"/v1/suggest?q={'a' * 101}&limit=21&types=pages") == [
        ("limit", "out_of_range", "21 is more than 20.", "20"),
        ("q", "too_long", "101 characters are more than 100.", "100"),
        (
            "types",
            "unknown_value",
            "'pages' is not a kind of suggestion.",
            "tags",
        ),
    ]


def test_related_posts_share_words_and_tags_and_are_never_the_post_itself(api: Api) -> None:
    answer = api.get("/v1/posts/caches/related")
    slugs = [post["slug"] for post in answer["data"]]
    assert "caches" not in slugs
    assert set(slugs) >= {"hello", "etags", "feeds"}
    assert answer["links"] == {"self": "/v1/posts/caches/related"}
    assert HELLO in answer["data"]


def test_related_posts_are_of_the_posts_language_and_as_many_as_asked(api: Api) -> None:
    assert api.slugs("/v1/posts/hallo/related?lang=de") in ([], ["nur-deutsch"])
    assert len(api.slugs("/v1/posts/caches/related?limit=1")) == 1
    (item,) = api.get("/v1/posts/caches/related?limit=1&fields=title")["data"]
    assert list(item) == ["id", "type", "slug", "url", "title"]


def test_related_posts_of_an_unknown_post(api: Api) -> None:
    assert api.refused("/v1/posts/nothing/related", 404)["status"] == 404


def test_without_an_index_posts_are_related_by_their_tags(tmp_path: Path) -> None:
    write_state(tmp_path)
    for file in (tmp_path / "snapshots").glob("*/index/*"):
        file.write_bytes(b"damaged")
    api = Api(tmp_path)
    api.show()
    answer = api.ask("/v1/posts/etags/related")
    assert answer.headers["Cache-Control"] == "no-store"
    assert api.slugs("/v1/posts/etags/related") == ["caches", "feeds"]
