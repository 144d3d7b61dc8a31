"""openapi-generator for Kotlin: generated, compiled, run. `pom.xml` pins all that it names."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.clients.offline import follow
from tests.clients.programs import run
from tests.support.serving import Service

SOURCES = Path(__file__).with_name("kotlin")
CLASSES = "target/classes:target/libraries/*"
MISSING = [name for name in ("java", "mvn") if shutil.which(name) is None]


@pytest.mark.soak
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(MISSING != [], reason=f"not installed: {', '.join(MISSING)}")
def test_kotlin_client_compiles_and_reads_what_the_service_gives(
    contract: Path, service: Service, wanted: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "kotlin"
    shutil.copytree(SOURCES, folder)

    run("mvn", "-B", "-q", f"-Dcontract={contract}", "compile", folder=folder, seconds=3_000)

    printed = run("java", "-cp", CLASSES, "ReadKt", service.base, folder=folder)
    assert json.loads(printed) == wanted

    def sync(base: str, file: Path) -> None:
        run("java", "-cp", CLASSES, "SyncKt", base, file, folder=folder)

    follow(tmp_path, sync)
