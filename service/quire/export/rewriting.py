"""Links in answers: where they stand, and how one is replaced without touching the rest.

In JSON, links are the members of an answer's `links` and of discovery's `api`, what the names in
`_NAMES` hold, `url` but for those of documents, and the media in `html`. Texts are never links,
whatever they say.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any
from xml.sax.saxutils import escape as escape_text

import orjson

Become = Callable[[str, str], str | None]
"""(address as it is written, its relation) to the one to write; None where it leads nowhere."""

_NAMES = frozenset({"avatar", "image", "resource", "to", "feed_url", "next_url"})
_BODIES = frozenset({"html", "content_html"})
_MEDIA = re.compile(r"(https?://[^/]+(/.*)?)?/v1/media/.", re.DOTALL)
_TAG = re.compile(r"<[a-z][a-z0-9]*(?:\s+[\w:.-]+(?:=\"[^\"]*\")?)*\s*/?>")
_PICTURE = re.compile(r"(\s(?:src|href|poster|srcset)=\")([^\"]*)(\")")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(\s+[0-9.]+[wx])?")
_XML_TAG = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+=\"[^\"]*\")*)\s*/?>")
_XML_ATTRIBUTE = re.compile(r"(\s(?:href|url|src)=\")([^\"]*)(\")")
_XML_TEXT = re.compile(
    r"(<(loc|link|url|logo|icon|content|description|content:encoded)\b[^>]*>)([^<]+)"
)
_REL = re.compile(r"\srel=\"([^\"]*)\"")


def rewrite_json(body: bytes, become: Become) -> bytes:
    """Replace the links of a JSON answer; a place to go on from is no address, and goes."""
    answer = orjson.loads(body)
    if not isinstance(answer, dict):
        return body
    made = {
        name: _relations(value, become) if name == "links" else _named(name, value, answer, become)
        for name, value in answer.items()
    }
    return body if made == answer else orjson.dumps(made)


def rewrite_xml(body: bytes, become: Become) -> bytes:
    """Replace the links of a feed or a sitemap; an element that only is a dead link goes."""

    def in_tag(found: re.Match[str]) -> str:
        tag = found[0]
        rel = _REL.search(tag)
        dead = False

        def attribute(part: re.Match[str]) -> str:
            nonlocal dead
            written = become(unescape(part[2]), rel[1] if rel else "")
            dead = dead or written is None
            return f"{part[1]}{escape(written or '')}{part[3]}"

        made = _XML_ATTRIBUTE.sub(attribute, tag)
        return "" if dead and tag.endswith("/>") else tag if dead else made

    def in_text(found: re.Match[str]) -> str:
        text = unescape(found[3])
        if escape_text(text) != found[3]:
            return found[0]
        made = rewrite_html(text, become) if "<" in text else become(text, "")
        return found[0] if made is None else found[1] + escape_text(made)

    return _XML_TEXT.sub(in_text, _XML_TAG.sub(in_tag, body.decode())).encode()


def rewrite_html(text: str, become: Become) -> str:
    """Replace the addresses of media in a body."""
    if "/v1/media/" not in text:
        return text

    def address(written: str) -> str:
        return (become(written, "") or written) if _MEDIA.match(written) else written

    def attribute(found: re.Match[str]) -> str:
        value = unescape(found[2])
        if "srcset=" in found[1]:
            made = _CANDIDATE.sub(lambda one: address(one[1]) + (one[2] or ""), value)
        else:
            made = address(value)
        return found[0] if made == value else f"{found[1]}{_quoted(made)}{found[3]}"

    return _TAG.sub(lambda tag: _PICTURE.sub(attribute, tag[0]), text)


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")


def _member(value: Any, become: Become) -> Any:
    if isinstance(value, list):
        return [_member(item, become) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _named(name, each, value, become) for name, each in value.items()}


def _named(name: str, value: Any, owner: dict[str, Any], become: Become) -> Any:
    """Replace the links in a member of an object.

    The `url` of what has a language is a document's address on the site, and none of this
    service; `extra` is what its author wrote.
    """
    if name == "api":
        return _relations(value, become)
    if name == "extra":
        return value
    if not isinstance(value, str):
        return _member(value, become)
    if name == "next_cursor":
        return None
    if name in _BODIES:
        return rewrite_html(value, become)
    if name in _NAMES or (name == "url" and "lang" not in owner):
        return become(value, name.removesuffix("_url"))
    return value


def _relations(value: Any, become: Become) -> Any:
    """Replace the links of an object that holds nothing else, by their relations."""
    if not isinstance(value, dict):
        return value
    return {
        rel: become(link, rel) if isinstance(link, str) else link for rel, link in value.items()
    }
