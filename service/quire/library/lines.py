"""Where in a file a text stands, for the lines of problems."""

from collections.abc import Callable
from urllib.parse import unquote

_LEAST_NAME = 4


class Lines:
    """Finds the lines of many texts in one file, fast where they come in the file's order.

    Args:
        read: gives the file's bytes; called once, when the first text is looked for.
    """

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._data: bytes | None = None
        self._at = 0
        self._line = 1

    def find_address(self, address: str) -> int:
        """Give the line of an address; where a template has made it, that of the file's name."""
        if line := self.find(address):
            return line
        name = unquote(address.partition("#")[0].rpartition("/")[2])
        stem = name.rpartition(".")[0] or name
        return self.find(stem) if len(stem) >= _LEAST_NAME else 0

    def find(self, text: str) -> int:
        """Give the 1-based line where a text stands next, else first; 0 where it does not."""
        if self._data is None:
            self._data = self._read()
        wanted = text.encode()
        found = self._data.find(wanted, self._at)
        if found < 0:
            found = self._data.find(wanted, 0, self._at + len(wanted))
            return self._data.count(b"\n", 0, found) + 1 if found >= 0 else 0
        self._line += self._data.count(b"\n", self._at, found)
        self._at = found
        return self._line
