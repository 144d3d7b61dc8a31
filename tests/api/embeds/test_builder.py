"""The page that writes snippets: everything on it is ours, and nobody may frame it."""

import re
from urllib.parse import urljoin

from quire.api.embeds import current_script
from tests.api.embeds.test_frames import page
from tests.api.front import Api


def test_page_offers_the_tags_authors_and_languages_of_the_site(api: Api) -> None:
    shown = page(api, "/embed")
    offered = [each.get("value") for each in shown.all("option")]
    assert {"css", "git", "http", "ana", "mira", "tom"} <= set(offered)
    assert {"CSS (3)", "Mira Okafor (4)", "en", "de"} <= set(shown.texts)


def test_page_names_the_script_by_hash_and_integrity(api: Api) -> None:
    script = current_script()
    [form] = page(api, "/embed").all("form")
    assert (form["data-script"], form["data-integrity"]) == (script.name, script.integrity)
    used = {"src": f"embed/{script.name}", "integrity": script.integrity}
    assert {**used, "crossorigin": "anonymous"} in page(api, "/embed").all("script")


def test_snippets_name_the_public_address_where_there_is_one(api: Api, known: Api) -> None:
    assert page(known, "/embed").all("form")[0]["data-base"] == "https://api.ink.example"
    assert page(api, "/embed").all("form")[0]["data-base"] == ""


def test_page_runs_files_of_ours_alone_and_stands_in_no_frame(api: Api) -> None:
    answer = api.ask("/embed")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'none'")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert not re.search(r"<style|<script>|\son\w+=|\sstyle=", answer.data.decode())


def test_everything_the_page_refers_to_is_there(api: Api) -> None:
    html = api.ask("/embed").data.decode()
    found = {urljoin("/embed", url) for url in re.findall(r'(?:href|src)="([^"]*)"', html)}
    assert {"/", "/embed/builder.js"} <= found
    found.remove("/")
    assert {url: api.ask(url).status_code for url in found} == dict.fromkeys(found, 200)
