"""A repository served from end to end: built, opened as a web worker does, and asked."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import orjson
from werkzeug.test import Client, TestResponse

from quire.api.v1 import make_encoder
from quire.app.application import create_app
from quire.library.builder import Builder
from quire.library.holder import Holder
from quire.library.options import BuildOptions
from quire.library.rendering import Renderer
from quire.library.state import State
from quire.search.whoosh import WhooshEngine
from quire.source import open_source
from tests.support.building import Clock


@dataclass
class Served:
    """A service over one repository."""

    builder: Builder
    holder: Holder
    client: Client

    def get(self, address: str) -> TestResponse:
        """Ask for an address; whatever content says, it is never the server's fault."""
        answer = self.client.get(address)
        assert answer.status_code < 500, (address, answer.data[:500])
        return answer

    def refresh(self) -> None:
        """Take up the newest snapshot, as a web worker does by itself."""
        self.holder.refresh()

    def slugs(self, kind: str) -> list[str]:
        """List all slugs of posts, pages, authors or tags, the first three thousand."""
        found: list[str] = []
        for page in range(1, 31):
            lang = "&lang=all" if kind in ("posts", "pages") else ""
            answer = orjson.loads(self.get(f"/v1/{kind}?limit=100&page={page}{lang}").data)
            found += [each["slug"] for each in answer["data"]]
            if not answer["links"].get("next"):
                break
        return found

    def answers(self) -> Iterator[tuple[str, TestResponse]]:
        """Ask for everything that there is, twenty details of a kind."""
        addresses = ["/", "/?lang=all", "/?q=trap", "/posts/healhty/", "/nowhere"]
        addresses += ["/v1", "/v1/archive", "/v1/redirects", "/readyz", "/livez"]
        addresses += [f"/v1/search?q={word}" for word in ("healthy", "trap", "secret", "root")]
        addresses += ["/v1/suggest?q=tra", "/v1/posts?facets=tag,author,year", "/v1/posts?tag=t1"]
        for kind in ("posts", "pages"):
            addresses.append(f"/v1/{kind}?limit=20&lang=all")
            for slug in self.slugs(kind)[:20]:
                addresses.append(f"/v1/{kind}/{quote(slug)}?formats=html,text,markdown&lang=all")
        for kind in ("authors", "tags"):
            addresses += [f"/v1/{kind}?limit=20"]
            addresses += [f"/v1/{kind}/{quote(slug)}" for slug in self.slugs(kind)[:5]]
        assert self.holder.current is not None
        media = list(self.holder.current.manifest.media)
        addresses += [f"/v1/media/{quote(path)}" for path in media]
        addresses += [f"/v1/media/{quote(path)}?w=320&format=png" for path in media]
        addresses += [f"/v1/media/{path}" for path in ("../outside/secret.png", "%2e%2e/x", "")]
        addresses += [
            f"/v1/resolve?path={quote(path)}" for path in ("/posts/healthy/", "/..", "/x")
        ]
        for path in ("/feed.atom", "/feed.rss", "/feed.json"):
            addresses += [f"{path}?lang=all&type=all", f"{path}?q=trap&content=excerpt"]
        addresses += ["/sitemap.xml", "/sitemap-1.xml", "/robots.txt"]
        addresses += ["/embed", "/embed/posts?limit=100&lang=all&layout=cards"]
        addresses += [f"/embed/post?slug={quote(slug)}" for slug in self.slugs("posts")[:20]]
        for address in addresses:
            yield address, self.get(address)


@contextmanager
def served(
    root: Path, base: Path, renderer: Renderer, work_tree: bool, ref: str | None = None
) -> Iterator[Served]:
    """Serve a repository until the block ends; its state is kept in `base`/state."""
    with ExitStack() as stack:
        source = open_source(root, ref, work_tree)
        stack.callback(source.close)
        clock = Clock()
        state = State(base / "state")
        stack.callback(state.close)
        engine = WhooshEngine()
        encoder, options = make_encoder(None), BuildOptions()
        builder = Builder(source, state, engine, encoder, renderer, options, clock)
        stack.callback(builder.close)
        builder.build()
        holder = Holder(base / "state", engine, clock)
        stack.callback(holder.close)
        holder.refresh()
        front = create_app(holder, secret=b"a secret of the tests", address="http://localhost")
        yield Served(builder, holder, Client(front))
