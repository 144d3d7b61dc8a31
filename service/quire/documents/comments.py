"""What writers write for themselves: comments of HTML, of markdown and of template languages.

Knows where a comment starts and where it ends, not whether code shows it. Every pattern here
takes time linear in the text. Sources: CommonMark 0.31, sections 4.6 and 6.6; the
documentation of Hugo, Liquid, Tera, kramdown, MDX and Obsidian.
"""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a comment.

    Args:
        opening: where it starts.
        edges: what opens another one within, and, as the group `end`, what closes one.
        alone: the form of it that encloses nothing, None where there is none.
        in_code: its language takes it out of code, too.
        reaches: without its end it goes on to the end of the text; else it is no comment.
    """

    opening: re.Pattern[str]
    edges: re.Pattern[str]
    alone: re.Pattern[str] | None = None
    in_code: bool = False
    reaches: bool = True


HTML = Form(re.compile(r"<!(?=--)"), re.compile(r"(?P<end>-->)"), reaches=False)
_LABEL = r"\[(?://|comment)[^\]\n]{0,80}\]:[ \t]*(?:#|<#?>)"
_REFERENCE = Form(
    re.compile(rf"^ {{0,3}}{_LABEL}", re.MULTILINE),
    re.compile(r"(?P<end>$)", re.MULTILINE),
)
_HUGO_NAME = r"comment(?:\.html)?(?![\w./-])"
_HUGO_ALONE = r"[^{}<>%]{0,500}/\s*[>%]\}\}"
_HUGO = Form(
    re.compile(rf"\{{\{{[<%]\s*{_HUGO_NAME}", re.IGNORECASE),
    re.compile(
        rf"\{{\{{[<%]\s*(?:(?P<end>/\s*comment(?:\.html)?\s*[>%]\}}\}})"
        rf"|{_HUGO_NAME}(?!{_HUGO_ALONE}))",
        re.IGNORECASE,
    ),
    alone=re.compile(rf"\{{\{{[<%]\s*{_HUGO_NAME}{_HUGO_ALONE}", re.IGNORECASE),
    in_code=True,
)
_GO = Form(re.compile(r"\{\{-?\s*/\*"), re.compile(r"(?P<end>\*/\s*-?\}\})"))
_LIQUID = Form(
    re.compile(r"\{%-?\s*comment\b[^{}%()=]*%\}"),
    re.compile(r"\{%-?\s*(?:comment\b|(?P<end>endcomment\b))[^{}%()=]*%\}"),
    in_code=True,
)
_LIQUID_LINE = Form(re.compile(r"\{%-?\s*#"), re.compile(r"(?P<end>%\})"))
_KRAMDOWN = Form(
    re.compile(r"\{::comment\b[^{}\n]{0,300}\}"),
    re.compile(r"(?P<end>\{:/(?:comment)?\})"),
    alone=re.compile(r"\{::comment\b[^{}\n]{0,300}/\}"),
)
_TERA = Form(re.compile(r"\{#(?=[-\s]|[^{}\n]{0,500}#\})"), re.compile(r"(?P<end>#\})"))
_ZOLA = Form(
    re.compile(r"\{%-?\s*comment\s*\("),
    re.compile(r"\{%-?\s*(?:[A-Za-z_][\w:/-]*\s*\(|(?P<end>end\s*-?%\}))"),
    in_code=True,
)
_JSX = Form(re.compile(r"\{/\*"), re.compile(r"(?P<end>\*/\s*\})"))
_OBSIDIAN = Form(re.compile(r"(?<!\S)%%"), re.compile(r"(?P<end>%%)"), reaches=False)
_INSTRUCTION = Form(re.compile(r"<\?"), re.compile(r"(?P<end>\?>)"), reaches=False)
_DECLARATION = Form(re.compile(r"<!(?=[A-Za-z])"), re.compile(r"(?P<end>>)"), reaches=False)

FORMS: dict[str, tuple[Form, ...]] = {
    "hugo": (HTML, _REFERENCE, _HUGO, _GO),
    "liquid": (HTML, _REFERENCE, _LIQUID, _LIQUID_LINE, _KRAMDOWN),
    "zola": (HTML, _REFERENCE, _TERA, _ZOLA),
    "": (
        *(HTML, _REFERENCE, replace(_HUGO, in_code=False), replace(_LIQUID, in_code=False)),
        *(_KRAMDOWN, _TERA, _JSX, _OBSIDIAN),
    ),
}
"""By the syntax of a site's templates; "" is that of plain folders, whose generators differ."""

_EVERYWHERE = tuple(
    dict.fromkeys(
        (
            *(form for forms in FORMS.values() for form in forms),
            *(_INSTRUCTION, _DECLARATION, replace(_REFERENCE, opening=re.compile(_LABEL))),
            replace(_OBSIDIAN, opening=re.compile("%%")),
        )
    )
)


def end_of(form: Form, text: str, opening: re.Match[str]) -> int:
    """Give the position behind a comment, -1 where it never ends."""
    if form.alone and (alone := form.alone.match(text, opening.start())):
        return alone.end()
    depth = 1
    for found in form.edges.finditer(text, opening.end()):
        depth += -1 if found["end"] is not None else 1
        if depth == 0:
            return found.end()
    return -1


def after_comment(text: str, position: int) -> int:
    """Give the position behind the comment of any form that starts at a position; the same
    position where none does."""
    for form in _EVERYWHERE:
        if opening := form.opening.match(text, position):
            end = end_of(form, text, opening)
            if end >= 0:
                return end
    return position
