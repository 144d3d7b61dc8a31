"""What Jekyll itself writes for a site: the truth that its convention is held to.

Jekyll runs here on content of tests and corpora only, never in the product.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

import pytest

from quire.catalogue.visibility import hidden_reason
from quire.conventions.jekyll import JEKYLL
from quire.documents.front_matter import parse
from quire.model import Candidate, Problem, Site, SourceFile

NOW = datetime(2026, 11, 23, tzinfo=UTC)

needs_jekyll = pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")

_PLUGIN = """
require "json"
# Addresses do not depend on bodies, but a template fault in one body stops the whole build.
Jekyll::Hooks.register :site, :post_read do |site|
  (site.pages + site.documents).each { |each| each.data["render_with_liquid"] = false }
end
Jekyll::Hooks.register :site, :post_write do |site|
  documents = (site.pages + site.docs_to_write).grep_v(Jekyll::StaticFile)
  written = documents.select { |each| File.file?(each.destination(site.dest)) }
  lines = written.map do |each|
    path = each.path.delete_prefix(site.source).delete_prefix("/")
    JSON.generate([path, each.url, each.destination(site.dest).delete_prefix(site.dest)])
  end
  File.write(File.join(__dir__, "written"), lines.join("\\n"))
end
"""
_SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm", ".xhtml")

Published = set[tuple[str, str]]
"""Pairs of a source path and the plain path that it is published at."""


def published_by_jekyll(root: Path, scratch: Path, overlay: str = "") -> Published:
    """Build a site bare, without plugins and themes, and list the documents that were written.

    Args:
        root: the folder of the site.
        scratch: an empty folder.
        overlay: YAML laid over the site's configuration.
    """
    plugins = scratch / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "listing.rb").write_text(_PLUGIN)
    settings = scratch / "overlay.yml"
    settings.write_text(f"plugins: []\ntheme: null\nplugins_dir: {plugins}\n{overlay}\n")
    configured = [root / name for name in ("_config.yml", "_config.toml") if (root / name).exists()]
    command = ["jekyll", "build", "--disable-disk-cache"]
    command += ["--config", ",".join(map(str, [*configured, settings]))]
    command += ["--source", str(root), "--destination", str(scratch / "site")]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(
        command, env=environment, cwd=scratch, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[:2000]
    rows = map(json.loads, (plugins / "written").read_text().splitlines())
    return {
        (path, normpath(unquote(url)) if ".." in unquote(url) else unquote(url))
        for path, url, file in rows
        if path.lower().endswith(_SUFFIXES) and (scratch / "site" / file.lstrip("/")).is_file()
    }


def published_by_quire(files: Mapping[str, bytes], overlay: str = "") -> Published:
    """List what is shown of the same site; `overlay` is appended to its configuration."""
    candidates, _, site = understood_by_quire(files, overlay)
    return {
        (candidate.path, unquote(candidate.permalink))
        for candidate in candidates
        if hidden_reason(candidate, site, NOW) is None
    }


def understood_by_quire(
    files: Mapping[str, bytes], overlay: str = ""
) -> tuple[list[Candidate], list[Problem], Site]:
    """Read a whole site as its convention does."""
    data = dict(files)
    if overlay:
        data["_config.yml"] = data.get("_config.yml", b"") + f"\n{overlay}\n".encode()
    tree = {path: SourceFile(path, "0" * 40, len(each)) for path, each in data.items()}
    site, found = JEKYLL.site(tree, lambda path: data[path])
    problems = list(found)
    candidates = []
    for file in JEKYLL.content_files(tree, site):
        each = JEKYLL.interpret(file, parse(file.path, data[file.path]), site)
        problems += each.problems
        candidates += [each.candidate] if each.candidate else []
    return candidates, problems, site


def files_below(root: Path) -> dict[str, bytes]:
    """Read the regular files of a folder, as a tree lists them."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
