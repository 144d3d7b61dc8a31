"""The command `quire`."""

from quire.cli.main import main

__all__ = ["main"]
