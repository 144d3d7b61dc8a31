"""A crawl of the service from its starting points, filed as it goes.

One answer is in memory at a time; of the rest only addresses are kept.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson

from quire.errors import ExportError
from quire.export.addresses import Address, file_of, url_of
from quire.export.headers import FILE, HeaderRules
from quire.export.links import Links, Visit
from quire.export.rewriting import rewrite_json, rewrite_xml
from quire.export.tree import Tree
from quire.library.progress import Progress

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

STARTS = ("/robots.txt", "/sitemap.xml", "/feed.atom", "/feed.rss", "/feed.json", "/v1")
"""In an order in which it is known what is not there before a link to it is met."""

_REFERENCE = re.compile(r"\s(?:href|src)=\"([^\"]*)\"")
_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that answered with an error, and is no part of an export."""

    address: str
    status: int
    why: str


@dataclass(slots=True)
class Export:
    """What an export did.

    Args:
        written, kept, removed: files.
        size: bytes of all files.
        refused: addresses that answered with an error.
        nameless: addresses that no file can be named for.
        absent: starting points that are not there.
        rules: in the file of headers.
    """

    written: int = 0
    kept: int = 0
    removed: int = 0
    size: int = 0
    refused: list[Refused] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    absent: list[Refused] = field(default_factory=list)
    rules: int = 0


def export(
    application: Application, base: str, tree: Tree, most_files: int, progress: Progress
) -> Export:
    """Write all that links lead to, each answer to its file, and remove what they no longer do.

    Args:
        application: answers as it does for everybody.
        base: what all addresses of the service begin with, "" for paths.
        most_files: bound of the files written and kept.

    Raises:
        ExportError: an answer failed, there are too many, or the tree cannot be written. All
            but the last leave the tree as it was.
    """
    done, rules, absent = Export(), HeaderRules(), set[Address]()
    starts = [Address(path) for path in STARTS]
    seen = set(starts)
    todo = deque(Visit(address, address) for address in starts)
    progress.stage("Exporting", len(todo))
    while todo:
        visit = todo.popleft()
        progress.advance()
        status, headers, body = _ask(application, visit.asked)
        if status != 200:
            _note(done, visit.address, status, body)
            absent.add(visit.address)
            continue
        links = Links(base, visit.address, absent)
        file = file_of(visit.address)
        if file is None:
            raise ExportError(f"no file can be named for {visit.address.shown}")
        kind = dict(headers).get("Content-Type", "").partition(";")[0]
        tree.put(file, _filed(body, kind, links))
        rules.add(url_of(visit.address, file), file, headers)
        done.nameless += [each.shown for each in links.nameless]
        for found in links.found:
            if found.address not in seen:
                seen.add(found.address)
                todo.append(found)
                progress.grow(1)
        if len(seen) > most_files:
            raise ExportError(
                f"the export would have more than {most_files:,} files; allow more by --max-files"
            )
    text, done.rules = rules.write()
    tree.put(FILE, text)
    tree.finish()
    progress.done()
    done.nameless = sorted(set(done.nameless))
    done.written, done.kept = tree.written, tree.kept
    done.removed, done.size = tree.removed, tree.size
    return done


def _ask(application: Application, address: Address) -> tuple[int, list[tuple[str, str]], bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address.path.encode().decode("latin-1"),
        "QUERY_STRING": address.query,
    }
    chunks = application(environ, lambda status, headers: started.append((status, headers)))
    body = b"".join(chunks)
    [(status, headers)] = started
    return int(status[:3]), headers, body


def _note(done: Export, address: Address, status: int, body: bytes) -> None:
    """Take down that an address has no answer.

    Raises:
        ExportError: it should have one.
    """
    if status >= 500 and status != 501:
        raise ExportError(
            f"{address.shown} answered {status}, its log line says why; nothing was changed"
        )
    try:
        why = str(orjson.loads(body)["detail"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        why = ""
    refused = Refused(address.shown, status, why)
    (done.absent if address.path in STARTS and not address.pairs else done.refused).append(refused)


def _filed(body: bytes, kind: str, links: Links) -> bytes:
    """Give the bytes to file of an answer, its links found and replaced."""
    in_v1 = links.here.path == "/v1" or links.here.path.startswith("/v1/")
    if kind == "application/feed+json" or (kind == "application/json" and in_v1):
        made = rewrite_json(body, links.become)
        if links.templates:
            items = orjson.loads(body)["data"]
            for item in items if isinstance(items, list) else [items]:
                links.fill_in(item)
        return made
    if kind.endswith("xml") and not kind.startswith("image/"):
        return rewrite_xml(body, links.become)
    references = {"text/html": _REFERENCE, "text/css": _IN_STYLE}.get(kind)
    if references is not None and not in_v1:
        for reference in references.findall(body.decode()):
            links.follow(reference)
    return body
