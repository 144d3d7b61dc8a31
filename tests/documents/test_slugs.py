import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quire.documents.slugs import slugify, term_slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", "hello-world"),
        ("  --Already--slugged__ok--", "already-slugged-ok"),
        ("Crème Brûlée", "creme-brulee"),
        ("Straße nach Łódź, Ærø & Þór", "strasse-nach-lodz-aero-thor"),
        ("Đặng İstanbul ısı", "dang-istanbul-isi"),
        ("What's new? It’s v1.10", "whats-new-its-v1-10"),
        ("ﬁne ½ ①", "fine-1-2-1"),
        ("漢字 とカナ", "漢字-とカナ"),
        ("Ёлка й", "ёлка-й"),
        ("हिन्दी में", "हिन्दी-में"),
        ("C++ and C#", "c-and-c"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_slug_of(text: str, expected: str) -> None:
    assert slugify(text) == expected


def test_long_slug_is_cut_at_a_hyphen() -> None:
    assert slugify("word " * 100) == "-".join(["word"] * 40)
    assert slugify("a" * 300) == "a" * 200


def test_terms_that_differ_in_signs_stay_apart() -> None:
    assert [term_slug(name) for name in ("C", "C++", "C#")] == ["c", "cplusplus", "csharp"]


@given(st.text())
def test_slug_of_any_text_is_a_slug_and_stays_one(text: str) -> None:
    slug = slugify(text)

    assert slugify(slug) == slug
    assert len(slug) <= 200
    assert not slug.startswith("-")
    assert "--" not in slug
    assert all(
        char == "-" or char.isalnum() or unicodedata.category(char)[0] == "M" for char in slug
    )
