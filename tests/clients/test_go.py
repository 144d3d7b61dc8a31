"""oapi-codegen: generated, vetted, built, run. `go.mod` and `go.sum` lock all that it needs."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.clients.programs import run
from tests.support.serving import Service

SOURCES = Path(__file__).with_name("go")


@pytest.mark.soak
@pytest.mark.timeout(1_800)
@pytest.mark.skipif(shutil.which("go") is None, reason="go is not installed")
def test_go_client_is_vetted_and_reads_what_the_service_gives(
    contract: Path, service: Service, wanted: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "go"
    shutil.copytree(SOURCES, folder)
    (folder / "quire").mkdir()

    generate = ("tool", "oapi-codegen", "-config", "oapi.yaml", contract)
    for words in (generate, ("vet", "./..."), ("build", "-o", "read", ".")):
        run("go", *words, folder=folder, seconds=600)

    assert json.loads(run(folder / "read", service.base, folder=folder)) == wanted
