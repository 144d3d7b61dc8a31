"""oEmbed read by a consumer that nobody here wrote: micawber."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from micawber import Provider, ProviderRegistry
from micawber.exceptions import ProviderException

from tests.api.front import Api

HELLO = "https://ink.example/blog/hello/"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening(api: Api) -> Iterator[str]:
    """Answer on loopback until the block ends."""
    with make_server("127.0.0.1", 0, api.front, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def registry(known: Api) -> Iterator[ProviderRegistry]:
    with listening(known) as base:
        found = ProviderRegistry()
        found.register(r"https?://ink\.example/\S+", Provider(f"{base}/oembed", timeout=20))
        yield found


def test_consumer_finds_how_to_show_a_post(registry: ProviderRegistry) -> None:
    said = registry.request(HELLO, maxwidth=400)
    assert (said["type"], said["title"], said["author_name"]) == ("rich", "Hello", "Mira Okafor")
    assert said["url"] == HELLO
    assert said["width"] == 400
    assert said["html"].startswith('<iframe src="https://api.ink.example/embed/post?')


def test_consumer_puts_the_frame_in_the_place_of_the_address(registry: ProviderRegistry) -> None:
    shown = registry.parse_text(f"Read this:\n\n{HELLO}\n\nand that.")
    assert "<iframe " in shown
    assert shown.endswith("and that.")


def test_consumer_is_told_that_there_is_no_such_post(registry: ProviderRegistry) -> None:
    with pytest.raises(ProviderException):
        registry.request("https://ink.example/blog/none/")
