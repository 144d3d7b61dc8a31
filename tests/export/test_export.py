"""An export holds what a crawl of the service reaches, and nothing else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from werkzeug.test import Client

from quire.errors import ExportError
from quire.export import Tree, export
from quire.library.progress import Silent
from tests.export.crawling import Got, address_of, compared, crawl
from tests.export.sites import SITE, SMALL, ask_files, build, export_to, file_for, files_of, front
from tests.support.building import Workshop, post, workshop

LED_NOWHERE = ("/v1/search{", "/v1/suggest{", "/v1/resolve{", "/v1/changes", "/feed.", "/sitemap.")
"""What only a service answers, and what needs an address of it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    with workshop(tmp_path_factory.mktemp("site")) as shop:
        build(shop)
        yield shop


@pytest.fixture(scope="module")
def folder(site: Workshop) -> Path:
    target = site.site.parent / "out"
    export_to(site, target)
    return target


def served(shop: Workshop) -> dict[str, Got]:
    client = Client(front(shop))

    def ask(address: str) -> Got:
        reply = client.get(address)
        return Got(reply.status_code, reply.mimetype, reply.data)

    return crawl(ask, "/v1")


def test_crawl_of_the_files_finds_the_addresses_of_the_service_and_equal_bytes_but_for_links(
    site: Workshop, folder: Path
) -> None:
    service = {address: got for address, got in served(site).items() if got.status == 200}
    files = crawl(lambda address: ask_files(folder, address), "/v1.json")
    by_address = {address_of(file.lstrip("/")): got for file, got in files.items()}
    assert set(by_address) == set(service)
    assert "/v1/posts?lang=all&page=2" in service
    assert "/v1/media/posts/cat.png?w=160" in service
    for address, got in service.items():
        for link, becomes in compared(got.body, by_address[address].body):
            if becomes is None:
                assert link.startswith(LED_NOWHERE)


def test_folder_holds_what_the_crawl_finds_headers_and_robots_and_nothing_else(
    folder: Path,
) -> None:
    files = crawl(lambda address: ask_files(folder, address), "/v1.json")
    crawled = {str(file_for(folder, file).relative_to(folder)) for file in files}
    assert set(files_of(folder)) - {"_headers", "robots.txt"} == crawled


def test_texts_that_look_like_addresses_stay_as_they_were_written(folder: Path) -> None:
    tag = orjson.loads((folder / "v1/posts/tag/lang=en.json").read_bytes())
    assert tag["data"]["title"] == "/v1/posts?limit=3"
    page = orjson.loads((folder / "v1/posts/page/lang=en.json").read_bytes())
    assert "<code>/v1/posts?page=2</code>" in page["data"]["html"]
    assert 'srcset="/v1/media/posts/w=160/cat.png 160w, ' in page["data"]["html"]


def test_place_to_go_on_from_is_null_for_a_static_host_would_start_again(folder: Path) -> None:
    answer = orjson.loads((folder / "v1/posts.json").read_bytes())
    assert answer["meta"]["pagination"]["next_cursor"] is None
    assert answer["links"]["next"] == "/v1/posts/page/2.json"
    assert answer["links"]["item"] == "/v1/posts/{slug}/lang={lang}.json"


def test_second_export_writes_nothing(site: Workshop, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    done = export_to(site, folder)
    assert (done.written, done.removed) == (0, 0)
    assert done.kept == len(files_of(folder))
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    own = {path for path in before if ".quire-export" in path.parts}
    assert {p: t for p, t in before.items() if p not in own} == {
        p: t for p, t in after.items() if p not in own
    }


def test_edit_writes_the_files_that_show_it_and_no_other(tmp_path: Path) -> None:
    with workshop(tmp_path) as shop:
        build(shop, SMALL)
        export_to(shop, tmp_path / "out")
        before = files_of(tmp_path / "out")
        shop.write({"content/about.md": "---\ntitle: About\naliases: [/us/]\n---\nWe all.\n"})
        shop.builder.build()
        done = export_to(shop, tmp_path / "out")
        after = files_of(tmp_path / "out")
    changed = {file for file in after if before.get(file) != after[file]}
    assert set(before) == set(after)
    assert changed == {
        "v1.json",
        "v1/pages.json",
        "v1/pages/about.json",
        "v1/pages/about/lang=en.json",
        "v1/pages/lang=all.json",
    }
    assert (done.written, done.kept) == (len(changed), len(after) - len(changed))


def test_withdrawn_post_leaves_with_all_that_spoke_of_it(tmp_path: Path) -> None:
    with workshop(tmp_path) as shop:
        build(shop, SMALL)
        shop.write({"content/posts/brief.md": post("Brief", tags="[fleeting]")})
        shop.builder.build()
        export_to(shop, tmp_path / "out")
        assert any("brief" in file for file in files_of(tmp_path / "out"))
        shop.write({"content/posts/brief.md": post("Brief", tags="[fleeting]", draft="true")})
        shop.builder.build()
        done = export_to(shop, tmp_path / "out")
        left = files_of(tmp_path / "out")
    assert done.removed >= 4
    assert [file for file in left if "brief" in file or "fleeting" in file] == []
    assert [file for file, body in left.items() if b"rief" in body or b"fleeting" in body] == []
    assert not (tmp_path / "out/v1/posts/brief").exists()


def test_export_of_a_site_with_hidden_posts_is_that_of_the_site_without_them(
    tmp_path: Path,
) -> None:
    hidden = {
        "content/posts/draft.md": post("Okapi", draft="true", tags="[okapi]"),
        "content/posts/later.md": post("Okapi later", "2024-07-01", authors="[okapi]"),
        "content/posts/gone.md": post("Okapi gone", expiryDate="2024-05-02"),
        "content/posts/broken.md": "---\ntitle: [okapi\n---\n![okapi](okapi.png)\n",
    }
    exports = []
    for name, files in (("with", {**SMALL, **hidden}), ("without", SMALL)):
        with workshop(tmp_path / name) as shop:
            build(shop, files)
            export_to(shop, tmp_path / name / "out")
            found = files_of(tmp_path / name / "out")
            discovery = orjson.loads(found.pop("v1.json"))
            for key in ("revision", "snapshot"):
                del discovery["data"][key]
            exports.append((discovery, found))
    assert exports[0] == exports[1]
    assert "kapi" not in repr(exports[0])


def test_export_with_too_many_files_stops_before_anything_is_changed(
    site: Workshop, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"more than 50 files; allow more by --max-files"):
        export_to(site, tmp_path / "out", most_files=50)
    assert files_of(tmp_path / "out") == {}


def test_answer_that_fails_stops_the_export_and_the_old_one_stays(
    site: Workshop, folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    shutil.copytree(folder, target)
    before = files_of(target)
    inner = front(site)

    def failing(environ: dict[str, object], start: object) -> object:
        if environ["PATH_INFO"] == "/v1/archive":
            start("503 Service Unavailable", [])  # type: ignore[operator]
            return [b"{}"]
        if environ["PATH_INFO"] == "/v1":
            body = b"".join(inner(environ, lambda *_: None)).replace(b"Ink", b"Oil")  # type: ignore[arg-type]
            start("200 OK", [("Content-Type", "application/json")])  # type: ignore[operator]
            return [body]
        return inner(environ, start)  # type: ignore[arg-type]

    tree = Tree(target)
    with pytest.raises(ExportError, match=r"/v1/archive answered 503"):
        export(failing, "", tree, 1_000, Silent())  # type: ignore[arg-type]
    tree.close()
    assert files_of(target) == before


def test_link_that_leads_to_an_error_is_told_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    with workshop(tmp_path) as shop:
        build(shop, {**SMALL, "content/posts/page.md": SITE["content/posts/page.md"]})
        damaged = shop.site / "content/posts/cat.png"
        damaged.write_bytes(damaged.read_bytes()[:200])
        shop.builder.build()
        done = export_to(shop, tmp_path / "out")
    assert {each.address for each in done.refused} == {
        "/v1/media/posts/cat.png?w=160",
        "/v1/media/posts/cat.png?w=320",
    }
    assert {each.status for each in done.refused} == {422}
    assert (tmp_path / "out/v1/media/posts/cat.png").exists()


def test_link_to_a_starting_point_that_is_not_there_is_null(folder: Path) -> None:
    links = orjson.loads((folder / "v1.json").read_bytes())["links"]
    assert {links[name] for name in ("feed_atom", "feed_rss", "feed_json", "sitemap")} == {None}
    assert not (folder / "feed.atom").exists()
