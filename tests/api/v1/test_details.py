"""One document by slug, its neighbours, and slugs that lead nowhere."""

from tests.api.expected import HELLO, HTML, TOC
from tests.api.front import Api


def test_detail_is_the_summary_with_html_and_toc(api: Api) -> None:
    assert api.get("/v1/posts/hello") == {
        "data": {**HELLO, "html": HTML, "toc": TOC},
        "meta": {},
        "links": {
            "self": "/v1/posts/hello",
            "collection": "/v1/posts",
            "neighbors": "/v1/posts/hello/neighbors",
            "related": "/v1/posts/hello/related",
        },
    }


def test_detail_names_the_address_to_index_in_its_link_header(api: Api) -> None:
    link = api.ask("/v1/posts/hello").headers["Link"]
    assert link.split(", ")[0] == '<https://ink.example/blog/hello/>; rel="canonical"'


def test_page_has_no_neighbors(api: Api) -> None:
    answer = api.get("/v1/pages/about")
    assert answer["data"]["title"] == "About us"
    assert answer["links"] == {"self": "/v1/pages/about", "collection": "/v1/pages"}


def test_slug_in_another_language_is_found_with_lang(api: Api) -> None:
    assert api.get("/v1/posts/hallo?lang=de")["data"]["lang"] == "de"
    assert api.get("/v1/posts/hallo?lang=all")["data"]["lang"] == "de"
    assert api.get("/v1/posts/hallo?lang=de")["links"]["neighbors"] == (
        "/v1/posts/hallo/neighbors?lang=de"
    )


def test_slug_of_another_language_is_refused_with_that_language(api: Api) -> None:
    detail = "There is no post 'hallo' in language 'en'."
    assert api.refused("/v1/posts/hallo", 404) == {
        "type": "/docs/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": detail,
        "instance": "request-1",
        "errors": [{"parameter": "slug", "code": "not_found", "detail": detail, "hint": "lang=de"}],
    }


def test_unknown_slug_is_refused_with_near_ones(api: Api) -> None:
    detail = "There is no post 'helo' in language 'en'."
    assert api.faults("/v1/posts/helo", 404) == [("slug", "not_found", detail, "hello")]


def test_near_slugs_are_those_of_the_language_asked_for(api: Api) -> None:
    hints = [hint for _, _, _, hint in api.faults("/v1/posts/hall?lang=de", 404)]
    assert hints == ["hallo"]


def test_unknown_slug_in_all_languages(api: Api) -> None:
    assert api.faults("/v1/posts/xyzzy?lang=all", 404) == [
        ("slug", "not_found", "There is no post 'xyzzy'.", None)
    ]


def test_page_slug_is_no_post(api: Api) -> None:
    assert api.refused("/v1/posts/about", 404)["status"] == 404


def test_endless_slug_is_refused_without_a_search_for_near_ones(api: Api) -> None:
    ((_, code, detail, hint),) = api.faults("/v1/posts/" + "x" * 3000, 404)
    assert (code, hint) == ("not_found", None)
    assert len(detail) < 300


def test_neighbors_are_the_older_and_the_newer_post(api: Api) -> None:
    answer = api.get("/v1/posts/etags/neighbors?fields=title")
    assert answer == {
        "data": {
            "previous": {
                "id": api.get("/v1/posts/grids")["data"]["id"],
                "type": "post",
                "slug": "grids",
                "url": "https://ink.example/blog/grids/",
                "title": "Grids",
            },
            "next": {
                "id": api.get("/v1/posts/caches")["data"]["id"],
                "type": "post",
                "slug": "caches",
                "url": "https://ink.example/blog/caches/",
                "title": "Caches",
            },
        },
        "meta": {},
        "links": {"self": "/v1/posts/etags/neighbors?fields=title"},
    }


def test_neighbors_end_at_the_newest_and_the_oldest(api: Api) -> None:
    assert api.get("/v1/posts/hello/neighbors")["data"]["next"] is None
    assert api.get("/v1/posts/beginnings/neighbors")["data"]["previous"] is None


def test_neighbors_stay_in_the_language(api: Api) -> None:
    data = api.get("/v1/posts/hallo/neighbors?lang=de")["data"]
    assert (data["previous"]["slug"], data["next"]) == ("nur-deutsch", None)


def test_neighbors_of_an_unknown_post(api: Api) -> None:
    assert api.refused("/v1/posts/nothing/neighbors", 404)["status"] == 404
