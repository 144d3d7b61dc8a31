"""The reading side: swaps, the last good snapshot, the few before it."""

from datetime import timedelta
from pathlib import Path

import pytest

from quire.errors import SnapshotGone
from quire.library.options import BuildOptions
from tests.support.building import Workshop, post, workshop


def test_there_is_no_snapshot_before_the_first_build(shop: Workshop) -> None:
    assert not shop.holder.refresh()
    assert shop.holder.current is None


def test_refresh_swaps_once_for_each_new_snapshot(shop: Workshop) -> None:
    shop.builder.build()

    assert shop.holder.refresh()
    assert not shop.holder.refresh()


def test_request_keeps_the_snapshot_it_took(shop: Workshop) -> None:
    shop.builder.build()
    taken = shop.snapshot()
    for n in range(10):
        shop.write({"content/posts/new.md": post("New", body=f"Edit {n}.")})
        shop.builder.build()
        shop.snapshot()

    assert len(taken.catalogue.documents) == 3
    assert taken.pieces(0).html == b'"<p>Body of number 3.</p>\\n"'


def test_older_snapshots_stay_readable_until_they_are_pruned(tmp_path: Path) -> None:
    with workshop(tmp_path, options=BuildOptions(kept_snapshots=3)) as shop:
        ids = []
        for n in range(5):
            shop.write({"content/posts/new.md": post("New", body=f"Edit {n}.")})
            ids.append(shop.builder.build().snapshot)
        shop.holder.refresh()

        assert shop.holder.snapshot(ids[4]).id == ids[4]
        assert shop.holder.snapshot(ids[2]).pieces(0).html == b'"<p>Edit 2.</p>\\n"'
        assert shop.holder.snapshot(ids[2]) is shop.holder.snapshot(ids[2])
        with pytest.raises(SnapshotGone, match=ids[0]):
            shop.holder.snapshot(ids[0])


def test_older_snapshot_is_gone_once_something_in_it_has_expired(shop: Workshop) -> None:
    shop.write({"content/posts/brief.md": post("Brief", expiryDate="2024-06-01T12:00:10Z")})
    older = shop.builder.build().snapshot
    shop.snapshot()
    shop.write({"content/posts/new.md": post("New")})
    shop.builder.build()
    shop.snapshot()

    assert shop.holder.snapshot(older).id == older
    shop.clock.move(timedelta(seconds=10))
    with pytest.raises(SnapshotGone):
        shop.holder.snapshot(older)


def test_snapshot_that_cannot_be_opened_leaves_the_last_good_one(shop: Workshop) -> None:
    shop.builder.build()
    good = shop.snapshot()
    shop.write({"content/posts/new.md": post("New")})
    shop.builder.build()
    [directory] = [
        each for each in (shop.state / "snapshots").iterdir() if good.id not in each.name
    ]
    (directory / "catalogue.msgpack").write_bytes(b"damaged")

    assert not shop.holder.refresh()
    assert shop.holder.current is good


def test_unreadable_index_leaves_everything_but_search(shop: Workshop) -> None:
    shop.builder.build()
    [directory] = (shop.state / "snapshots").iterdir()
    for file in (directory / "index").iterdir():
        file.write_bytes(b"damaged")

    snapshot = shop.snapshot()

    assert snapshot.index is None
    assert len(snapshot.catalogue.documents) == 3


def test_open_files_stay_flat_over_many_refreshes(shop: Workshop) -> None:
    def open_files() -> int:
        files = len(list(Path("/proc/self/fd").iterdir()))
        return files + Path("/proc/self/maps").read_text().count(".pack")

    counts = []
    for n in range(30):
        shop.write({"content/posts/new.md": post("New", body=f"Edit {n}.")})
        shop.builder.build()
        shop.snapshot()
        counts.append(open_files())

    assert max(counts[20:]) <= max(counts[5:15]) + 16
