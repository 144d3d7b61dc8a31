"""Posts as HTML: the markup that the element makes in a browser, made here for frames."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from quire.api.embeds.parameters import Layout
from quire.model.languages import direction

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?", re.IGNORECASE)
_MOST_CHARACTERS = 1_000
"""Of hosts in a header: proxies hold all headers of an answer in 4 KiB."""

MEDIA = "/v1/media/"
_UP = ".."
"""Frames lie one step below the root of the service."""

Post = Mapping[str, Any]


def origin(address: str) -> str | None:
    """Give scheme and host of an absolute http(s) address; None for all others, and for a host
    that cannot stand in a header as it is."""
    found = _ORIGIN.match(address)
    return found[0] if found and urlsplit(address)[:2] == urlsplit(found[0])[:2] else None


def picture_address(address: str) -> str | None:
    """Give the address of a picture as a frame can load it; None where it cannot."""
    if address.startswith(MEDIA):
        return _UP + address
    return address if origin(address) else None


def picture_origins(posts: Iterable[Post]) -> list[str]:
    """Give the hosts that the covers of posts come from, sorted; any host where they are so many
    that a header that names them all would not pass through proxies."""
    covers = [post["cover"] for post in posts if post["cover"]]
    addresses = [
        address for one in covers for address in (one["url"], *(c["url"] for c in one["srcset"]))
    ]
    origins = sorted({found for each in addresses if (found := origin(each))})
    return origins if sum(map(len, origins)) <= _MOST_CHARACTERS else ["http:", "https:"]


def posts_list(posts: Iterable[Post], layout: Layout) -> str:
    """Write a list of posts."""
    items = "".join(
        f'<li class="item" {_tongue(post)}>{_item(post, with_cover=layout == "cards")}</li>'
        for post in posts
    )
    body = f'<ul class="items" role="list">{items}</ul>'
    return f'<div class="posts {layout}">{body}</div>'


def one_post(post: Post) -> str:
    """Write one post as a card; its picture only where it has one."""
    card = _item(post, with_cover=post["cover"] is not None)
    return f'<div class="posts cards"><article class="item" {_tongue(post)}>{card}</article></div>'


def _tongue(post: Post) -> str:
    lang = post["lang"]
    return f'lang="{escape(lang)}" dir="{direction(lang)}"'


def _item(post: Post, *, with_cover: bool) -> str:
    parts = [_cover(post)] if with_cover else []
    title = escape(post["title"])
    if origin(post["url"]):
        parts.append(f'<a class="title" href="{escape(post["url"])}" target="_top">{title}</a>')
    else:
        parts.append(f'<span class="title">{title}</span>')
    parts.append(f'<p class="excerpt">{escape(post["excerpt"])}</p>')
    names = ", ".join(author["name"] for author in post["authors"] if author["name"])
    meta = _date(post["published_at"])
    if names:
        meta += f'<span class="byline">{escape(names)}</span>'
    parts.append(f'<p class="meta">{meta}</p>')
    return "".join(parts)


def _date(instant: str | None) -> str:
    if instant is None:
        return ""
    return f'<time datetime="{escape(instant)}">{escape(instant[:10])}</time>'


def _cover(post: Post) -> str:
    initial = escape(post["title"].strip()[:1])
    return f'<div class="cover" data-initial="{initial}">{_image(post["cover"])}</div>'


def _image(cover: Mapping[str, Any] | None) -> str:
    address = picture_address(cover["url"]) if cover else None
    if cover is None or address is None:
        return ""
    copies = [(picture_address(copy["url"]), copy["width"]) for copy in cover["srcset"]]
    if copies and cover["width"]:
        copies.append((address, cover["width"]))
    attributes = {
        "src": address,
        "srcset": ", ".join(f"{url} {width}w" for url, width in copies if url),
        "sizes": "auto, (min-width: 40em) 24em, 100vw" if copies else "",
        "width": cover["width"],
        "height": cover["height"],
        "loading": "lazy",
        "decoding": "async",
    }
    written = " ".join(
        f'{name}="{escape(str(value))}"' for name, value in attributes.items() if value
    )
    return f'<img {written} alt="{escape(cover["alt"])}">'
