"""Small sites on which Hugo has been asked what is published: Quire says the same.

Each site of `sites/*.txt` begins with `=== name` and ends with what is published of it, a line
`=> path address date` for each content file; a date is left out where there is none. A line
`hugo> ...` is what Hugo alone writes: Quire hides it in doubt. A line `quire> ...` is what Quire
alone publishes. docs/fidelity.md names both. The quick test holds Quire to these lines, the slow
one holds the lines to Hugo.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

from quire.catalogue.visibility import hidden_reason
from tests.conventions.reading import understood
from tests.support import hugo
from tests.support.repositories import site_files

NOW = datetime(2026, 11, 23, tzinfo=UTC)
FOLDER = Path(__file__).parent / "sites"
EXPECTED = re.compile(
    r"(?P<who>=|hugo|quire)> (?P<path>.+?) (?P<address>/\S*)(?: (?P<date>\S+))?\n?"
)


class Case(NamedTuple):
    """A site, and (address, date) of what is published of it, by path."""

    site: str
    by_hugo: dict[str, tuple[str, datetime | None]]
    by_quire: dict[str, tuple[str, datetime | None]]


def cases() -> list[object]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for text in re.split(r"^=== ", file.read_text(), flags=re.MULTILINE)[1:]:
            name, _, rest = text.partition("\n")
            lines = rest.splitlines(keepends=True)
            words = [word for line in lines if (word := EXPECTED.fullmatch(line))]
            site = "".join(line for line in lines if not EXPECTED.fullmatch(line)).rstrip() + "\n"
            case = Case(site, expected(words, "quire"), expected(words, "hugo"))
            found.append(pytest.param(case, id=f"{file.stem}: {name}"))
    return found


def expected(words: list[re.Match[str]], other: str) -> dict[str, tuple[str, datetime | None]]:
    """Give what one of the two publishes: all lines but those of the other alone."""
    return {
        word["path"]: (
            word["address"],
            datetime.fromisoformat(word["date"]) if word["date"] else None,
        )
        for word in words
        if word["who"] != other
    }


@pytest.mark.parametrize("case", cases())
def test_site_is_published_as_hugo_does(case: Case) -> None:
    found = understood(case.site)
    assert "unreadable-rule" not in [problem.code for problem in found.problems]
    assert {
        path: (unquote(each.permalink), each.published_at)
        for path, each in found.candidates.items()
        if hidden_reason(each, found.site, NOW) is None
    } == case.by_quire


@pytest.mark.slow
@pytest.mark.skipif(hugo.missing() is not None, reason=hugo.missing() or "")
@pytest.mark.parametrize("case", cases())
def test_hugo_publishes_what_the_site_expects(case: Case, tmp_path: Path) -> None:
    pages = hugo.published_of(site_files(case.site), tmp_path, NOW)
    assert {
        path: (unquote(urlsplit(page.url).path), page.date) for path, page in pages.items()
    } == case.by_hugo
