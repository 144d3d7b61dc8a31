from datetime import UTC, datetime

from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import parse
from quire.model import Problem

PATH = "content/a.md"


def fields_of(header: str) -> Fields:
    return Fields(parse(PATH, f"---\n{header}\n---\n".encode()))


def problem(line: int, code: str, message: str) -> Problem:
    return Problem(PATH, line, code, message, column=1)


def test_texts_keep_the_spelling_of_the_source() -> None:
    fields = fields_of(
        "title: 2024\nversion: 1.10\nok: True\nday: 2024-05-31\nempty: '  '\nnone:\n"
        "tags: [no, on, 1.10, 0x1F, ~, '']\none: NARUSE, Yui"
    )

    assert fields.text("title") == "2024"
    assert fields.text("version") == "1.10"
    assert fields.text("ok") == "True"
    assert fields.text("day") == "2024-05-31"
    assert fields.text("empty") is None
    assert fields.text("none") is None
    assert fields.text("missing") is None
    assert fields.texts("tags") == ("no", "on", "1.10", "0x1F")
    assert fields.texts("one") == ("NARUSE, Yui",)
    assert fields.texts("none") == fields.texts("missing") == ()
    assert fields.problems == []
    assert "title" in fields
    assert "none" not in fields
    assert fields.names[:2] == ("title", "version")


def test_text_of_the_wrong_shape_is_reported_with_its_line() -> None:
    fields = fields_of('title: [a]\nslug: abcdef\nname: "a\\u0007b"')

    assert fields.text("title") is None
    assert fields.text("slug", max_length=5) is None
    assert fields.text("name") is None
    assert fields.invalid == {"title", "slug", "name"}
    assert fields.problems == [
        problem(2, "wrong-type", "The field 'title' must be a text."),
        problem(3, "too-long", "The field 'slug' has 6 characters; shorten it to 5."),
        problem(4, "control-character", "The field 'name' holds a control character; remove it."),
    ]


def test_list_of_the_wrong_shape_keeps_what_is_right() -> None:
    fields = fields_of("tags: [a, [b], {c: d}, e]\nmany: [1, 2, 3]\nmap: {a: b}")

    assert fields.texts("tags") == ("a", "e")
    assert fields.texts("many", max_count=2) == ("1", "2")
    assert fields.texts("map") == ()
    assert fields.invalid == {"tags", "many", "map"}
    assert [(found.line, found.code) for found in fields.problems] == [
        (2, "wrong-type"),
        (2, "wrong-type"),
        (3, "too-many"),
        (4, "wrong-type"),
    ]


def test_draft_must_be_a_real_boolean() -> None:
    fields = fields_of('a: true\nb: FALSE\nc: "false"\nd: no\ne: 0\nf: [false]\ng:')

    assert [fields.flag(name) for name in "abcdefgh"] == [
        True,
        False,
        INVALID,
        INVALID,
        INVALID,
        INVALID,
        None,
        None,
    ]
    assert INVALID
    assert fields.invalid == set("cdef")
    assert fields.problems[0] == problem(
        4, "wrong-type", "The field 'c' must be true or false, without quotes."
    )


def test_draft_given_twice_is_invalid_whatever_its_values() -> None:
    fields = fields_of("draft: true\nDraft: false")

    assert fields.flag("draft") is INVALID
    assert fields.invalid == {"draft"}
    assert fields.problems == [
        problem(3, "duplicate-key", "The key 'Draft' is given more than once; keep one of them.")
    ]


def test_whole_numbers_are_bounded() -> None:
    fields = fields_of("a: 5\nb: 50\nc: '5'\nd: 5.5\ne: true")

    assert [fields.integer(name, minimum=0, maximum=10) for name in "abcdef"] == [
        5,
        None,
        None,
        None,
        None,
        None,
    ]
    assert fields.invalid == set("bcde")
    assert fields.problems[:2] == [
        problem(3, "out-of-range", "The field 'b' must be 0 to 10."),
        problem(4, "wrong-type", "The field 'c' must be a whole number, without quotes."),
    ]


def test_impossible_date_is_a_problem_and_not_an_exception() -> None:
    fields = fields_of("date: 2013-12-02 7:37:00 -0400\nupdated: 2024-02-30\nzero: 0001-01-01")

    assert fields.instant("date", default_zone=UTC) == datetime(2013, 12, 2, 11, 37, tzinfo=UTC)
    assert fields.instant("updated", default_zone=UTC) is None
    assert fields.instant("zero", default_zone=UTC) is None
    assert fields.instant("missing", default_zone=UTC) is None
    assert fields.invalid == {"updated"}
    assert fields.problems == [
        problem(
            3,
            "impossible-date",
            "The field 'updated' cannot be read: no calendar has such a day or time; "
            "write it like 2024-05-31 or 2024-05-31T09:30:00Z.",
        )
    ]


def test_nested_fields_are_fields_of_their_own() -> None:
    fields = fields_of("seo:\n  Title: x\n  noindex: maybe\nflat: 1")
    seo = fields.nested("seo")

    assert fields.is_mapping("seo")
    assert not fields.is_mapping("flat")
    assert seo.text("title") == "x"
    assert seo.flag("noindex") is INVALID
    assert seo.invalid == {"noindex"}
    assert fields.invalid == set()
    assert fields.nested("flat").invalid == {"flat"}
    assert fields.nested("missing").names == ()
    assert fields.problems == [
        problem(2, "wrong-type", "The field 'seo.noindex' must be true or false, without quotes."),
        problem(5, "wrong-type", "The field 'flat' must be a mapping of keys to values."),
    ]


def test_what_no_field_takes_is_left_as_json_values() -> None:
    fields = fields_of(
        "title: x\nn: 1\nf: 1.5\ninf: .inf\nb: true\nd: 2024-05-31\nbig: 99999999999999999999\n"
        "none:\nm: {A: [1, {b: .nan}]}"
    )

    assert fields.rest({"title"}) == {
        "n": 1,
        "f": 1.5,
        "inf": ".inf",
        "b": True,
        "d": "2024-05-31",
        "big": "99999999999999999999",
        "m": {"A": [1, {"b": ".nan"}]},
    }
    assert fields.mapping("m") == {"A": [1, {"b": ".nan"}]}
    assert fields.mapping("none") == fields.mapping("missing") == {}
    assert fields.mapping("n") == {}
    assert fields.invalid == {"n"}


def test_reader_of_a_field_can_report_what_only_it_knows() -> None:
    fields = fields_of("title: x\nurl: y")
    fields.report("url", "bad-url", "The url is no path.")

    assert fields.problems == [problem(3, "bad-url", "The url is no path.")]
    assert fields.invalid == set()
