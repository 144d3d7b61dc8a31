from dataclasses import replace

from quire.model import Problem


def test_problem_reads_as_a_line_that_editors_can_jump_to() -> None:
    problem = Problem("content/posts/hello.md", 3, "wrong-type", "The draft must be true or false.")
    assert str(problem) == (
        "content/posts/hello.md:3: wrong-type: The draft must be true or false."
    )

    known = replace(problem, column=8)
    assert str(known) == (
        "content/posts/hello.md:3:8: wrong-type: The draft must be true or false."
    )


def test_problems_are_sorted_by_path_then_line() -> None:
    late = Problem("b.md", 1, "a", "")
    deep = Problem("a.md", 9, "a", "")
    early = Problem("a.md", 2, "b", "")
    assert sorted([late, deep, early]) == [early, deep, late]
