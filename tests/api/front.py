"""The whole web application over a state directory, asked in process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from werkzeug.test import Client, TestResponse

from quire.app.application import create_app
from quire.library.holder import Holder
from quire.library.manifest import Pointer, write_pointer
from quire.library.snapshot import Snapshot
from quire.search.whoosh import WhooshEngine
from tests.api.sites import ACTIVATED_AT

SECRET = b"a secret of the tests"


class Api:
    """v1 behind the front; holds the snapshots of a state directory."""

    def __init__(
        self,
        state: Path,
        public_url: str | None = None,
        address: str | None = None,
        embed_ancestors: str = "*",
    ) -> None:
        self._state = state
        self.holder = Holder(state, WhooshEngine())
        self.front = create_app(
            self.holder,
            secret=SECRET,
            public_url=public_url,
            address=address,
            embed_ancestors=embed_ancestors,
        )
        self._client = Client(self.front)

    def show(self, number: int = 1) -> Snapshot:
        """Make a snapshot of the state directory current."""
        name = f"{number:032x}"
        write_pointer(self._state, Pointer(f"{name}-1", name, ACTIVATED_AT))
        assert self.holder.refresh()
        assert self.holder.current is not None
        return self.holder.current

    def ask(self, address: str, **headers: str) -> TestResponse:
        """Ask for an address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.get(address, headers={"X-Request-Id": "request-1", **named})

    def get(self, address: str) -> Any:
        """Ask for an address that has JSON and give it decoded."""
        response = self.ask(address)
        assert response.status_code == 200, response.data
        assert response.content_type == "application/json"
        return orjson.loads(response.data)

    def refused(self, address: str, status: int = 400) -> Mapping[str, Any]:
        """Ask for an address that is refused and give the problem."""
        response = self.ask(address)
        assert response.status_code == status, response.data
        assert response.content_type == "application/problem+json"
        problem: dict[str, Any] = orjson.loads(response.data)
        return problem

    def faults(self, address: str, status: int = 400) -> list[tuple[str, str, str, str | None]]:
        """Give the faults of a refused request as (parameter, code, detail, hint)."""
        errors = self.refused(address, status)["errors"]
        return [(e["parameter"], e["code"], e["detail"], e["hint"]) for e in errors]

    def slugs(self, address: str) -> list[str]:
        """Give the slugs of a list."""
        return [item["slug"] for item in self.get(address)["data"]]
