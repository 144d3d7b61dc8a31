"""The published pages of a real Hugo site, against what Hugo itself prints for it."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quire.catalogue.settlement import Settlement, settle
from quire.catalogue.visibility import hidden_reason
from quire.conventions import detect
from quire.documents.front_matter import parse
from quire.model import Reference
from quire.source import open_source
from tests.support.corpora import CORPORA, clone

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HUGOS_LIST = CORPORA / "digitalgov.hugo-all.csv"
PAGE = Path(__file__).parents[2] / "docs" / "fidelity.md"

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.slow,
    pytest.mark.skipif(not HUGOS_LIST.exists(), reason="the corpus digitalgov is not here"),
]


def hugos_pages() -> list[tuple[str, str]]:
    """Give (path, permalink) of what Hugo publishes at `NOW`."""
    with HUGOS_LIST.open(newline="") as file:
        rows = list(csv.DictReader(file))
    never = "0001-01-01T00:00:00Z"
    return [
        (row["path"], row["permalink"])
        for row in rows
        if row["draft"] == "false"
        and (row["expiryDate"] == never or datetime.fromisoformat(row["expiryDate"]) > NOW)
    ]


def settled(repository: Path) -> Settlement:
    """Settle what is visible at `NOW`, without rendering any of it."""
    source = open_source(repository, None, False)
    try:
        files = source.tree(source.revision()).files

        def read(path: str) -> bytes:
            return next(data or b"" for _, data in source.read([files[path]]))

        convention, _ = detect(files, read)
        site, problems = convention.site(files, read)
        assert problems == ()
        found = [
            convention.interpret(file, parse(file.path, data or b""), site).candidate
            for file, data in source.read(convention.content_files(files, site))
        ]
    finally:
        source.close()
    visible = [each for each in found if each and hidden_reason(each, site, NOW) is None]
    return settle(visible, site, "digitalgov", lambda address, _: Reference(address), {})


def listed_differences() -> set[str]:
    """Read the paths in the page's first table."""
    section = PAGE.read_text().partition("## Differences on digital.gov")[2].partition("\n## ")[0]
    cells = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    return {cell for cell in cells if cell.startswith("content/")}


def test_published_permalinks_are_hugos_but_for_the_listed_ones(tmp_path: Path) -> None:
    hugos = hugos_pages()
    settlement = settled(clone("digitalgov", tmp_path))
    ours = {
        (document.candidate.path, document.url)
        for document in settlement.documents
        if not document.candidate.path.endswith("_index.md")
    }
    differing = {path for path, _ in ours ^ set(hugos)}
    assert (len(hugos), len({url for _, url in hugos}), len(ours)) == (1177, 1176, 1174)
    assert {url for _, url in ours} < {url for _, url in hugos}
    assert differing == listed_differences()
    assert len(differing) <= 0.005 * len(hugos)
