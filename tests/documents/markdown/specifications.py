"""The examples of CommonMark and of GitHub's extensions, and what makes two HTMLs equal.

The examples stand in an archive that `make test` fetches (requirements/examples.txt): their
licence is another than ours, so they are read and never kept.
"""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ARCHIVES = Path(__file__).parents[3] / ".venv" / "examples"

_EXAMPLE = re.compile(r"^`{32} example([^\n]*)\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_OF_EXTENSIONS = frozenset({"table", "strikethrough", "autolink", "tagfilter", "disabled"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its number counts from 1 over all of its specification."""

    specification: str
    number: int
    markdown: str
    html: str


def examples() -> list[Example]:
    """Read all examples: CommonMark's, then those of GitHub's extensions; none without the
    archive."""
    found: list[Example] = []
    for path in sorted(ARCHIVES.glob("marko-*.tar.gz")):
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                for name, title in (("commonmark.txt", "CommonMark"), ("gfm.txt", "GFM")):
                    if member.name.endswith(f"/tests/spec/{name}"):
                        file = archive.extractfile(member)
                        assert file is not None
                        found.extend(_examples(title, file.read().decode()))
    return found


def _examples(title: str, text: str) -> Iterator[Example]:
    for number, found in enumerate(_EXAMPLE.finditer(text), 1):
        if title == "CommonMark" or found[1].strip() in _OF_EXTENSIONS:
            markdown, html = (part.replace("→", "\t") for part in found.groups()[1:])
            yield Example(title, number, markdown, html)


class _Normal(HTMLParser):
    """HTML as a list of what matters."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span" and self._pre:
            return
        shown = {name: value or "" for name, value in attrs if name != "rel"}
        if re.fullmatch(r"h[1-6]", tag):
            shown.pop("id", None)
        if tag in ("li", "ul", "ol", "input"):
            shown.pop("class", None)
        if tag in ("td", "th") and "style" in shown:
            shown["align"] = shown.pop("style").removeprefix("text-align:").strip(" ;")
        self._pre += tag == "pre"
        self._block(tag)
        self.parts.append(f"<{tag}{''.join(f' {n}={v!r}' for n, v in sorted(shown.items()))}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._pre:
            return
        self._pre -= tag == "pre"
        self._block(tag)
        self.parts.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.parts.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(f"<![{data}]>")

    def handle_data(self, data: str) -> None:
        if not self._pre:
            data = re.sub(r"\s+", " ", data)
            if self.parts and _is_block(self.parts[-1]):
                data = data.lstrip()
        if data and self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] += data
        elif data:
            self.parts.append(data)

    def _block(self, tag: str) -> None:
        if tag in _BLOCKS and not self._pre and self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] = self.parts[-1].rstrip()
            if not self.parts[-1]:
                self.parts.pop()


def _is_block(part: str) -> bool:
    found = re.match(r"</?([a-z0-9]+)", part)
    return found is not None and found[1] in _BLOCKS


def normal(html: str) -> list[str]:
    """Give HTML without what may differ: the order of attributes, white space between blocks,
    `rel`, ids of headings, classes of task lists, colours in code, the way to align a cell."""
    parser = _Normal()
    parser.feed(html)
    parser.close()
    parts = [part if part.startswith("<") else part.rstrip("\n") for part in parser.parts]
    return [part for part in parts if part.strip()]
