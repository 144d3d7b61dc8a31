"""Unlisted documents answer at their address and show in nothing else."""

from quire.catalogue.selection import Choice, Selection
from tests.catalogue.candidates import candidate, catalogue, day, settlement, slugs

SHOWN = candidate("shown", date="2024-05-02", tags=("git",), featured=True)
OTHER = candidate("other", date="2024-05-01", tags=("git",))
SECRET = candidate(
    "shone",
    date="2024-05-03",
    tags=("git",),
    featured=True,
    unlisted=True,
    translation_key="shown",
    aliases=("/old-secret/",),
    section="hidden",
)
FOUND = catalogue(SHOWN, SECRET, OTHER)


def test_it_is_found_at_its_address() -> None:
    ordinal = FOUND.document("post", "shone", "en")
    assert ordinal is not None
    resolved = FOUND.resolve("/shone/")
    moved = FOUND.resolve("/old-secret/")
    assert resolved is not None
    assert moved is not None
    assert (resolved.target, moved.target, moved.moved) == (ordinal, ordinal, True)


def test_no_selection_holds_it() -> None:
    for selection in (
        Selection(),
        Selection(type="post"),
        Selection(langs=("en",)),
        Selection(featured=True),
        Selection(slugs=("shone", "shown", "other")),
        Selection(published_after=day("2024-01-01")),
        Selection(published_before=day("2025-01-01")),
        Selection(choices={"tag": (Choice(("git",)),)}),
        Selection(choices={"section": (Choice(("posts",), negated=True),)}),
    ):
        assert "shone" not in slugs(FOUND, FOUND.ordered(FOUND.select(selection), ()))
    assert slugs(FOUND, FOUND.ordered(FOUND.all, ())) == ["shown", "other"]


def test_nothing_counts_or_names_it() -> None:
    assert FOUND.select(Selection(type="post")).bit_count() == 2
    assert [(each.value, each.documents) for each in FOUND.facet("tag", FOUND.all)] == [("git", 2)]
    assert [each.value for each in FOUND.facet("section", FOUND.all)] == ["posts"]
    assert [each.documents for each in FOUND.months(FOUND.all)] == [2]
    term = FOUND.term("tag", "git")
    assert term is not None
    assert term.posts == 2
    assert FOUND.near_slugs("post", "shonn") == ["shown"]
    assert FOUND.aliases() == []


def test_it_is_nobodys_neighbour_or_translation() -> None:
    shown = FOUND.document("post", "shown", "en")
    assert shown is not None
    assert FOUND.neighbors(shown).next is None
    german = candidate("schien", lang="de", translation_key="shown")
    settled = {each.slug: each for each in settlement(SHOWN, SECRET, german).documents}
    assert [each.slug for each in settled["schien"].translations] == ["shown"]
