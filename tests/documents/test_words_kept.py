"""Real bodies keep their words and show no template syntax; exceptions stand in the docs."""

import subprocess
from pathlib import Path

import pytest
from benchmarks.words_kept import CORPORA, LEAST_KEPT, measure

from tests.docs.pages import code_words, read, rows, section

_TABLE = rows(section(read("docs/fidelity.md"), "What rendering keeps"))
EXCEPTIONS = code_words("\n".join(row[0] for row in _TABLE))
SHOWING = {"content/post/the-15-best-vim-plugins.md", "content/project/piv.md"}

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
]


@pytest.mark.parametrize("corpus", sorted(path.stem for path in CORPORA.glob("*.bundle")))
def test_bodies_of_corpus_keep_their_words_and_show_no_syntax(corpus: str, tmp_path: Path) -> None:
    bundle = CORPORA / f"{corpus}.bundle"
    subprocess.run(["git", "clone", "-q", "--bare", bundle, tmp_path / "bare"], check=True)
    kept = measure(tmp_path / "bare")

    assert kept.bodies > 50
    assert kept.failed == []
    assert {path for path, _ in kept.visible} <= SHOWING
    assert {path for path, *_ in kept.below} <= EXCEPTIONS
    assert 1 - kept.lost / kept.words >= LEAST_KEPT
