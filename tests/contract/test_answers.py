"""Real requests to the demo content, for every operation and parameter, held to the contract."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson
import pytest

from tests.contract.conformance import find_faults, operations, without_fields
from tests.contract.demo import Demo, Values, holds_something

LISTS = [
    "?lang=de",
    "?lang=all&limit=3",
    "?limit=1&page=2",
    "?{cursor}",
    "?sort=-updated_at,title",
    "?sort=created_at,-slug&limit=2",
    "?fields=title,authors.name,cover.url,tags.slug,seo.title,source.path",
    "?fields=authors.bio&include=authors",
    "?include=authors,toc&limit=2",
    "?urls=relative&limit=2&formats=html",
    "?formats=html,text,markdown&limit=2",
    "?facets=tag,author,category,series,section,year,lang",
    "?tag={tag}",
    "?tag=-{tag}&author={author}",
    "?category={category}",
    "?series={series}",
    "?section={section}",
    "?year={year},2024",
    "?featured=false",
    "?published_after=2024-01-01&published_before=2025-01-01T00:00:00%2B02:00",
    "?updated_after=2025-01-01T00:00:00Z",
    "?slug={post},{page}",
    "?id={post_id},{page_id}",
    "?tag=nothing-has-this",
]
DETAILS = [
    "",
    "?lang=all",
    "?fields=title,toc",
    "?include=authors,toc",
    "?urls=relative",
    "?formats=text,markdown",
]
WINDOWS = ["", "?limit=1&page=2", "?{cursor}"]
REQUESTS: dict[str, list[str]] = {
    "getDiscovery": ["/v1"],
    "listPosts": [f"/v1/posts{query}" for query in ["", *LISTS]],
    "getPost": [f"/v1/posts/{{post}}{query}" for query in DETAILS],
    "getPostNeighbors": [
        "/v1/posts/{post}/neighbors",
        "/v1/posts/{post}/neighbors?lang=all",
        "/v1/posts/{post}/neighbors?fields=title&urls=relative",
    ],
    "getRelatedPosts": [
        "/v1/posts/{post}/related",
        "/v1/posts/{post}/related?lang=all&limit=20",
        "/v1/posts/{post}/related?fields=title&urls=relative",
    ],
    "listPages": [f"/v1/pages{query}" for query in ["", *LISTS]],
    "getPage": [f"/v1/pages/{{page}}{query}" for query in [*DETAILS, "?lang=de"]],
    "listAuthors": [
        f"/v1/authors{query}"
        for query in [*WINDOWS, "?sort=-posts,name&urls=relative", "?id={author_id}"]
    ],
    "getAuthor": ["/v1/authors/{author}", "/v1/authors/{author}?urls=relative"],
    "listTags": [
        f"/v1/tags{query}" for query in [*WINDOWS, "?sort=-name&urls=relative", "?id={tag_id}"]
    ],
    "getTag": ["/v1/tags/{tag}", "/v1/tags/{tag}?urls=relative"],
    "getChanges": [
        "/v1/changes",
        "/v1/changes?{cursor}",
        "/v1/changes?since={token}",
        "/v1/changes?since={token}&limit=0",
        "/v1/changes?types=posts,tags&fields=title,slug&lang=de",
        "/v1/changes?formats=html,text&limit=5",
    ],
    "getArchive": ["/v1/archive", "/v1/archive?lang=de"],
    "search": [
        "/v1/search?q=git",
        '/v1/search?q="content+model"+-nothing+tag:{tag}',
        "/v1/search?q=zzzzzzzz",
        "/v1/search?q=git&type=post",
        "/v1/search?q=markdwn&highlight=body",
        "/v1/search?q=after:2024+mark&prefix=true",
        "/v1/search?{cursor}",
        *(f"/v1/search{query}&q=git" for query in LISTS if query != "?{cursor}"),
    ],
    "suggest": [
        "/v1/suggest?q=c",
        "/v1/suggest?q=a&lang=all&limit=20",
        "/v1/suggest?q=m&types=tags,authors",
    ],
    "resolvePath": ["/v1/resolve?path={path}", "/v1/resolve?path={moved}"],
    "listRedirects": [f"/v1/redirects{query}" for query in WINDOWS],
    "getMedia": [
        "/v1/media/{media}",
        "/v1/media/{media}?w=320",
        "/v1/media/{media}?w=640&format=webp",
        "/v1/media/{media}?format=jpeg",
    ],
}
REFUSALS = [
    ("listPosts", "/v1/posts?limit=0&sort=titel&nothing=1", 400),
    ("getPost", "/v1/posts/nowhere", 404),
    ("getPost", "/v1/posts/{post}?formats=pdf", 400),
    ("getPage", "/v1/pages/nowhere?lang=de", 404),
    ("getAuthor", "/v1/authors/nobody", 404),
    ("getTag", "/v1/tags/nothing", 404),
    ("search", "/v1/search", 400),
    ("search", "/v1/search?q=...", 400),
    ("suggest", "/v1/suggest?q=...", 400),
    ("getRelatedPosts", "/v1/posts/nowhere/related", 404),
    ("resolvePath", "/v1/resolve?path=/nowhere/", 404),
    ("getMedia", "/v1/media/nothing.png", 404),
    ("getMedia", "/v1/media/nothing.png?w=320", 404),
    ("getMedia", "/v1/media/{media}?w=321", 400),
    ("listPosts", "/v1/posts?urls=absolute", 400),
    ("listTags", "/v1/tags?cursor=made-up", 400),
    ("getChanges", "/v1/changes?since=made-up", 410),
    ("getChanges", "/v1/changes?since={token}&types=posts", 400),
    ("listPosts", f"/v1/posts?slug={'x' * 4096}", 414),
]


def addresses(operation_id: str, values: Values) -> list[str]:
    """Give the requests of an operation with values that exist."""
    return [filled(address, values) for address in REQUESTS[operation_id]]


def filled(address: str, values: Values) -> str:
    """Put values that exist in an address."""
    continued = values.continued.get(urlsplit(address).path, {})
    return address.format(
        post=values.slugs["posts"][0],
        page=values.slugs["pages"][0],
        path=values.paths[0],
        moved=values.paths[-1],
        media=values.media[0],
        token=values.token,
        **{f"{name[:-1]}_id": known[0] for name, known in values.ids.items()},
        cursor="&".join(f"{name}={value}" for name, value in sorted(continued.items())),
        **{name: known[0] for name, known in values.filters.items()},
    )


@pytest.mark.parametrize("operation_id", REQUESTS)
def test_answers_are_what_the_contract_says(
    demo: Demo, values: Values, document: dict[str, Any], operation_id: str
) -> None:
    asked = {address: demo.ask(address) for address in addresses(operation_id, values)}
    assert {address: answer.status_code for address, answer in asked.items()} == dict.fromkeys(
        asked, 200
    )
    full = without_fields(document)
    faults = {
        address: find_faults(document if "fields=" in address else full, operation_id, answer)
        for address, answer in asked.items()
    }
    assert faults == {address: [] for address in asked}
    assert any(holds_something(a.content_type, a.data) for a in asked.values())


@pytest.mark.parametrize(("operation_id", "address", "status"), REFUSALS)
def test_refusals_are_what_the_contract_says(
    demo: Demo,
    values: Values,
    document: dict[str, Any],
    operation_id: str,
    address: str,
    status: int,
) -> None:
    answer = demo.ask(filled(address, values))
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert find_faults(document, operation_id, answer) == []


@pytest.mark.parametrize(
    ("operation_id", "address"), [("listPosts", "/v1/posts"), ("getMedia", "/v1/media/{media}")]
)
def test_not_modified_is_what_the_contract_says(
    demo: Demo, values: Values, document: dict[str, Any], operation_id: str, address: str
) -> None:
    first = demo.ask(filled(address, values))
    again = demo.client.get(
        filled(address, values), headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, find_faults(document, operation_id, again)) == (304, [])


def test_part_of_a_file_is_what_the_contract_says(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    for span, status in (("bytes=0-9", 206), ("bytes=99999999-", 416)):
        part = demo.client.get(f"/v1/media/{values.media[0]}", headers={"Range": span})
        assert (part.status_code, find_faults(document, "getMedia", part)) == (status, [])


def test_every_operation_and_parameter_is_asked_for(document: dict[str, Any]) -> None:
    wanted = {
        (name, parameter["name"])
        for name, operation in operations(document).items()
        for parameter in operation["parameters"]
        if parameter["in"] == "query"
    }
    asked = {
        (name, parameter)
        for name, requests in REQUESTS.items()
        for address in requests
        for parameter, _ in parse_qsl(urlsplit(address.replace("{cursor}", "cursor=x")).query)
    }
    assert set(REQUESTS) == set(operations(document))
    assert asked == wanted


def test_schema_with_a_wrong_type_is_found(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    answer = demo.ask(filled("/v1/posts/{post}", values))
    full = without_fields(document)
    assert find_faults(full, "getPost", answer) == []
    full["components"]["schemas"]["Post"]["properties"]["title"] = {"type": "integer"}
    title = orjson.loads(answer.data)["data"]["title"]
    [fault] = find_faults(full, "getPost", answer)
    assert fault.startswith("$.data")
    assert repr(title) in fault


def test_post_that_lacks_its_title_is_found(
    demo: Demo, values: Values, document: dict[str, Any]
) -> None:
    answer = demo.ask(filled("/v1/posts/{post}?fields=excerpt", values))
    assert find_faults(document, "getPost", answer) == []
    assert find_faults(without_fields(document), "getPost", answer) != []


def test_field_that_is_promised_and_never_sent_is_found(
    demo: Demo, document: dict[str, Any]
) -> None:
    document["components"]["schemas"]["TagsAnswer"]["required"].append("license")
    assert find_faults(document, "listTags", demo.ask("/v1/tags")) == [
        "$: 'license' is a required property"
    ]


def test_status_that_is_not_documented_is_found(demo: Demo, document: dict[str, Any]) -> None:
    del operations(document)["getTag"]["responses"]["404"]
    faults = find_faults(document, "getTag", demo.ask("/v1/tags/nothing"))
    assert faults == ["status 404 is not documented"]


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("Content-Type", "no content type is not documented"),
        ("ETag", "header ETag is missing"),
        ("Content-Revision", "header Content-Revision is missing"),
    ],
)
def test_answer_without_a_header_is_found(
    demo: Demo, document: dict[str, Any], header: str, fault: str
) -> None:
    answer = demo.ask("/v1/archive")
    del answer.headers[header]
    assert find_faults(document, "getArchive", answer) == [fault]


def test_answer_of_another_type_is_found(demo: Demo, document: dict[str, Any]) -> None:
    answer = demo.ask("/v1/archive")
    answer.headers["Content-Type"] = "text/html"
    assert find_faults(document, "getArchive", answer) == ["text/html is not documented"]
