"""Liquid's expressions: paths, literals, filters and conditions over the values that are known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quire.documents.templates import liquid_filters
from quire.documents.templates.context import Context
from quire.documents.templates.values import look_up, shown

_TOKEN = re.compile(
    r"""\s*(?:"([^"]*)"|'([^']*)'|(-?\d+\.\d+|-?\d+(?!\w|\.\d))|([A-Za-z_][\w-]*)|"""
    r"""(\.\.|==|!=|<>|<=|>=|[<>|:,.\[\]()?=]))"""
)
_LITERALS: dict[str, object] = {
    "true": True, "false": False, "nil": None, "null": None, "empty": "", "blank": "",
}  # fmt: skip
_GENERATED = frozenset({
    "posts", "pages", "tags", "categories", "collections", "documents", "static_files",
    "related_posts", "html_pages",
})  # fmt: skip
MAX_TOKENS = 200
MAX_FILTERS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression comes to.

    Args:
        unknown: None, or the root of the path that nobody knows, as `site.posts`.
    """

    value: object
    unknown: str | None = None


@dataclass(slots=True)
class Scope:
    """The values that a template sees: of site and page, and those that it has set itself."""

    context: Context
    assigned: dict[str, object] = field(default_factory=dict)

    def path(self, keys: Sequence[str]) -> Found:
        """Follow a path from its root."""
        root, rest = keys[0], keys[1:]
        if root in self.assigned:
            return Found(look_up(self.assigned[root], rest)[0])
        if root == "site":
            value, known = look_up(self.context.site, rest)
            generated = not known and bool(rest) and rest[0] in _GENERATED
            return Found(value, f"site.{rest[0]}" if generated else None)
        if root == "page":
            return Found(look_up(self.context.page, rest)[0])
        return Found(None, root)


class Expression:
    """Reads one expression from left to right."""

    def __init__(self, text: str, scope: Scope) -> None:
        self._tokens = _tokens(text)
        self._scope = scope
        self._at = 0
        self.unknown: str | None = None

    def filtered(self) -> object:
        """Read a value and its filters."""
        value = self.value()
        for _ in range(MAX_FILTERS):
            if not self._take("|"):
                break
            name = self._word()
            given = []
            if self._take(":"):
                given.append(self.value())
                while self._take(","):
                    given.append(self.value())
                    if self._take(":"):
                        given.append(self.value())
            value = liquid_filters.apply(name, value, given)
        return value

    def value(self) -> object:
        """Read a literal, a range or a path."""
        kind, text = self._next()
        if kind == "text":
            return text
        if kind == "number":
            return (float(text) if "." in text else int(text)) if len(text) < 20 else 0
        if text == "(":
            start = self.value()
            self._take("..")
            end = self.value()
            self._take(")")
            return _range(start, end)
        if kind != "word":
            return None
        if text in _LITERALS:
            return _LITERALS[text]
        found = self._scope.path(self._path(text))
        self.unknown = self.unknown or found.unknown
        return found.value

    def condition(self) -> bool:
        """Read comparisons joined by `and` and `or`, which bind from the right."""
        results = [self._comparison()]
        joints = []
        while self._peek() in (("word", "and"), ("word", "or")):
            joints.append(self._next()[1])
            results.append(self._comparison())
        truth = results.pop()
        while joints:
            left = results.pop()
            truth = (left and truth) if joints.pop() == "and" else (left or truth)
        return truth

    def _comparison(self) -> bool:
        left = self.value()
        kind, text = self._peek()
        if (kind, text) == ("word", "contains"):
            self._next()
            right = self.value()
            if isinstance(left, list | tuple | dict):
                return right in left
            return isinstance(left, str) and shown(right) in left
        if kind == "sign" and text in ("==", "!=", "<>", "<", ">", "<=", ">="):
            self._next()
            return _compared(left, text, self.value())
        return left is not None and left is not False

    def _path(self, root: str) -> list[str]:
        keys = [root]
        while len(keys) < 20:
            if self._take("."):
                keys.append(self._word())
            elif self._take("["):
                keys.append(shown(self.value()))
                self._take("]")
            else:
                break
        return keys

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, sign: str) -> bool:
        if self._peek() == ("sign", sign):
            self._at += 1
            return True
        return False

    def _word(self) -> str:
        return self._next()[1]


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while len(tokens) < MAX_TOKENS and (found := _TOKEN.match(text, at)):
        double, single, number, word, sign = found.groups()
        if double is not None or single is not None:
            tokens.append(("text", double if double is not None else single))
        elif number is not None:
            tokens.append(("number", number))
        elif word is not None:
            tokens.append(("word", word.rstrip("?")))
        else:
            tokens.append(("sign", sign))
        at = found.end()
    return tokens


def _range(start: object, end: object) -> list[object]:
    if not isinstance(start, int) or not isinstance(end, int):
        return []
    return list(range(start, min(end, start + liquid_filters.MAX_ITEMS) + 1))


def _compared(left: object, sign: str, right: object) -> bool:
    if sign in ("==", "!=", "<>"):
        same = left == right or (right == "" and left in (None, "", [], {}))
        return same == (sign == "==")
    if isinstance(left, Mapping) or type(left) is bool or type(right) is bool:
        return False
    if isinstance(left, int | float) and isinstance(right, int | float):
        first, second = float(left), float(right)
    elif isinstance(left, str) and isinstance(right, str):
        return _ordered((left > right) - (left < right), sign)
    else:
        return False
    return _ordered((first > second) - (first < second), sign)


def _ordered(order: int, sign: str) -> bool:
    return {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]
