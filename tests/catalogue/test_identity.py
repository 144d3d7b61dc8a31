from hashlib import sha256

from quire.catalogue.identity import (
    identity,
    precedence,
    settle_slugs,
    with_own_aliases,
    with_own_permalinks,
)
from quire.model import Problem
from tests.catalogue.candidates import candidate


def test_id_is_the_start_of_a_hash_of_source_kind_and_key() -> None:
    expected = sha256(b"ink\0post\0/hello/").hexdigest()[:24]
    assert identity("ink", "post", "/hello/") == expected


def test_ids_differ_by_source_kind_and_key() -> None:
    found = {
        identity("ink", "post", "a"),
        identity("ink", "page", "a"),
        identity("other", "post", "a"),
        identity("ink", "post", "b"),
    }
    assert len(found) == 4


def test_first_published_comes_first_then_the_path_and_undated_ones_last() -> None:
    undated, late, early = (
        candidate("a"),
        candidate("b", date="2024-02-01"),
        candidate("c", date="2024-01-01"),
    )
    twin = candidate("d", date="2024-01-01")
    assert sorted([undated, late, twin, early], key=precedence) == [early, twin, late, undated]


def test_permalink_belongs_to_the_first_and_hides_the_others() -> None:
    first = candidate("first")
    second = candidate("second", permalink="/first/")
    kept, problems = with_own_permalinks([first, second])
    assert kept == [first]
    assert problems == [
        Problem(
            "content/second.md",
            0,
            "duplicate-permalink",
            "/first/ is already the address of content/first.md; this file is not published "
            "until it has its own.",
        )
    ]


def test_id_belongs_to_the_first_of_its_kind() -> None:
    first, second = candidate("first", key="42"), candidate("second", key="42")
    page = candidate("third", "page", key="42")
    kept, problems = with_own_permalinks([first, second, page])
    assert kept == [first, page]
    assert problems == [
        Problem(
            "content/second.md",
            0,
            "duplicate-id",
            "The id '42' already belongs to content/first.md; this file is not published until "
            "it has its own.",
        )
    ]


def test_document_that_is_not_published_claims_nothing() -> None:
    first = candidate("first")
    clash = candidate("clash", permalink="/first/", key="42")
    third = candidate("third", key="42")
    kept, problems = with_own_permalinks([first, clash, third])
    assert kept == [first, third]
    assert [problem.code for problem in problems] == ["duplicate-permalink"]


def test_contested_slug_is_kept_by_the_first_and_numbered_by_id_for_the_others() -> None:
    documents = [candidate(name, slug="same") for name in ("a", "b", "c")]
    ids = {"content/a.md": "a" * 24, "content/b.md": "b" * 24, "content/c.md": "b" * 6 + "c" * 18}
    slugs, problems = settle_slugs(documents, ids)
    assert slugs == {
        "content/a.md": "same",
        "content/b.md": "same--bbbbbb",
        "content/c.md": "same--bbbbbbc",
    }
    assert problems[0] == Problem(
        "content/b.md",
        0,
        "contested-slug",
        "The slug 'same' already belongs to content/a.md; here it gets '--bbbbbb' behind it. "
        "Give this document a slug of its own.",
    )
    assert [problem.path for problem in problems] == ["content/b.md", "content/c.md"]


def test_slugs_are_contested_only_within_a_kind_and_a_language() -> None:
    documents = [
        candidate("a", slug="same"),
        candidate("b", "page", slug="same"),
        candidate("c", slug="same", lang="de"),
    ]
    slugs, problems = settle_slugs(documents, {each.path: "0" * 24 for each in documents})
    assert (set(slugs.values()), problems) == ({"same"}, [])


def test_messages_of_long_paths_stay_short() -> None:
    long = "x" * 4000
    twin = candidate("b", slug=long, permalink=f"/{long}/")
    owner = candidate(long)
    _, problems = with_own_permalinks([owner, twin])
    _, contested = settle_slugs([owner, twin], {each.path: "0" * 24 for each in (owner, twin)})
    assert all(len(problem.message) <= 300 for problem in [*problems, *contested])
    assert len(problems) == len(contested) == 1


def test_long_paths_and_keys_are_cut_in_messages() -> None:
    owner = candidate("x" * 200, permalink="/" + "p" * 200, key="k" * 200, slug="s" * 200)
    twin = candidate("b", permalink=owner.permalink, key="b")
    double = candidate("c", permalink="/c/", key=owner.key)
    _, problems = with_own_permalinks([owner, twin, double])
    shown = "content/" + "x" * 92
    ending = "; this file is not published until it has its own."
    assert [problem.message for problem in problems] == [
        f"/{'p' * 99} is already the address of {shown}{ending}",
        f"The id '{'k' * 80}' already belongs to {shown}{ending}",
    ]


def test_alias_belongs_to_the_first_who_claims_it_and_never_to_anothers_permalink() -> None:
    first = candidate("first", aliases=("/old/", "/old/", "/first/", "/third/"))
    second = candidate("second", aliases=("/old/", "/own/"))
    third = candidate("third")
    kept, problems = with_own_aliases([first, second, third])
    assert [each.aliases for each in kept] == [("/old/",), ("/own/",), ()]
    assert problems == [
        Problem(
            "content/first.md",
            0,
            "duplicate-alias",
            "The alias /third/ already leads to content/third.md; drop it.",
        ),
        Problem(
            "content/second.md",
            0,
            "duplicate-alias",
            "The alias /old/ already leads to content/first.md; drop it.",
        ),
    ]
