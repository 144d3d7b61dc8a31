"""A small site of files that are edited, its API, and a client that keeps a copy."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from werkzeug.test import Client

from quire.app.application import create_app
from quire.library.holder import Holder
from quire.search.whoosh import WhooshEngine
from tests.changes.clients import Held, Syncing, read_everything
from tests.support.building import Clock, Workshop, post, workshop

SECRET = b"a secret of the tests"

FILES = {
    "hugo.toml": (
        'baseURL = "https://ink.example"\ndefaultContentLanguage = "en"\n'
        'taxonomies = {tag = "tags", author = "authors"}\n'
        "[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n"
    ),
    "content/posts/one.md": post("One", "2024-05-01", authors="[mira]", tags="[css]"),
    "content/posts/two.md": post("Two", "2024-05-02", authors="[mira, tom]"),
    "content/posts/three.md": post("Three", "2024-05-03", tags="[git]"),
    "content/posts/drei.de.md": post("Drei", "2024-05-03", tags="[git]"),
    "content/posts/secret.md": post("Secret", "2024-05-04", draft="true", tags="[hush]"),
    "content/about.md": "---\ntitle: About\n---\nWho.\n",
}


class Place:
    """The site, with what its API answers."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self.client = self.served(SECRET)

    def begin_anew(self, secret: bytes = SECRET) -> None:
        """Let web processes start anew."""
        old = self.shop.holder
        self.shop.holder = Holder(self.shop.state, WhooshEngine(), self.shop.clock)
        self.shop.holder.refresh()
        self.client = self.served(secret)
        old.close()

    def served(self, secret: bytes) -> Client:
        """Serve the site with a secret."""
        return Client(create_app(self.shop.holder, secret=secret, now=self.shop.clock))

    def change(self, files: Mapping[str, str | None]) -> None:
        """Write files, delete those that are None, and build."""
        for path, text in files.items():
            if text is None:
                (self.shop.site / path).unlink()
            else:
                self.shop.write({path: text})
        self.shop.builder.build()
        self.shop.holder.refresh()

    def get(self, address: str) -> tuple[int, Any]:
        """Ask for an address."""
        response = self.client.get(address)
        return response.status_code, orjson.loads(response.data)

    def answer(self, address: str) -> Any:
        """Ask for an address that is answered."""
        status, answer = self.get(address)
        assert status == 200, answer
        return answer

    def fault(self, address: str) -> tuple[int, str, str]:
        """Give status, parameter and code of a refusal for one reason."""
        status, answer = self.get(address)
        [fault] = answer["errors"]
        return status, fault["parameter"], fault["code"]

    def copy(self, query: str = "") -> Syncing:
        """Make a client that has synced once."""
        client = Syncing(self.get, query)
        client.sync()
        return client

    def everything(self) -> Held:
        """Read all lists."""
        return read_everything(self.get)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """The site, built once; its clock stands at noon of 2024-06-01."""
    with workshop(tmp_path, Clock()) as shop:
        shop.write(FILES)
        shop.builder.build()
        shop.holder.refresh()
        yield Place(shop)
