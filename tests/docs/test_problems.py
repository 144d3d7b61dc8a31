"""docs/problems.md has a paragraph for each problem code, and for nothing else."""

import ast
import re

from tests.docs.pages import PACKAGE, prose, read

ROOMS = ("source", "documents", "conventions", "catalogue", "library")

OTHER_WORDS = frozenset(
    {
        # commands of git
        "cat-file",
        "for-each-ref",
        "ls-tree",
        "merge-base",
        "rev-list",
        "rev-parse",
        # classes of HTML
        "contains-task-list",
        "footnote-backref",
        "footnote-ref",
        "task-list-item",
        "task-list-item-checkbox",
        # distributions
        "jekyll-redirect-from",
        "linkify-it-py",
        "markdown-it-py",
        "mdit-py-plugins",
        "python-frontmatter",
        # encodings, files
        "gatsby-config",
        "quire-state",
        "utf-16",
        "utf-8",
        "utf-8-sig",
    }
)
"""Words joined by `-` in the code that are no problem codes. A new one is a code until it
stands here."""


def codes() -> set[str]:
    """Collect every text in the code that has the look of a code, and every single word that
    is reported as one."""
    found = set()
    for room in ROOMS:
        for path in (PACKAGE / room).rglob("*.py"):
            if "templates" in path.parts:  # names of shortcodes look alike
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Constant(value=str(text)):
                        if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", text):
                            found.add(text)
                    case (
                        ast.Call(func=ast.Name("Problem"), args=[_, _, ast.Constant(str(text)), _])
                        | ast.Call(
                            func=ast.Attribute(attr="report"), args=[_, ast.Constant(str(text)), _]
                        )
                    ):
                        found.add(text)
    return found - OTHER_WORDS


def documented() -> list[str]:
    return re.findall(r"^### (.+)$", prose(read("docs/problems.md")), re.MULTILINE)


def test_every_problem_code_of_the_code_has_a_paragraph() -> None:
    assert codes() - set(documented()) == set()


def test_every_paragraph_is_about_a_code_of_the_code() -> None:
    assert set(documented()) - codes() == set()


def test_no_code_is_explained_twice() -> None:
    assert len(documented()) == len(set(documented()))
