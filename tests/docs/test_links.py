"""What the documentation points at is there: pages, headings, files, rooms."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import (
    PACKAGE,
    PAGES,
    ROOT,
    anchors,
    code_words,
    ignored,
    prose,
    read,
    section,
)

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(
    r"(?:[\w.-]+/)+(?:[\w.-]+)?|[\w-]+\.(?:py|md|toml|yml|txt|in)|Makefile|Dockerfile"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    dead = []
    for target in _LINK.findall(prose(text)):
        if target.startswith(("http://", "https://")):
            continue
        name, _, fragment = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if not there.exists():
            dead.append(target)
            continue
        if fragment and fragment not in anchors(there.read_text(encoding="utf-8")):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_named_is_there(name: str) -> None:
    found = {word for word in code_words(read(name)) if _PATH.fullmatch(word)}
    # What lies beside the project need not be there.
    named = {word for word in found if not word.startswith("../")}
    places = (ROOT, PACKAGE, PACKAGE / "api" / "v1", PACKAGE / "api" / "v1" / "arguments")
    assert named
    assert {
        word
        for word in named
        if not any((place / word).exists() for place in places) and not ignored(word)
    } == set()


def test_recipes_have_at_most_five_steps() -> None:
    recipes = section(read("CONTRIBUTING.md"), "Recipes").split("\n### ")[1:]
    steps = {
        each.splitlines()[0]: len(re.findall(r"^\d\. ", each, re.MULTILINE)) for each in recipes
    }
    assert set(steps) == {
        "Add an endpoint",
        "Add a post field",
        "Add a convention",
        "Add a search engine",
        "Add a setting",
        "Add a problem code",
        "Add a shortcode",
    }
    assert all(1 <= count <= 5 for count in steps.values())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_no_place_of_one_machine(page: Path) -> None:
    assert re.findall(r"/(?:work|root|tmp/w|home/\w+)/\S*", page.read_text(encoding="utf-8")) == []
