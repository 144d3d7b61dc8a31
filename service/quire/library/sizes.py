"""Documents that no answer could hold are found before they are published.

An answer holds a document's summary, its table of contents and one body at least; how large that
becomes is known only once addresses in the body have their place on the site.
"""

from collections.abc import Callable, Iterable, Mapping

import orjson

from quire.conventions.addresses import Addresses
from quire.library.bodies import Bodies
from quire.library.placed_html import placed_html
from quire.model import Candidate, Heading, Problem, Reference, Rendering, SourceFile

MAX_FORM_BYTES = 1_500_000
"""Of any one body as JSON with the table of contents. An answer's data has 1,750,000: the rest is
for the summary, whose front matter is bounded, and for what `urls` and `match` add."""

_LONG_FILE_BYTES = 200_000
"""JSON takes six bytes for a control character at most, and two for a line's end."""

_HEADING_BYTES = 60
"""Names and punctuation of one heading in a table of contents."""


def oversized(
    candidates: Iterable[Candidate],
    files: Mapping[str, SourceFile],
    keys: Mapping[str, str],
    bodies: Bodies,
    markdown: Callable[[Iterable[str]], Mapping[str, str]],
    addresses: Addresses,
) -> dict[str, Problem]:
    """Find the posts and pages that no answer could hold, by path.

    Args:
        keys: of their renderings, by path.
        markdown: reads bodies as they are sent, by path.
    """
    found = {}
    for candidate in candidates:
        path, key = candidate.path, keys[candidate.path]
        large = bodies.may_be_large(key) or files[path].size > _LONG_FILE_BYTES
        if not large or candidate.kind not in ("post", "page"):
            continue

        def refer(kind: str, address: str, path: str = path) -> Reference:
            return addresses.resolve(kind, address, path)

        rendering, written = bodies.renderings([key])[key], markdown([path])[path]
        if reason := _excess(rendering, written, refer):
            found[path] = Problem(path, 0, "body-too-large", reason)
    return found


def _excess(
    rendering: Rendering, markdown: str, refer: Callable[[str, str], Reference]
) -> str | None:
    """Say why no answer could hold a document, None where one can."""
    toc = _toc_bytes(rendering.toc)
    text = "\n".join(part for s in rendering.sections for part in (s.title, s.text))
    forms = {
        "html": placed_html(rendering.html, refer),
        "text": text,
        "markdown": markdown,
    }
    name, size = max(
        ((name, len(orjson.dumps(form)) + toc) for name, form in forms.items()),
        key=lambda each: each[1],
    )
    if size <= MAX_FORM_BYTES:
        return None
    return (
        f"{size} bytes of {name} and table of contents are more than the {MAX_FORM_BYTES} that "
        "an answer holds; split the file."
    )


def _toc_bytes(headings: Iterable[Heading]) -> int:
    return sum(
        len(orjson.dumps([each.level, each.id, each.title]))
        + _HEADING_BYTES
        + _toc_bytes(each.children)
        for each in headings
    )
