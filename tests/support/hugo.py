"""What Hugo itself publishes: the word of truth for its convention.

It is the release that requirements/hugo.txt locks, in a folder of its own: `make .venv/.hugo`.
The program is run itself, not by the launcher of its package, which prints a line of its own.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

HUGO = Path(sys.prefix) / "hugo" / "hugo" / "binaries" / "hugo"
VERSION = "0.168.0"

_PAGE = (
    '{{ with .File }}{{ dict "file" .Filename "url" $.Permalink "date" ($.Date.Format'
    ' "2006-01-02T15:04:05Z07:00") | jsonify }}{{ end }}'
)
_HEADER = re.compile(r"(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_KINDS = ("single", "list", "home", "section", "taxonomy", "term")
_NEVER = "0001-01-01T00:00:00Z"


class Page(NamedTuple):
    """A page that Hugo has written: its absolute address, and its date where it has one."""

    url: str
    date: datetime | None


def missing() -> str | None:
    """Say why Hugo cannot be asked here; None where it can."""
    return None if HUGO.exists() else "hugo is not installed: make .venv/.hugo"


def published(site: Path, scratch: Path, now: datetime) -> dict[str, str]:
    """Build a site and give the address of each content file that has a page of its own.

    Args:
        site: content, configuration and the like; its layouts do not count.
        scratch: a folder to work in.
        now: the instant at which the site is built.

    Returns:
        Absolute addresses by path, relative to the site. Of files that want the same address
        only the one that Hugo wrote last.
    """
    return {path: page.url for path, page in pages(_copied(site, scratch), scratch, now).items()}


def published_of(files: Mapping[str, bytes], scratch: Path, now: datetime) -> dict[str, Page]:
    """As `published`, of a site by the bytes of its files, with dates."""
    root = scratch / "site"
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return pages(root, scratch, now)


def pages(site: Path, scratch: Path, now: datetime) -> dict[str, Page]:
    """Build a site where it stands, with layouts that say what was built."""
    layouts = scratch / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for kind in _KINDS:
        (layouts / f"{kind}.html").write_text(_PAGE)
    written = scratch / "public"
    _hugo(
        site,
        now,
        *("--destination", str(written), "--layoutDir", str(scratch / "layouts")),
        *("--cacheDir", str(scratch / "cache"), "--noBuildLock"),
    )
    found = {}
    for file in sorted(written.rglob("*.html")):
        text = file.read_text().strip()
        if text.startswith("{"):
            page = json.loads(text)
            date = None if page["date"] == _NEVER else datetime.fromisoformat(page["date"])
            found[str(Path(page["file"]).relative_to(site))] = Page(page["url"], date)
    return found


def _copied(site: Path, scratch: Path) -> Path:
    """Copy a site, because Hugo writes beside what it reads. Bodies are left out: what they ask
    of templates and of the Markdown library changes no address."""
    copy = scratch / "copy"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git", "layouts"))
    for file in copy.rglob("*.md"):
        file.write_text(_header(file.read_text()))
    return copy


def _header(text: str) -> str:
    """Cut a file to its front matter; without one nothing is left."""
    if text.startswith("{"):
        return text[: json.JSONDecoder().raw_decode(text)[1]]
    header = _HEADER.match(text)
    return header[0] if header else ""


def _hugo(site: Path, now: datetime, *arguments: str) -> str:
    command = [
        str(HUGO),
        "--logLevel",
        "error",
        "--source",
        str(site),
        "--clock",
        now.isoformat(),
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
