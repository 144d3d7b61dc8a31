"""`GET /oembed`: what a consumer needs to show a post by its address.

Source: https://oembed.com/
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import orjson
from flask import Flask, Response, request

from quire.api.embeds.addresses import post_at
from quire.api.embeds.markup import MEDIA
from quire.api.embeds.policies import SANDBOX
from quire.api.v1.replies import hand_over
from quire.api.xml import DECLARATION, element, written
from quire.library.snapshot import Snapshot
from quire.wire.answers import QUERY, SNAPSHOT, Answer
from quire.wire.policies import DETAIL
from quire.wire.problems import Fault, Refusal

_WIDTH = 600
_TEXT_HEIGHT = 210
"""Pixels of a card below its picture."""

_RATIO = 9 / 16
_MOST_PIXELS = 10_000
_FORMATS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a consumer asks for.

    Args:
        max_width, max_height: pixels, from 1.
    """

    url: str
    format: str
    max_width: int
    max_height: int


def register_oembed(app: Flask, public_url: str) -> None:
    """Add /oembed.

    Args:
        public_url: where this service is reached, without a closing slash; "" where nobody knows.
    """

    def oembed() -> Response:
        wish = read_wish(request.environ[QUERY])
        if not public_url:
            detail = "The address of this service is not configured."
            raise Refusal(400, detail, [Fault("url", "unavailable", detail, "QUIRE_PUBLIC_URL")])
        snapshot: Snapshot = request.environ[SNAPSHOT]
        ordinal = post_at(snapshot, wish.url, public_url)
        if ordinal is None:
            raise Refusal(404, "There is no post at this address.")
        post = orjson.loads(snapshot.summary(ordinal))
        provider = (snapshot.manifest.site_title, snapshot.manifest.site_url or public_url)
        said = describe(post, wish, public_url) | credits(snapshot, post["authors"], *provider)
        body = orjson.dumps(said) if wish.format == "json" else as_xml(said)
        return hand_over(Answer(body, _FORMATS[wish.format], DETAIL))

    app.add_url_rule("/oembed", view_func=oembed)


def read_wish(pairs: Sequence[tuple[str, str]]) -> Wish:
    """Read the parameters. Unknown ones are no fault here: consumers add their own.

    Raises:
        Refusal: 400 naming each fault; 501 for a format that there is not.
    """
    names = [name for name, _ in pairs]
    given = dict(pairs)
    faults = [
        Fault(name, "repeated", "This parameter may be given once.")
        for name in ("url", "format", "maxwidth", "maxheight")
        if names.count(name) > 1
    ]
    if not given.get("url"):
        faults.append(Fault("url", "missing", "This parameter is required."))
    for name in ("maxwidth", "maxheight"):
        value = given.get(name)
        if value is not None and not (_DIGITS.fullmatch(value) and int(value)):
            detail = f"'{value[:60]}' is not a number of pixels, from 1."
            faults.append(Fault(name, "invalid", detail, "600"))
    if faults:
        raise Refusal(400, "The request cannot be understood.", faults)
    form = given.get("format", "json")
    if form not in _FORMATS:
        detail = f"'{form[:60]}' is not a format of this service."
        raise Refusal(501, detail, [Fault("format", "unsupported", detail, "json")])
    return Wish(
        given["url"],
        form,
        int(given.get("maxwidth", _MOST_PIXELS)),
        int(given.get("maxheight", _MOST_PIXELS)),
    )


def describe(post: Mapping[str, Any], wish: Wish, public_url: str) -> dict[str, str | int]:
    """Say how a post is shown, within the width and height that were wished for."""
    width = min(_WIDTH, wish.max_width)
    picture = round(width * _RATIO) if post["cover"] else 0
    height = min(picture + _TEXT_HEIGHT, wish.max_height)
    frame = f"{public_url}/embed/post?lang={quote(post['lang'])}&slug={quote(post['slug'])}"
    said: dict[str, str | int] = {
        "type": "rich",
        "version": "1.0",
        "title": post["title"],
        "cache_age": int(DETAIL.max_age.total_seconds()),
        "width": width,
        "height": height,
        "html": (
            f'<iframe src="{escape(frame)}" title="{escape(post["title"])}" width="{width}" '
            f'height="{height}" frameborder="0" loading="lazy" sandbox="{SANDBOX}"></iframe>'
        ),
    }
    return said | (thumbnail(post["cover"], wish, public_url) if post["cover"] else {})


def credits(
    snapshot: Snapshot, authors: Sequence[Mapping[str, Any]], site: str, site_url: str
) -> dict[str, str | int]:
    """Name who wrote a post and who publishes it; the address of a single author's own site."""
    said: dict[str, str | int] = {"provider_name": site, "provider_url": site_url}
    if authors:
        said["author_name"] = ", ".join(author["name"] for author in authors)
    term = snapshot.catalogue.term("author", authors[0]["slug"]) if len(authors) == 1 else None
    website = orjson.loads(term.resource)["website"] if term else None
    if website:
        said["author_url"] = website
    return said


def thumbnail(cover: Mapping[str, Any], wish: Wish, public_url: str) -> dict[str, str | int]:
    """Choose the largest copy of a cover that fits; nothing where none does, where its size is
    unknown, or where it has no absolute address."""
    width, height = cover["width"], cover["height"]
    if not width or not height:
        return {}
    copies = [(each["width"], each["url"]) for each in cover["srcset"]]
    copies.append((width, cover["url"]))
    fitting = [
        (across, down, url)
        for across, given in copies
        for down in [max(1, round(across * height / width))]
        for url in [public_url + given if given.startswith(MEDIA) else given]
        if across <= wish.max_width
        and down <= wish.max_height
        and url.startswith(("http://", "https://"))
    ]
    if not fitting:
        return {}
    across, down, url = max(fitting)
    return {"thumbnail_url": url, "thumbnail_width": across, "thumbnail_height": down}


def as_xml(said: Mapping[str, str | int]) -> bytes:
    """Write the answer as XML; characters that XML cannot hold are left out."""
    members = [element(name, str(value)) for name, value in said.items()]
    return DECLARATION + written(element("oembed", children=members))
