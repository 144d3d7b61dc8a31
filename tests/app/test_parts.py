"""Settings in, parts out."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from quire.app.parts import clock, cursor_secret, state_directory
from quire.errors import SettingError
from quire.settings import Settings


def test_state_directory_is_named_for_the_place_of_the_content(tmp_path: Path) -> None:
    settings = Settings()
    first = state_directory(tmp_path / "a", settings)

    assert state_directory(tmp_path / "b" / ".." / "a", settings) == first
    assert state_directory(tmp_path / "b", settings) != first
    assert state_directory(tmp_path / "a", Settings(ref="main")) != first


def test_operator_names_the_state_directory(tmp_path: Path) -> None:
    assert state_directory(tmp_path, Settings(state_dir=tmp_path / "s")) == tmp_path / "s"


def test_pinned_clock_stands_still() -> None:
    pinned = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    assert clock(Settings(now=pinned))() == pinned
    assert clock(Settings(now=datetime(2026, 1, 1)))() == datetime(  # noqa: DTZ001
        2026, 1, 1, tzinfo=UTC
    )
    assert clock(Settings())() <= datetime.now(UTC)


def test_secret_is_made_once_for_all_workers(tmp_path: Path) -> None:
    first = cursor_secret(tmp_path, Settings())

    assert len(first) == 32
    assert cursor_secret(tmp_path, Settings()) == first
    assert (tmp_path / "cursor-key").stat().st_mode & 0o777 == 0o600
    assert cursor_secret(tmp_path, Settings(secret="a secret of sixteen")) == b"a secret of sixteen"


@pytest.mark.parametrize("damage", [b"", b"cut short"])
def test_key_that_is_not_whole_is_made_anew_and_never_used(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "cursor-key").write_bytes(damage)
    made = cursor_secret(tmp_path, Settings())

    assert len(made) == 32
    assert (tmp_path / "cursor-key").read_bytes() == made


def test_service_starts_where_the_key_cannot_be_kept(tmp_path: Path) -> None:
    assert len(cursor_secret(tmp_path / "gone", Settings())) == 32


def test_user_without_a_home_directory_is_told_to_name_a_state_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def nobody(_uid: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)

    with pytest.raises(SettingError, match="name a --state-dir"):
        state_directory(tmp_path, Settings())
