"""Pages from templates: one frame, everything escaped, nothing from elsewhere.

Scripts and styles are files of ours, so the Content-Security-Policy needs no exception.
"""

import hashlib
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quire.web.prose import marked, prose
from quire.wire import Answer
from quire.wire.policies import Policy

ASSETS = Path(__file__).with_name("assets")
TEMPLATES = Path(__file__).with_name("templates")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Of assets, by the end of their names; all are UTF-8."""

_DEEPEST = 12

CONTENT_TYPE = "text/html; charset=utf-8"
HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
)


class Pages:
    """Makes pages of one application.

    Args:
        routes: gives the application's rules, so that a page links only to what is there.
    """

    def __init__(self, routes: Callable[[], Collection[str]]) -> None:
        self._routes = routes
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"marked": marked, "prose": prose, "stamped": stamped}

    @property
    def routes(self) -> frozenset[str]:
        """The application's rules as Flask writes them: `/v1/posts/<slug>`."""
        return frozenset(self._routes())

    def answer(
        self,
        template: str,
        path: str,
        policy: Policy,
        *,
        status: int = 200,
        headers: tuple[tuple[str, str], ...] = (),
        **content: object,
    ) -> Answer:
        """Fill in a template.

        Args:
            path: of the request, decoded: addresses on the page are relative to it, so that it
                works below any prefix of a proxy.
            content: what the template names; all of it is escaped.
        """
        html = self._templates.get_template(template).render(
            root=root_of(path), routes=self.routes, **content
        )
        # A request may have smuggled lone surrogates into what is told of it.
        body = html.encode("utf-8", "replace")
        return Answer(body, CONTENT_TYPE, policy, status, headers=(*HEADERS, *headers))


def root_of(path: str) -> str:
    """Say where the service begins, seen from a page: `.`, `..`, `../..`.

    No page of ours lies deeper than `_DEEPEST`: from there it is the root of the host, for a page
    must not grow with each slash that somebody thinks of.
    """
    depth = path.count("/") - 1
    return "/".join([".."] * depth) or "." if depth <= _DEEPEST else ""


@cache
def stamped(name: str) -> str:
    """Name an asset by its content, too: no page meets the files of another release."""
    digest = hashlib.blake2b((ASSETS / name).read_bytes(), digest_size=4).hexdigest()
    return f"docs/assets/{name}?v={digest}"
