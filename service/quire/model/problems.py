"""A problem: one fault found in content. A value, never an exception."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault found in content.

    Args:
        path: of the source file, relative to the site root, with `/`.
        line: 1-based line in that file, 0 where the fault is the file's as a whole.
        code: lower-case words joined by `-`, documented in docs/problems.md.
        message: one sentence that names the input and the remedy; at most 300 characters.
        column: 1-based, in characters; 0 where it is not known.
    """

    path: str
    line: int
    code: str
    message: str
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}" if self.column else f"{self.line}"
        return f"{self.path}:{place}: {self.code}: {self.message}"
