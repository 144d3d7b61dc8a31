import pytest

from quire.errors import SourceError
from quire.model import Problem, SourceFile
from quire.source.listing import Listing
from quire.source.port import MAX_FILES, Tree


def test_files_and_problems_are_sorted_by_path() -> None:
    listing = Listing("content/")
    listing.add_submodule("z")
    listing.add_missing("b.md")
    for path in ("é.md", "b/a.md", "a.md", "Z.md"):
        listing.add(SourceFile(path, "0" * 40, 1))
    tree = listing.tree()
    assert list(tree.files) == ["Z.md", "a.md", "b/a.md", "é.md"]
    assert [problem.path for problem in tree.problems] == ["b.md", "z"]
    assert tree.prefix == "content/"


def test_odd_name_is_refused_and_reported() -> None:
    listing = Listing("")
    assert not listing.admits("a\nb.md")
    assert listing.admits("b.md")
    assert listing.tree() == Tree(
        {},
        (
            Problem(
                r"a\x0ab.md",
                0,
                "odd-name",
                "the name is too long, too deep, or holds control characters, a backslash or "
                "bytes that are no UTF-8: rename it",
            ),
        ),
        "",
    )


def test_dot_folder_is_passed_over_in_silence() -> None:
    listing = Listing("")
    assert not listing.admits(".github", folder=True)
    assert not listing.admits(".github/a.md")
    assert listing.admits(".nojekyll")
    assert listing.tree() == Tree({}, (), "")


def test_more_entries_than_the_cap_are_refused() -> None:
    listing = Listing("", max_entries=2)
    assert listing.admits("a.md")
    assert not listing.admits("odd\nones are counted too.md")
    with pytest.raises(SourceError, match=r"^more than 2 files: name the folder that holds the s"):
        listing.admits("c.md")
    assert MAX_FILES == 200_000
