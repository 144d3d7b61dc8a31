"""A crawler of its own for both forms of a service, and what an export may change in an answer."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import orjson

LEFT_OUT = re.compile(r"/v1/(search|suggest|resolve|changes)\b|/(embed|oembed)\b|/$")
_OURS = re.compile(r"/(v1|docs|openapi)(/|\?|$|\.json$)|/(page/[0-9]+/)?feed\.|/sitemap")
_PAGE = re.compile(r"/(docs|openapi)(/|\?|$)")
_IN_HTML = re.compile(r"\s(?:src|srcset|href)=\"([^\"]*)\"")
_QUERY = re.compile(r"(=*)([a-z_]+)=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Got:
    """What an address gave."""

    status: int
    kind: str
    body: bytes


Ask = Callable[[str], Got]


def crawl(ask: Ask, *starts: str, base: str = "") -> dict[str, Got]:
    """Follow every link from some starts; the answers by path, without what is left out.

    Args:
        base: what all addresses begin with, "" for paths.
    """
    found: dict[str, Got] = {}
    todo = deque(starts)
    seen = {spelled(start) for start in starts}
    while todo:
        address = todo.popleft()
        got = found[spelled(address)] = ask(address)
        for link in links(address, got, base):
            if spelled(link) not in seen:
                seen.add(spelled(link))
                todo.append(link)
    return found


def spelled(address: str) -> str:
    """Spell an address as every other one that means the same."""
    parts = urlsplit(address)
    query = "&".join(f"{n}={v}" for n, v in sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{unquote(parts.path)}{'?' if query else ''}{query}"


def links(address: str, got: Got, base: str) -> Iterator[str]:
    """Give the links of an answer, templates filled in with the items of its data."""
    if got.kind.endswith("json") and not address.startswith("/openapi"):
        answer = orjson.loads(got.body)
        data = answer.get("data")
        for text in strings(answer):
            below = text.removeprefix(base)
            if text.startswith(base) and _OURS.match(below):
                items = data if isinstance(data, list) else []
                for link in [expand(below, item) for item in items] if "{" in below else [below]:
                    yield from _wanted(link)
            elif "/v1/media/" in text and "<" in text:
                for value in _IN_HTML.findall(text):
                    yield from (found.removeprefix(base) for found in media(base, unescape(value)))
    elif got.kind.endswith("xml") and not got.kind.startswith("image/"):
        text = unescape(unescape(got.body.decode()))
        yield from (found.removeprefix(base) for found in re.findall(_absolute(base), text))
    elif got.kind == "text/html":
        for reference in _IN_HTML.findall(got.body.decode()):
            if not urlsplit(reference).netloc and not reference.startswith(("#", "data:")):
                joined = (
                    f"{address.rpartition('/')[0]}/{reference}"
                    if reference[0] != "/"
                    else reference
                ).partition("?")[0]
                # A page stays as it is, also where it leads to what an export has not.
                yield from (each for each in _wanted(_without_dots(joined)) if _PAGE.match(each))


def media(base: str, text: str) -> list[str]:
    """Find the addresses of media in a text."""
    return re.findall(rf"{re.escape(base)}/v1/media/[^\s\"]+", text)


def _absolute(base: str) -> str:
    return rf"{re.escape(base)}/[^\s\"<>]*"


def _wanted(address: str) -> Iterator[str]:
    path = urlsplit(address)._replace(fragment="").geturl()
    if not LEFT_OUT.match(path):
        yield path


def _without_dots(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) or "/"


def strings(value: object) -> Iterator[str]:
    """Give all texts of an answer, but for those that say what a thing is called."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in ("title", "name"):
                yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def expand(template: str, values: Mapping[str, Any]) -> str:
    """Fill in `{name}` and `{?name}` (RFC 6570, levels 1 and 3)."""

    def fill(found: re.Match[str]) -> str:
        value = quote(str(values.get(found[2], "")), safe="")
        return f"?{found[2]}={value}" if found[1] else value

    return re.sub(r"\{(\??)(\w+)\}", fill, template)


def address_of(file: str) -> str:
    """Tell which address a file of an export stands for: what docs/export.md says of names."""
    parts = file.split("/")
    of_api = file == "v1.json" or (file.startswith("v1/") and parts[1] != "media")
    if (of_api and file.endswith(".json")) or parts[-1].endswith(".html"):
        parts[-1] = parts[-1].rpartition(".")[0]
    path, query = [], []
    while parts:
        part = parts.pop(0)
        match = _QUERY.fullmatch(part)
        if part == "page" and parts and parts[0].isdecimal():
            query.append(f"page={parts.pop(0)}")
        elif match and not match[1]:
            value = re.sub("%[0-9A-F]{2}", lambda found: chr(int(found[0][1:], 16)), match[3])
            query.append(f"{match[2]}={value}")
        else:
            path.append(part[1:] if match else part)
    return f"/{'/'.join(path)}{'?' if query else ''}{'&'.join(sorted(query))}"


def compared(served: bytes, filed: bytes, base: str = "") -> list[tuple[str, str | None]]:
    """Compare an answer with its file; give the links that became others.

    Raises:
        AssertionError: anything else differs.
    """
    if served == filed:
        return []
    if served.startswith(b"<?xml"):
        texts = [unescape(each.decode()) for each in (served, filed)]
        assert re.sub(_absolute(base), "", texts[0]) == re.sub(_absolute(base), "", texts[1])
        found = [re.findall(_absolute(base), text) for text in texts]
        return [pair for pair in zip(*found, strict=True) if pair[0] != pair[1]]
    one, other = orjson.loads(served), orjson.loads(filed)
    assert (orjson.dumps(one), orjson.dumps(other)) == (served, filed)
    return list(_changed(one, other, "", base))


def _changed(one: object, other: object, name: str, base: str) -> Iterator[tuple[str, str | None]]:
    if isinstance(one, dict) and isinstance(other, dict):
        assert list(one) == list(other)
        for key in one:
            yield from _changed(one[key], other[key], key, base)
    elif isinstance(one, list) and isinstance(other, list):
        assert len(one) == len(other)
        for each, its in zip(one, other, strict=True):
            yield from _changed(each, its, name, base)
    elif name in ("html", "content_html") and isinstance(one, str) and isinstance(other, str):
        found, becomes = media(base, one), media(base, other)
        for address in found:
            one = one.replace(address, "", 1)
        for address in becomes:
            other = other.replace(address, "", 1)
        assert one == other
        yield from zip(found, becomes, strict=True)
    elif name == "next_cursor":
        assert other is None
    elif one != other:
        assert isinstance(one, str)
        assert one.startswith(base), one
        assert _OURS.match(one.removeprefix(base)), f"{name}: {one} became {other}"
        assert other is None or isinstance(other, str)
        yield one, other
