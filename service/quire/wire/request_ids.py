"""Request ids: the client's own where it is harmless, else one of ours."""

import re
import secrets
from itertools import count

_HARMLESS = re.compile(r"[A-Za-z0-9-]{1,64}")


class RequestIds:
    """Makes ids: eight random hex digits of this process and a running number."""

    __slots__ = ("_next", "_prefix")

    def __init__(self) -> None:
        self._prefix = secrets.token_hex(4)
        self._next = count(1).__next__

    def choose(self, wished: str | None) -> str:
        """Take the id that a request carries if it may stand in a header, else make one."""
        if wished is not None and _HARMLESS.fullmatch(wished):
            return wished
        return f"{self._prefix}-{self._next():x}"
