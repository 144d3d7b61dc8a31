"""Documents on their way into a segment: words become numbers, numbers become sorted arrays.

The only work done for each word in Python is one look-up in a dictionary.
"""

from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.search.analysis import Analyzer, Token, Word, words_in
from quire.search.folding import is_segmented
from quire.search.port import SearchDocument
from quire.search.ranking import FIELDS, K1, WEIGHTS
from quire.search.whoosh.arrays import Arrays, ArraysFile
from quire.search.whoosh.records import make_record
from quire.search.whoosh.vocabulary import Names, pack_names

FIELD_BITS = 3
TELLING = 16
"""Forms kept of each document that tell it from others."""

_GAP = 64
"""Places between two fields: more than nearness looks over."""

_BREAK = -1  # a line break among the numbers of a text's words
_OTHERWISE = -2  # a word of a script without spaces: the text is read another way
_IDENTIFIERS = -3  # the first of the words that have parts

_BOOSTS = np.array([weight.boost for weight in WEIGHTS.values()], dtype=np.float32)

Numbers = NDArray[np.int32]


class Collector:
    """Collects documents for one segment.

    Attributes:
        records: of the documents so far, by number.
        size: occurrences of words so far; each takes 12 bytes, and some 30 while it is sorted.
    """

    def __init__(self, analyzer: Callable[[str], Analyzer]) -> None:
        self._analyzer = analyzer
        self._words: dict[str, _Words] = {}
        self._forms: dict[str, int] = {}
        self._stems: dict[str, dict[int, None]] = {}
        self._ids: list[Numbers] = []
        self._entries: list[NDArray[np.uint32]] = []
        self._places: list[NDArray[np.uint32]] = []
        self._field_places: list[int] = []
        self._next_place = 0
        self.records: list[bytes] = []
        self.size = 0

    def add(self, document: SearchDocument) -> None:
        """Take a document.

        Raises:
            SearchError: its id or language is no such thing.
        """
        words = self._words.get(document.lang)
        if words is None:
            words = _Words(document.lang, self._analyzer(document.lang), self._form)
            self._words[document.lang] = words
        lengths = []
        for field, name in enumerate(FIELDS):
            ids, positions = words.numbers(getattr(document, name))
            self._field_places.append(self._next_place)
            lengths.append(len(ids))
            if len(ids):
                self._ids.append(ids)
                entry = len(self.records) << FIELD_BITS | field
                self._entries.append(np.full(len(ids), entry, dtype=np.uint32))
                self._places.append((positions + self._next_place).astype(np.uint32))
                self._next_place += int(positions[-1]) + 1
            self._next_place += _GAP
        self.records.append(make_record(document, tuple(lengths)))
        self.size += sum(lengths)

    def absorb(self, arrays: ArraysFile, records: NDArray[Any], alive: NDArray[np.bool_]) -> None:
        """Take the documents of another segment that are still wanted.

        Args:
            records: of all its documents.
            alive: which of them are wanted.
        """
        forms = self._absorbed_forms(arrays)
        all_starts = arrays["field_places"].astype(np.int64)
        starts, ends = (
            all_starts[:-1].reshape(-1, len(FIELDS)),
            all_starts[len(FIELDS) :: len(FIELDS)],
        )
        spans = np.where(alive, ends - starts[:, 0], 0)
        moved = self._next_place + np.cumsum(spans) - spans - starts[:, 0]
        numbers = len(self.records) + np.cumsum(alive) - 1
        ids = np.repeat(forms, np.diff(arrays["place_starts"]))
        places = arrays["places"].astype(np.int64)
        standing = np.searchsorted(all_starts, places, side="right") - 1
        documents, fields = np.divmod(standing, len(FIELDS))
        kept = np.flatnonzero(alive[documents])
        kept = kept[np.argsort(places[kept], kind="stable")]
        documents, fields = documents[kept], fields[kept]
        self._ids.append(ids[kept])
        self._entries.append((numbers[documents] << FIELD_BITS | fields).astype(np.uint32))
        self._places.append((places[kept] + moved[documents]).astype(np.uint32))
        self._field_places += (starts + moved[:, None])[alive].ravel().tolist()
        self._next_place += int(spans.sum())
        self.records += [row.tobytes() for row in records[alive]]
        self.size += len(kept)

    def arrays(self) -> Arrays:
        """Make the arrays of a segment that `codec` describes. What was collected is gone then."""
        names = [name.encode() for name in self._forms]
        order = sorted(range(len(names)), key=names.__getitem__)
        ranks = np.empty(len(order), dtype=np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        ids = ranks[_joined(self._ids)]
        # Words came by document, field and place: within a form that order stays.
        sorting = np.argsort(ids, kind="stable")
        ids = ids[sorting]
        entries, places = _joined(self._entries)[sorting], _joined(self._places)[sorting]
        del sorting
        firsts = _changes(ids, entries)
        forms = np.arange(len(order) + 1)
        entry_starts = np.searchsorted(ids[firsts], forms)
        counts = np.diff(np.append(firsts, len(ids)))
        entries = entries[firsts]
        stems = sorted((stem.encode(), list(numbers)) for stem, numbers in self._stems.items())
        groups = [sorted(int(ranks[each]) for each in numbers) for _, numbers in stems]
        form_names = pack_names(names[each] for each in order)
        stem_names = pack_names(stem for stem, _ in stems)
        return {
            **dict(zip(("forms", "form_starts"), form_names, strict=True)),
            **dict(zip(("stems", "stem_starts"), stem_names, strict=True)),
            "stem_forms": _u32([each for group in groups for each in group]),
            "stem_groups": _u32([0, *accumulate(len(group) for group in groups)]),
            "entries": entries,
            "entry_starts": _u32(entry_starts),
            "counts": np.minimum(counts, 0xFF).astype(np.uint8),
            "places": places,
            "place_starts": _u32(np.searchsorted(ids, forms)),
            "field_places": _u32([*self._field_places, self._next_place]),
            "telling": self._telling(entries, counts, entry_starts),
        }

    def _form(self, lang: str, word: Word) -> int:
        number = self._forms.setdefault(f"{lang}:{word.form}", len(self._forms))
        for stem in word.stems:
            self._stems.setdefault(f"{lang}:{stem}", {})[number] = None
        return number

    def _absorbed_forms(self, arrays: ArraysFile) -> Numbers:
        names = Names(arrays["forms"], arrays["form_starts"])
        numbers = [
            self._forms.setdefault(name, len(self._forms)) for name in names.between(0, len(names))
        ]
        forms, groups = arrays["stem_forms"].tolist(), arrays["stem_groups"].tolist()
        stems = Names(arrays["stems"], arrays["stem_starts"])
        for stem, (start, stop) in zip(stems.between(0, len(stems)), pairwise(groups), strict=True):
            self._stems.setdefault(stem, {}).update((numbers[n], None) for n in forms[start:stop])
        return np.array(numbers, dtype=np.int32)

    def _telling(
        self, entries: NDArray[np.uint32], counts: NDArray[Any], entry_starts: NDArray[Any]
    ) -> NDArray[np.uint32]:
        """Choose the forms of each document that are frequent in it and rare elsewhere."""
        documents = entries >> FIELD_BITS
        held = np.diff(entry_starts)
        forms = np.repeat(np.arange(len(held), dtype=np.uint32), held)
        worth = _BOOSTS[entries & 7] * counts.astype(np.float32)
        # A form that stands in one document alone joins no two.
        rare = np.log1p(len(self.records) / np.maximum(held, 1)) * (held > 1)
        worth *= rare.astype(np.float32)[forms] / (worth + np.float32(K1))
        order = np.argsort(documents, kind="stable")
        bounds = np.searchsorted(documents[order], np.arange(len(self.records) + 1)).tolist()
        del documents
        telling = np.full((len(self.records), TELLING), 0xFFFFFFFF, dtype=np.uint32)
        for number, (start, stop) in enumerate(pairwise(bounds)):
            mine = order[start:stop]
            best = mine[np.argsort(-worth[mine], kind="stable")[: 2 * TELLING]]
            chosen = list(dict.fromkeys(forms[best].tolist()))[:TELLING]
            telling[number, : len(chosen)] = chosen
        return telling.ravel()


class _Words(dict[str, int]):
    """The numbers of one language's words as they are written: made when first met."""

    def __init__(self, lang: str, analyzer: Analyzer, form: Callable[[str, Word], int]) -> None:
        super().__init__({"\n": _BREAK})
        self._lang = lang
        self._analyzer = analyzer
        self._form = form
        self._identifiers: list[tuple[int, list[int]]] = []

    def __missing__(self, word: str) -> int:
        if not is_segmented(word):
            number = _OTHERWISE
        else:
            number = self._form(self._lang, self._analyzer.word(word))
            if parts := self._analyzer.parts(word):
                numbers = [self._form(self._lang, part) for part in parts]
                self._identifiers.append((number, numbers))
                number = _IDENTIFIERS - len(self._identifiers) + 1
        self[word] = number
        return number

    def numbers(self, text: str) -> tuple[Numbers, NDArray[np.int64]]:
        """Give a text's words, and where each stands, ascending."""
        found = words_in(text)
        ids = np.fromiter(map(self.__getitem__, found), dtype=np.int32, count=len(found))
        if not len(ids) or ids.min() >= 0:
            return ids, np.arange(len(ids))
        if (ids == _OTHERWISE).any():
            return self._otherwise(text)
        extra: list[tuple[int, int]] = []
        for at in np.flatnonzero(ids <= _IDENTIFIERS).tolist():
            number, parts = self._identifiers[_IDENTIFIERS - int(ids[at])]
            ids[at] = number
            extra += ((part, at) for part in parts)
        positions = np.flatnonzero(ids != _BREAK)
        ids = ids[positions]
        if extra:
            ids = np.concatenate((ids, np.array([part for part, _ in extra], dtype=np.int32)))
            positions = np.concatenate((positions, np.array([at for _, at in extra])))
            order = np.argsort(positions, kind="stable")
            ids, positions = ids[order], positions[order]
        return ids, positions

    def _otherwise(self, text: str) -> tuple[Numbers, NDArray[np.int64]]:
        tokens = list(self._analyzer.tokens(text))
        ids = np.array([self._token(text, each) for each in tokens], dtype=np.int32)
        return ids, np.array([each.position for each in tokens], dtype=np.int64)

    def _token(self, text: str, token: Token) -> int:
        word = text[token.start : token.end]
        if is_segmented(word):
            number = self[word]
            return self._identifiers[_IDENTIFIERS - number][0] if number < 0 else number
        return self._form(self._lang, Word(token.form, (token.form,)))


def _joined(pieces: list[NDArray[Any]]) -> NDArray[Any]:
    """Join pieces, which are let go of: there may be hundreds of megabytes of them."""
    joined = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint32)
    pieces.clear()
    return joined


def _changes(first: NDArray[Any], second: NDArray[Any]) -> NDArray[np.int64]:
    """Find where either of two columns has another value than before."""
    if not len(first):
        return np.zeros(0, dtype=np.int64)
    changed = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return np.concatenate(([0], np.flatnonzero(changed) + 1))


def _u32(values: Any) -> NDArray[np.uint32]:
    return np.asarray(values, dtype=np.uint32)
