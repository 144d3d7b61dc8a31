"""What web processes read of how the builder stands."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quire.library.standing import (
    Code,
    Standing,
    confirm_standing,
    read_standing,
    write_standing,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_standing_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_standing(tmp_path) is None
    write_standing(tmp_path, Standing(Code.SOURCE_UNREACHABLE, NOON))
    write_standing(tmp_path, Standing(Code.FOLLOWING, NOON))
    seen = read_standing(tmp_path)
    assert seen is not None
    assert seen.standing == Standing(Code.FOLLOWING, NOON)


def test_standing_that_still_holds_is_as_old_as_the_last_word(tmp_path: Path) -> None:
    standing = Standing(Code.FOLLOWING, NOON)
    write_standing(tmp_path, standing)
    os.utime(tmp_path / "standing.json", (0, 0))
    assert confirm_standing(tmp_path, standing)
    seen = read_standing(tmp_path)
    assert seen is not None
    assert seen.said_at > NOON
    assert not confirm_standing(tmp_path, Standing(Code.FOLLOWING, NOON + timedelta(seconds=1)))


def test_standing_that_cannot_be_read_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "standing.json").write_text("{}")
    assert read_standing(tmp_path) is None
