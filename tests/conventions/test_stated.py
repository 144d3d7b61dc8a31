"""What front matter states in the keys that all conventions share: authors and terms."""

import pytest

from quire.conventions.stated import authors_of, credits_of, terms_of
from quire.documents.fields import Fields
from quire.documents.front_matter import parse
from quire.model import Site, Taxonomy
from tests.conventions.reading import understood


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


_SITES = {
    "hugo": ("-- hugo.toml --\n-- content/posts/a.md --\n---\n{}\n---\n", "content/posts/a.md"),
    "jekyll": (
        "-- _config.yml --\n-- _posts/2024-05-01-a.md --\n---\n{}\n---\n",
        "_posts/2024-05-01-a.md",
    ),
    "plain": ("-- a.md --\n---\n{}\n---\n", "a.md"),
}


@pytest.mark.parametrize("name", _SITES)
@pytest.mark.parametrize(
    "line", ["tags: life, code", 'tags: "life, code"', "categories: Life; Code", "tags: a、b"]
)
def test_text_that_was_meant_as_a_list_is_reported(name: str, line: str) -> None:
    text, path = _SITES[name]

    found = [each for each in understood(text.format(line)).problems if each.path == path]

    assert [each.code for each in found] == ["text-for-list"]
    assert found[0].line == 2


def test_remedy_for_a_text_that_was_meant_as_a_list_can_be_copied() -> None:
    (problem,) = understood(_SITES["plain"][0].format("tags: life, code")).problems

    assert problem.message == (
        "The field 'tags' is one text, and commas in it separate nothing; write a list, "
        "[life, code], or ['life, code'] if it is one."
    )


@pytest.mark.parametrize(
    "line",
    [
        "tags: [life, code]",
        "tags: ['life, code']",
        "tags: life",
        "tags: life,",
        "authors: Yui, Naruse",
    ],
)
def test_list_single_term_and_author_with_a_comma_are_no_problem(line: str) -> None:
    assert understood(_SITES["plain"][0].format(line)).problems == ()


def test_comma_text_of_a_zola_site_is_reported() -> None:
    found = understood(
        '-- zola.toml --\nbase_url = "https://z.example"\n-- content/a.md --\n'
        '+++\ntitle = "A"\n[taxonomies]\ntags = "life, code"\n+++\n'
    )

    assert [code for _, _, code in found.codes] == ["text-for-list"]


@pytest.mark.parametrize("name", _SITES)
@pytest.mark.parametrize(
    "line", ["tags: [{tag: foo}]", "tags: {foo: 1}", "categories: [{category: x}, y]"]
)
def test_term_without_a_name_is_reported(name: str, line: str) -> None:
    text, path = _SITES[name]

    found = [each for each in understood(text.format(line)).problems if each.path == path]

    assert [each.code for each in found] == ["wrong-type"]
