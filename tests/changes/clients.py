"""Two clients of one API: one only syncs, the other reads everything."""

from collections.abc import Callable
from typing import Any

import orjson

Get = Callable[[str], tuple[int, Any]]
"""An address in, status and decoded JSON out."""

Held = dict[tuple[str, str], bytes]
"""Resources by type and id, as bytes: the order of fields counts."""


class Syncing:
    """Keeps a copy by `/v1/changes` alone.

    Args:
        query: `types`, `formats`, `fields`, `lang`, `limit`, as in an address.

    Attributes:
        held: the copy.
        resyncs: how often it had to begin anew.
        named: of everything that was removed so far, what was said of it.
    """

    def __init__(self, get: Get, query: str = "") -> None:
        self._get = get
        self._query = query
        self.held: Held = {}
        self.token: str | None = None
        self.resyncs = 0
        self.named: dict[tuple[str, str], dict[str, Any]] = {}

    def sync(self) -> int:
        """Bring the copy up to date; give how many items came."""
        since = self.token
        address = "/v1/changes?" + "&".join(
            part for part in (self._query, f"since={since}" if since else "") if part
        )
        pages = []
        following: str | None = address
        while following:
            status, answer = self._get(following)
            if status == 410:
                codes = [fault["code"] for fault in answer["errors"]]
                assert codes == ["resync_required"], answer
                self.token, self.resyncs = None, self.resyncs + 1
                return self.sync()
            assert status == 200, answer
            pages.append(answer)
            following = answer["links"]["next"]
        if since is None:
            self.held = {}
        for page in pages:
            self._apply(page)
        self.token = pages[-1]["meta"]["token"]
        assert self.token
        came = sum(page["meta"]["returned"] for page in pages)
        assert came == pages[0]["meta"]["total"]
        return came

    def _apply(self, page: dict[str, Any]) -> None:
        for item in page["data"]["removed"]:
            key = item["type"], item["id"]
            assert key in self.held, f"never seen: {item}"
            del self.held[key]
            self.named[key] = item
        for item in page["data"]["changed"]:
            self.held[item["type"], item["id"]] = orjson.dumps(item)


def read_everything(get: Get, query: str = "", lang: str = "all") -> Held:
    """Read all lists."""
    held: Held = {}
    for path in (f"/v1/posts?lang={lang}&", f"/v1/pages?lang={lang}&", "/v1/authors?", "/v1/tags?"):
        shaped = query if "lang" in path else ""
        following: str | None = f"{path}limit=100" + (f"&{shaped}" if shaped else "")
        while following:
            status, answer = get(following)
            assert status == 200, answer
            for item in answer["data"]:
                held[item["type"], item["id"]] = orjson.dumps(item)
            following = answer["links"]["next"]
    return held
