"""docker-compose.yml, as far as it can be held without an engine."""

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from quire.settings import PREFIX, Settings
from tests.support.building import three_posts, write_files
from tests.support.serving import free_port, running

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"


def validate(file: Path) -> subprocess.CompletedProcess[str]:
    """Check a file by the compose specification's own schema, which the checker carries."""
    command = Path(sys.executable).with_name("check-jsonschema")
    return subprocess.run(
        [command, "--builtin-schema", "vendor.compose-spec", file],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text())["services"]


def test_file_keeps_to_the_compose_specification() -> None:
    done = validate(FILE)
    assert done.returncode == 0, done.stdout


def test_checker_refuses_what_the_specification_does_not_know(tmp_path: Path) -> None:
    planted = tmp_path / "docker-compose.yml"
    planted.write_text(FILE.read_text().replace("read_only:", "readonly:"))
    done = validate(planted)
    assert done.returncode == 1
    assert "'readonly' was unexpected" in done.stdout


@pytest.mark.parametrize("name", ["quire", "nginx"])
def test_service_has_no_more_rights_than_it_needs(services: dict[str, Any], name: str) -> None:
    service = services[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "healthcheck" in service


def test_content_and_configuration_are_mounted_read_only(services: dict[str, Any]) -> None:
    assert services["quire"]["volumes"] == [
        "${CONTENT:-./content}:/content:ro",
        "state:/var/lib/quire",
    ]
    assert services["nginx"]["volumes"] == ["./deploy/nginx.conf:/etc/nginx/nginx.conf:ro"]


def test_only_nginx_is_reachable_and_from_this_machine_alone(services: dict[str, Any]) -> None:
    assert "ports" not in services["quire"]
    assert services["nginx"]["ports"] == ["127.0.0.1:8080:8080"]


def test_nginx_waits_for_a_healthy_quire(services: dict[str, Any]) -> None:
    assert services["nginx"]["depends_on"] == {
        "quire": {"condition": "service_healthy", "restart": True}
    }


def test_environment_names_settings_only(services: dict[str, Any]) -> None:
    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert set(services["quire"]["environment"]) <= known


@pytest.mark.slow
def test_health_check_tells_a_ready_quire_from_none(
    services: dict[str, Any], tmp_path: Path
) -> None:
    kind, _python, *arguments = services["quire"]["healthcheck"]["test"]
    assert kind == "CMD"

    def check(port: int) -> int:
        given = [argument.replace(":8000/", f":{port}/") for argument in arguments]
        proxied = {**os.environ, "http_proxy": "http://127.0.0.1:9"}
        return subprocess.run(
            [sys.executable, *given], env=proxied, stderr=subprocess.DEVNULL, check=False
        ).returncode

    write_files(tmp_path / "site", three_posts())
    with running(tmp_path / "site", tmp_path / "state") as quire:
        assert check(quire.port) == 0
    assert check(free_port()) == 1
