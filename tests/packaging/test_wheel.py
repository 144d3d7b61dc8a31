"""The wheel: built, installed into an environment of its own, run."""

import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

import quire
from tests.support.building import three_posts, write_files
from tests.support.serving import running

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds what is locked, and the wheel."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=True)
    pip = [home / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    for name in ("pip", "runtime"):
        locked = ["--require-hashes", "-r", ROOT / "requirements" / f"{name}.txt"]
        subprocess.run([*pip, "--no-deps", *locked], check=True, timeout=300)
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, timeout=60)
    return home / "bin"


def test_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = ROOT / "service"
    expected = {
        path.relative_to(package).as_posix()
        for path in (package / "quire").rglob("*")
        if path.is_file() and not {"__pycache__", ".mypy_cache"} & set(path.parts)
    }
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert {"quire/py.typed", "quire/web/templates/home.html"} <= names
    about = f"quire-{quire.__version__}.dist-info"
    assert {name for name in names if ".dist-info/" in name} == {
        f"{about}/METADATA",
        f"{about}/RECORD",
        f"{about}/WHEEL",
        f"{about}/entry_points.txt",
        f"{about}/licenses/LICENSE",
    }


def test_what_is_locked_is_all_that_the_wheel_needs(installed: Path) -> None:
    subprocess.run([installed / "python", "-m", "pip", "check"], check=True, timeout=60)


def test_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed / "quire", "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"quire, version {quire.__version__}\n"


def test_installed_command_serves_until_it_is_told_to_stop(installed: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "site", three_posts())
    program = [installed / "quire"]
    with running(tmp_path / "site", tmp_path / "state", program=program) as service:
        posts = service.get("/v1/posts?sort=published_at").json()
        assert [post["title"] for post in posts["data"]] == ["Post 1", "Post 2", "Post 3"]
        found = service.get("/v1/search?q=number").json()
        assert found["meta"]["pagination"]["total"] == 3
        for path in ("/docs", "/docs/assets/docs.js", "/", "/openapi/v1.json"):
            assert service.get(path).status == 200
