"""Each file has one fate, whatever is said of it, and the sum is exact."""

from collections import Counter
from collections.abc import Callable

from quire.library.accounting import Disposition, Evidence, account, counted
from quire.library.build_cache import BuildCache
from quire.library.progress import Silent
from quire.library.rendering import InlineRenderer
from quire.library.survey import Survey, Surveyor
from quire.model import Problem
from quire.source import open_source
from tests.catalogue.candidates import author, candidate
from tests.support.building import NOON
from tests.support.repositories import Repository

SITE = """
-- hugo.toml --
title = "Loose Leaves"
-- readme.md --
For people who work here.
-- content/posts/a.md --
---
title: A
date: 2024-05-01
---
![a picture](a.png)
-- content/posts/a.png (4x3) --
-- content/posts/draft.md --
---
title: Draft
draft: true
---
-- content/posts/later.md --
---
title: Later
date: 2999-01-01
---
-- content/posts/gone.md --
---
title: Gone
expiryDate: 2020-01-01
---
-- content/posts/broken.md --
---
title: [broken
---
-- content/posts/twin.md --
---
title: Twin
date: 2024-05-02
url: /posts/a/
---
-- content/bundle/index.md --
---
title: Bundle
---
-- content/bundle/resource.md --
A resource.
-- content/authors/ada/_index.md --
---
title: Ada
---
-- content/about.md --
---
title: About
---
-- static/unused.txt --
Nobody refers to it.
"""


def surveyed(repository: Repository) -> Survey:
    source = open_source(repository.root, None, False)
    cache = BuildCache(None, "")
    try:
        surveyor = Surveyor(source, InlineRenderer(), cache, "/v1/media/")
        return surveyor.survey(source.revision(), NOON, Silent())
    finally:
        cache.close()
        source.close()


def test_every_file_of_a_site_has_its_fate(repo: Callable[[str], Repository]) -> None:
    fates = surveyed(repo(SITE)).dispositions

    assert {path: tuple(fate) for path, fate in fates.items()} == {
        "content/about.md": ("published", "page"),
        "content/authors/ada/_index.md": ("published", "author"),
        "content/bundle/index.md": ("published", "page"),
        "content/bundle/resource.md": ("other", "unused"),
        "content/posts/a.md": ("published", "post"),
        "content/posts/a.png": ("other", "media"),
        "content/posts/broken.md": ("problem", "front-matter-unreadable"),
        "content/posts/draft.md": ("hidden", "draft"),
        "content/posts/gone.md": ("hidden", "expired"),
        "content/posts/later.md": ("hidden", "scheduled"),
        "content/posts/twin.md": ("problem", "duplicate-permalink"),
        "hugo.toml": ("other", "configuration"),
        "readme.md": ("other", "unused"),
        "static/unused.txt": ("other", "unused"),
    }


def test_fates_of_markdown_and_of_the_rest_add_up(repo: Callable[[str], Repository]) -> None:
    fates = surveyed(repo(SITE)).dispositions

    assert counted(fates, markdown=True) == {
        "published": Counter(page=2, author=1, post=1),
        "hidden": Counter(draft=1, scheduled=1, expired=1),
        "problem": Counter({"front-matter-unreadable": 1, "duplicate-permalink": 1}),
        "other": Counter(unused=2),
    }
    every = counted(fates)
    assert sum(count.total() for count in every.values()) == len(fates) == 14
    others = counted(fates, markdown=False)
    assert others["other"] == Counter(unused=1, configuration=1, media=1)


def test_survey_names_the_configuration_files_that_it_read(
    repo: Callable[[str], Repository],
) -> None:
    assert surveyed(repo(SITE)).settings_read == ("hugo.toml",)


def evidence(**given: object) -> Evidence:
    empty: dict[str, object] = {
        "files": ("data/people.yml",),
        "left_out": (),
        "candidates": (),
        "failed": {},
        "problems": (),
        "settings": (),
        "media": (),
    }
    return Evidence(**{**empty, **given})  # type: ignore[arg-type]


def test_file_of_several_profiles_counts_once() -> None:
    ada = author("ada", path="data/people.yml")
    bob = author("bob", path="data/people.yml")

    found = account(evidence(candidates=((ada, None), (bob, "draft"))))

    assert found == {"data/people.yml": Disposition("published", "author")}


def test_entry_that_was_left_out_of_the_listing_is_in_the_problem_list() -> None:
    link = Problem("content/link.md", 0, "symlink", "Put the content itself here.")

    found = account(evidence(files=(), left_out=(link,), problems=(link,)))

    assert found == {"content/link.md": Disposition("problem", "symlink")}


def test_body_that_cannot_be_rendered_is_in_the_problem_list() -> None:
    post = candidate("a", path="a.md")
    failed = {"a.md": "render-timeout"}

    found = account(evidence(files=("a.md",), candidates=((post, None),), failed=failed))

    assert found == {"a.md": Disposition("problem", "render-timeout")}


def test_file_without_a_candidate_but_with_a_problem_is_in_the_problem_list() -> None:
    pointer = Problem("a.md", 0, "lfs-pointer", "Store the text itself.")

    found = account(evidence(files=("a.md",), problems=(pointer,)))

    assert found == {"a.md": Disposition("problem", "lfs-pointer")}


def test_hidden_for_being_unreadable_without_a_problem_is_still_counted_as_hidden() -> None:
    post = candidate("a", path="a.md")

    found = account(evidence(files=("a.md",), candidates=((post, "unreadable"),)))

    assert found == {"a.md": Disposition("hidden", "unreadable")}
