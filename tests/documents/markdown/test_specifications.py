"""CommonMark's 652 examples and those of GitHub's extensions, through the dialect as served."""

import re

import pytest

from quire.documents.markdown import render
from quire.documents.sanitising import sanitise
from tests.docs.pages import read, rows, section
from tests.documents.markdown.specifications import Example, examples, normal

EXAMPLES = examples()
PAGE = section(read("docs/markdown.md"), "The examples of the specifications")

pytestmark = pytest.mark.skipif(
    not EXAMPLES, reason="the archive of examples is not there; `make test` fetches it"
)


def _listed(text: str) -> set[tuple[str, int]]:
    """Read the rows of deviations: specification, numbers, reason."""
    found = set()
    for row in rows(text):
        if row[0] in ("CommonMark", "GFM") and re.fullmatch(r"[\d, -]+", row[1]) and len(row) == 3:
            for part in row[1].split(","):
                first, _, last = part.strip().partition("-")
                found |= {(row[0], n) for n in range(int(first), int(last or first) + 1)}
    return found


def _outcome(example: Example) -> str:
    found = normal(render(example.markdown, 55).html)
    if found == normal(example.html):
        return "equal"
    # The example's own HTML, made safe as ours is.
    return "sanitised" if found == normal(sanitise(example.html)[0]) else "deviating"


def test_every_example_is_there() -> None:
    numbers = [each.specification for each in EXAMPLES]
    assert (numbers.count("CommonMark"), numbers.count("GFM")) == (652, 24)


def test_examples_pass_but_for_those_listed_with_their_reason() -> None:
    outcomes = {(each.specification, each.number): _outcome(each) for each in EXAMPLES}
    sanitised, deviating = PAGE.split("### Other deviations")

    assert {key for key, what in outcomes.items() if what == "deviating"} == _listed(deviating)
    assert {key for key, what in outcomes.items() if what == "sanitised"} == _listed(sanitised)
    for name in ("CommonMark", "GFM"):
        counts = [
            sum(what == wanted for key, what in outcomes.items() if key[0] == name)
            for wanted in ("equal", "sanitised", "deviating")
        ]
        row = next(row for row in rows(PAGE) if row[0] == name and len(row) == 5)
        assert row[1:] == [str(sum(counts)), *map(str, counts)]
