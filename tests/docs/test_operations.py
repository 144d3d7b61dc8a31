"""docs/operations.md says what each code means by which /readyz tells how the source stands."""

from quire.library.standing import Code
from tests.docs.pages import read


def test_each_code_of_the_source_is_explained() -> None:
    rows = [line for line in read("docs/operations.md").splitlines() if line.startswith("| `")]
    explained = {line.split("`")[1] for line in rows}
    assert {str(code) for code in Code} <= explained
