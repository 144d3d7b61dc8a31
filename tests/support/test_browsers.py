"""What is installed to look at pages in a browser is locked, and names no host."""

import json
import re
from pathlib import Path

LOCK = Path(__file__).with_name("javascript") / "package-lock.json"


def test_lock_of_what_looks_at_pages_names_no_host_and_hashes_everything() -> None:
    text = LOCK.read_text()
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not re.search(r'"resolved"|registry', text)
    wanted = json.loads(LOCK.with_name("package.json").read_text())["devDependencies"]
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version
