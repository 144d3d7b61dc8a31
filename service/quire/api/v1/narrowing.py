"""A document that is too large for one answer in the form that was asked for, and one that fits.

Each body alone fits, with all that a detail holds beside it: what does not is not published
(`library/sizes.py`). So there is always a smaller form to point to.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from quire.api.v1.addresses import Pairs
from quire.api.v1.arguments.looks import FULL_AUTHORS_ONLY, Look
from quire.api.v1.asking import Asked
from quire.api.v1.bodies import MAX_BYTES
from quire.api.v1.paging import continued
from quire.api.v1.schemas.post import BODIES
from quire.wire.problems import Fault, Refusal

_SHAPING = ("formats", "fields", "include")

Fits = Callable[[Look], bool]


@dataclass(frozen=True, slots=True)
class _Form:
    """What is left of a form: one body or none, and whether authors are in full."""

    body: str | None
    authors: bool


def refuse_form(asked: Asked[object], look: Look, fits: Fits) -> Refusal:
    """Refuse a detail; its faults name each parameter that asks for too much, and what would do."""
    detail = f"This is more than an answer's {MAX_BYTES} bytes."
    before = dict(asked.address.pairs)
    after = dict(_narrowed(asked.address.pairs, _smaller(look, fits)))
    faults = [
        Fault(name, "too_large", detail, after.get(name))
        for name, value in before.items()
        if after.get(name) != value
    ]
    return Refusal(400, detail, faults)


def refuse_item(asked: Asked[object], look: Look, fits: Fits, offset: int) -> Refusal:
    """Refuse a page whose first item is too large alone.

    The hint is the address at which the list goes on from this very item in a form that fits: a
    cursor holds for one form only.
    """
    pairs = _narrowed(asked.address.pairs, _smaller(look, fits))
    there = replace(asked, address=asked.address.asking(pairs))
    detail = f"One item is more than an answer's {MAX_BYTES} bytes: go on with less of each."
    asked_for = dict(asked.address.pairs)
    parameter = next((name for name in _SHAPING if name in asked_for), "limit")
    return Refusal(400, detail, [Fault(parameter, "too_large", detail, continued(there, offset))])


def _smaller(look: Look, fits: Fits) -> _Form:
    """Find the form nearest to what was asked for: bodies are taken away first."""
    authors = (True, False) if look.authors else (False,)
    forms = [_Form(body, each) for each in authors for body in (*look.bodies, None)]
    for form in forms:
        bodies = () if form.body is None else (form.body,)
        if fits(replace(look, bodies=bodies, authors=form.authors)):
            return form
    return forms[-1]


def _narrowed(pairs: Pairs, form: _Form) -> Pairs:
    """Ask for one form by the parameters of a request."""
    kept = []
    for name, value in pairs:
        values = [each for each in value.split(",") if _is_kept(name, each, form)]
        if not values and name == "fields":
            values = ["title"]
        elif not values and name == "formats" and form.body is not None:
            values = [form.body]
        if name not in _SHAPING:
            kept.append((name, value))
        elif values:
            kept.append((name, ",".join(values)))
    return tuple(kept)


def _is_kept(name: str, value: str, form: _Form) -> bool:
    if value in BODIES and name in ("fields", "formats"):
        return value == form.body
    if form.authors:
        return True
    return value not in (FULL_AUTHORS_ONLY if name == "fields" else ("authors",))
