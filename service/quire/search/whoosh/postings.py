"""Postings as the files hold them: which documents hold a term, how often and where."""

from collections.abc import Container, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import Any

from quire.search.whoosh.border import TermNotFound, blocks
from quire.search.whoosh.schema import SCHEMA, Record, records_of


class Late(Exception):
    """The deadline passed."""


def in_time(deadline: float) -> None:
    """Look at the clock.

    Raises:
        Late: `deadline`, on `time.monotonic`'s scale, has passed.
    """
    if monotonic() >= deadline:
        raise Late


class Postings:
    """Reads terms from an opened index.

    Whoosh's readers seek in files that they share, so that two threads at once read each
    other's bytes: one thread reads at a time. One reader behind a lock and not a reader per
    thread, because every file must be open before the directory may be removed.
    """

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._segments = [
            (segment, base) for segment, base in reader.leaf_readers() if segment.doc_count_all()
        ]
        self._terms = [
            (segment.codec().terms_reader(segment.storage(), segment.segment()), base)
            for segment, base in self._segments
        ]
        self._one_at_a_time = Lock()
        self.closed = False

    def records(self) -> Iterator[tuple[int, Record]]:
        """Yield (document number, record) of every document that is not deleted."""
        for segment, base in self._segments:
            for number, record in enumerate(records_of(segment)):
                if not segment.is_deleted(number):
                    yield base + number, record

    def places(
        self, field: str, term: bytes, deadline: float, among: Container[int] | None = None
    ) -> dict[int, bytes]:
        """Give where documents hold a term, packed as `schema` packs it; deleted ones too.

        Args:
            among: give these documents only; None: all.

        Raises:
            Late: the deadline passed.
        """
        places: dict[int, bytes] = {}
        with self._turn(deadline):
            for matcher, base in self._matchers(field, term):
                for numbers, values in blocks(matcher):
                    in_time(deadline)
                    pairs = zip(numbers, values, strict=True)
                    places.update(
                        (base + number, packed)
                        for number, packed in pairs
                        if among is None or base + number in among
                    )
        return places

    def close(self) -> None:
        """Close the files; a second time does nothing."""
        with self._one_at_a_time:
            if not self.closed:
                self.closed = True
                self._reader.close()
                for terms, _ in self._terms:
                    terms.close()

    @contextmanager
    def _turn(self, deadline: float) -> Iterator[None]:
        in_time(deadline)
        if not self._one_at_a_time.acquire(timeout=min(deadline - monotonic(), 60.0)):
            raise Late
        try:
            yield
        finally:
            self._one_at_a_time.release()

    def _matchers(self, field: str, term: bytes) -> Iterator[tuple[Any, int]]:
        for terms, base in self._terms:
            try:
                yield terms.matcher(field, term, SCHEMA[field].format), base
            except TermNotFound:
                continue
