"""The element's script: named by its bytes, small, and kept for good once it is released."""

import hashlib
import re
from base64 import b64encode

import pytest

from quire.api.embeds import WITHOUT_SNAPSHOT, current_script
from quire.api.embeds.scripts import RELEASED, scripts
from quire.app.application import create_app
from tests.api.front import Api
from tests.wire.doors import Holder, ask

EVER_RELEASED = {"quire-45c95dffda66f5a3bfc0.js"}
"""Scripts that pages out there may name: one that was released is added here and never goes."""


def test_current_script_is_among_the_released_ones() -> None:
    # After a change of element.js or list.css: make embed.
    assert (RELEASED / current_script().name).read_bytes() == current_script().body


def test_no_released_script_is_missing() -> None:
    assert {path.name for path in RELEASED.iterdir()} >= EVER_RELEASED


@pytest.mark.parametrize("name", sorted(scripts()))
def test_script_is_named_by_its_bytes_and_never_asked_for_again(api: Api, name: str) -> None:
    answer = api.ask(f"/embed/{name}")
    assert answer.status_code == 200
    assert name == f"quire-{hashlib.sha256(answer.data).hexdigest()[:20]}.js"
    assert (RELEASED / name).read_bytes() == answer.data
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_integrity_of_a_script_is_the_hash_of_what_is_sent(api: Api) -> None:
    script = current_script()
    sent = api.ask(f"/embed/{script.name}").data
    expected = b64encode(hashlib.sha384(sent).digest()).decode()
    assert script.integrity == f"sha384-{expected}"


def test_script_without_a_hash_is_the_current_one_and_soon_asked_for_again(api: Api) -> None:
    answer = api.ask("/embed/quire.js")
    assert answer.data == current_script().body
    assert answer.headers["Cache-Control"] == ("public, max-age=300, stale-while-revalidate=3600")


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_script_is_at_most_eight_kilobytes_as_it_is_sent(coding: str) -> None:
    front = create_app(Holder(None), secret=b"s" * 32)
    reply = ask(front, "/embed/quire.js", accept_encoding=coding)
    assert reply.headers["Content-Encoding"] == coding
    assert len(reply.body) <= 8_000


@pytest.mark.parametrize(
    "name",
    ["quire-00000000000000000000.js", "quire-.js", "quire-..js", "quire.mjs", "element.js"],
)
def test_script_that_was_never_released_is_not_found(api: Api, name: str) -> None:
    assert api.ask(f"/embed/{name}").status_code == 404


def test_scripts_and_styles_are_there_before_the_first_snapshot() -> None:
    front = create_app(Holder(None), secret=b"s" * 32)
    assert {path: ask(front, path).status for path in WITHOUT_SNAPSHOT} == dict.fromkeys(
        WITHOUT_SNAPSHOT, 200
    )


def test_script_makes_no_html_of_texts_and_keeps_nothing() -> None:
    text = current_script().body.decode()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    assert not re.search(r"cookie|localStorage|sessionStorage|indexedDB", text)
    assert 'credentials: "omit"' in text
