"""A body without its comments, whatever they are written in: on every surface they are hidden.

Comes before all else that is made of a body, so that no nesting, depth or fault of templates
can show what was written for nobody.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from quire.documents.comments import FORMS, HTML, Form, end_of
from quire.documents.templates.code import Code, code_in

_SOME_OPENING = re.compile(r"<!--|\{[{%#/:]|%%|\]:")
_MARK = re.compile(r"<!--\s*(?:more|excerpt|truncate)\s*-->", re.IGNORECASE)
_CODE_SIGN = re.compile(r"[`~]")
_EMPTY = "<!---->"
_MAX_LOOKS = 8
_VERBATIM = {
    "hugo": r"\{\{[<%]\s*(highlight|code|codeblock|code-block|prism|sourcecode)\b",
    "liquid": r"\{%-?\s*(highlight|code|codeblock|raw)\b",
    "": r"\{%-?\s*(highlight|raw)\b",
}
_END_OF_VERBATIM = {
    "hugo": r"\{{\{{[<%]\s*/\s*{}\s*[>%]\}}\}}",
    "liquid": r"\{{%-?\s*end{}\s*-?%\}}",
    "": r"\{{%-?\s*end{}\s*-?%\}}",
}


class Uncommented(NamedTuple):
    """A body without comments.

    Args:
        endless: where in the body a comment starts that never ends, so that all that follows
            is hidden, too; None: there is none.
    """

    text: str
    endless: int | None = None


def without_comments(
    body: str, syntax: str, *, separator: str = "", is_html: bool = False, every: bool = True
) -> Uncommented:
    """Take the comments out of a body; code keeps those that it shows.

    A comment of HTML becomes an empty one, for it may keep two lists apart. `<!--more-->` and
    its like stay: they are marks for programs. In time linear in the body.

    Args:
        body: line ends as `\\n`.
        syntax: of the site's templates.
        separator: the site's own mark for the end of the excerpt, which stays.
        is_html: the body is HTML: nothing in it is code of markdown.
        every: False leaves the comments of one line, which markdown's parser takes away.
    """
    if not _SOME_OPENING.search(body):
        return Uncommented(body)
    forms = FORMS.get(syntax, FORMS[""])
    openings = re.compile(
        "|".join(f"(?P<f{at}>{form.opening.pattern})" for at, form in enumerate(forms)),
        re.MULTILINE | re.IGNORECASE,
    )
    ground = _Ground(body, syntax, is_html)
    endless_forms: set[str] = set()
    parts: list[str] = []
    at = kept = 0
    while found := openings.search(body, at):
        name = str(found.lastgroup)
        form = forms[int(name[1:])]
        start, at = found.start(), found.end()
        if ground.shows(start, form):
            continue
        end = -1 if name in endless_forms else end_of(form, body, found)
        endless = end < 0
        if endless and not (form.reaches or (form is HTML and _starts_line(body, start))):
            endless_forms.add(name)
            continue
        end = len(body) if endless else end
        comment = body[start:end]
        at = end
        if _CODE_SIGN.search(comment):
            ground.look_again(end)
        if form is HTML and not endless:
            if _MARK.fullmatch(comment) or comment == separator:
                continue
            if not every and "\n" not in comment:
                continue
        parts += [body[kept:start], _EMPTY if form is HTML else ""]
        kept = end
        if endless:
            return Uncommented("".join(parts), start)
    parts.append(body[kept:])
    return Uncommented("".join(parts))


class _Ground:
    """What of a body is code, and what is shown as it is written."""

    def __init__(self, body: str, syntax: str, is_html: bool) -> None:
        self._body = body
        self._is_html = is_html
        self._verbatim = list(_verbatim_in(body, syntax))
        self._starts = [start for start, _, _ in self._verbatim]
        self._looks = 0
        self._offset = 0
        self._code = Code((), ()) if is_html else code_in(body)

    def shows(self, position: int, form: Form) -> bool:
        """Say whether what looks like a comment is text that readers are to see."""
        verbatim = self._verbatim_at(position)
        if verbatim == "raw" and form is not HTML:
            return True
        return not form.in_code and (self.is_code(position) or verbatim not in ("", "raw"))

    def is_code(self, position: int) -> bool:
        """Say whether a position is in code of markdown."""
        return position >= self._offset and self._code.is_code(position - self._offset)

    def look_again(self, position: int) -> None:
        """Find the code from a position on anew: a fence that a comment held is none.

        After some times nothing more counts as code: in doubt a comment is hidden.
        """
        if self._is_html:
            return
        self._looks += 1
        again = self._looks < _MAX_LOOKS
        self._code = code_in(self._body[position:]) if again else Code((), ())
        self._offset = position

    def _verbatim_at(self, position: int) -> str:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._verbatim[index][1]:
            return ""
        return self._verbatim[index][2]


def _verbatim_in(body: str, syntax: str) -> Iterator[tuple[int, int, str]]:
    """Find the blocks of templates that show code: start, end and name of each."""
    if syntax not in _VERBATIM:
        return
    opening = re.compile(_VERBATIM[syntax], re.IGNORECASE)
    without_end: set[str] = set()
    at = 0
    while found := opening.search(body, at):
        at = found.end()
        name = found[1].lower()
        if name in without_end:
            continue
        closing = re.compile(_END_OF_VERBATIM[syntax].format(re.escape(name)), re.IGNORECASE)
        ending = closing.search(body, at)
        if ending is None:
            without_end.add(name)
            continue
        at = ending.end()
        yield found.start(), at, name


def _starts_line(body: str, position: int) -> bool:
    return not body[body.rfind("\n", 0, position) + 1 : position].strip(" \t>")
