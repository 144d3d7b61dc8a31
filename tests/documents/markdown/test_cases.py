"""Markdown cases are files: a title, the markdown, then what is expected of it by name."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from quire.documents.markdown import render
from quire.documents.sanitising import resolve
from quire.model import Heading, Rendering

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.md"))
EXCERPT_WORDS = 20


def _outline(headings: Sequence[Heading], depth: int = 0) -> Iterator[str]:
    for heading in headings:
        yield f"{'  ' * depth}h{heading.level} {heading.id} {heading.title}"
        yield from _outline(heading.children, depth + 1)


def _part(rendering: Rendering, name: str) -> str:
    match name:
        case "addresses":
            return "\n".join(" ".join(address) for address in rendering.addresses)
        case "toc":
            return "\n".join(_outline(rendering.toc))
        case _:
            return str(getattr(rendering, name))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_markdown_case(path: Path) -> None:
    title, *parts = re.split(r"^=== (\w+)\n", path.read_text(), flags=re.MULTILINE)
    expected = dict(zip(parts[::2], parts[1::2], strict=True))
    rendering = render(expected.pop("markdown"), EXCERPT_WORDS)

    assert title.strip()
    assert "html" in expected
    assert {name: _part(rendering, name).rstrip("\n") for name in expected} == {
        name: text.rstrip("\n") for name, text in expected.items()
    }
    assert resolve(rendering.html, lambda _, address: address) == rendering.html
