"""ARCHITECTURE.md draws the state directory as it is, and every room of the package."""

import re
from pathlib import Path

from tests.docs.pages import PACKAGE, code_words, read, section
from tests.support.serving import Service

PAGE = read("ARCHITECTURE.md")


def test_state_directory_holds_what_is_drawn_and_nothing_else(
    demo: Service, demo_state: Path
) -> None:
    (snapshot,) = (demo_state / "snapshots").iterdir()
    cover = demo.get("/v1/posts?limit=1&fields=cover").json()["data"][0]["cover"]
    assert demo.get(cover["srcset"][0]["url"]).status == 200
    found = {path.name for path in (*demo_state.iterdir(), *snapshot.iterdir())}
    drawn = re.findall(r"^ {6,8}([\w.-]+)", section(PAGE, "The state directory"), re.MULTILINE)
    assert {re.sub("-(wal|shm)$", "", name) for name in found} == set(drawn)


def test_every_room_of_the_package_is_in_the_picture_and_the_table() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    part = section(PAGE, "The picture")
    table = {word for row in part.splitlines() if row.startswith("|") for word in code_words(row)}
    assert {room for room in rooms if room not in table} == set()
    assert {room for room in rooms - {"cli", "app", "model"} if f"{room}/" not in part} == set()
