"""XML as answers hold it: elements written one by one, nothing in them that XML 1.0 forbids."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, tostring

DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def element(
    name: str,
    text: str | None = None,
    attributes: Mapping[str, str | None] | None = None,
    children: Iterable[Element | None] = (),
) -> Element:
    """Make an element.

    Args:
        name: with its prefix; whoever makes the root declares the name spaces there.
        attributes, children: None among them stands for one that is left out.
    """
    given = (attributes or {}).items()
    made = Element(name, {key: clean(value) for key, value in given if value is not None})
    made.text = None if text is None else clean(text)
    made.extend(child for child in children if child is not None)
    return made


def written(made: Element) -> bytes:
    """Write an element, without a declaration before it."""
    data: bytes = tostring(made, encoding="utf-8")
    return data


def document(root: Element, ready: Iterable[bytes], closing: bytes) -> bytes:
    """Write a whole document, elements that are ready at the end of one that is open.

    Args:
        closing: the end tags behind the ready elements, as the root's bytes end.
    """
    frame = written(root)
    return b"".join((DECLARATION, frame.removesuffix(closing), *ready, closing))


def clean(text: str) -> str:
    """Leave out what no XML 1.0 document can hold. Source: XML 1.0, 2.2 (Char)."""
    return _FORBIDDEN.sub("", text)


def language_tag(code: str) -> str | None:
    """Spell a site's language code as BCP 47 does, None where it is none."""
    tag = code.replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None
