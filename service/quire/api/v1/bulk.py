"""All documents one by one, for readers that take the whole: a JSON object a line.

Source: ndjson.org.
"""

from collections.abc import Iterator

from quire.api.v1.arguments.looks import PLAIN, Look
from quire.api.v1.bodies import shown
from quire.api.v1.schemas.post import BODIES
from quire.catalogue import Selection
from quire.library.snapshot import Snapshot

_FULL = Look(bodies=BODIES, toc=True)


def document_lines(snapshot: Snapshot, *, full: bool) -> Iterator[bytes]:
    """Give each document that lists show, ended by a newline.

    Posts in all languages, newest first, then pages. One is in memory at a time, and none is
    left out for its size: the bound of answers does not hold here.

    Args:
        full: with all bodies and the table of contents, as a detail has them; else summaries.
    """
    look = _FULL if full else PLAIN
    for kind in ("post", "page"):
        bits = snapshot.catalogue.select(Selection(type=kind))
        for ordinal in snapshot.catalogue.ordered(bits, ()):
            yield shown(snapshot, ordinal, look) + b"\n"
