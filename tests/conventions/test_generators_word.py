"""Whole sites: what Quire publishes against what Hugo builds, and what Zola is told."""

import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conventions.reading import Understood, published_at, understood_files
from tests.support import hugo
from tests.support.corpora import CORPORA

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow]
needs_hugo = pytest.mark.skipif(hugo.missing() is not None, reason=hugo.missing() or "")
needs_corpora = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not here")


def checked_out(name: str, folder: Path) -> Path:
    target = folder / name
    subprocess.run(["git", "clone", "-q", str(CORPORA / f"{name}.bundle"), str(target)], check=True)
    return target


def read(site: Path) -> Understood:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    data = {str(path.relative_to(site)): path.read_bytes() for path in files}
    return understood_files(
        {path: found for path, found in data.items() if not path.startswith(".git/")}
    )


@needs_hugo
def test_demo_content_is_published_as_hugo_does(tmp_path: Path) -> None:
    ours = published_at(NOW, read(ROOT / "content"))
    assert ours == hugo.published(ROOT / "content", tmp_path, NOW)
    assert len(ours) >= 40


@needs_hugo
@needs_corpora
@pytest.mark.corpora
def test_site_of_hugos_first_days_is_published_as_hugo_does(tmp_path: Path) -> None:
    site = checked_out("spf13-2013", tmp_path)
    ours = published_at(NOW, read(site))
    assert ours == hugo.published(site, tmp_path / "scratch", NOW)
    assert len(ours) == 134


def stated_paths(site: Path) -> dict[str, tuple[str, str]]:
    """Read (address, day) from the key `path` of each page that is no draft."""
    found = {}
    for file in (site / "content").rglob("*.md"):
        header = tomllib.loads(file.read_text().split("+++")[1])
        if "path" in header and not header.get("draft", False):
            path = header["path"].strip("/")
            day = "-".join(path.removeprefix("inside-rust/").split("/")[:3])
            found[str(file.relative_to(site))] = (f"https://blog.rust-lang.org/{path}/", day)
    return found


@needs_corpora
@pytest.mark.corpora
def test_rust_blog_is_published_under_its_paths_on_their_days(tmp_path: Path) -> None:
    site = checked_out("rust-blog", tmp_path)
    stated = stated_paths(site)
    found = read(site)
    published = published_at(NOW, found)
    posts = {
        path: (url, f"{found.candidates[path].published_at:%Y-%m-%d}")
        for path, url in published.items()
        if found.candidates[path].kind == "post"
    }
    assert found.convention.name == "zola"
    assert found.problems == ()
    assert posts == stated
    assert len(posts) == 750
    assert {path: url for path, url in published.items() if path not in stated} == {
        "content/_index.md": "https://blog.rust-lang.org/",
        "content/inside-rust/_index.md": "https://blog.rust-lang.org/inside-rust/",
        "content/releases/_index.md": "https://blog.rust-lang.org/releases/",
        "content/releases/latest.md": "https://blog.rust-lang.org/releases/latest/",
    }
