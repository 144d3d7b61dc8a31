"""One document by slug: found, or refused with what comes near."""

import orjson
from flask import Response

from quire.api.v1.addresses import Address
from quire.api.v1.arguments.looks import Look
from quire.api.v1.arguments.questions import OneDocument
from quire.api.v1.asking import ALL_LANGS, Asked
from quire.api.v1.bodies import ROOM, document, envelope
from quire.api.v1.listings import Kind
from quire.api.v1.narrowing import refuse_form
from quire.api.v1.replies import reply
from quire.library.snapshot import Snapshot
from quire.wire.answers import Link
from quire.wire.policies import DETAIL
from quire.wire.problems import Fault, Refusal

OEMBED = "application/json+oembed"

_LONGEST_SLUG = 200


def show_document(asked: Asked[OneDocument], kind: Kind, slug: str) -> Response:
    """Answer with a post or page in full."""
    ordinal = find(asked, kind, slug)
    pieces = asked.snapshot.pieces(ordinal)

    def in_look(look: Look) -> bytes:
        return document(asked.snapshot, pieces, look)

    data = in_look(asked.question.look)
    if len(data) > ROOM:
        raise refuse_form(asked, asked.question.look, lambda look: len(in_look(look)) <= ROOM)
    address = asked.address
    links = {"self": address.url, "collection": address.to(f"/v1/{kind}s")}
    lang = (("lang", asked.question.lang),) if asked.question.lang else ()
    if kind == "post":
        links["neighbors"] = address.to(f"/v1/posts/{slug}/neighbors", *lang)
        links["related"] = address.to(f"/v1/posts/{slug}/related", *lang)
    summary = orjson.loads(pieces.summary)
    relations: list[Link] = [("canonical", summary["canonical_url"])]
    own = address.to(f"/v1/{kind}s/{slug}", *lang)
    shown = next(filter(_is_absolute, (summary["url"], own)), None)
    if kind == "post" and shown is not None:
        relations.append(_oembed(address, shown))
    return reply(envelope(data, {}, links), DETAIL, tuple(relations))


def _is_absolute(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _oembed(address: Address, shown: str) -> Link:
    """Give the link by which consumers of oEmbed find how to show a post.

    Source: https://oembed.com/#section4
    """
    target = address.to("/oembed", ("format", "json"), ("url", shown))
    link: Link = ("alternate", target, OEMBED)
    return link


def find(asked: Asked[OneDocument], kind: Kind, slug: str) -> int:
    """Find a document's ordinal.

    Raises:
        Refusal: 404; hidden documents are not in the catalogue and answer as unknown ones.
    """
    wished = asked.question.lang or asked.manifest.default_lang
    lang = None if wished == ALL_LANGS else wished
    found = asked.snapshot.catalogue.document(kind, slug, lang)
    if found is not None:
        return found
    hints = _hints(asked.snapshot, kind, slug, lang)
    raise not_found(kind, slug, hints, "" if lang is None else f" in language '{lang}'")


def not_found(kind: str, slug: str, hints: list[str], where: str = "") -> Refusal:
    """Make the refusal of a request for what is not there.

    Args:
        hints: what would do, best first; each becomes an entry of `errors`.
    """
    detail = f"There is no {kind} '{slug[:_LONGEST_SLUG]}'{where}."
    shown: list[str | None] = [*hints] or [None]
    return Refusal(404, detail, [Fault("slug", "not_found", detail, hint) for hint in shown])


def _hints(snapshot: Snapshot, kind: Kind, slug: str, lang: str | None) -> list[str]:
    catalogue = snapshot.catalogue
    if len(slug) > _LONGEST_SLUG:
        return []
    others = [
        f"lang={other}"
        for other in snapshot.manifest.langs
        if catalogue.document(kind, slug, other) is not None
    ]
    near = catalogue.near_slugs(kind, slug)
    return others or [name for name in near if catalogue.document(kind, name, lang) is not None]
