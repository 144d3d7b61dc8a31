"""The operator's settings: environment over file, command line over both, faults named."""

import os
from pathlib import Path

import pytest

from quire.errors import SettingError
from quire.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what a settings file puts into the environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIRE_")}
    monkeypatch.setattr(os, "environ", os.environ.copy())
    os.environ.clear()
    os.environ.update(kept)


def test_without_anything_the_defaults_hold() -> None:
    assert read_settings(None, {}) == Settings()


def test_command_line_wins_over_environment_and_environment_over_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "quire.env"
    config.write_text("QUIRE_PORT=1001\nQUIRE_HOST=0.0.0.0\nQUIRE_WORKERS=3\n# a comment\n")
    monkeypatch.setenv("QUIRE_PORT", "1002")
    monkeypatch.setenv("QUIRE_HOST", "::1")

    settings = read_settings(config, {"port": 1003, "host": None})

    assert (settings.port, settings.host, settings.workers) == (1003, "::1", 3)


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "REF": "main",
        "STATE_DIR": "/var/lib/quire",
        "PUBLIC_URL": "https://api.example.org/",
        "SECRET": "a secret of sixteen",
        "CACHE_MB": "32",
        "IMAGE_CACHE_MB": "64",
        "EMBED_ANCESTORS": " https://a.example  https://*.b.example:8443 ",
        "EDIT_URL": "https://git.example.org/edit/{path}",
        "EXTRA_KEYS": "Mood, weather,",
        "KEPT_SNAPSHOTS": "7",
        "ACCEPT_LOSS": "true",
        "POLL_SECONDS": "0.5",
        "RENDER_WORKERS": "4",
        "SHORTCODES": "/etc/quire/shortcodes.toml",
        "CONVENTION": "plain",
        "LOG_FORMAT": "json",
        "ACCESS_LOG": "yes",
        "NOW": "2026-11-23T00:00:00+00:00",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"QUIRE_{name}", value)

    settings = read_settings(None, {})

    assert settings.public_url == "https://api.example.org"
    assert (settings.cache_mb, settings.image_cache_mb) == (32, 64)
    assert settings.extra_keys == ("mood", "weather")
    assert settings.embed_ancestors == "https://a.example https://*.b.example:8443"
    assert (settings.accept_loss, settings.access_log, settings.log_format) == (True, True, "json")
    assert (settings.state_dir, settings.ref) == (Path("/var/lib/quire"), "main")
    assert settings.convention == "plain"
    assert settings.shortcodes == Path("/etc/quire/shortcodes.toml")
    assert settings.now is not None
    assert settings.now.isoformat() == "2026-11-23T00:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUIRE_PORT", "eighty"),
        ("QUIRE_PORT", "70000"),
        ("QUIRE_WORKERS", "0"),
        ("QUIRE_PUBLIC_URL", "ftp://example.org"),
        ("QUIRE_SECRET", "short"),
        ("QUIRE_LOG_FORMAT", "xml"),
        ("QUIRE_CONVENTION", "joomla"),
        ("QUIRE_NOW", "yesterday"),
        ("QUIRE_ACCEPT_LOSS", "perhaps"),
    ],
)
def test_value_that_cannot_be_used_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name):
        read_settings(None, {})


def test_unknown_setting_is_named_with_the_nearest_known_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUIRE_PROT", "8000")
    with pytest.raises(SettingError, match="QUIRE_PROT is no setting; did you mean QUIRE_PORT"):
        read_settings(None, {})


@pytest.mark.parametrize("text", ["PORT=8000", "QUIRE_PORT", "no settings at all"])
def test_file_with_other_lines_is_refused(tmp_path: Path, text: str) -> None:
    config = tmp_path / "quire.env"
    config.write_text(text)
    with pytest.raises(SettingError, match="is no setting; write lines like QUIRE_PORT=8000"):
        read_settings(config, {})


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"missing\.env cannot be read"):
        read_settings(tmp_path / "missing.env", {})


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("127.1.2.3", "http://127.1.2.3:8123"),
        ("localhost", "http://localhost:8123"),
        ("::1", "http://[::1]:8123"),
        ("0.0.0.0", None),
        ("::", None),
        ("192.168.1.5", None),
        ("example.org", None),
    ],
)
def test_own_address_is_known_where_nobody_else_reaches_the_service(
    host: str, address: str | None
) -> None:
    assert Settings(host=host, port=8123).own_address == address


@pytest.mark.parametrize(
    "sources", ["*", "'self'", "'none'", "'self' https://a.example", "http://a"]
)
def test_who_may_frame_posts_is_said_as_a_policy_says_it(
    monkeypatch: pytest.MonkeyPatch, sources: str
) -> None:
    monkeypatch.setenv("QUIRE_EMBED_ANCESTORS", sources)
    assert read_settings(None, {}).embed_ancestors == sources


@pytest.mark.parametrize(
    "sources",
    [
        "",
        "self",
        "a.example",
        "https://a.example/",
        "https://a.example; script-src *",
        "https://a.example, https://b.example",
        "* https://a.example",
        "'none' 'self'",
        "https://*",
        "https:",
    ],
)
def test_misspelt_source_is_refused_with_what_would_do(
    monkeypatch: pytest.MonkeyPatch, sources: str
) -> None:
    monkeypatch.setenv("QUIRE_EMBED_ANCESTORS", sources)
    with pytest.raises(SettingError, match=r"QUIRE_EMBED_ANCESTORS is .* it must be \*, 'self'"):
        read_settings(None, {})
