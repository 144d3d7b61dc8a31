"""Liquid's filters, Jekyll's among them: a table of small functions over bounded values.

Source: the documentation of Liquid and Jekyll. A filter that is not known leaves its value as
it is.
"""

import html
import json
import math
import re
from collections.abc import Callable, Sequence
from itertools import islice
from urllib.parse import quote, quote_plus

from quire.documents.slugs import slugify
from quire.documents.templates import dates
from quire.documents.templates.values import MAX_SHOWN, look_up, shown

Filter = Callable[[object, Sequence[object]], object]

_TAG = re.compile(r"<[^<>]*>")
_URL_SAFE = "/:?#@!$&'*+,;=%~.-_()"
MAX_ITEMS = 10_000


def apply(name: str, value: object, given: Sequence[object]) -> object:
    """Apply a filter; what it cannot take it leaves as it is."""
    function = _FILTERS.get(name)
    if function is None:
        return value
    try:
        return function(value, given)
    except (ValueError, TypeError, ArithmeticError, AttributeError, LookupError):
        return value


def _on_site(path: str) -> str:
    """Write a path from the site's root: all addresses are resolved later."""
    if path.startswith(("http://", "https://", "//", "#")):
        return path
    return f"/{path.lstrip('/')}"


def _text(function: Callable[[str], str]) -> Filter:
    return lambda value, _given: function(shown(value))


def _first(given: Sequence[object], default: object = "") -> object:
    return given[0] if given else default


def _replace(value: object, given: Sequence[object], count: int = -1) -> str:
    text, old = shown(value), shown(_first(given))
    new = shown(given[1]) if len(given) > 1 else ""
    if not old or text.count(old) * len(new) > MAX_SHOWN:
        return text
    return text.replace(old, new, count)


def _number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = shown(value)
        return float(text[:30]) if "." in text else int(text[:30] or "0")
    return value


def _calculated(function: Callable[[float, float], float]) -> Filter:
    def calculate(value: object, given: Sequence[object]) -> object:
        result = function(_number(value), _number(_first(given, 0)))
        return result if abs(result) < 2**63 else 0

    return calculate


def _divided(left: float, right: float) -> float:
    return left // right if isinstance(left, int) and isinstance(right, int) else left / right


def _rounded(value: object, given: Sequence[object]) -> object:
    digits = int(_number(_first(given, 0)))
    number = round(_number(value), max(-20, min(20, digits)))
    return number if digits > 0 else int(number)


def items_of(value: object) -> list[object]:
    """Give what a loop goes over: of a map its pairs, at most `MAX_ITEMS`."""
    if isinstance(value, list | tuple):
        return list(value[:MAX_ITEMS])
    if isinstance(value, dict):
        return list(islice(map(list, value.items()), MAX_ITEMS))
    return [] if value is None else [value]


def _split(value: object, given: Sequence[object]) -> object:
    text, by = shown(value), shown(_first(given, " "))
    return (text.split(by) if by else list(text))[:MAX_ITEMS]


def _slice(value: object, given: Sequence[object]) -> object:
    start, length = int(_number(given[0])), int(_number(given[1])) if len(given) > 1 else 1
    items = value if isinstance(value, list) else shown(value)
    start = start + len(items) if start < 0 else start
    return items[max(0, start) : max(0, start) + max(0, length)]


def _truncate(value: object, given: Sequence[object]) -> str:
    text, most = shown(value), int(_number(_first(given, 50)))
    end = shown(given[1]) if len(given) > 1 else "..."
    return text if len(text) <= most else text[: max(0, most - len(end))] + end


def _truncate_words(value: object, given: Sequence[object]) -> str:
    words, most = shown(value).split(), max(1, int(_number(_first(given, 15))))
    end = shown(given[1]) if len(given) > 1 else "..."
    return " ".join(words) if len(words) <= most else " ".join(words[:most]) + end


def _default(value: object, given: Sequence[object]) -> object:
    return _first(given) if value in (None, False, "", []) else value


def _where(value: object, given: Sequence[object]) -> list[object]:
    key, wanted = shown(given[0]).split("."), given[1] if len(given) > 1 else True
    return [each for each in items_of(value) if shown(look_up(each, key)[0]) == shown(wanted)]


def _sorted(value: object, given: Sequence[object]) -> list[object]:
    keys = shown(_first(given)).split(".") if given else []
    return sorted(items_of(value), key=lambda each: shown(look_up(each, keys)[0] if keys else each))


def _unique(value: object, _given: Sequence[object]) -> list[object]:
    kept = {json.dumps(each, sort_keys=True, default=str): each for each in items_of(value)}
    return list(kept.values())


def _sentence(value: object, given: Sequence[object]) -> str:
    parts = [shown(each) for each in items_of(value)]
    if len(parts) < 3:
        return f" {shown(_first(given, 'and'))} ".join(parts)
    return f"{', '.join(parts[:-1])}, {shown(_first(given, 'and'))} {parts[-1]}"


def _joined(value: object, given: Sequence[object]) -> str:
    return shown(_first(given, " ")).join(shown(each) for each in items_of(value))[:MAX_SHOWN]


def _size(value: object, _given: Sequence[object]) -> int:
    return len(value) if isinstance(value, list | tuple | dict | str) else 0


def _dated(pattern: str | None) -> Filter:
    def written(value: object, given: Sequence[object]) -> str:
        text = shown(value)
        return dates.write(text, pattern or shown(_first(given)))

    return written


_FILTERS: dict[str, Filter] = {
    "relative_url": _text(_on_site),
    "absolute_url": _text(_on_site),
    "append": lambda value, given: (shown(value) + shown(_first(given)))[:MAX_SHOWN],
    "prepend": lambda value, given: (shown(_first(given)) + shown(value))[:MAX_SHOWN],
    "replace": _replace,
    "replace_first": lambda value, given: _replace(value, given, 1),
    "remove": lambda value, given: _replace(value, [_first(given)]),
    "remove_first": lambda value, given: _replace(value, [_first(given)], 1),
    "escape": _text(html.escape),
    "escape_once": _text(lambda text: html.escape(html.unescape(text))),
    "xml_escape": _text(html.escape),
    "cgi_escape": _text(quote_plus),
    "url_encode": _text(quote_plus),
    "uri_escape": _text(lambda text: quote(text, safe=_URL_SAFE)),
    "downcase": _text(str.lower),
    "upcase": _text(str.upper),
    "capitalize": _text(lambda text: text[:1].upper() + text[1:]),
    "strip": _text(str.strip),
    "lstrip": _text(str.lstrip),
    "rstrip": _text(str.rstrip),
    "strip_html": _text(lambda text: _TAG.sub("", text)),
    "strip_newlines": _text(lambda text: text.replace("\n", "")),
    "newline_to_br": _text(lambda text: text.replace("\n", "<br>\n")),
    "normalize_whitespace": _text(lambda text: " ".join(text.split())),
    "slugify": _text(slugify),
    "split": _split,
    "slice": _slice,
    "truncate": _truncate,
    "truncatewords": _truncate_words,
    "number_of_words": lambda value, _given: len(shown(value).split()),
    "size": _size,
    "first": lambda value, _given: next(iter(items_of(value)), None),
    "last": lambda value, _given: next(reversed(items_of(value)), None),
    "join": _joined,
    "sort": _sorted,
    "sort_natural": _sorted,
    "reverse": lambda value, _given: items_of(value)[::-1],
    "uniq": _unique,
    "compact": lambda value, _given: [each for each in items_of(value) if each is not None],
    "concat": lambda value, given: (items_of(value) + items_of(_first(given, [])))[:MAX_ITEMS],
    "push": lambda value, given: [*items_of(value), _first(given)][:MAX_ITEMS],
    "map": lambda value, given: [look_up(e, [shown(given[0])])[0] for e in items_of(value)],
    "where": _where,
    "array_to_sentence_string": _sentence,
    "default": _default,
    "plus": _calculated(lambda left, right: left + right),
    "minus": _calculated(lambda left, right: left - right),
    "times": _calculated(lambda left, right: left * right),
    "divided_by": _calculated(_divided),
    "modulo": _calculated(lambda left, right: left % right),
    "at_most": _calculated(min),
    "at_least": _calculated(max),
    "abs": lambda value, _given: abs(_number(value)),
    "ceil": lambda value, _given: math.ceil(_number(value)),
    "floor": lambda value, _given: math.floor(_number(value)),
    "round": _rounded,
    "jsonify": lambda value, _given: json.dumps(value, ensure_ascii=False)[:MAX_SHOWN],
    "date": _dated(None),
    "date_to_string": _dated("%d %b %Y"),
    "date_to_long_string": _dated("%d %B %Y"),
    "date_to_xmlschema": _dated("%Y-%m-%dT%H:%M:%S+00:00"),
    "date_to_rfc822": _dated("%a, %d %b %Y %H:%M:%S +0000"),
}
