"""The operator's templates for shortcodes: one table in one file, or the start ends."""

from pathlib import Path

import pytest

from quire.app.shortcodes import read_shortcodes
from quire.errors import SettingError


def test_templates_of_the_operator_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "shortcodes.toml"
    file.write_text('[shortcodes]\nWidget = "<b>{{ 0 }}</b>"\n')

    assert read_shortcodes(file) == {"widget": "<b>{{ 0 }}</b>"}
    assert read_shortcodes(None) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[shortcodes", "cannot be read"),
        ("[other]\n", r"must hold one table, \[shortcodes\]"),
        ("shortcodes = 1\n", r"must hold one table, \[shortcodes\]"),
        ("[shortcodes]\na = 1\n", "a must be a text of at most 10000 characters"),
        (f"[shortcodes]\na = '{'x' * 10_001}'\n", "a must be a text of at most 10000 characters"),
        ("#" * 70_000, "larger than 64 KiB"),
    ],
)
def test_file_of_templates_that_cannot_be_used_is_refused(
    text: str, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "shortcodes.toml"
    file.write_text(text)

    with pytest.raises(SettingError, match=message):
        read_shortcodes(file)


def test_file_of_templates_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"none\.toml cannot be read"):
        read_shortcodes(tmp_path / "none.toml")
