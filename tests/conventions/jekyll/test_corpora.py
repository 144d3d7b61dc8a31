"""Real Jekyll sites: what Quire publishes against what Jekyll itself writes, bare."""

import subprocess
from pathlib import Path

import pytest

from quire.catalogue.visibility import hidden_reason
from tests.conventions.jekyll.generator import (
    NOW,
    Published,
    files_below,
    needs_jekyll,
    published_by_jekyll,
    published_by_quire,
    understood_by_quire,
)
from tests.support.corpora import CORPORA

PAGE = Path(__file__).parents[3] / "docs" / "fidelity.md"
TORTURE = """
collections:
  methods: {output: true}
  dates: {output: true, permalink: "/dates/:year-:month-:day-:hour-:minute-:second/:name"}
  encodings: {output: true}
  broken: {output: true}
  roles: {output: true, permalink: "/:collection/:name/"}
  slides: {output: true}
  thanksgiving: {output: true, permalink: "/:title/:y_day"}
  tutorials: {output: true, permalink: "/:collection/:slug/"}
  with.dots: {output: true}
"""

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CORPORA / "jekyll.bundle").exists(), reason="the corpora of Jekyll sites are not here"
    ),
]


def checked_out(name: str, folder: Path) -> Path:
    target = folder / name
    command = ["git", "clone", "-q", "-c", "core.symlinks=true", str(CORPORA / f"{name}.bundle")]
    subprocess.run([*command, str(target)], check=True)
    return target


def listed_differences(heading: str) -> set[str]:
    """Read the paths in the first column of a table of docs/fidelity.md."""
    section = PAGE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    return {row.strip("`") for row in rows if "." in row}


def compared(site: Path, scratch: Path) -> tuple[Published, Published]:
    return published_by_jekyll(site, scratch), published_by_quire(files_below(site))


def assert_alike(ours: Published, jekylls: Published, heading: str) -> None:
    assert {path for path, _ in ours ^ jekylls} == listed_differences(heading)
    assert len(ours & jekylls) >= 0.995 * len(ours)
    assert len(ours & jekylls) >= 0.995 * len(jekylls)


@needs_jekyll
def test_rails_weblog_is_published_as_jekyll_does(tmp_path: Path) -> None:
    jekylls, ours = compared(checked_out("rails-weblog", tmp_path), tmp_path / "scratch")
    assert len(jekylls) == 508
    assert_alike(ours, jekylls, "Differences on Rails' weblog")


@needs_jekyll
def test_jekylls_own_site_is_published_as_jekyll_does(tmp_path: Path) -> None:
    jekylls, ours = compared(checked_out("jekyll", tmp_path) / "docs", tmp_path / "scratch")
    assert len(jekylls) == 205
    assert_alike(ours, jekylls, "Differences on Jekyll's own site")


@needs_jekyll
def test_jekylls_own_test_site_is_published_as_jekyll_does(tmp_path: Path) -> None:
    site = checked_out("jekyll", tmp_path) / "test" / "source"
    jekylls = published_by_jekyll(site, tmp_path / "scratch", TORTURE)
    ours = published_by_quire(files_below(site), TORTURE)
    assert len(jekylls) == 88
    differing = {path for path, _ in ours ^ jekylls}
    assert differing == listed_differences("Differences on Jekyll's test site")


def test_every_file_of_jekylls_test_site_is_accounted_for(tmp_path: Path) -> None:
    files = files_below(checked_out("jekyll", tmp_path) / "test" / "source")
    candidates, problems, site = understood_by_quire(files, TORTURE)
    reasons = {each.path: hidden_reason(each, site, NOW) for each in candidates}
    assert {path: why for path, why in reasons.items() if why is not None} == {
        "_broken/bad_post.md": "unreadable",
        "_posts/2008-02-02-not-published.markdown": "unpublished",
    }
    assert [(each.path, each.line, each.code) for each in problems] == [
        ("_broken/bad_post.md", 3, "front-matter-unreadable")
    ]
    no_content = {path for path in files if path not in reasons and not path.startswith("_data/")}
    assert no_content == {
        "_config.dev.toml",
        "_config_folded.yml",
        "_includes/sig.markdown",
        "_methods/_do_not_read_me.md",
        "_methods/site/_dont_include_me_either.md",
        "_posts/2008-02-03-wrong-extension.yml",
        "_posts/2013-03-19-not-a-post/dubious.markdown",
        "_slides/octojekyll.png",
        "products.yml",
    }
