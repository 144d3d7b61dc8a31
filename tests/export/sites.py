"""A small site with pictures, languages and aliases, and exports of it in process."""

import io
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PIL import Image

from quire.app.application import create_app
from quire.export import Export, Tree, export
from quire.library.progress import Progress, Silent
from quire.library.variants import Variants
from quire.wire import Front
from tests.export.crawling import Got
from tests.support.building import Workshop, post

SITE: Mapping[str, str] = {
    "hugo.toml": "title = 'Ink'\nbaseURL = 'https://ink.example/'\n"
    "defaultContentLanguage = 'en'\n[languages.en]\n[languages.de]\n",
    **{
        f"content/posts/post-{n:02}.md": post(
            f"Post {n}", f"2024-04-{n:02}", tags=f"[tag-{n % 3}, neighbors]"
        )
        for n in range(1, 24)
    },
    "content/posts/page.md": post(
        "Page", "2024-03-01", "Text.\n\n![A picture](cat.png)\n\n`/v1/posts?page=2`"
    ),
    "content/posts/page.de.md": post("Seite", "2024-03-01", aliases="[/alt/]"),
    "content/posts/tag.md": post("/v1/posts?limit=3", "2024-03-02"),
    "content/about.md": "---\ntitle: About\naliases: [/us/]\n---\nWe.\n",
}

SMALL: Mapping[str, str] = {
    name: SITE[name]
    for name in (
        "hugo.toml",
        "content/posts/post-01.md",
        "content/posts/post-02.md",
        "content/about.md",
    )
}


def picture(form: str = "PNG") -> bytes:
    """Make a picture that has smaller copies."""
    data = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(data, form)
    return data.getvalue()


def build(shop: Workshop, files: Mapping[str, str] = SITE) -> None:
    """Write a site and make a snapshot of it."""
    shop.write(files)
    (shop.site / "content" / "posts" / "cat.png").write_bytes(picture())
    shop.builder.build()
    shop.holder.refresh()


def front(shop: Workshop) -> Front:
    """Make the service over the current snapshot."""
    variants = Variants(shop.state / "variants", 10**8, seconds=60, wait_seconds=100)
    return create_app(shop.holder, secret=b"of the tests", now=shop.clock, variants=variants)


def export_to(
    shop: Workshop, target: Path, most_files: int = 1_000, progress: Progress | None = None
) -> Export:
    """Export the current snapshot."""
    shop.holder.refresh()
    tree = Tree(target)
    try:
        return export(front(shop), "", tree, most_files, progress or Silent())
    finally:
        tree.close()


def files_of(folder: Path) -> dict[str, bytes]:
    """Read all files of an export, but for those that Quire keeps for itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".quire-export" not in path.parts
    }


def ask_files(folder: Path, address: str) -> Got:
    """Ask a folder as a static host does."""
    assert not urlsplit(address).query, address
    file = file_for(folder, address)
    kind = {".json": "application/json", ".html": "text/html"}.get(file.suffix, "")
    return Got(200, kind, file.read_bytes())


def file_for(folder: Path, address: str) -> Path:
    """Find the file of an address; endings may be left out, as hosts allow it."""
    name = unquote(urlsplit(address).path).lstrip("/")
    tried = (folder / f"{name}{ending}" for ending in ("", ".html", ".json"))
    return next(file for file in tried if file.is_file())
