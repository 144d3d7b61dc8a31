"""What Hugo itself publishes: the word of truth for its convention."""

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

HUGO = shutil.which("hugo")
VERSION = "0.111.3"

_PAGE = '{{ with .File }}{{ dict "file" .Filename "url" $.Permalink | jsonify }}{{ end }}'
_KINDS = ("single", "list", "home", "section", "taxonomy", "term")


def missing() -> str | None:
    """Say why Hugo cannot be asked here; None where it can."""
    if HUGO is None:
        return "hugo is not installed"
    said = subprocess.run([HUGO, "version"], capture_output=True, text=True, check=True).stdout
    return None if f"v{VERSION}" in said else f"this is {said.split()[1]}, not {VERSION}"


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
    copy = _copied(site, scratch)
    layouts = scratch / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for kind in _KINDS:
        (layouts / f"{kind}.html").write_text(_PAGE)
    written = scratch / "public"
    _hugo(
        copy,
        now,
        *("--destination", str(written), "--layoutDir", str(scratch / "layouts")),
        *("--cacheDir", str(scratch / "cache"), "--noBuildLock"),
    )
    found = {}
    for file in sorted(written.rglob("*.html")):
        text = file.read_text().strip()
        if text.startswith("{"):
            page = json.loads(text)
            found[str(Path(page["file"]).relative_to(copy))] = page["url"]
    return found


def _copied(site: Path, scratch: Path) -> Path:
    """Copy a site, because Hugo writes beside what it reads. Shortcodes are made plain text:
    their templates are no part of the content."""
    copy = scratch / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git", "layouts"))
    for file in copy.rglob("*.md"):
        data = file.read_bytes()
        file.write_bytes(data.replace(b"{{<", b"{ {<").replace(b"{{%", b"{ {%"))
    return copy


def _hugo(site: Path, now: datetime, *arguments: str) -> str:
    assert HUGO is not None
    command = [HUGO, "--quiet", "--source", str(site), "--clock", now.isoformat(), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
