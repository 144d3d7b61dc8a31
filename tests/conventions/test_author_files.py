"""Authors in data files: every common shape, and never an e-mail address."""

import pytest

from quire.conventions.author_files import MAX_AUTHORS, read_authors
from quire.model import Candidate, Problem, Site, SourceFile


def read(path: str, text: str) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    files = {path: SourceFile(path, "b" * 40, len(text))}
    return read_authors(files, lambda _: text.encode(), Site(), ["authors"], ["people"])


def keys(path: str, text: str) -> list[tuple[str, str]]:
    return [(found.key, found.title) for found in read(path, text)[0]]


def test_author_with_everything() -> None:
    text = """
ada:
  name: Ada Lovelace
  title: Countess
  bio: Wrote <ada@example.org> the first program.
  email: ada@example.org
  url: https://ada.example
  image_url: /img/ada.png
  socials: {github: ada, x: "@ada_l", email: ada@example.org}
"""
    assert read("authors.yml", text) == (
        (
            Candidate(
                path="authors.yml",
                blob="b" * 40,
                kind="author",
                key="ada",
                translation_key="authors.yml#ada",
                title="Ada Lovelace",
                slug="ada",
                permalink="",
                lang="en",
                section="",
                taxonomy="author",
                images=(("/img/ada.png", ""),),
                description="Countess",
                excerpt="Wrote <> the first program.",
                links={
                    "github": "https://github.com/ada",
                    "x": "https://x.com/ada_l",
                    "website": "https://ada.example",
                },
            ),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("authors.yml", "ada: {name: Ada}\ng: {name: Gr}", [("ada", "Ada"), ("g", "Gr")]),
        ("authors.yaml", "Ada Lövelace: {url: 'https://a.example'}", [("ada-lovelace", "")]),
        ("authors.yml", "ada: Ada L.", [("ada", "Ada L.")]),
        ("authors.yml", "- {id: ada, name: A}\n- {name: Gr}\n- x", [("ada", "A"), ("gr", "Gr")]),
        ("authors.yml", "authors: [{slug: ada, name: Ada}]", [("ada", "Ada")]),
        ("authors.yml", "authors: {ada: {name: Ada}}", [("ada", "Ada")]),
        ("authors.json", '[{"login": "ada", "fullname": "Ada L."}]', [("ada", "Ada L.")]),
        ("authors.JSON", '{"ada": {"name": "Ada"}}', [("ada", "Ada")]),
        ("authors.toml", "[ada]\nname = 'Ada'\n", [("ada", "Ada")]),
        ("people/ada.toml", "name = 'Ada'\n[links]\nGitHub = 'https://x.y'", [("ada", "Ada")]),
        ("people/_tags.toml", "name = 'x'", []),
        ("people/deep/ada.toml", "name = 'x'", []),
        ("people/ada.md", "---\nname: x\n---\n", []),
        ("authors.yml", "", []),
        ("authors.yml", "ada: [1]\ngrace: null\nalan: {}", []),
        ("authors.yml", "ada@example.org: {name: Ada <ada@example.org>}", [("ada", "Ada")]),
        ("authors.yml", "'@example.org': {name: Ada}", []),
        ("others.yml", "ada: {name: Ada}", []),
    ],
)  # fmt: skip
def test_shapes(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert keys(path, text) == expected


def test_labelled_links_are_read() -> None:
    text = (
        "name: Ada\nlinks:\n- {label: GitHub, url: 'https://github.com/ada'}\n"
        "- {label: Email, url: 'mailto:ada@example.org'}\n"
        "- {label: Elsewhere, url: 'https://x.y'}\n- x"
    )
    assert read("people/ada.yml", text)[0][0].links == {"github": "https://github.com/ada"}


def test_title_is_the_name_where_there_is_no_other() -> None:
    (found,), _ = read("people/ada.yml", "title: Ada")
    assert (found.title, found.description) == ("Ada", None)


def test_unreadable_file_is_reported() -> None:
    found, problems = read("authors.yml", "a: [")
    assert found == ()
    assert [(each.path, each.code) for each in problems] == [("authors.yml", "data-unreadable")]


def test_wrong_field_is_reported_with_its_place() -> None:
    found, problems = read("authors.yml", "ada:\n  name: [x]\ngrace:\n  name: Grace\n  bio: {a: b}")
    assert [each.key for each in found] == ["ada", "grace"]
    assert [(each.line, each.code) for each in problems] == [(1, "wrong-type"), (3, "wrong-type")]


def test_number_of_authors_is_bounded() -> None:
    found, problems = read("authors.yml", "".join(f"a{n}: A\n" for n in range(2001)))
    assert len(found) == MAX_AUTHORS
    assert problems == (
        Problem("authors.yml", 0, "too-many", "The file holds more than 2000 authors; split it."),
    )
