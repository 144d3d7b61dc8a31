"""Front matters that a site's settings hang on: lists that speak for the pages below them."""

from collections.abc import Iterable

from quire.conventions.port import Reader
from quire.documents.front_matter import Parsed, parse
from quire.model import SourceFile

_POINTER = b"version https://git-lfs."
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Headers:
    """Reads files, each once while its bytes stay the same, and keeps those that matter.

    What it remembers shows in its speed only.
    """

    def __init__(self) -> None:
        self._words = frozenset[bytes]()
        self._known: dict[tuple[str, str], Parsed | None] = {}

    def read(
        self, files: Iterable[SourceFile], read: Reader, words: frozenset[bytes]
    ) -> dict[str, Parsed]:
        """Give the front matters of the files that matter, by path.

        One whose bytes are missing is not readable: nobody knows whether it matters.

        Args:
            words: lower-case; a file that holds none of them does not matter.
        """
        if words != self._words:
            self._known, self._words = {}, words
        known = {}
        for file in files:
            key = (file.path, file.blob)
            known[key] = self._known[key] if key in self._known else self._of(file, read)
        self._known = known
        return {path: parsed for (path, _), parsed in known.items() if parsed is not None}

    def _of(self, file: SourceFile, read: Reader) -> Parsed | None:
        data = read(file.path)
        if (not data and file.size) or data.startswith(_POINTER):
            return Parsed(file.path, {}, {}, "", 1, readable=False)
        lower = data.lower()
        if not data.startswith(_UTF_16) and not any(word in lower for word in self._words):
            return None
        parsed = parse(file.path, data)
        return parsed if parsed.headed or not parsed.readable else None
