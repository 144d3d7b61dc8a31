"""Liquid as Jekyll reads it: values, conditions, loops over values, links, known includes.

Source: the documentation of Liquid and Jekyll. Nothing is read from disk: an include is
known by its name or not at all. What is made of a loop is bounded by the desk.
"""

import re
from itertools import pairwise

from quire.documents.templates.calls import base_name, call, knows
from quire.documents.templates.context import MAX_DEPTH, Desk
from quire.documents.templates.kramdown import without_extensions
from quire.documents.templates.liquid_filters import items_of
from quire.documents.templates.liquid_tokens import Token, tokens_of
from quire.documents.templates.liquid_values import Expression, Scope
from quire.documents.templates.markup import address
from quire.documents.templates.parameters import Parameters, parameters_of
from quire.documents.templates.places import put, without_prefix
from quire.documents.templates.registry import Call, Markup
from quire.documents.templates.values import shown

_ASSIGNMENT = re.compile(r"([\w-]+)\s*=\s*(.*)", re.DOTALL)
_LOOP = re.compile(r"([\w-]+)\s+in\s+(\([^()]*\)|\S+)(.*)", re.DOTALL)
_LIMIT = re.compile(r"\b(limit|offset)\s*:\s*(\S+)")
_OUTPUT = re.compile(r"\{\{(.*?)\}\}")
_FILE = re.compile(r"\s*(\S+)")
_ROOTS = frozenset({"site.url", "site.baseurl", "site.github.url"})
_INCLUDES = frozenset({"include", "include_relative", "include_cached"})
_SILENT = frozenset({"seo", "feed_meta", "toc", "cycle", "increment", "decrement", "jekyll_toc"})
_MAX_ASSIGNED = 1_000


def expand_liquid(body: str, desk: Desk) -> str:
    """Expand a body's tags and outputs, and take kramdown's extensions away.

    Raises:
        TooMuch: beyond the bounds of the desk.
    """
    body = without_extensions(body)
    return _Template(body, desk).all()


class _Template:
    def __init__(self, body: str, desk: Desk) -> None:
        self._body = body
        self._desk = desk
        self._tokens = tokens_of(body)
        self._scope = Scope(desk.context)
        self._jump = ""

    def all(self) -> str:
        return self._between(0, len(self._tokens), 0, len(self._body), 0, False)

    def _between(
        self, first: int, last: int, start: int, end: int, depth: int, in_code: bool
    ) -> str:
        """Expand the tokens `first` to `last` (exclusive) in the text from start to end."""
        parts: list[str] = []
        at, index = start, first
        while index < last and not self._jump:
            token = self._tokens[index]
            self._desk.step()
            excess = token.place.excess if token.kind == "tag" else 0
            text = self._body[at : max(at, token.start - excess)]
            parts.append(text.rstrip() if token.trims_before else text)
            closing = self._tokens[token.partner] if 0 < token.partner < last else None
            if closing is not None and depth < MAX_DEPTH:
                parts.append(self._pair(index, token, closing, depth, in_code))
                index, at = token.partner, closing.end
                token = closing
            else:
                if closing is None:
                    parts.append(self._single(token, in_code))
                else:
                    self._desk.unknown[f"tag {token.name}"[:60]] += 1
                at = token.end
            if token.trims_after:
                until = self._tokens[index + 1].start if index + 1 < last else end
                rest = self._body[at:until]
                at += len(rest) - len(rest.lstrip())
            index += 1
        if not self._jump:
            parts.append(self._body[at:end])
        return "".join(parts)

    def _inner(self, index: int, token: Token, closing: Token, depth: int, code: bool) -> str:
        """Expand all that is between a tag and its end."""
        return self._between(index + 1, token.partner, token.end, closing.start, depth + 1, code)

    def _single(self, token: Token, in_code: bool) -> str:
        if token.kind == "text":
            return token.inside
        if token.never_ends:
            self._desk.unknown["tag that never ends"] += 1
            return ""
        verbatim = in_code or token.in_code
        if token.kind == "output":
            return self._output(token, verbatim)
        name = token.name
        match name:
            case "assign":
                self._assign(token.arguments)
            case "link" | "post_url":
                return self._link(name, token.arguments)
            case "break" | "continue":
                self._jump = name
            case "include" | "include_relative" | "include_cached":
                return self._include(token)
            case _ if name.startswith("end") or name in ("else", "elsif", "when", *_SILENT):
                pass
            case _:
                if verbatim and not knows(base_name(name), self._desk):
                    return self._body[token.start : token.end]
                parameters = parameters_of(token.arguments)
                return self._call(name, f"tag {name}", parameters, token, token, "", "")
        return ""

    def _pair(self, index: int, token: Token, closing: Token, depth: int, in_code: bool) -> str:
        match token.name:
            case "if" | "unless" | "case":
                return self._branch(index, token, depth, in_code)
            case "for" | "tablerow":
                return self._loop(index, token, closing, depth, in_code)
            case "capture":
                text = self._inner(index, token, closing, depth, in_code)
                self._set(token.arguments.strip("\"'"), text)
                return ""
            case "highlight" | "codeblock" | "code":
                text = self._inner(index, token, closing, depth, True)
                arguments = token.arguments.partition(" ")[0]
                parameters = Parameters((arguments,))
                return self._call("code", "", parameters, token, closing, text, text)
        inner = self._inner(index, token, closing, depth, in_code)
        source = self._body[token.end : closing.start]
        parameters = parameters_of(token.arguments)
        name = token.name
        return self._call(name, f"tag {name}", parameters, token, closing, inner, source)

    def _output(self, token: Token, verbatim: bool) -> str:
        expression = Expression(token.inside, self._scope)
        value = expression.filtered()
        if expression.unknown is not None:
            if verbatim:
                return self._body[token.start : token.end]
            self._desk.unknown[f"variable {expression.unknown}"[:60]] += 1
        if token.inside.strip() in _ROOTS and self._body[token.end : token.end + 1] in ("/", "{"):
            # It begins an address: one from the site's root is resolved like all others.
            return ""
        text = shown(value)
        self._desk.made(len(text))
        return text

    def _assign(self, arguments: str) -> None:
        if found := _ASSIGNMENT.match(arguments):
            self._set(found[1], Expression(found[2], self._scope).filtered())

    def _set(self, name: str, value: object) -> None:
        if len(self._scope.assigned) < _MAX_ASSIGNED:
            self._desk.made(len(value) if isinstance(value, str) else 0)
            self._scope.assigned[name] = value

    def _branch(self, index: int, token: Token, depth: int, in_code: bool) -> str:
        edges = [index, *token.branches, token.partner]
        wanted = Expression(token.arguments, self._scope).value() if token.name == "case" else None
        for first, last in pairwise(edges):
            opening = self._tokens[first]
            if self._holds(opening, wanted):
                end = self._tokens[last].start
                return self._between(first + 1, last, opening.end, end, depth + 1, in_code)
        return ""

    def _holds(self, opening: Token, wanted: object) -> bool:
        match opening.name:
            case "else":
                return True
            case "case":
                return False
            case "when":
                options = re.split(r"\s+or\s+|,", opening.arguments)
                return any(Expression(one, self._scope).value() == wanted for one in options)
        expression = Expression(opening.arguments, self._scope)
        truth = expression.condition()
        if expression.unknown is not None:
            self._desk.unknown[f"variable {expression.unknown}"[:60]] += 1
        return truth is not (opening.name == "unless")

    def _loop(self, index: int, token: Token, closing: Token, depth: int, in_code: bool) -> str:
        found = _LOOP.match(token.arguments)
        if found is None:
            self._desk.unknown[f"tag {token.name}"] += 1
            return ""
        expression = Expression(found[2], self._scope)
        value = expression.value()
        items = items_of(value) if isinstance(value, list | tuple | dict) else []
        if expression.unknown is not None:
            self._desk.unknown[f"variable {expression.unknown}"[:60]] += 1
        limits = {
            key: Expression(text, self._scope).value() for key, text in _LIMIT.findall(found[3])
        }
        offset, limit = limits.get("offset"), limits.get("limit")
        if isinstance(offset, int) and offset > 0:
            items = items[offset:]
        if isinstance(limit, int) and limit >= 0:
            items = items[:limit]
        if "reversed" in found[3].split():
            items = items[::-1]
        edges = [index, *token.branches, token.partner]
        first_end = self._tokens[edges[1]].start
        if not items:
            if len(edges) == 2:
                return ""
            opening = self._tokens[edges[1]]
            return self._between(
                edges[1] + 1, token.partner, opening.end, closing.start, depth + 1, in_code
            )
        kept = dict(self._scope.assigned)
        parts = []
        for place, item in enumerate(items):
            self._scope.assigned[found[1]] = item
            self._scope.assigned["forloop"] = _loop_values(place, len(items))
            made = self._between(index + 1, edges[1], token.end, first_end, depth + 1, in_code)
            self._desk.made(len(made))
            parts.append(made)
            jump, self._jump = self._jump, ""
            if jump == "break":
                break
        for name in (found[1], "forloop"):
            self._scope.assigned.pop(name, None)
            if name in kept:
                self._scope.assigned[name] = kept[name]
        return "".join(parts)

    def _link(self, name: str, arguments: str) -> str:
        """Give the address of a source file, from the site's root."""
        path = self._filled(arguments).partition("|")[0].strip().strip("\"'").lstrip("/")
        if name == "post_url" and path:
            folder, _, file = path.rpartition("/")
            suffix = "" if file.endswith((".md", ".markdown", ".html")) else ".md"
            path = "/".join(filter(None, ("_posts", folder, f"{file}{suffix}")))
        return address(f"/{path}") if path else ""

    def _include(self, token: Token) -> str:
        arguments = self._filled(token.arguments)
        found = _FILE.match(arguments)
        if found is None:
            return ""
        parameters = parameters_of(arguments[found.end() :])
        named = {
            key: shown(Expression(value, self._scope).filtered())
            if key in parameters.bare
            else value
            for key, value in parameters.named.items()
        }
        file = found[1].strip("\"'")
        given = Parameters(parameters.positional, named)
        return self._call(file, f"include {file}", given, token, token, "", "")

    def _filled(self, arguments: str) -> str:
        """Fill the outputs in the arguments of a tag."""
        return _OUTPUT.sub(
            lambda found: shown(Expression(found[1], self._scope).filtered()), arguments
        )

    def _call(
        self,
        name: str,
        construct: str,
        parameters: Parameters,
        token: Token,
        closing: Token,
        inner: str,
        source: str,
    ) -> str:
        prefix = token.place.prefix
        given = Call(
            base_name(name),
            parameters,
            lambda: without_prefix(inner, prefix),
            lambda: without_prefix(source, prefix),
            token.place.alone,
            self._desk.context,
        )
        markup: Markup = call(given, self._desk, construct)
        return put(markup, token.place, closing.place)


def _loop_values(place: int, length: int) -> dict[str, object]:
    return {
        "index": place + 1,
        "index0": place,
        "rindex": length - place,
        "rindex0": length - place - 1,
        "first": place == 0,
        "last": place == length - 1,
        "length": length,
    }
