"""What a body becomes: HTML, text, headings. A pure function of the body and the dialect."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of a table of contents.

    Args:
        level: 1-6.
        id: as it stands in the HTML, `user-content-` included.
        title: plain text.
        children: the deeper headings below it, in order.
    """

    level: int
    id: str
    title: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The plain text under one heading; the first may stand under none (id and title "")."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendered body, sanitised, its addresses still as the author wrote them.

    Args:
        html: safe to show.
        excerpt: plain text: before `<!--more-->`, else the first sentences; "" for an empty body.
        word_count: CJK characters count one each.
        toc: top-level headings.
        sections: the plain text cut at headings, one paragraph a line.
        addresses: each (kind, address) of links and images as written, first use first;
            kind is `link` or `image`.
        unknown: (construct, uses) of the template syntax that nobody knows, as `shortcode tabs`.
        failure: None, or (code, message) of the problem that left this rendering empty.
    """

    html: str
    excerpt: str
    word_count: int
    toc: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
    failure: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        """The whole plain text without markup, headings included, one paragraph a line."""
        return "\n".join(
            part for section in self.sections for part in (section.title, section.text) if part
        )
