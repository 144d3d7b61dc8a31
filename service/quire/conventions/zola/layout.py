"""Where a content file stands: language, folders, page or section. Says nothing of front matter.

Source: https://www.getzola.org/documentation/content/overview/
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from quire.conventions.patterns import glob
from quire.conventions.zola.rules import CONTENT, Rules, rules_of
from quire.documents.dates import DateUnreadable, read_date
from quire.model import Language, Site

_DATED = re.compile(
    r"(\d{4}-[01]\d-[0-3]\d(?:T[0-9:.]{8,18}(?:Z|[+-]\d\d:\d\d))?)(?:\s?[_-](.+))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """A content file's place below `content/`.

    Args:
        language: None where the name ends in a language that the site does not have.
        folders: the folder of a page with assets of its own is not among them.
        stem: of a page, what names it: its file, or the folder of its `index.md`.
        name: of the file, without language and suffix.
    """

    language: Language | None
    folders: tuple[str, ...]
    stem: str
    name: str

    @property
    def is_section(self) -> bool:
        """The file is the page of a section."""
        return self.name == "_index"

    @property
    def key(self) -> str:
        """Equal for the language versions of one page."""
        return "/".join((*self.folders, self.stem, self.name))

    def section(self, rules: Rules) -> str:
        """Give the first folder; folders of transparent sections count as those above."""
        folders = self.folders
        while folders and "/".join(folders) in rules.transparent:
            folders = folders[:-1]
        return folders[0].lower() if folders else ""

    def dated_stem(self) -> tuple[datetime | None, str]:
        """Split the stem into a date that it begins with, and what names the page."""
        found = _DATED.fullmatch(self.stem)
        if found is None:
            return None, self.stem
        try:
            return read_date(found[1], UTC), found[2] or self.stem
        except DateUnreadable:
            return None, self.stem


def place(path: str, site: Site) -> Place | None:
    """Find the place of a content file; None for files that are no content."""
    folder, _, file = path.rpartition("/")
    if not path.startswith(f"{CONTENT}/") or not file.endswith(".md") or file.startswith("."):
        return None
    if _is_ignored(path, rules_of(site)):
        return None
    folders = tuple(folder.split("/")[1:])
    name, language = _by_suffix(file[: -len(".md")], site)
    if name == "index" and folders:
        return Place(language, folders[:-1], folders[-1], name)
    return Place(language, folders, name, name)


def _by_suffix(name: str, site: Site) -> tuple[str, Language | None]:
    default = next(each for each in site.languages if each.code == site.default_lang)
    stem, dot, code = name.partition(".")
    if not dot or len(site.languages) == 1 or code == site.default_lang:
        return name, default
    for each in site.languages:
        if each.code == code.lower():
            return stem, each
    return name, None


def _is_ignored(path: str, rules: Rules) -> bool:
    """Say whether a file is left out, whichever part of its path the glob was meant for."""
    spellings = (f"/{path}", path, path[len(CONTENT) + 1 :], path.rpartition("/")[2])
    patterns = [glob(text, "") for text in rules.ignored]
    return any(pattern and pattern.matches(each) for pattern in patterns for each in spellings)
