"""A request, checked: which question, of which snapshot, at which address.

All faults of a request are found before any is told, and told in one problem.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marshmallow import ValidationError, missing

from quire.api.v1.addresses import Address
from quire.api.v1.arguments.faults import nearest, shown, unknown
from quire.api.v1.arguments.filters import Parameters
from quire.api.v1.arguments.kinds import Choices
from quire.api.v1.cursors import Cursor, read_cursor
from quire.api.v1.spelling import urls_faults
from quire.errors import QueryError, SnapshotGone
from quire.library.manifest import Manifest
from quire.library.snapshot import Snapshot
from quire.library.variants import Variants
from quire.wire.answers import HOLDER, QUERY, SNAPSHOT
from quire.wire.problems import Fault, Refusal

Q = TypeVar("Q", covariant=True)

ALL_LANGS = "all"

_MAX_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """What an operator sets for v1.

    Args:
        base: address that all links begin with, "" for root-relative ones.
        secret: signs cursors.
        variants: gives smaller copies of pictures.
        feeds: whether the service knows an address of its own, without which there is no feed
            and no sitemap.
    """

    base: str
    secret: bytes
    variants: Variants
    feeds: bool = True


@dataclass(frozen=True, slots=True)
class Asked(Generic[Q]):
    """One request.

    Args:
        question: checked.
        snapshot: the one that answers, all of it: a cursor's own where there is a cursor.
        cursor: the place in the list that it goes on from, None without one.
    """

    question: Q
    snapshot: Snapshot
    address: Address
    setting: Setting
    cursor: Cursor | None

    @property
    def numbered(self) -> bool:
        """Whether a page of a list is asked for by its number."""
        return any(name == "page" for name, _ in self.address.pairs)

    @property
    def manifest(self) -> Manifest:
        """What the snapshot says of itself."""
        return self.snapshot.manifest

    def langs(self, lang: str | None) -> tuple[str, ...] | None:
        """Give the languages that a `lang` parameter means, None for all."""
        if lang == ALL_LANGS:
            return None
        return (lang or self.manifest.default_lang,)


class Reader:
    """Reads the question of a request by its schema of parameters."""

    def __init__(self, schema: Parameters[Any]) -> None:
        self._schema = schema
        self._fields = {field.data_key or name: field for name, field in schema.load_fields.items()}
        self._required = [name for name, field in self._fields.items() if field.required]
        self._absent = {
            str(field.name): field.deserialize(missing)
            for field in self._fields.values()
            if not field.required
        }

    def read(self, environ: dict[str, Any], path: str, setting: Setting) -> Asked[Any]:
        """Check a request.

        Raises:
            Refusal: 400 with all its faults; 410 where a cursor's snapshot is gone.
        """
        address = Address(setting.base, path, tuple(environ[QUERY]))
        values, faults = self._sort_out(address)
        place, gone = None, False
        if values.get("cursor"):
            try:
                place = read_cursor(values["cursor"], address.without_place, setting.secret)
            except QueryError as error:
                gone = self._schema.begins_anew and error.code == "invalid"
                if not gone:
                    faults.append(fault_of(error))
            if "page" in values:
                detail = "A list is read by page or by cursor, not by both."
                faults.append(Fault("page", "conflict", detail, "cursor alone"))
        snapshot = environ[SNAPSHOT]
        if place is not None:
            try:
                snapshot = environ[HOLDER].snapshot(place.snapshot)
            except SnapshotGone:
                gone = True
        if "since" not in values:
            # A language that the site has lost is a change like any other.
            faults += _lang_faults(values.get("lang"), snapshot)
        faults += urls_faults(values.get("urls"), snapshot.manifest)
        loaded = self._load(values, faults)
        try:
            question = None if faults else self._schema.make(loaded)
        except ValidationError as error:
            faults += _faults_of(error.messages_dict)
        refuse_if_any(faults)
        if gone:
            raise _cursor_gone(address)
        environ[SNAPSHOT] = snapshot
        return Asked(question, snapshot, address, setting, place)

    def _load(self, values: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
        """Read the values that were given by their fields, and only these.

        A schema's own `load` asks every field of every request, given or not: a tenth of what
        a list costs.
        """
        loaded: dict[str, Any] = dict(self._absent)
        for name in {*self._required, *values}:
            field = self._fields[name]
            try:
                loaded[str(field.name)] = field.deserialize(values.get(name, missing))
            except ValidationError as error:
                faults += _faults_of({name: error.messages})
        return loaded

    def _sort_out(self, address: Address) -> tuple[dict[str, Any], list[Fault]]:
        """Lay out the parameters by name; unknown ones and repeated single ones are faults."""
        values: dict[str, Any] = {}
        faults: dict[tuple[str, str], Fault] = {}
        for name, value in address.pairs:
            field = self._fields.get(name)
            if field is None:
                if len(faults) <= _MAX_FAULTS:
                    faults.setdefault((name, "unknown"), self._unknown(name))
            elif isinstance(field, Choices):
                values.setdefault(name, []).append(value)
            elif name in values:
                detail = "This parameter may be given once."
                faults[name, "repeated"] = Fault(name, "repeated", detail)
            else:
                values[name] = value
        return values, list(faults.values())

    def _unknown(self, name: str) -> Fault:
        detail = f"{shown(name)} is not a parameter of this address."
        return Fault(shown(name)[1:-1], "unknown_parameter", detail, nearest(name, self._fields))


def refuse_if_any(faults: list[Fault]) -> None:
    """Refuse a request that has faults, by parameter.

    Raises:
        Refusal: 400.
    """
    if not faults:
        return
    count = len(faults)
    detail = "1 parameter is not valid." if count == 1 else f"{count} parameters are not valid."
    shown_faults = sorted(faults, key=lambda fault: fault.parameter)[:_MAX_FAULTS]
    raise Refusal(400, detail, shown_faults)


def refused(error: QueryError) -> Refusal:
    """Make the refusal of a request with one fault."""
    return Refusal(400, "1 parameter is not valid.", [fault_of(error)])


def fault_of(error: QueryError) -> Fault:
    """Say on the wire what a query error says."""
    return Fault(error.parameter, error.code, error.detail, error.hint)


def _lang_faults(lang: str | None, snapshot: Snapshot) -> list[Fault]:
    known = [*snapshot.manifest.langs, ALL_LANGS]
    if not lang or lang in known:
        return []
    return [Fault("lang", *unknown(lang, known, "a language of this site"))]


def _faults_of(messages: Mapping[str, Any]) -> list[Fault]:
    return [Fault(parameter, *flaw) for parameter, flaws in messages.items() for flaw in flaws]


def _cursor_gone(address: Address) -> Refusal:
    detail = "The snapshot of this cursor is no longer kept: start again from the first page."
    again = address.at_page(1)
    return Refusal(410, detail, [Fault("cursor", "gone", detail, again)])
