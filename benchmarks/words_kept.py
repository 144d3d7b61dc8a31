"""What rendering keeps of real bodies: `python -m benchmarks.words_kept [folder of bundles]`.

For every content file of every corpus, published or not: no template syntax may be visible
outside of code, and the words of the body must still be there. The words to be found are
counted on the source by patterns of its own, not by the code that renders; those inside of
tags, comments, scripts and embedded pages are not words of the body.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from quire.conventions import detect
from quire.documents.bodies import Recipe, packed, page_values, render_body
from quire.documents.front_matter import Parsed, parse
from quire.library.reading import understand
from quire.model import Candidate, Rendering, Site
from quire.source import open_source

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
LEAST_KEPT = 0.995

_SYNTAX = re.compile(r"\{\{|\{%|\{:[ .#:/]|^:::", re.MULTILINE)
_NOT_WORDS = {
    "hugo": re.compile(r"\{\{[<%](?!/\*).*?[>%]\}\}|\{\{/\*.*?\*/\}\}", re.DOTALL),
    "liquid": re.compile(
        r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|\{::?[^{}\n]*\}",
        re.DOTALL,
    ),
    "zola": re.compile(
        r"\{\{\s*\w+\(.*?\)\s*\}\}|\{%\s*\w+\(.*?\)\s*%\}|\{%\s*end\s*%\}", re.DOTALL
    ),
}
_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|iframe|svg|math|object|select|textarea|title|form)\b.*?</\1\s*>|"
    r"</?[A-Za-z][^<>]*>|"  # tags and addresses in angle brackets
    r"^[ \t>]*(?:[-*+][ \t]+)*\d{1,9}[.)](?=[ \t])|"  # numbers of list items
    r"\[\^[^\]\s]+\]|(?<=\])\[[^\[\]]*\]|^ {0,3}\[[^\]^][^\]]*\]:.*$|"  # labels, definitions
    r"\{:?[ \t]*[.#:][^{}\n]*\}|^:::.*$",  # attribute lists, containers
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(r"^(\s*)(`{3,}|~{3,}).*?^\s*\2`*~*\s*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Kept:
    """What was found of one corpus."""

    bodies: int = 0
    templated: int = 0
    words: int = 0
    lost: int = 0
    least: float = 1.0
    below: list[tuple[str, float, list[str]]] = field(default_factory=list)
    visible: list[tuple[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects the text outside of code, and all that a reader can find."""

    def __init__(self) -> None:
        super().__init__()
        self.prose: list[str] = []
        self.all: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("code", "pre"):
            self._code += 1
        self.all.extend(unquote(value) for _, value in attrs if value)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("code", "pre"):
            self._code -= 1
        if tag in ("p", "div", "li", "td", "h1", "h2", "h3", "figcaption"):
            self.all.append("\n")

    def handle_data(self, data: str) -> None:
        self.all.append(data)
        if not self._code:
            self.prose.append(data)


def measure(path: Path) -> Kept:
    """Render every content file of a repository and look at what came of it."""
    kept = Kept()
    for candidate, parsed, site in _contents(path):
        recipe = _recipe(candidate, parsed, site)
        rendering = render_body(parsed.body, recipe)
        if rendering.failure is not None:
            kept.failed.append(f"{candidate.path} ({rendering.failure[0]})")
            continue
        _look(kept, candidate, parsed.body, rendering, site.templates)
    return kept


def _contents(path: Path) -> Iterator[tuple[Candidate, Parsed, Site]]:
    source = open_source(path, None, False)
    try:
        tree = source.tree(source.revision())

        def read(name: str) -> bytes:
            return next((data or b"" for _, data in source.read([tree.files[name]])), b"")

        convention, _ = detect(tree.files, read)
        site, _ = convention.site(tree.files, read)
        for file, data in source.read(convention.content_files(tree.files, site)):
            meant = understand(convention, file, data, site)
            if data is not None and meant.candidate is not None:
                yield meant.candidate, parse(file.path, data), site
    finally:
        source.close()


def _recipe(candidate: Candidate, parsed: Parsed, site: Site) -> Recipe:
    return Recipe(
        excerpt_words=site.excerpt_words,
        separator=candidate.excerpt_separator,
        markup=candidate.markup,
        syntax=site.templates if candidate.templated else "",
        site=packed(site.values),
        page=page_values(parsed) | {"title": candidate.title, "url": candidate.permalink},
    )


def _look(kept: Kept, candidate: Candidate, body: str, rendering: Rendering, syntax: str) -> None:
    page = _Page()
    page.feed(rendering.html)
    page.close()
    kept.bodies += 1
    kept.templated += candidate.templated
    prose = "".join(page.prose)
    if found := _SYNTAX.search(prose):
        around = prose[max(0, found.start() - 30) : found.start() + 50]
        kept.visible.append((candidate.path, " ".join(around.split())))
    wanted = Counter(_words(_bare(body, syntax)))
    there = Counter(_words("".join(page.all) + "\n" + " ".join(page.all)))
    # A word may be cut by a tag or not: both readings count, each once.
    missing = wanted - there
    total, lost = wanted.total(), missing.total()
    kept.words += total
    kept.lost += lost
    share = 1 - lost / total if total else 1.0
    kept.least = min(kept.least, share)
    if share < LEAST_KEPT:
        kept.below.append((candidate.path, share, sorted(missing)[:12]))


def _bare(body: str, syntax: str) -> str:
    text = body
    if syntax in _NOT_WORDS:
        text = _NOT_WORDS[syntax].sub(" ", text)
    # Code shows its tags: there nothing but templates is taken away.
    parts, at = [], 0
    for code in _CODE.finditer(text):
        parts += [_MARKUP.sub(" ", text[at : code.start()]), code[0]]
        at = code.end()
    parts.append(_MARKUP.sub(" ", text[at:]))
    return unescape("".join(parts))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(unquote(text))]


def main() -> None:
    """Print a row for each corpus, and what is below the line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPORA
    print(
        "| corpus | bodies | with templates | words | kept | bodies below 99.5 % | syntax visible |"
    )
    print("|---|---|---|---|---|---|---|")
    details = []
    for bundle in sorted(folder.glob("*.bundle")):
        with tempfile.TemporaryDirectory() as scratch:
            clone = Path(scratch) / "bare"
            subprocess.run(["git", "clone", "-q", "--bare", bundle, clone], check=True)
            kept = measure(clone)
        share = 100 * (1 - kept.lost / max(1, kept.words))
        print(
            f"| {bundle.stem} | {kept.bodies:,} | {kept.templated:,} | {kept.words:,} | "
            f"{share:.3f} % | {len(kept.below)} | {len(kept.visible)} |",
            flush=True,
        )
        details += [f"{bundle.stem}: {p}: {s:.2%}: {' '.join(w)}" for p, s, w in kept.below]
        details += [f"{bundle.stem}: {path}: visible: {text}" for path, text in kept.visible]
        details += [f"{bundle.stem}: failed: {name}" for name in kept.failed]
    print("\n".join(details))


if __name__ == "__main__":
    main()
