"""In every convention a file whose header is not the first thing in it is hidden and reported."""

import pytest

from quire.catalogue.visibility import hidden_reason
from tests.conventions.reading import understood_files
from tests.support.building import NOON

YAML = "---\ntitle: Trap\ndate: 2024-05-01\ndraft: true\n---\nbody\n"
TOML = "+++\ntitle = 'Trap'\ndate = 2024-05-01\ndraft = true\n+++\nbody\n"
SITES = {
    "hugo": ({"hugo.toml": b""}, "content/posts/trap.md"),
    "hugo html": ({"hugo.toml": b""}, "content/posts/trap.html"),
    "hugo list": ({"hugo.toml": b""}, "content/posts/_index.md"),
    "jekyll": ({"_config.yml": b""}, "_posts/2024-05-01-trap.md"),
    "jekyll page": ({"_config.yml": b""}, "trap.md"),
    "zola": ({"zola.toml": b'base_url = "https://example.org"'}, "content/trap.md"),
    "zola section": ({"zola.toml": b'base_url = "https://example.org"'}, "content/_index.md"),
    "plain": ({}, "trap.md"),
    "Docusaurus": ({"docusaurus.config.js": b""}, "docs/trap.mdx"),
}


@pytest.mark.parametrize("header", [YAML, TOML], ids=["YAML", "TOML"])
@pytest.mark.parametrize("before", ["\f", "\v", "\u200b", "\u00a0\n", "<!-- note -->\n"], ids=ascii)
@pytest.mark.parametrize("site", SITES)
def test_header_that_is_not_first_hides_its_file(site: str, before: str, header: str) -> None:
    files, path = SITES[site]

    found = understood_files({**files, path: (before + header).encode()})

    assert "header-not-first" in {code for at, _, code in found.codes if at == path}
    assert hidden_reason(found.candidates[path], found.site, NOON) == "unreadable"


def test_section_of_hugo_whose_header_is_not_first_hides_what_is_below() -> None:
    cascade = b"\x0c---\ncascade:\n  draft: true\n---\n"
    files = {
        "hugo.toml": b"",
        "content/posts/_index.md": cascade,
        "content/posts/a.md": b"---\ntitle: A\n---\n",
    }

    found = understood_files(files)

    assert hidden_reason(found.candidates["content/posts/a.md"], found.site, NOON) == "unreadable"
