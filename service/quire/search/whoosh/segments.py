"""One segment opened for reading: forms to postings, postings to ordinals."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quire.search.ranking import FIELDS
from quire.search.whoosh.arrays import ArraysFile
from quire.search.whoosh.collecting import FIELD_BITS, TELLING
from quire.search.whoosh.vocabulary import Names

Floats = NDArray[np.float64]
Weights = NDArray[np.float32]
Ordinals = NDArray[np.int64]
Places = NDArray[np.uint32]


class Terms(NamedTuple):
    """Forms of a segment that stand for one word, by number.

    Args:
        ones: (form, what it is worth).
        start, stop: a run of forms, each worth `begun`; none of them is among `ones` for phrases.
    """

    ones: list[tuple[int, float]]
    start: int = 0
    stop: int = 0
    begun: float = 0.0


class Segment:
    """The arrays of a segment, which `codec` describes, in the order of this snapshot.

    Args:
        alive: documents that are not deleted.
        ordinals: by id.
        nowhere: the ordinal of those that cannot be found: above all others.

    Attributes:
        ordinals: of each document; `nowhere` for those that cannot be found.
        records: of each document.
        words: occurrences of words.
    """

    def __init__(
        self,
        arrays: ArraysFile,
        records: NDArray[Any],
        alive: NDArray[np.bool_],
        ordinals: Mapping[str, int],
        nowhere: int,
    ) -> None:
        found = [ordinals.get(each.decode(), nowhere) for each in records["id"].tolist()]
        self.ordinals: Ordinals = np.array(found, dtype=np.int64)
        self.ordinals[~alive] = nowhere
        self.records = records
        self.forms = Names(arrays["forms"], arrays["form_starts"])
        self._stems = Names(arrays["stems"], arrays["stem_starts"])
        self._stem_forms = memoryview(arrays["stem_forms"])  # type: ignore[arg-type]
        self._stem_groups = memoryview(arrays["stem_groups"])  # type: ignore[arg-type]
        self._entries = arrays.stored("entries")
        self._entry_starts = memoryview(arrays["entry_starts"])  # type: ignore[arg-type]
        self._counts = arrays.stored("counts")
        self._places = arrays.mapped("places")
        self._place_starts = memoryview(arrays["place_starts"])  # type: ignore[arg-type]
        self._field_places = arrays["field_places"]
        self._telling = arrays.mapped("telling")
        self._norms: Weights = np.zeros(0, dtype=np.float32)
        self._spelled: dict[bytes, list[str]] = {}
        self.words = len(self._places)

    # forms

    def of_stem(self, stem: bytes) -> list[int]:
        """Give the forms that have a stem."""
        group = self._stems.find(stem)
        if group < 0:
            return []
        return self._stem_forms[self._stem_groups[group] : self._stem_groups[group + 1]].tolist()

    def spelled(self, prefix: bytes) -> list[str]:
        """Give the forms that begin so as texts; kept in memory."""
        found = self._spelled.get(prefix)
        if found is None:
            found = self._spelled[prefix] = self.forms.between(*self.forms.beginning(prefix))
        return found

    def telling(self, document: int) -> list[bytes]:
        """Give the forms that tell a document from others, the best first."""
        chosen = self._telling[document * TELLING : (document + 1) * TELLING].tolist()
        return [self.forms[number] for number in chosen if number < len(self.forms)]

    # postings

    def held(self, form: int) -> int:
        """Count in how many fields of documents a form stands, deleted ones included."""
        return self._entry_starts[form + 1] - self._entry_starts[form]

    def set_norms(self, norms: Floats) -> None:
        """Say what an occurrence is worth in each field (row) of each ordinal (column)."""
        table = np.zeros((len(self.ordinals), 1 << FIELD_BITS), dtype=np.float32)
        table[:, : len(FIELDS)] = norms[:, self.ordinals].T
        self._norms = table.ravel()

    def weigh(self, terms: Terms) -> list[tuple[Ordinals, Weights]]:
        """Weigh the occurrences of forms.

        Returns:
            Ordinals and weights side by side; ordinals may repeat.
        """
        weighed = [self._weigh(form, form + 1, worth) for form, worth in terms.ones]
        if terms.start < terms.stop:
            weighed.append(self._weigh(terms.start, terms.stop, terms.begun))
        return weighed

    def _weigh(self, start: int, stop: int, worth: float) -> tuple[Ordinals, Weights]:
        run = slice(self._entry_starts[start], self._entry_starts[stop])
        entries = self._entries[run]
        weights = self._norms.take(entries) * self._counts[run]
        if worth != 1.0:
            weights *= np.float32(worth)
        return self.ordinals.take(entries >> FIELD_BITS), weights

    def ordinals_of(self, form: int) -> Ordinals:
        """Give the ordinals of the documents that hold a form; they may repeat."""
        run = slice(self._entry_starts[form], self._entry_starts[form + 1])
        return self.ordinals.take(self._entries[run] >> FIELD_BITS)

    # places

    def places(self, terms: Terms) -> Places:
        """Give where any of some forms stands, ascending."""
        return _merged(self._runs(terms))

    def places_in(self, documents: NDArray[np.int64], terms: Terms) -> Places:
        """Give where any of some forms stands in some documents, ascending."""
        first = self._field_places[documents * len(FIELDS)]
        after = self._field_places[(documents + 1) * len(FIELDS)]
        found = []
        for places in self._runs(terms):
            starts, stops = places.searchsorted(first), places.searchsorted(after)
            lengths = stops - starts
            # The numbers from each start to its stop, one run after the other.
            offsets = (starts - lengths.cumsum() + lengths).repeat(lengths)
            found.append(places[offsets + np.arange(len(offsets))])
        return _merged(found)

    def standing(self, places: Places) -> tuple[Ordinals, NDArray[np.int64], Weights]:
        """Give the ordinals and the fields of places, and what they are worth there."""
        numbers = self._field_places.searchsorted(places, side="right") - 1
        documents, fields = np.divmod(numbers, len(FIELDS))
        worths = self._norms.take((documents << FIELD_BITS) + fields)
        return self.ordinals.take(documents), fields, worths

    def _runs(self, terms: Terms) -> list[Places]:
        """Give where each of some forms stands, each ascending."""
        starts = self._place_starts
        found = [
            self._places[starts[form] : starts[form + 1]]
            for form, _ in terms.ones
            if not terms.start <= form < terms.stop
        ]
        if terms.start < terms.stop:
            begun = self._places[starts[terms.start] : starts[terms.stop]]
            # By form, and not by place.
            found.append(begun if terms.stop - terms.start == 1 else np.sort(begun))
        return found


def _merged(found: list[Places]) -> Places:
    if len(found) == 1:
        return found[0]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, dtype=np.uint32)
