"""The programs of docs/clients.md are those that are tested, to the letter."""

import pytest

from tests.docs.pages import ROOT, read


@pytest.mark.parametrize(
    ("language", "file"),
    [("ts", "tests/clients/typescript/sync.ts"), ("kotlin", "tests/clients/kotlin/src/Sync.kt")],
)
def test_client_that_keeps_a_copy_is_the_one_that_is_tested(language: str, file: str) -> None:
    program = (ROOT / file).read_text()
    assert f"```{language}\n{program}```" in read("docs/clients.md")
