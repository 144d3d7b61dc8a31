"""Runs the programs that make, check and are clients; each is bounded in time."""

import os
import subprocess
from pathlib import Path


def run(*command: str | Path, folder: Path, seconds: int = 200, **environment: str) -> str:
    """Run a program in a folder and give what it prints; one that fails is shown in full."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout
