"""Readers of feeds that nobody here wrote: they find the same entries in all three formats.

feedparser and rss-parser know Atom and RSS, feedsmith JSON Feed as well.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from quire.library.options import BuildOptions
from quire.library.rendering import PoolRenderer
from tests.api.feeds.site import BASE
from tests.api.feeds.validity import assert_atom, assert_json_feed, assert_rss
from tests.api.front import Api
from tests.clients.programs import run
from tests.packaging.test_nginx import NGINX, nginx_before, outcome
from tests.support.building import Clock, workshop
from tests.support.corpora import CORPORA, clone
from tests.support.serving import Service, fetch, running

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
PACKAGES = Path(sys.prefix) / "readers" / "node_modules"
"""What package-lock.json locks: `make .venv/.readers`."""
FORMATS = {"atom": assert_atom, "rss": assert_rss, "json": assert_json_feed}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(CONTENT, tmp_path_factory.mktemp("readers") / "state") as served:
        yield served


def listed(service: Service, query: str = "") -> list[dict[str, Any]]:
    """Give what readers are to find, as the API lists it."""
    return [
        {
            "url": post["url"],
            "title": post["title"],
            "date": post["published_at"],
            "authors": [author["name"] for author in post["authors"]],
        }
        for post in service.get(f"/v1/posts?limit=100{query}").json()["data"]
    ]


def by_feedparser(body: bytes) -> list[dict[str, Any]]:
    read = feedparser.parse(body)
    assert not read.bozo, read.get("bozo_exception")
    return [
        {
            "url": entry.link,
            "title": entry.title,
            "date": f"{datetime(*entry.published_parsed[:6], tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}",
            "authors": [author["name"] for author in entry.get("authors", [])],
        }
        for entry in read.entries
    ]


def test_lock_of_readers_names_no_host_and_hashes_everything() -> None:
    text = (HERE / "package-lock.json").read_text()
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not re.search(r'"resolved"|registry', text)
    for name, version in json.loads((HERE / "package.json").read_text())["dependencies"].items():
        assert packages[f"node_modules/{name}"]["version"] == version


@pytest.mark.slow
def test_feedparser_reads_what_the_api_lists(service: Service) -> None:
    wanted = listed(service, "&lang=all")
    assert len(wanted) > 20
    for name in ("atom", "rss"):
        assert by_feedparser(service.get(f"/feed.{name}?limit=100&lang=all").body) == wanted


@pytest.mark.slow
@pytest.mark.skipif(not PACKAGES.exists(), reason="not installed: make .venv/.readers")
def test_readers_of_npm_read_what_the_api_lists(service: Service, tmp_path: Path) -> None:
    shutil.copy(HERE / "read.mjs", tmp_path)
    (tmp_path / "node_modules").symlink_to(PACKAGES)
    addresses = [f"{service.base}/feed.{name}?limit=100&lang=all" for name in FORMATS]
    read = json.loads(run("node", "read.mjs", *addresses, folder=tmp_path))
    wanted = listed(service, "&lang=all")
    ids = set()
    for address in addresses:
        assert set(read[address]) >= {"feedsmith"} | (
            set() if "feed.json" in address else {"rss-parser"}
        )
        for library, items in read[address].items():
            ids.add(tuple(item.pop("id") for item in items))
            for item in items:
                item["date"] = item["date"].replace(".000Z", "Z")
            assert items == wanted, (address, library)
    assert len(ids) == 1


@pytest.mark.slow
@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
@pytest.mark.parametrize("path", ["/feed.atom", "/feed.rss", "/feed.json", "/sitemap-1.xml"])
def test_304_comes_from_quire_and_from_the_cache_before_it(service: Service, path: str) -> None:
    with nginx_before(service.port) as nginx:
        first = nginx.ask(path, {"Accept-Encoding": "gzip"})
        tag = first.headers["etag"]
        known = {"If-None-Match": tag, "Accept-Encoding": "gzip"}
        assert outcome(first) == (200, "MISS")
        assert outcome(nginx.ask(path, known)) == (304, "HIT")
        direct = fetch(service.base + path, If_None_Match=tag, Accept_Encoding="gzip")
        assert (direct.status, direct.headers["etag"], direct.body) == (304, tag, b"")
        assert outcome(nginx.ask(f"{path}?nothing=1")) == (400, "MISS")


@pytest.mark.soak
@pytest.mark.corpora
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not CORPORA.exists(), reason="no ../shared/corpora")
@pytest.mark.parametrize("corpus", ["digitalgov", "rust-blog", "rails-weblog"])
def test_real_sites_have_valid_feeds_and_sitemaps(corpus: str, tmp_path: Path) -> None:
    clock = Clock(datetime(2026, 11, 23, tzinfo=UTC))
    options = BuildOptions(media_base=f"{BASE}/v1/media/")
    with (
        closing(PoolRenderer(2)) as renderer,
        workshop(
            tmp_path, clock, options, clone(corpus, tmp_path), work_tree=False, renderer=renderer
        ) as shop,
    ):
        shop.builder.build()
        api = Api(shop.state, BASE)
        api.holder.refresh()
        posts = api.get("/v1/posts?lang=all&limit=1")["meta"]["pagination"]["total"]
        for name, check in FORMATS.items():
            seen = 0
            for body in pages(api, f"/feed.{name}?limit=100&lang=all"):
                check(body)
                assert len(body) <= 2_000_000
                if name == "json":
                    seen += len(json.loads(body)["items"])
                else:
                    seen += len(by_feedparser(body))
            assert seen == posts > 20
        index = etree.fromstring(api.ask("/sitemap.xml").data)
        parts = [api.ask(row[0].text.removeprefix(BASE)).data for row in index]
        assert max(map(len, parts)) <= 2_000_000
        assert sum(len(etree.fromstring(part)) for part in parts) >= posts * 0.9


def pages(api: Api, address: str) -> Iterator[bytes]:
    """Read a feed to its end."""
    while address:
        answer = api.ask(address)
        assert answer.status_code == 200, answer.data
        yield answer.data
        link = answer.headers.get("Link", "")
        url = link.partition(">")[0][1:] if 'rel="next"' in link else ""
        address = url.removeprefix(BASE)
