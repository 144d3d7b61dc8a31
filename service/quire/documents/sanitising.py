"""Sanitising: the one place that says which HTML may reach a reader's browser.

An allow-list of tags, attributes, classes and schemes, applied by nh3 as the last step of
every rendering. Must not know markdown. Source: the HTML Living Standard.
"""

import re
from collections.abc import Callable, Mapping

import nh3

from quire.documents.anchors import ID_PREFIX, fragment, prefixed
from quire.documents.classes import allowed_classes

Reference = Callable[[str, str], str | None]
"""(kind, address) to the address to show, None to show none; kind is `link`, `image`, or `copy`
for a smaller copy of an image that Quire itself has named."""

_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_TAGS_WITHOUT_TEXT = frozenset(
    [
        "applet",
        "canvas",
        "embed",
        "frameset",
        "iframe",
        "math",
        "noembed",
        "noframes",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "xmp",
    ]
)
_ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir", "class"},
    "a": {"href", "name", "rel"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
_RESOLVED = _ATTRIBUTES | {"img": _ATTRIBUTES["img"] | {"srcset", "sizes", "loading"}}
"""Of HTML whose addresses are resolved: only Quire knows which copies of a picture there are."""

_REL = "noopener noreferrer"
_ALIGNMENTS = {"align": {"left", "center", "right"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_KINDS = {("a", "href"): "link", ("img", "src"): "image"}

_MAX_PASSES = 4

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED_IN_URL = re.compile(r"[\x00-\x20\x7f]")
_INPUT = re.compile(r"<(?=/?input\b)", re.IGNORECASE)
_LEADING_NEWLINE = re.compile(r"(<pre(?: [^<>]*)?>)(?=\n)")


def sanitise(html: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Make HTML safe to show.

    Ids and names get `ID_PREFIX`, links inside the document follow them, links get
    `rel="noopener noreferrer"`. An `input` is always disabled and never but a checkbox.

    Where a tag is taken away, what is left may nest as HTML does not allow, and a browser
    would read it otherwise: so it is parsed again until it stays as it is.

    Returns:
        The HTML, and each (kind, address) of links and images that is left in it, first use
        first, without links inside the document.
    """
    addresses: dict[tuple[str, str], None] = {}

    def keep(kind: str, address: str) -> str:
        addresses[kind, address] = None
        return address

    for _ in range(_MAX_PASSES):
        addresses.clear()
        before, html = html, _clean(html, keep, _ATTRIBUTES)
        if html == before:
            break
    return html, tuple(addresses)


def resolve(html: str, reference: Reference, inside: Callable[[str], str] = fragment) -> str:
    """Give sanitised HTML other addresses, and sanitise it again.

    Args:
        html: as `sanitise` gives it, or with `srcset`, `sizes` and `loading` of images beside.
            With a reference that returns each address as it is, the result is equal to it.
        reference: asked for every link and image but links inside the document; what it
            returns must be relative, http, https or mailto, or the address is dropped.
            It must not raise.
        inside: gives a link inside the document, `#name`, as it is to be followed.
    """

    def checked(kind: str, address: str) -> str | None:
        found = reference(kind, address)
        return found if found is not None and _is_allowed(found) else None

    return _clean(html, checked, _RESOLVED, inside)


def disarm_inputs(raw: str) -> str:
    """Take the `input` tags of raw HTML out of their meaning.

    Only task lists show any: the fields of a form that is not there make no sense.
    """
    return _INPUT.sub("<x-", raw)


def text_of(html: str) -> str:
    """Give the text of HTML, still escaped, without what `sanitise` removes."""
    return _STRIPPER.clean(html)


def _clean(
    html: str,
    reference: Reference,
    attributes: Mapping[str, set[str]],
    inside: Callable[[str], str] = fragment,
) -> str:
    def filtered(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return allowed_classes(tag, value)
        kind = _KINDS.get((tag, attribute))
        if kind is not None:
            if kind == "link" and value.startswith("#"):
                return inside(value)
            return reference(kind, value)
        if attribute == "srcset":
            return _copies(value, reference)
        if attribute == "name":
            return prefixed(value)
        if attribute == "headers":
            return " ".join(prefixed(part) for part in value.split())
        return value

    cleaner = nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_TAGS_WITHOUT_TEXT,
        attributes=dict(attributes),
        attribute_filter=filtered,
        link_rel=None,
        tag_attribute_values={
            "td": _ALIGNMENTS,
            "th": _ALIGNMENTS,
            "input": {"type": {"checkbox"}},
        },
        # One a tag: nh3 adds several in an order that changes from run to run.
        set_tag_attribute_values={"a": {"rel": _REL}, "input": {"disabled": ""}},
        url_schemes=_SCHEMES,
        id_prefix=ID_PREFIX,
    )
    # A parser drops the newline that starts a `pre`: give it one to drop.
    return cleaner.clean(_LEADING_NEWLINE.sub("\\1\n", html))


def _copies(srcset: str, reference: Reference) -> str | None:
    """Give the smaller copies of a picture other addresses; nothing where one has none."""
    found = []
    for copy in srcset.split(", "):
        address, _, width = copy.rpartition(" ")
        url = reference("copy", address)
        if url is None:
            return None
        found.append(f"{url} {width}")
    return ", ".join(found)


def _is_allowed(address: str) -> bool:
    scheme = _SCHEME.match(_IGNORED_IN_URL.sub("", address))
    return scheme is None or scheme[1].lower() in _SCHEMES


_STRIPPER = nh3.Cleaner(
    tags=frozenset(), clean_content_tags=_TAGS_WITHOUT_TEXT, attributes={}, link_rel=None
)
