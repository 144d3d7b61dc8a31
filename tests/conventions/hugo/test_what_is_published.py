"""Small sites on which Hugo has been asked what is published: Quire says the same.

Each site of `sites/*.txt` begins with `=== name` and ends with what Hugo writes for it, a line
`=> path address date` for each content file; a date is left out where there is none. The quick
test holds Quire to these lines, the slow one holds the lines to Hugo.
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


class Case(NamedTuple):
    """A site, and (address, date) of what is published of it, by path."""

    site: str
    published: dict[str, tuple[str, datetime | None]]


def cases() -> list[object]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for text in re.split(r"^=== ", file.read_text(), flags=re.MULTILINE)[1:]:
            name, _, rest = text.partition("\n")
            lines = rest.splitlines(keepends=True)
            site = "".join(line for line in lines if not line.startswith("=> ")).rstrip() + "\n"
            published = dict(expected(line) for line in lines if line.startswith("=> "))
            found.append(pytest.param(Case(site, published), id=f"{file.stem}: {name}"))
    return found


def expected(line: str) -> tuple[str, tuple[str, datetime | None]]:
    path, address, date = re.fullmatch(r"=> (.+?) (/\S*)(?: (\S+))?\n?", line).groups()  # type: ignore[union-attr]
    return path, (address, datetime.fromisoformat(date) if date else None)


@pytest.mark.parametrize("case", cases())
def test_site_is_published_as_hugo_does(case: Case) -> None:
    found = understood(case.site)
    assert "unreadable-rule" not in [problem.code for problem in found.problems]
    assert {
        path: (unquote(each.permalink), each.published_at)
        for path, each in found.candidates.items()
        if hidden_reason(each, found.site, NOW) is None
    } == case.published


@pytest.mark.slow
@pytest.mark.skipif(hugo.missing() is not None, reason=hugo.missing() or "")
@pytest.mark.parametrize("case", cases())
def test_hugo_publishes_what_the_site_expects(case: Case, tmp_path: Path) -> None:
    pages = hugo.published_of(site_files(case.site), tmp_path, NOW)
    assert {
        path: (unquote(urlsplit(page.url).path), page.date) for path, page in pages.items()
    } == case.published
