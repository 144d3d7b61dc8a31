"""docs/configuration.md and docs/operations.md know every setting, command, option and log line."""

import dataclasses
import re

import click

from quire.cli.main import main
from quire.conventions import quire_toml
from quire.model import Site
from quire.settings import Settings
from tests.docs.pages import PACKAGE, read, rows, section

PAGE = read("docs/configuration.md")


def test_every_setting_has_a_row_with_its_default_and_no_other_has() -> None:
    table = rows(section(PAGE, "The operator's settings"))
    shown = {row[0].strip("`"): row[2] for row in table if row[0].startswith("`QUIRE_")}
    fields = {
        f"QUIRE_{field.name.upper()}": field.default for field in dataclasses.fields(Settings)
    }
    assert set(shown) == set(fields)
    plain = {name: value for name, value in fields.items() if value not in (None, ())}
    defaults = {
        name: f"`{str(value).lower() if isinstance(value, bool) else f'{value:g}'}`"
        if isinstance(value, int | float)
        else f"`{value}`"
        for name, value in plain.items()
    }
    assert {name: shown[name] for name in plain} == defaults


def test_every_option_of_a_setting_stands_beside_it() -> None:
    table = rows(section(PAGE, "The operator's settings"))
    shown = {row[0].strip("`"): row[1].strip("`") for row in table if row[0].startswith("`QUIRE_")}
    names = {f"QUIRE_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    options = {
        f"QUIRE_{parameter.name.upper()}": parameter.opts[0]
        for parameter in main.commands["serve"].params
        if isinstance(parameter, click.Option) and parameter.name
    }
    expected = {name: options.get(name, "") for name in names}
    assert shown == expected


def test_every_command_has_a_row_with_its_options_and_no_other() -> None:
    table = rows(section(PAGE, "Commands"))
    shown = {
        found[1]: set(re.findall(r"--[a-z-]+", row[1]))
        for row in table
        if (found := re.fullmatch(r"`quire ([a-z]+)(?: REV1 REV2| DIR)?(?: \[PATH\])?`", row[0]))
    }
    assert shown == {
        name: {option for one in command.params for option in one.opts if option.startswith("--")}
        for name, command in main.commands.items()
    }


def test_every_key_of_quire_toml_has_a_row_and_is_in_the_example() -> None:
    _, (problem,) = quire_toml.overlay(Site(), "quire.toml", b"[site]\nnone = 1\n")
    keys = set(problem.message.rpartition("knows ")[2].rstrip(".").split(", "))
    part = section(PAGE, "`quire.toml`")
    assert {row[0].strip("`") for row in rows(part)[2:]} == keys
    example = part.partition("```toml\n")[2].partition("```")[0].encode()
    assert quire_toml.overlay(Site(), "quire.toml", example)[1] == ()


def test_every_log_line_that_operations_explains_is_one() -> None:
    table = rows(section(read("docs/operations.md"), "Logs"))
    explained = {row[0].strip("`") for row in table if row[0].startswith("`")}
    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert explained
    assert {line for line in explained if f'"{line}"' not in sources} == set()


def test_every_runtime_library_has_a_line_in_decisions() -> None:
    wanted = re.findall(r"^[\w-]+", read("requirements/runtime.in"), re.MULTILINE)
    shown = {row[0].strip("`").lower() for row in rows(read("docs/decisions.md"))}
    assert {name for name in wanted if name not in shown} == set()
