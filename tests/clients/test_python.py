"""openapi-python-client: generated, checked by mypy, run."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.clients.programs import run
from tests.support.serving import Service

PACKAGES = Path(sys.prefix) / "clients"
"""What requirements/clients.txt locks, in a folder of its own: `make .venv/.clients`."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not PACKAGES.exists(), reason="not installed: make .venv/.clients"),
]


@pytest.fixture(scope="module")
def client(contract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the generated package and the program that uses it."""
    folder = tmp_path_factory.mktemp("python")
    shutil.copy(Path(__file__).with_name("python") / "read.py", folder)
    (folder / "config.yml").write_text("post_hooks: []\n")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    command += ["--path", str(contract), "--output-path", "quire_client", "--config", "config.yml"]
    run(*command, folder=folder, PYTHONPATH=str(PACKAGES))
    return folder


def test_python_client_is_typed_strictly(client: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent"]
    checked = ["read.py", "quire_client/api", "quire_client/models", "quire_client/types.py"]
    # httpx alone: mypy refuses a folder that holds modules of the standard library's kind.
    (client / "typed").mkdir()
    (client / "typed" / "httpx").symlink_to(PACKAGES / "httpx")
    run(*command, *checked, folder=client, MYPYPATH="typed")


def test_python_client_reads_what_the_service_gives(
    client: Path, service: Service, wanted: dict[str, Any]
) -> None:
    printed = run(sys.executable, "read.py", service.base, folder=client, PYTHONPATH=str(PACKAGES))
    assert json.loads(printed) == wanted
