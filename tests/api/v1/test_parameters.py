"""What is refused, and what a refusal says: the parameter, what is wrong, what would do."""

from typing import Any

import pytest

from quire.api.v1 import COMMA_LISTS, OPAQUE, openapi
from tests.api.front import Api

CURSOR_HINT = "meta.pagination.next_cursor of the page before"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        (
            "posts?limti=5",
            ("limti", "unknown_parameter", "'limti' is not a parameter of this address.", "limit"),
        ),
        (
            "posts?zzzzzz=5",
            ("zzzzzz", "unknown_parameter", "'zzzzzz' is not a parameter of this address.", None),
        ),
        ("posts?limit=101", ("limit", "out_of_range", "101 is more than 100.", "100")),
        ("posts?limit=0", ("limit", "out_of_range", "0 is less than 1.", "1")),
        ("posts?limit=-3", ("limit", "out_of_range", "-3 is less than 1.", "1")),
        (
            "posts?limit=9999999999999",
            ("limit", "out_of_range", "9999999999999 is more than 100.", "100"),
        ),
        ("posts?limit=ten", ("limit", "invalid", "'ten' is not a whole number.", None)),
        ("posts?limit=1.5", ("limit", "invalid", "'1.5' is not a whole number.", None)),
        ("posts?limit=%D9%A5", ("limit", "invalid", "'٥' is not a whole number.", None)),
        ("posts?limit=", ("limit", "empty", "The value is empty.", None)),
        ("posts?page=0", ("page", "out_of_range", "0 is less than 1.", "1")),
        ("posts?page=2", ("page", "out_of_range", "2 is more than 1, the last page.", "1")),
        (
            "posts?limit=2&page=5",
            ("page", "out_of_range", "5 is more than 4, the last page.", "4"),
        ),
        ("posts?limit=2&limit=2", ("limit", "repeated", "This parameter may be given once.", None)),
        (
            "posts?sort=publised_at",
            (
                "sort",
                "unknown_field",
                "'publised_at' is not a field that can be sorted by.",
                "published_at",
            ),
        ),
        (
            "posts?sort=-titel",
            ("sort", "unknown_field", "'-titel' is not a field that can be sorted by.", "-title"),
        ),
        ("posts?sort=title,-title", ("sort", "repeated", "'title' is named twice.", None)),
        ("posts?sort=", ("sort", "empty", "The value is empty.", None)),
        (
            "posts?fields=titel",
            ("fields", "unknown_field", "'titel' is not a field of a post or page.", "title"),
        ),
        (
            "posts?fields=authors.email",
            (
                "fields",
                "unknown_field",
                "'authors.email' is not a field of a post or page.",
                "authors.id",
            ),
        ),
        ("posts?fields=title,title", ("fields", "repeated", "'title' is named twice.", None)),
        (
            "posts?include=author",
            ("include", "unknown_value", "'author' is not something to include.", "authors"),
        ),
        (
            "posts?formats=htm",
            ("formats", "unknown_value", "'htm' is not a format.", "html"),
        ),
        (
            "posts?formats=pdf",
            ("formats", "unknown_value", "'pdf' is not a format: html, text, markdown.", None),
        ),
        ("posts?facets=tags", ("facets", "unknown_value", "'tags' is not a facet.", "tag")),
        (
            "posts?lang=fr",
            ("lang", "unknown_value", "'fr' is not a language of this site: en, de, all.", None),
        ),
        (
            "posts/hello?lang=dee",
            ("lang", "unknown_value", "'dee' is not a language of this site.", "de"),
        ),
        ("posts?lang=", ("lang", "empty", "The value is empty.", None)),
        (
            "posts?featured=yes",
            (
                "featured",
                "unknown_value",
                "'yes' is not one of the known values: true, false.",
                None,
            ),
        ),
        (
            "posts?featured=True",
            ("featured", "unknown_value", "'True' is not one of the known values.", "true"),
        ),
        ("posts?tag=", ("tag", "empty", "The value is empty.", None)),
        ("posts?tag=-", ("tag", "empty", "The value is empty.", None)),
        ("posts?tag=a,,b", ("tag", "empty", "A value between the commas is empty.", None)),
        (
            "posts?tag=" + "a" * 201,
            ("tag", "too_long", "201 characters are more than 200.", "200"),
        ),
        (
            "posts?tag=" + ",".join("a" * 33),
            ("tag", "too_many", "33 values are more than 32.", "32"),
        ),
        (
            "posts?" + "&".join(["tag=a"] * 9),
            ("tag", "too_many", "9 occurrences are more than 8.", "8"),
        ),
        ("posts?year=24", ("year", "invalid", "'24' is not of the form 2024,2025.", None)),
        (
            "posts?slug=" + ",".join("a" * 101),
            ("slug", "too_many", "101 values are more than 100.", "100"),
        ),
        (
            "posts?published_after=yesterday",
            (
                "published_after",
                "invalid",
                "'yesterday' is neither an RFC 3339 instant nor a date.",
                "2024-03-05T12:00:00Z",
            ),
        ),
        (
            "posts?published_before=2024-02-30",
            (
                "published_before",
                "invalid",
                "'2024-02-30' is neither an RFC 3339 instant nor a date.",
                "2024-03-05T12:00:00Z",
            ),
        ),
        (
            "posts?updated_after=2024-03-05T12:00:00",
            (
                "updated_after",
                "invalid",
                "'2024-03-05T12:00:00' is neither an RFC 3339 instant nor a date.",
                "2024-03-05T12:00:00Z",
            ),
        ),
        (
            "posts?updated_after=0001-01-01T00:00:00%2B23:59",
            (
                "updated_after",
                "invalid",
                "'0001-01-01T00:00:00+23:59' is neither an RFC 3339 instant nor a date.",
                "2024-03-05T12:00:00Z",
            ),
        ),
        (
            "posts?updated_after=2024-03-05T12:00:00+02:00",
            (
                "updated_after",
                "invalid",
                "'2024-03-05T12:00:00 02:00' holds a space: a plus sign in a query is written %2B.",
                "2024-03-05T12:00:00%2B02:00",
            ),
        ),
        (
            "posts?cursor=abc",
            ("cursor", "invalid", "The cursor is not one that this API gave.", CURSOR_HINT),
        ),
        ("search", ("q", "missing", "This parameter is required.", None)),
        ("search?q=", ("q", "empty", "The value is empty.", None)),
        ("search?q=" + "a" * 257, ("q", "too_long", "257 characters are more than 256.", "256")),
        (
            "search?q=--",
            (
                "q",
                "empty",
                "The query holds no word to look for.",
                'a word, a "phrase", tag:name or author:name',
            ),
        ),
        (
            "search?q=a&type=posts",
            ("type", "unknown_value", "'posts' is not one of the known values.", "post"),
        ),
        (
            "authors?sort=post",
            ("sort", "unknown_field", "'post' is not a field that can be sorted by.", "posts"),
        ),
        ("resolve", ("path", "missing", "This parameter is required.", None)),
        (
            "resolve?path=" + "/" + "a" * 1024,
            ("path", "too_long", "1025 characters are more than 1024.", "1024"),
        ),
    ],
)
def test_faulty_parameter_is_named(
    api: Api, address: str, fault: tuple[str, str, str, str | None]
) -> None:
    assert api.faults(f"/v1/{address}") == [fault]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("archive?limit=1", "limit"),
        ("authors/mira?lang=en", "lang"),
        ("redirects?sort=from", "sort"),
        ("media/blog/hello.png?v=1", "v"),
        ("posts/hello/neighbors?include=toc", "include"),
        ("posts/hello?limit=1", "limit"),
        ("?v=1", "v"),
    ],
)
def test_parameter_of_another_address_is_refused(api: Api, address: str, name: str) -> None:
    ((parameter, code, _, _),) = api.faults(f"/v1/{address}".replace("/?", "?"))
    assert (parameter, code) == (name, "unknown_parameter")


def test_all_faults_of_a_request_are_told_at_once(api: Api) -> None:
    problem = api.refused("/v1/posts?sort=publised_at&limit=500")
    assert problem == {
        "type": "/docs/problems/invalid-parameters",
        "title": "Invalid parameters",
        "status": 400,
        "detail": "2 parameters are not valid.",
        "instance": "request-1",
        "errors": [
            {
                "parameter": "limit",
                "code": "out_of_range",
                "detail": "500 is more than 100.",
                "hint": "100",
            },
            {
                "parameter": "sort",
                "code": "unknown_field",
                "detail": "'publised_at' is not a field that can be sorted by.",
                "hint": "published_at",
            },
        ],
    }


def test_several_faults_of_one_parameter_are_all_told(api: Api) -> None:
    assert [fault[3] for fault in api.faults("/v1/posts?facets=tga,yeer,tag")] == ["tag", "year"]


def test_page_and_cursor_exclude_each_other(api: Api) -> None:
    cursor = api.get("/v1/posts?limit=2")["meta"]["pagination"]["next_cursor"]
    assert api.faults(f"/v1/posts?limit=2&page=2&cursor={cursor}") == [
        (
            "page",
            "conflict",
            "A list is read by page or by cursor, not by both.",
            "cursor alone",
        )
    ]


def test_flood_of_unknown_parameters_is_told_in_part(api: Api) -> None:
    query = "&".join(f"unknown{n}=1" for n in range(200))
    problem = api.refused(f"/v1/posts?{query}")
    assert len(problem["errors"]) == 20


def test_long_value_is_cut_in_the_error(api: Api) -> None:
    ((_, _, detail, _),) = api.faults("/v1/posts?facets=" + "x" * 150)
    assert detail.startswith(f"'{'x' * 60}…' is not a facet")


def test_hostile_text_in_a_value_is_only_quoted(api: Api) -> None:
    response = api.ask("/v1/posts?facets=%3Cscript%3E%22%0A")
    assert response.status_code == 400
    assert b"\n" not in response.data
    assert response.content_type == "application/problem+json"


PARAMETERS = [
    (path.replace("{slug}", "hello").replace("{path}", "blog/hello.png"), parameter)
    for path, item in openapi()["paths"].items()
    for parameter in item["get"]["parameters"]
    if parameter["in"] == "query"
]


def required_beside(path: str, name: str) -> str:
    """Write the other parameters that an address needs."""
    needed = {"/v1/search": "q", "/v1/suggest": "q", "/v1/resolve": "path"}.get(path)
    return "" if needed in (None, name) else f"&{needed}=git"


@pytest.mark.parametrize(("path", "parameter"), PARAMETERS)
def test_every_parameter_that_is_given_empty_has_one_code(
    api: Api, path: str, parameter: dict[str, Any]
) -> None:
    name = parameter["name"]
    if name in OPAQUE:
        pytest.skip("anything that is not ours is answered by 410: tests/changes/test_tokens.py")
    for query in (f"{name}=", name):
        faults = api.faults(f"{path}?{query}{required_beside(path, name)}")
        assert faults == [(name, "empty", "The value is empty.", None)]


def test_comma_lists_are_those_of_the_contract_and_nothing_else_has_their_names() -> None:
    joined = {
        parameter["name"]: (parameter.get("style"), parameter.get("explode"))
        for _, parameter in PARAMETERS
        if parameter["name"] in COMMA_LISTS or parameter.get("explode") is False
    }
    assert joined == dict.fromkeys(sorted(COMMA_LISTS), ("form", False))


@pytest.mark.parametrize(
    ("repeated", "joined"),
    [
        (
            "posts?fields=title&fields=slug&fields=authors.name",
            "posts?fields=title,slug,authors.name",
        ),
        ("posts?formats=text&include=toc&formats=html", "posts?include=toc&formats=text,html"),
        ("posts?include=toc&include=authors", "posts?include=toc,authors"),
        ("posts?facets=year&facets=tag,lang", "posts?facets=year,tag,lang"),
        ("posts?slug=hello&slug=etags", "posts?slug=hello,etags"),
        ("posts?sort=title&limit=3&sort=-published_at", "posts?sort=title,-published_at&limit=3"),
        ("posts/hello?formats=text&formats=html", "posts/hello?formats=text,html"),
        ("tags?sort=posts&sort=-name", "tags?sort=posts,-name"),
        ("search?q=git&highlight=title&highlight=body", "search?q=git&highlight=title,body"),
        ("suggest?q=c&types=tags&types=posts", "suggest?q=c&types=tags,posts"),
    ],
)
def test_list_that_repeats_its_parameter_is_the_list_with_commas(
    api: Api, repeated: str, joined: str
) -> None:
    one, other = api.ask(f"/v1/{repeated}"), api.ask(f"/v1/{joined}")
    assert (one.status_code, one.data, one.headers["ETag"]) == (
        200,
        other.data,
        other.headers["ETag"],
    )


def test_keys_of_an_order_stay_in_the_order_of_their_repeats(api: Api) -> None:
    one = api.slugs("/v1/posts?sort=title&sort=-published_at")
    assert one == sorted(one) != api.slugs("/v1/posts?sort=-published_at&sort=title")


def test_filter_that_repeats_its_parameter_wants_both(api: Api) -> None:
    assert api.slugs("/v1/posts?tag=http&tag=git") == ["caches"]
    assert len(api.slugs("/v1/posts?tag=http,git")) > 1


def test_repeats_of_a_list_are_bounded_and_checked_as_one(api: Api) -> None:
    faults = api.faults("/v1/posts?fields=title&fields=title")
    assert faults == [("fields", "repeated", "'title' is named twice.", None)]
    faults = api.faults("/v1/posts?" + "&".join(["slug=a"] * 101))
    assert faults == [("slug", "too_many", "101 values are more than 100.", "100")]
    faults = api.faults("/v1/posts?sort=title&sort=")
    assert faults == [("sort", "empty", "A value between the commas is empty.", None)]


def test_cursor_goes_on_in_the_other_spelling_of_a_list(api: Api) -> None:
    first = api.get("/v1/posts?limit=2&fields=title&fields=lang")
    cursor = first["meta"]["pagination"]["next_cursor"]
    assert api.get(f"/v1/posts?limit=2&fields=title,lang&cursor={cursor}")["data"]


def test_word_that_is_far_from_every_known_one_has_no_hint(api: Api) -> None:
    assert [fault[3] for fault in api.faults("/v1/posts?facets=qqqq")] == [None]
