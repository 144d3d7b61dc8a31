"""Real content: what is unreadable is listed here by path, and rendering keeps its promises."""

import subprocess
from pathlib import Path

import pytest

from quire.documents.front_matter import parse
from quire.documents.markdown import render
from quire.documents.sanitising import resolve

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
UNREADABLE = {
    "digitalgov": ["content/301.md"],
    "spf13-2013": [],
    "rails-weblog": [],
    "pallets": [],
}

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
]


@pytest.mark.parametrize("corpus", UNREADABLE)
def test_posts_of_corpus_are_readable_and_render(corpus: str, tmp_path: Path) -> None:
    bundle = CORPORA / f"{corpus}.bundle"
    subprocess.run(["git", "clone", "-q", bundle, tmp_path / corpus], check=True)
    files = sorted((tmp_path / corpus).rglob("*.md"))
    parsed = [parse(str(file.relative_to(tmp_path / corpus)), file.read_bytes()) for file in files]

    assert [found.path for found in parsed if not found.readable] == UNREADABLE[corpus]
    for found in parsed[:: max(1, len(parsed) // 40)]:
        rendering = render(found.body, 55)
        assert rendering.failure is None
        assert resolve(rendering.html, lambda _, address: address) == rendering.html
