from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.support.repositories import Repository, make_repository, site_files

SITE = """
-- content/posts/hello.md --
---
title: Hello
---
Body -- with dashes --
-- content/posts/cat.png (40x30) --
-- empty.md --
-- commit: mend a typo (2024-05-01T10:00:00Z) --
-- content/posts/hello.md --
Other body.
-- empty.md (gone) --
"""


def test_site_in_one_string_becomes_commits_with_fixed_dates(
    repo: Callable[[str], Repository],
) -> None:
    made = repo(SITE)
    assert made.git("log", "--format=%s|%aI|%an|%ae").splitlines() == [
        "mend a typo|2024-05-01T10:00:00+00:00|Ada|ada@example.org",
        "a site|2024-01-01T12:00:00+00:00|Ada|ada@example.org",
    ]
    assert made.git("status", "--porcelain") == ""
    assert made.git("ls-files").splitlines() == ["content/posts/cat.png", "content/posts/hello.md"]
    assert (made.root / "content/posts/hello.md").read_text() == "Other body.\n"
    assert made.git("show", "HEAD~:content/posts/hello.md") == (
        "---\ntitle: Hello\n---\nBody -- with dashes --"
    )
    with Image.open(made.root / "content/posts/cat.png") as image:
        assert (image.format, image.size) == ("PNG", (40, 30))


def test_equal_sites_have_equal_revisions(tmp_path: Path) -> None:
    revisions = {make_repository(tmp_path / name, SITE).revision for name in "ab"}
    assert len(revisions) == 1


def test_later_commits_come_a_day_later_unless_they_say_when(tmp_path: Path) -> None:
    made = make_repository(tmp_path, SITE)
    before = made.revision
    after = made.commit("-- a.md --\nA\n")
    made.commit("-- commit: empty --\n-- commit: late (2030-01-01T00:00:00Z) --\n-- b.md --\n")
    assert made.git("log", "--format=%s %as", f"{before}..").splitlines() == [
        "late 2030-01-01",
        "empty 2024-05-03",
        "a site 2024-05-02",
    ]
    assert made.git("rev-parse", "HEAD~2") == after


def test_files_can_be_written_without_a_commit(tmp_path: Path) -> None:
    made = make_repository(tmp_path, SITE)
    made.write("-- content/new.md --\nNew.\n-- content/posts/cat.png (gone) --\n")
    assert made.git("status", "--porcelain").splitlines() == [
        "D content/posts/cat.png",
        "?? content/new.md",
    ]


def test_files_of_a_site_are_those_of_its_last_commit() -> None:
    assert {path: data[:5] for path, data in site_files(SITE).items()} == {
        "content/posts/hello.md": b"Other",
        "content/posts/cat.png": b"\x89PNG\r",
    }


def test_text_before_any_file_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"^a line stands before any file: 'lost'$"):
        site_files("lost\n-- a.md --\n")
