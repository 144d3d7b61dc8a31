"""openapi-typescript and openapi-fetch: generated, compiled strictly, run."""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

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


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(not PACKAGES.exists(), reason="not installed: make .venv/.clients")
def test_typescript_client_compiles_strictly_and_reads_what_the_service_gives(
    contract: Path, service: Service, wanted: dict[str, Any], tmp_path: Path
) -> None:
    for name in ("package.json", "tsconfig.json", "read.ts"):
        shutil.copy(SOURCES / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(PACKAGES)

    run("node_modules/.bin/openapi-typescript", contract, "-o", "quire.ts", folder=tmp_path)
    run("node_modules/.bin/tsc", folder=tmp_path)

    assert json.loads(run("node", "out/read.js", service.base, folder=tmp_path)) == wanted
