"""Authors in data files reach the snapshot, and a convention is chosen, through a real build."""

from pathlib import Path

from quire.library.options import BuildOptions
from tests.support.building import Workshop, post, workshop


def authors(shop: Workshop) -> list[tuple[str, str, int]]:
    """Give slug, name and number of posts of the authors of the current snapshot."""
    rows = shop.snapshot().catalogue.terms
    return [(row.slug, row.name, row.posts) for row in rows if row.role == "author"]


def test_profiles_in_data_files_are_authors(shop: Workshop) -> None:
    shop.write(
        {
            "content/posts/a.md": post("A", authors="[ada, Grace Hopper]"),
            "data/authors.yml": "ada: {name: Ada L.}\ngrace: {name: Grace Hopper}\n",
            "data/authors/alan.toml": "name = 'Alan'",
        }
    )
    shop.builder.build()
    assert authors(shop) == [
        ("ada", "Ada L.", 1),
        ("alan", "Alan", 0),
        ("grace", "Grace Hopper", 1),
    ]

    shop.write({"data/authors.yml": "ada: {name: Countess Ada}\n"})
    shop.builder.build()
    assert authors(shop) == [
        ("ada", "Countess Ada", 1),
        ("alan", "Alan", 0),
        ("grace-hopper", "Grace Hopper", 1),
    ]


def test_file_of_authors_that_cannot_be_read_is_reported_and_costs_nothing_else(
    shop: Workshop,
) -> None:
    shop.write({"content/posts/a.md": post("A", authors="[ada]"), "data/authors.yml": "ada: ["})
    shop.builder.build()
    assert authors(shop) == [("ada", "Ada", 1)]
    assert [(each.path, each.code) for each in shop.builder.problems] == [
        ("data/authors.yml", "data-unreadable")
    ]


def test_convention_can_be_named(tmp_path: Path) -> None:
    options = BuildOptions(convention="plain")
    with workshop(tmp_path, options=options) as shop:
        shop.write({"content/posts/a.md": post("A"), "hugo.toml": "", "notes.md": "# Note\n"})
        shop.builder.build()
        assert [row.permalink for row in shop.snapshot().catalogue.documents] == ["/posts/a/"]
