import pytest

from quire.conventions.terms import slug_of, stub_name, without_address


@pytest.mark.parametrize(
    ("role", "name", "slug"),
    [
        ("author", "edith_puclla", "edith_puclla"),
        ("author", "Edith-Puclla2", "edith-puclla2"),
        ("author", "Edith Puclla", "edith-puclla"),
        ("author", "José", "jose"),
        ("author", "-ada", "ada"),
        ("author", "NARUSE, Yui", "naruse-yui"),
        ("author", "!!!", ""),
        ("tag", "edith_puclla", "edith-puclla"),
        ("tag", "C++", "cplusplus"),
        ("tag", "C#", "csharp"),
        ("category", "C", "c"),
        ("series", "Part Works", "part-works"),
        ("tag", "???", ""),
    ],
)
def test_slug_of_a_term(role: str, name: str, slug: str) -> None:
    assert slug_of(role, name) == slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada <ada@example.org>", "Ada"),
        ("ada@example.org", "ada"),
        ("<ada@example.org>", ""),
        ("Ada (ada@example.org)", "Ada (ada"),
        ("@ada", "@ada"),
        ("Ada @ Home", "Ada @ Home"),
        ("Ada <3", "Ada <3"),
    ],
)
def test_names_lose_their_addresses(name: str, expected: str) -> None:
    assert without_address(name) == expected


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("edith_puclla", "Edith Puclla"),
        ("ada-lovelace", "Ada Lovelace"),
        ("ada", "Ada"),
        ("_a__b-", "A B"),
        ("McCarthy", "McCarthy"),
        ("ada lovelace", "ada lovelace"),
    ],
)
def test_stub_name_of_an_author(ref: str, name: str) -> None:
    assert stub_name(ref) == name
