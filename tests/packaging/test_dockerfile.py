"""Dockerfile, as far as it can be held without an engine."""

import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path

import pytest

from quire.cli import main
from quire.settings import PREFIX, Settings
from tests.support.building import three_posts, write_files
from tests.support.serving import free_port, running

ROOT = Path(__file__).parents[2]


def instructions() -> list[tuple[str, str]]:
    """Read the Dockerfile: (instruction, rest of its line), continued lines joined."""
    text = (ROOT / "Dockerfile").read_text()
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", kept)
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in joined.split("\n"))]


def last(name: str) -> str:
    return [rest for instruction, rest in instructions() if instruction == name][-1]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in last("ENV").split())


def test_runs_as_a_user_that_is_not_root() -> None:
    user, group = last("USER").split(":")
    assert int(user) > 0
    assert int(group) > 0


def test_writes_to_its_state_and_to_tmp_only() -> None:
    found = environment()
    assert json.loads(last("VOLUME")) == [found["QUIRE_STATE_DIR"]]
    assert found["HOME"] == "/tmp"
    assert found["PYTHONDONTWRITEBYTECODE"] == "1"


def test_environment_names_settings_only() -> None:
    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert {name for name in environment() if name.startswith(PREFIX)} <= known


def test_installs_what_is_locked_and_nothing_else() -> None:
    installs = [
        command.strip()
        for instruction, rest in instructions()
        if instruction == "RUN"
        for command in rest.split("&&")
        if " install " in command and "/pip " in command
    ]
    locked = "install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements"
    assert installs == [
        f"/opt/build/bin/pip {locked}/pip.txt",
        f"/opt/build/bin/pip {locked}/build.txt",
        f"/opt/build/bin/pip --python /opt/quire/bin/python {locked}/runtime.txt",
        "/opt/build/bin/pip --python /opt/quire/bin/python install --no-cache-dir --no-deps "
        "--no-index /wheels/quire-*.whl",
    ]


def test_copies_files_that_exist_and_are_sent_to_the_engine() -> None:
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    sent = [rule[1:] for rule in rules if rule.startswith("!")]
    copied = [
        path
        for instruction, rest in instructions()
        if instruction == "COPY" and not rest.startswith("--from=")
        for path in rest.split()[:-1]
    ]
    assert len(copied) == 7
    for path in copied:
        assert (ROOT / path).exists(), path
        assert any(fnmatch(path, rule) for rule in sent), path


def test_starts_a_command_of_quire() -> None:
    assert json.loads(last("ENTRYPOINT")) == ["quire"]
    command, path = json.loads(last("CMD"))
    assert command in main.commands
    assert path == "/content"


@pytest.mark.slow
def test_health_check_tells_a_ready_quire_from_none(tmp_path: Path) -> None:
    _python, *arguments = json.loads(last("HEALTHCHECK").partition("CMD ")[2])

    def check(port: int) -> int:
        variables = {**os.environ, "QUIRE_PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
        return subprocess.run(
            [sys.executable, *arguments], env=variables, stderr=subprocess.DEVNULL, check=False
        ).returncode

    write_files(tmp_path / "site", three_posts())
    with running(tmp_path / "site", tmp_path / "state") as quire:
        assert check(quire.port) == 0
    assert check(free_port()) == 1
