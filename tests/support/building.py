"""Builders of small sites: a folder of files in, snapshots out, everything real."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quire.api.v1 import make_encoder
from quire.library.builder import Builder
from quire.library.holder import Holder
from quire.library.options import BuildOptions
from quire.library.rendering import InlineRenderer, Renderer
from quire.library.snapshot import Snapshot
from quire.library.state import State
from quire.search.whoosh import WhooshEngine
from quire.source import open_source

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, span: timedelta) -> None:
        self.now += span


def write_files(directory: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder, making the folders between."""
    for path, text in files.items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def post(title: str, date: str = "2024-05-01", body: str = "Text.", **fields: object) -> str:
    """Write a post with YAML front matter."""
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\ndate: {date}\n{lines}---\n{body}\n"


def three_posts() -> dict[str, str]:
    """Three posts of three days."""
    return {
        f"content/posts/post-{n}.md": post(f"Post {n}", f"2024-05-0{n}", f"Body of number {n}.")
        for n in (1, 2, 3)
    }


@dataclass
class Workshop:
    """One site with its builder and a reader of its snapshots."""

    site: Path
    state: Path
    clock: Clock
    builder: Builder
    holder: Holder

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the site."""
        write_files(self.site, files)

    def snapshot(self) -> Snapshot:
        """Read the current snapshot."""
        self.holder.refresh()
        assert self.holder.current is not None
        return self.holder.current

    def slugs(self, kind: str = "post") -> list[str]:
        """List the slugs of the current snapshot in default order."""
        rows = self.snapshot().catalogue.documents
        return [row.slug for row in rows if row.type == kind]


@contextmanager
def workshop(
    base: Path,
    clock: Clock | None = None,
    options: BuildOptions | None = None,
    site: Path | None = None,
    work_tree: bool = True,
    uptime: Callable[[], float] = time.monotonic,
    renderer: Renderer | None = None,
) -> Iterator[Workshop]:
    """Open a builder on a folder, `base`/site unless told, with its state in `base`/state."""
    clock = clock or Clock()
    site = site or base / "site"
    if not site.exists():
        write_files(site, {"readme.txt": "A site."})
    with ExitStack() as stack:
        source = open_source(site, None, work_tree)
        stack.callback(source.close)
        state = State(base / "state")
        stack.callback(state.close)
        engine = WhooshEngine()
        builder = Builder(
            source,
            state,
            engine,
            make_encoder(None),
            renderer or InlineRenderer(),
            options or BuildOptions(),
            clock,
            uptime,
        )
        stack.callback(builder.close)
        holder = Holder(base / "state", engine, clock)
        stack.callback(holder.close)
        yield Workshop(site, base / "state", clock, builder, holder)
