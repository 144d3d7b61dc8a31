"""Where real content is, beside the project; tests that need it say so when it is absent."""

import subprocess
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared"
SEED = SHARED / "seed"
CORPORA = SHARED / "corpora"


def clone(name: str, directory: Path) -> Path:
    """Make a bare repository of a corpus."""
    target = directory / f"{name}.git"
    bundle = CORPORA / f"{name}.bundle"
    subprocess.run(["git", "clone", "-q", "--bare", str(bundle), str(target)], check=True)
    return target
