"""Real content: what is unreadable is listed here by path, and rendering keeps its promises."""

import io
import subprocess
import tarfile
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
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
]


@pytest.mark.parametrize("corpus", UNREADABLE)
def test_posts_of_corpus_are_readable_and_render(corpus: str, tmp_path: Path) -> None:
    bundle = CORPORA / f"{corpus}.bundle"
    subprocess.run(["git", "clone", "-q", "--bare", bundle, tmp_path / "bare"], check=True)
    archive = subprocess.run(
        ["git", "-C", tmp_path / "bare", "archive", "HEAD", ":(glob)**/*.md"],
        check=True,
        capture_output=True,
    ).stdout
    parsed = []
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            if (file := files.extractfile(member)) is not None:
                parsed.append(parse(member.name, file.read()))

    assert [found.path for found in parsed if not found.readable] == UNREADABLE[corpus]
    for found in parsed[:: max(1, len(parsed) // 40)]:
        rendering = render(found.body, 55)
        assert rendering.failure is None
        assert resolve(rendering.html, lambda _, address: address) == rendering.html
