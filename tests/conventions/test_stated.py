"""What front matter states in the keys that all conventions share: authors and terms."""

import pytest

from quire.conventions.stated import authors_of, credits_of, terms_of
from quire.documents.fields import Fields
from quire.documents.front_matter import parse
from quire.model import Site, Taxonomy


def fields(front_matter: str) -> Fields:
    return Fields(parse("a.md", f"---\n{front_matter}\n---\n".encode()))


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("author: NARUSE, Yui", {"NARUSE, Yui": None}),
        ("authors: [Ada, Grace]", {"Ada": None, "Grace": None}),
        ("authors: ['', null, ' ']", {}),
        ("authors:", {}),
        ("authors: [42, 1.10]", {"42": None, "1.10": None}),
        ("author_name: Ada", {"Ada": None}),
        ("authors: [Ada]\nauthor: Grace", {"Ada": None}),
        ("authors: ['']\nauthor: Grace", {"Grace": None}),
        ("author: '[Ada](https://ada.example/)'", {"Ada": "https://ada.example/"}),
        ("author: '[Ada](https://a.example), [Gr](https://g.example)'", {"Ada, Gr": None}),
        ("author: '[Ada](javascript:alert)'", {"[Ada](javascript:alert)": None}),
        ("author: {name: Ada, email: ada@example.org}", {"Ada": None}),
        ("author: {name: Ada, url: 'https://ada.example'}", {"Ada": "https://ada.example"}),
        ("author: {name: Ada, url: 'mailto:ada@example.org'}", {"Ada": None}),
        ("author: {name: Ada, url: 'https://ada:pw@x.example'}", {"Ada": None}),
        ("authors: [ada, {key: grace, title: Admiral}]", {"ada": None, "grace": None}),
        ("authors: [{name: Ada}, {name: Ada, url: 'https://ada.example'}]", {"Ada": "https://ada.example"}),
        ("author: Ada <ada@example.org>", {"Ada": None}),
        ("author: ada@example.org", {"ada": None}),
        ("author: <ada@example.org>", {}),
    ],
)  # fmt: skip
def test_authors_are_credited(front_matter: str, expected: dict[str, str | None]) -> None:
    found = fields(front_matter)
    assert credits_of(found, Site()) == expected
    assert found.problems == []
    assert authors_of(found, Site()) == tuple(expected)


@pytest.mark.parametrize("front_matter", ["authors: [[Ada]]", "author: {email: ada@example.org}"])
def test_author_of_the_wrong_shape_is_reported(front_matter: str) -> None:
    found = fields(front_matter)
    assert credits_of(found, Site()) == {}
    assert [problem.code for problem in found.problems] == ["wrong-type"]


def test_authors_stand_in_the_sites_own_taxonomy() -> None:
    site = Site(taxonomies=(Taxonomy("author", "writers"),))
    assert authors_of(fields("writers: [ada]\nauthors: [grace]"), site) == ("ada",)


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("tags: web", ("web",)),
        ("tags: [a, b, a]", ("a", "b")),
        ("tags: [2024, 1.10, 0x1F, no, true]", ("2024", "1.10", "0x1F", "no", "true")),
        ("tags:", ()),
        ("tags: [null, '', ' a ']", ("a",)),
        ("tags: [{label: Web, permalink: /web}, {name: b}, {permalink: /x}]", ("Web", "b")),
    ],
)
def test_terms_are_read_as_written(front_matter: str, expected: tuple[str, ...]) -> None:
    assert terms_of(fields(front_matter), "tag", Site()) == expected
