"""The build cache forgets what other code made and what nobody uses."""

import sqlite3
from pathlib import Path

import pytest

from quire.library.build_cache import BuildCache
from quire.model import Rendering
from quire.model.pictures import FileFacts

RENDERING = Rendering("<p>Text.</p>", "Text.", 1, addresses=(("link", "/x"),))


def test_rendering_is_found_again(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path / "cache", "code 1")
    cache.keep_renderings([("key", RENDERING)])
    cache.close()

    cache = BuildCache(tmp_path / "cache", "code 1")
    assert cache.renderings(["key", "other"]) == {"key": RENDERING}
    cache.close()


def test_other_code_finds_nothing(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path / "cache", "code 1")
    cache.keep_renderings([("key", RENDERING)])
    cache.close()

    cache = BuildCache(tmp_path / "cache", "code 2")
    assert cache.renderings(["key"]) == {}
    cache.close()


def test_image_that_nobody_looked_at_is_told_from_what_is_no_image() -> None:
    cache = BuildCache(None, "code")
    known = {"picture": FileFacts((4, 3)), "text": FileFacts(), "lfs": FileFacts(is_pointer=True)}
    for blob, facts in known.items():
        cache.keep_facts(blob, facts)

    assert {blob: cache.facts(blob) for blob in known} == known
    with pytest.raises(KeyError):
        cache.facts("unknown")
    cache.close()


def test_tables_of_other_code_give_way_to_those_of_this_one(tmp_path: Path) -> None:
    BuildCache(tmp_path / "cache", "code 1").close()
    database = sqlite3.connect(tmp_path / "cache")
    database.execute("DROP TABLE files")
    database.execute("CREATE TABLE files (blob TEXT PRIMARY KEY, pixels INTEGER)")
    database.close()

    cache = BuildCache(tmp_path / "cache", "code 2")
    cache.keep_facts("picture", FileFacts((4, 3)))
    assert cache.facts("picture") == FileFacts((4, 3))
    cache.close()


def test_renderings_that_nobody_uses_go_once_they_are_the_larger_part() -> None:
    cache = BuildCache(None, "code")
    keys = [str(n) for n in range(300)]
    cache.keep_renderings((key, RENDERING) for key in keys)

    cache.prune(keys[:150])
    assert len(cache.renderings(keys)) == 300
    cache.prune(keys[:50])
    assert len(cache.renderings(keys)) == 50
    cache.close()
