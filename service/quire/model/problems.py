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
    """

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code}: {self.message}"
