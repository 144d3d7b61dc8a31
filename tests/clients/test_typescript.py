"""openapi-typescript and openapi-fetch: generated, compiled strictly, run."""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.clients.offline import follow
from tests.clients.programs import run
from tests.support.serving import Service

SOURCES = Path(__file__).with_name("typescript")
PACKAGES = Path(sys.prefix) / "typescript" / "node_modules"
"""What package-lock.json locks: `make .venv/.clients`."""


def test_lock_of_npm_names_no_host_and_hashes_everything() -> None:
    text = (SOURCES / "package-lock.json").read_text()
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not re.search(r'"resolved"|registry', text)
    wanted = json.loads((SOURCES / "package.json").read_text())
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version


def installed(test: Any) -> Any:
    """Mark a test that needs what package-lock.json locks."""
    reason = "not installed: make .venv/.clients"
    test = pytest.mark.skipif(not PACKAGES.exists(), reason=reason)(test)
    return pytest.mark.slow(pytest.mark.timeout(400)(test))


@pytest.fixture(scope="module")
def compiled(contract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs, generated and compiled strictly."""
    folder = tmp_path_factory.mktemp("typescript")
    for name in ("package.json", "tsconfig.json", "read.ts", "sync.ts", "copy.js"):
        shutil.copy(SOURCES / name, folder)
    (folder / "node_modules").symlink_to(PACKAGES)
    run("node_modules/.bin/openapi-typescript", contract, "-o", "quire.ts", folder=folder)
    run("node_modules/.bin/tsc", folder=folder)
    return folder


@installed
def test_typescript_client_compiles_strictly_and_reads_what_the_service_gives(
    compiled: Path, service: Service, wanted: dict[str, Any]
) -> None:
    assert json.loads(run("node", "out/read.js", service.base, folder=compiled)) == wanted


@installed
def test_copy_that_works_offline_follows_the_commits(compiled: Path, tmp_path: Path) -> None:
    def sync(base: str, file: Path) -> None:
        run("node", "copy.js", base, file, folder=compiled)

    follow(tmp_path, sync)
