"""The documentation as files: pages, headings, tables, code that it names."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "service" / "quire"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

_FENCE = re.compile(r"^( *)```.*?^\1```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def read(name: str) -> str:
    """Give the text of a page by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Give a page without its fenced code."""
    return _FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """Give the fragments that a page's headings answer to, as GitHub makes them."""
    titles = (title.strip().lower() for title in _HEADING.findall(prose(text)))
    return {_NOT_IN_ANCHORS.sub("", title).replace(" ", "-") for title in titles}


def rows(text: str) -> list[list[str]]:
    """Give the cells of all table rows of a page, header rows included."""
    lines = (line for line in text.splitlines() if line.startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def section(text: str, title: str) -> str:
    """Give what stands under a heading, up to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert found, f"there is no heading {title!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def code_words(text: str) -> set[str]:
    """Give all that stands in backticks outside of fenced code."""
    return set(re.findall(r"`([^`\n]+)`", prose(text)))


def ignored(path: str) -> bool:
    """Say whether git passes a path over: what a command makes is not there in a fresh clone."""
    done = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
    return done.returncode == 0
