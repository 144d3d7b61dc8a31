"""Where a front matter starts and ends, in which encoding, and when it is none."""

import codecs

import pytest

from quire.documents.front_matter import Parsed, Scalar, parse, parse_data
from quire.model import Problem

PATH = "content/a.md"
ALONE = "the opening fence --- must stand alone on its line"


def refused(
    line: int, reason: str, code: str = "front-matter-unreadable", column: int = 1
) -> Parsed:
    message = f"The front matter cannot be read: {reason}."
    problem = Problem(PATH, line, code, message, column)
    return Parsed(PATH, {}, {}, "", 1, (problem,), readable=False)


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("---\ntitle: x\n---\nbody\n", 4),
        ("---\ntitle: x\n...\nbody\n", 4),
        ("--- \t\ntitle: x\n---  \nbody\n", 4),
        ("+++\ntitle = 'x'\n+++\nbody\n", 4),
        ('{"title": "x"}\nbody\n', 2),
        ('{\n"title": "x"\n}\nbody\n', 4),
        ('{"title": "x"}body\n', 1),
        ("\n \n---\ntitle: x\n---\nbody\n", 6),
    ],
)
def test_header_is_cut_from_its_body(text: str, body_line: int) -> None:
    parsed = parse(PATH, text.encode())

    assert (parsed.values, parsed.body, parsed.body_line) == ({"title": "x"}, "body\n", body_line)
    assert parsed.readable
    assert parsed.problems == ()


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "---\ntitle: é\n---\nbody\n".encode(),
        "---\r\ntitle: é\r\n---\r\nbody\r\n".encode(),
        "---\rtitle: é\r---\rbody\r".encode(),
        "---\ntitle: é\n---\nbody\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "---\ntitle: é\n---\nbody\n".encode("utf-16-be"),
    ],
    ids=["byte order mark", "CRLF", "CR", "UTF-16", "UTF-16 big end first"],
)
def test_encoding_is_tolerated(data: bytes) -> None:
    assert parse(PATH, data) == Parsed(
        PATH, {"title": "é"}, {"title": 2}, "body\n", 4, columns={"title": 1}
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "body",
        "-- no\n",
        "- item\n",
        "* * *\n",
        "# Title\n\n---\n\ntext\n",
        "{{< shortcode >}}\n",
        "{% include x %}\n",
        "{: .class}\n",
        "{#id}\n",
    ],
)
def test_file_without_front_matter_is_all_body(text: str) -> None:
    assert parse(PATH, text.encode()) == Parsed(PATH, {}, {}, text, 1, headed=False)


@pytest.mark.parametrize(
    "text", ["---\n---\nbody", "---\n\n# note\n---\nbody", "+++\n+++\nbody", "{}\nbody"]
)
def test_empty_front_matter_is_readable(text: str) -> None:
    parsed = parse(PATH, text.encode())

    assert (parsed.values, parsed.body, parsed.readable) == ({}, "body", True)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"---\ntitle: x\n",
            refused(1, "it starts with --- but never ends; add a closing ---"),
        ),
        (b"\n+++\na = 1", refused(2, "it starts with +++ but never ends; add a closing +++")),
        (b"---", refused(1, "it starts with --- but never ends; add a closing ---")),
        (b'{"draft": true', refused(1, "it starts with { but never ends; add a closing }")),
        (b"----\ndraft: true\n---\n", refused(1, ALONE)),
        (b"--- draft: true\n", refused(1, ALONE)),
        (
            b"---\ntitle: caf\xe9\n---\n",
            refused(
                2, "byte 15 is not part of a character; save the file as UTF-8", "not-utf-8", 11
            ),
        ),
        (
            b"ok\n\nbody \xff",
            refused(
                3, "byte 10 is not part of a character; save the file as UTF-8", "not-utf-8", 6
            ),
        ),
        (
            b"\xff\xfe-",
            refused(
                0, "byte 3 is not part of a character; save the file as UTF-8", "not-utf-8", 0
            ),
        ),
    ],
)  # fmt: skip
def test_doubtful_header_is_refused_and_never_taken_for_a_body(
    data: bytes, expected: Parsed
) -> None:
    assert parse(PATH, data) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"---\na: {'x' * 65_536}\n---\n",
        f"+++\na = '{'é' * 33_000}'\n+++\n",
        '{"a": "%s"}' % ("x" * 65_536),
        '{"a": "%s"}' % ("é" * 33_000),
    ],
    ids=["yaml", "toml", "json", "json in two bytes a character"],
)
def test_header_beyond_64_kib_is_refused(text: str) -> None:
    reason = "it is larger than 64 KiB; move data to a file of its own"
    assert parse(PATH, text.encode()) == refused(1, reason, "front-matter-too-large")


def test_keys_are_folded_and_keep_their_lines() -> None:
    parsed = parse(PATH, b"---\nTitle: x\n\nPublishDate: y\nParams:\n  Kept: 1\n---\n")

    assert parsed.values == {"title": "x", "publishdate": "y", "params": {"Kept": Scalar("1", 1)}}
    assert parsed.lines == {"title": 2, "publishdate": 4, "params": 5}


def test_keys_that_fold_together_are_a_problem() -> None:
    parsed = parse(PATH, b"+++\nDraft = true\ndraft = false\n+++\n")

    assert parsed.values == {"draft": Scalar("false", False)}
    assert parsed.ambiguous == {"draft"}
    message = "The key 'draft' is given more than once; keep one of them."
    assert parsed.problems == (Problem(PATH, 3, "duplicate-key", message, 1),)


def test_data_files_are_read_by_their_suffix() -> None:
    assert parse_data("hugo.toml", b"baseURL = 'x'").values == {"baseurl": "x"}
    assert parse_data("config.YML", b"---\nbaseURL: x\n").values == {"baseurl": "x"}
    assert parse_data("config.yaml", b"a: 1\nb: 2").lines == {"a": 1, "b": 2}
    assert parse_data("c.json", b'\xef\xbb\xbf\n{"a": [1]}').values == {"a": [Scalar("1", 1)]}


def test_data_file_that_cannot_be_read_is_a_problem() -> None:
    too_large = "The file cannot be read: it is larger than 64 KiB; split it."
    assert parse_data("c.ini", b"").problems[0].message.endswith("or .json.")
    assert parse_data("c.toml", b"#" * 65_537).problems == (
        Problem("c.toml", 0, "settings-unreadable", too_large),
    )
    assert not parse_data("c.json", b"[1]").readable
    assert not parse_data("c.yaml", b"- 1").readable
    assert parse_data("c.toml", b"a = 1\nb =").problems[0].line == 2
