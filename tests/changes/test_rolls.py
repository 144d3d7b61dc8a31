"""Rolls on disk: small, bounded, and lost rather than wrong."""

import os
from datetime import timedelta

from quire.library.rolls import Rolls
from quire.library.rolls.keeping import Bounds, RollKeeper
from tests.changes.conftest import FILES, Place
from tests.support.building import NOON

ONE = "content/posts/one.md"


def test_roll_takes_at_most_40_bytes_a_resource_and_a_few_for_all(place: Place) -> None:
    roll = place.shop.snapshot().roll
    kept = place.shop.state / "rolls" / roll.id
    assert roll.size == 9
    assert kept.stat().st_size <= 40 * roll.size + 30


def test_damaged_roll_counts_as_lost(place: Place) -> None:
    token = place.copy().token
    path = place.shop.state / "rolls" / place.shop.snapshot().roll.id
    place.change({ONE: FILES[ONE] + "More.\n"})
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    place.begin_anew()
    assert place.fault(f"/v1/changes?since={token}") == (410, "since", "resync_required")


def test_removal_that_nobody_can_name_is_no_partial_answer(place: Place) -> None:
    token = place.copy().token
    place.change({ONE: None})
    (place.shop.state / "rolls" / "removed.json").write_bytes(b"{}")
    place.begin_anew()
    assert place.fault(f"/v1/changes?since={token}") == (410, "since", "resync_required")


def test_newest_rolls_stay_and_older_ones_while_young_and_small(place: Place) -> None:
    folder = place.shop.state / "rolls"
    for number in range(5):
        place.change({ONE: FILES[ONE] + f"{number}\n"})
    names = sorted(each.name for each in folder.iterdir() if "." not in each.name)
    assert len(names) == 6
    for age, name in enumerate(names):
        at = (NOON - timedelta(days=age)).timestamp()
        os.utime(folder / name, (at, at))
    RollKeeper(place.shop.state, Bounds(least=2, age=timedelta(days=3))).prune(NOON)
    found = Rolls(place.shop.state)
    assert [found.find(name) is not None for name in names] == [True] * 4 + [False] * 2
    RollKeeper(place.shop.state, Bounds(least=2, bytes=1)).prune(NOON)
    found = Rolls(place.shop.state)
    assert [found.find(name) is not None for name in names] == [True] * 2 + [False] * 4
