"""Real sites: no survey fails, and every file that git lists is accounted for, once."""

import pytest
from benchmarks.accounting import CORPORA, PAGE, Account, accounts, tables

from quire.library.accounting import counted

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
]


@pytest.fixture(scope="module")
def found() -> list[Account]:
    return list(accounts())


def test_every_markdown_file_is_published_hidden_a_problem_or_no_content(
    found: list[Account],
) -> None:
    assert len(found) >= 6
    for each in found:
        counts = counted(each.survey.dispositions, markdown=True)
        assert (each.name, sum(count.total() for count in counts.values())) == (
            each.name,
            each.listed[1],
        )


def test_whatever_is_called_a_problem_is_in_the_problem_list(found: list[Account]) -> None:
    for each in found:
        listed = {(problem.path, problem.code) for problem in each.survey.problems}
        problems = {
            (path, detail)
            for path, (fate, detail) in each.survey.dispositions.items()
            if fate == "problem"
        }
        assert problems <= listed


def test_whatever_is_published_is_a_document_or_a_profile(found: list[Account]) -> None:
    for each in found:
        fates = each.survey.dispositions
        published = {path for path, (fate, _) in fates.items() if fate == "published"}
        documents = {document.candidate.path for document in each.survey.settlement.documents}
        assert documents <= published
        assert {fates[path].detail for path in published - documents} <= {"author", "term"}


def test_the_tables_in_the_documentation_are_what_is_true(found: list[Account]) -> None:
    assert tables(found) in PAGE.read_text(encoding="utf-8")
