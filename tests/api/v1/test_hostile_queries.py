"""Queries that mean no good: refused or answered, and nothing hidden shows in any answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from werkzeug.test import Client, TestResponse

from quire.app.application import create_app
from tests.api.hostile import COUNT, SECRETS, queries
from tests.support.building import post, workshop, write_files

QUERIES = queries()

OPEN = {
    **{
        f"content/posts/post-{n}.md": post(
            f"Post {n} about gateways",
            f"2024-0{n % 5 + 1}-11",
            f"The text of post {n}: draft animals, plumbing, quelled brunch, a mesh.\n\n"
            f"## Section {n}\n\nKernel {'mesh ' * n}and hushed proxies.",
            tags=f"[mesh, kernel{n % 3}]",
            authors=f"[ada, bob{n % 2}]",
        )
        for n in range(1, 31)
    },
    "quire.toml": '[synonyms]\ngroups = [["mesh", "zyxomma", "net"]]\n',
}
TITLE, BODY, TAG, AUTHOR, SERIES = SECRETS
FIELDS = {"tags": f"[mesh, {TAG}]", "authors": f"[ada, {AUTHOR}]", "series": SERIES}


def secret(number: int, **fields: object) -> str:
    body = f"{BODY} {BODY} gateways, mesh.\n\n## {BODY}\n\nA {TITLE}."
    return post(f"{TITLE} post {number}", "2024-03-03", body, **FIELDS, **fields)


HIDDEN = {
    "content/posts/secret-1.md": secret(1, draft="true"),
    "content/posts/secret-2.md": secret(2, publishDate="2040-01-01"),
    "content/posts/secret-3.md": secret(3, expiryDate="2024-04-01"),
    "content/posts/secret-4.md": secret(4, draft="perhaps"),
}


PUBLIC = "https://api.example"


class Site:
    """A site of its own behind the whole application."""

    def __init__(self, base: Path, *versions: dict[str, str]) -> None:
        self._opened = workshop(base, site=base / "site")
        base.mkdir()
        write_files(base / "site", versions[0])
        made = self._opened.__enter__()
        for version in versions:
            made.write(version)
            made.builder.build()
        made.snapshot()
        front = create_app(made.holder, secret=b"a secret of the tests", public_url=PUBLIC)
        self._client = Client(front)

    def ask(self, address: str) -> TestResponse:
        return self._client.get(address, headers={"X-Request-Id": "request-1"})

    def close(self) -> None:
        self._opened.__exit__(None, None, None)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """Give a site without hidden posts, with some, and one that has withdrawn them."""
    base = tmp_path_factory.mktemp("hostile")
    shown = {path: secret(n) for n, path in enumerate(HIDDEN, 1)}
    sites = {
        "without": Site(base / "without", OPEN),
        "with": Site(base / "with", {**OPEN, **HIDDEN}),
        "withdrawn": Site(base / "withdrawn", {**OPEN, **shown}, HIDDEN),
    }
    yield sites
    for site in sites.values():
        site.close()


FACETS = "tag,author,category,series,section,year,lang"


def addresses(query: str) -> list[str]:
    text = quote(query.encode("utf-8", "surrogatepass"), safe="")
    more = f"lang=all&facets={FACETS}" if len(query) % 2 else "prefix=true&sort=title"
    return [f"/v1/search?q={text}&limit=100&{more}", f"/v1/suggest?q={text}&limit=20"]


def told(site: Site, address: str) -> Any:
    """Give what a site says; on a machine that is too busy for the time budget it is asked on."""
    while True:
        answer = site.ask(address)
        body = orjson.loads(answer.data)
        if not body.get("meta", {}).get("partial"):
            return answer.status_code, body


def test_there_are_three_hundred() -> None:
    assert len(set(QUERIES)) == COUNT == 300


@pytest.mark.parametrize("part", range(10))
def test_hostile_queries_are_refused_or_answered_alike_whatever_is_hidden(
    sites: dict[str, Site], part: int
) -> None:
    for query in QUERIES[part::10]:
        for address in addresses(query):
            expected = told(sites["without"], address)
            assert expected[0] in (200, 400, 414), query
            for name in ("with", "withdrawn"):
                assert told(sites[name], address) == expected, (name, query)


def test_lists_related_posts_and_terms_are_alike_whatever_is_hidden(
    sites: dict[str, Site],
) -> None:
    for address in (
        "/v1/posts?limit=100&facets=tag,author,category,series,section,year,lang",
        "/v1/posts/post-7-about-gateways/related?limit=20&fields=title",
        "/v1/posts/post-7/related?limit=20&fields=title",
        "/v1/posts/secret-1/related",
        "/v1/tags",
        "/v1/authors",
        f"/v1/tags/{TAG}",
        f"/v1/authors/{AUTHOR}",
        f"/v1/suggest?q={TITLE[:3]}",
    ):
        expected = told(sites["without"], address)
        for name in ("with", "withdrawn"):
            assert told(sites[name], address) == expected, (name, address)


def test_pages_are_alike_whatever_is_hidden(sites: dict[str, Site]) -> None:
    for address in (
        "/",
        "/?page=2",
        "/?lang=all",
        "/?year=2024",
        f"/?q={TITLE}",
        f"/?q={BODY}+gateways",
        f"/?tag={TAG}",
        f"/?author={AUTHOR}",
        f"/?series={SERIES}",
        "/posts/secret-1/",
        f"/posts/{TITLE}-post-1/",
        f"/blog/{TITLE}-post-2.html",
        f"/{TAG}",
        "/post-7-about-gatewais",
    ):
        expected = sites["without"].ask(address)
        for name in ("with", "withdrawn"):
            answer = sites[name].ask(address)
            assert (answer.status_code, answer.text) == (expected.status_code, expected.text), (
                name,
                address,
            )


def test_secrets_are_found_where_they_are_shown(tmp_path: Path) -> None:
    shown = {path: secret(n) for n, path in enumerate(HIDDEN, 1)}
    site = Site(tmp_path / "shown", {**OPEN, **shown})
    for query in (f"{TITLE} {BODY}", BODY, f"tag:{TAG}", f"author:{AUTHOR}"):
        _, answer = told(site, f"/v1/search?q={quote(query)}")
        assert answer["meta"]["pagination"]["total"] == 4, query
    site.close()


def test_frames_snippets_and_oembed_are_alike_whatever_is_hidden(sites: dict[str, Site]) -> None:
    own = f"{PUBLIC}/v1/posts"
    for address in (
        "/embed",
        "/embed/posts?limit=100&layout=cards",
        "/embed/posts?slug=secret-1,post-7",
        f"/embed/posts?tag={TAG}",
        f"/embed/posts?author={AUTHOR}",
        f"/embed/posts?series={SERIES}",
        "/embed/post?slug=post-7",
        *(f"/embed/post?slug=secret-{n}" for n in range(1, 6)),
        *(f"/oembed?url={own}/secret-{n}" for n in range(1, 6)),
        f"/oembed?url={own}/post-7&format=xml",
    ):
        expected = sites["without"].ask(address)
        assert expected.status_code in (200, 404), address
        for name in ("with", "withdrawn"):
            answer = sites[name].ask(address)
            assert (answer.status_code, answer.data) == (
                expected.status_code,
                expected.data,
            ), (name, address)
            assert policy(answer) == policy(expected)
    hidden, never = (sites["with"].ask(f"/oembed?url={own}/{slug}") for slug in ("secret-1", "x"))
    assert hidden.data == never.data


def policy(answer: TestResponse) -> str | None:
    return answer.headers.get("Content-Security-Policy")
