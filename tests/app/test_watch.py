"""Whatever a build meets, a whole snapshot is served, the reason is said, and it is tried again."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from quire.app.building import Watch
from quire.errors import QuireError, SettingError, SnapshotError
from quire.library.holder import Holder
from quire.library.progress import Silent
from quire.library.standing import Code, read_standing
from quire.search.whoosh import WhooshEngine
from quire.settings import Settings
from tests.support.building import post, three_posts, write_files
from tests.support.disks import fill, remount, small_disk

pytestmark = pytest.mark.slow


class Place:
    """A site, and a state directory on a disk of its own."""

    def __init__(self, site: Path, disk: Path) -> None:
        self.site = site
        self.disk = disk
        self.settings = Settings(state_dir=disk / "state", render_workers=1)

    @property
    def state(self) -> Path:
        return self.disk / "state"

    def watch(self) -> Watch:
        return Watch(self.site, self.settings, True)

    def write(self, name: str, body: str = "Text.") -> None:
        write_files(self.site, {f"content/posts/{name}.md": post(name, "2024-05-09", body)})

    def slugs(self) -> list[str]:
        with closing(Holder(self.state, WhooshEngine())) as holder:
            assert holder.refresh()
            assert holder.current is not None
            return [row.slug for row in holder.current.catalogue.documents]

    def code(self) -> Code:
        seen = read_standing(self.state)
        assert seen is not None
        return seen.standing.code


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    write_files(tmp_path / "site", three_posts())
    with small_disk(tmp_path / "disk", 4) as disk:
        yield Place(tmp_path / "site", disk)


OLD = ["post-3", "post-2", "post-1"]


def test_start_on_a_full_disk_with_new_content_serves_the_last_snapshot(place: Place) -> None:
    with closing(place.watch()) as first:
        first.begin(Silent())
    place.write("new", "word " * 1_000)
    filling = fill(place.disk)

    with closing(place.watch()) as watch:
        report = watch.begin(Silent())
        assert report.counts["posts"] == 3
        assert (place.slugs(), place.code()) == (OLD, Code.STATE_UNUSABLE)
        filling.unlink()
        watch.look(1)
        assert (place.slugs(), place.code()) == (["new", *OLD], Code.FOLLOWING)


def test_disk_that_fills_up_and_is_freed_needs_no_restart(place: Place) -> None:
    with closing(place.watch()) as watch:
        watch.begin(Silent())
        for n in range(3):
            place.write(f"new-{n}", f"{n} " * 1_000)
            filling = fill(place.disk)
            with capture_logs() as logs:
                pauses = [watch.look(1), watch.look(2), watch.look(4)]
            reasons = [line["reason"] for line in logs if line["log_level"] == "error"]
            assert pauses == [2, 4, 8]
            assert len(reasons) == 1
            assert "No space left on device" in reasons[0]
            assert len(place.slugs()) == 3 + n
            filling.unlink()
            watch.look(8)
            assert len(place.slugs()) == 4 + n


def test_disk_that_becomes_read_only_is_served_from_and_written_again_later(place: Place) -> None:
    with closing(place.watch()) as first:
        first.begin(Silent())
    place.write("new")
    remount(place.disk, "ro")

    with closing(place.watch()) as watch:
        assert watch.begin(Silent()).counts["posts"] == 3
        remount(place.disk, "rw")
        watch.look(1)
        assert (place.slugs(), place.code()) == (["new", *OLD], Code.FOLLOWING)


def test_first_start_on_a_full_disk_says_so(place: Place) -> None:
    fill(place.disk)
    with closing(place.watch()) as watch, pytest.raises(SnapshotError, match="No space left"):
        watch.begin(Silent())


def test_source_that_is_gone_at_the_start_is_served_from_the_last_snapshot(tmp_path: Path) -> None:
    place = Place(tmp_path / "site", tmp_path)
    write_files(place.site, three_posts())
    with closing(place.watch()) as first:
        first.begin(Silent())
    away = place.site.rename(tmp_path / "away")

    with closing(place.watch()) as watch:
        assert watch.begin(Silent()).counts["posts"] == 3
        assert place.code() is Code.SOURCE_UNREACHABLE
        away.rename(place.site)
        place.write("new")
        watch.look(1)
        assert (place.slugs(), place.code()) == (["new", *OLD], Code.FOLLOWING)


def test_what_the_operator_is_to_mend_ends_the_start_though_there_is_a_snapshot(
    tmp_path: Path,
) -> None:
    place = Place(tmp_path / "site", tmp_path)
    write_files(place.site, three_posts())
    with closing(place.watch()) as first:
        first.begin(Silent())
        with closing(place.watch()) as second, pytest.raises(SettingError, match="another Quire"):
            second.begin(Silent())


def test_whole_state_directory_removed_is_made_again_at_the_next_look(tmp_path: Path) -> None:
    place = Place(tmp_path / "site", tmp_path)
    write_files(place.site, three_posts())
    with closing(place.watch()) as watch:
        watch.begin(Silent())
        shutil.rmtree(place.state)
        watch.look(1)
        assert (place.slugs(), place.code()) == (OLD, Code.FOLLOWING)


@pytest.mark.parametrize(
    "lost", ["snapshots", "media", "lock", "quire-state", "build-cache.sqlite"]
)
def test_any_part_of_the_state_directory_that_is_lost_comes_back(tmp_path: Path, lost: str) -> None:
    place = Place(tmp_path / "site", tmp_path)
    write_files(place.site, three_posts())
    with closing(place.watch()) as watch:
        watch.begin(Silent())
        part = place.state / lost
        shutil.rmtree(part) if part.is_dir() else part.unlink()
        place.write("new")
        watch.look(1)
        assert part.exists()
        assert place.slugs() == ["new", *OLD]


def test_defect_in_a_build_is_said_with_its_kind_and_the_next_build_begins_anew(
    tmp_path: Path,
) -> None:
    place = Place(tmp_path / "site", tmp_path)
    write_files(place.site, three_posts())
    with closing(place.watch()) as watch:
        watch.begin(Silent())
        place.write("new")
        # Something that no build expects: a folder where a file is to be.
        blocked = place.state / "current.json.new"
        blocked.mkdir()
        with capture_logs() as logs:
            watch.look(1)
        assert "Is a directory" in logs[0]["reason"]
        assert place.slugs() == OLD
        blocked.rmdir()
        with capture_logs() as logs:
            watch.look(1)
        assert "builds succeed again" in [line["event"] for line in logs]
        assert place.slugs() == ["new", *OLD]


def test_builder_without_any_snapshot_raises_what_is_wrong(tmp_path: Path) -> None:
    place = Place(tmp_path / "nowhere", tmp_path)
    with closing(place.watch()) as watch, pytest.raises(QuireError, match="no such path"):
        watch.begin(Silent())
    assert os.listdir(tmp_path) == []  # noqa: PTH208
