"""YAML, TOML and JSON: what values mean, what is refused, and hostile input by name."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.front_matter import Parsed, Scalar, parse, parse_data

PATH = "content/a.md"
UNREADABLE = "front-matter-unreadable"
DEEP = "front-matter-too-deep"
LARGE = "front-matter-too-large"
EXPECTS_KEY = "expecting property name enclosed in double quotes; mend the JSON"
HALF = "it holds half of a surrogate pair; write the character itself"
NO_TAG = "is not read; write the value without it"


def yaml(header: str) -> Parsed:
    return parse(PATH, f"---\n{header}\n---\n".encode())


def toml(header: str) -> Parsed:
    return parse(PATH, f"+++\n{header}\n+++\n".encode())


def json(header: str) -> Parsed:
    return parse(PATH, header.encode())


def verdict(parsed: Parsed) -> tuple[int, str, str]:
    (problem,) = parsed.problems
    assert not parsed.readable
    assert parsed.values == {}
    return (
        problem.line,
        problem.code,
        problem.message.removeprefix("The front matter cannot be read: "),
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("12:30:45", "12:30:45"),
        ("0o17", Scalar("0o17", 15)),
        ("0x1F", Scalar("0x1F", 31)),
        ("007", Scalar("007", 7)),
        ("-3", Scalar("-3", -3)),
        ("1.10", Scalar("1.10", 1.1)),
        ("1e3", Scalar("1e3", 1000.0)),
        ("-.INF", Scalar("-.INF", float("-inf"))),
        ("1_000", "1_000"),
        ("9" * 20, "9" * 20),
        ("9" * 70, "9" * 70),
        ("TRUE", Scalar("TRUE", True)),
        ("'true'", "true"),
        ("! 5", "5"),
        ("!!str 5", "5"),
        ("Null", None),
        ("~", None),
        ("", None),
        ("2024-02-30", "2024-02-30"),
        ("2013-12-02 7:37:00 -0400", "2013-12-02 7:37:00 -0400"),
        ("|\n  a\n  b", "a\nb\n"),
        ("[a, {b: c}]", ["a", {"b": "c"}]),
    ],
)  # fmt: skip
def test_yaml_value_means_what_yaml_1_2_says(source: str, expected: object) -> None:
    assert yaml(f"a: {source}").values == {"a": expected}


def test_yaml_keys_are_texts_whatever_they_look_like() -> None:
    parsed = yaml("2024: a\ntrue: b\n~: c\n'': d\n? e\n: f")

    assert parsed.values == {"2024": "a", "true": "b", "~": "c", "": "d", "e": "f"}


def test_yaml_key_given_twice_is_reported_at_any_depth() -> None:
    parsed = yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 3")

    assert parsed.values == {"a": Scalar("3", 3), "b": {"c": Scalar("2", 2)}}
    assert parsed.ambiguous == {"a"}
    assert [(problem.line, problem.code) for problem in parsed.problems] == [
        (5, "duplicate-key"),
        (6, "duplicate-key"),
    ]


@pytest.mark.parametrize(
    ("header", "line", "reason"),
    [
        ("- a", 2, "it is a list; write `key: value` lines"),
        ("text", 2, "it is a single value; write `key: value` lines"),
        ("a: &x 1\nb: *x", 3, "the alias *x is not read; repeat its value"),
        ("a: !!python/name:os [x]", 2, f"the tag !!python/name:os {NO_TAG}"),
        ("a: !env x", 2, f"the tag !env {NO_TAG}"),
        ("a: !!set {x}", 2, f"the tag !!set {NO_TAG}"),
        ("[a]: b", 2, "a key is a list or a mapping; keys are words"),
        ("a: 1\n--- # again\nb: 2", 3, "it holds more than one YAML document; keep one"),
        ("a: b: c", 2, "mapping values are not allowed in this context; mend the YAML"),
        ("a: 1\nb: é\x00", 3, "it holds a control character that YAML does not allow; remove it"),
    ],
)  # fmt: skip
def test_yaml_is_refused(header: str, line: int, reason: str) -> None:
    assert verdict(yaml(header)) == (line, UNREADABLE, f"{reason}.")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("a = 1_000", Scalar("1000", 1000)),
        ("a = 1.10", Scalar("1.10", 1.1)),
        ("a = inf", Scalar("inf", float("inf"))),
        ("a = true", Scalar("true", True)),
        ("a = 'true'", "true"),
        ("a = 2013-12-02 07:37:00-04:00", "2013-12-02T07:37:00-04:00"),
        ("a = 2024-05-31", "2024-05-31"),
        ("a = 07:30:00", "07:30:00"),
        ("a = [1, {b = 2}]", [Scalar("1", 1), {"b": Scalar("2", 2)}]),
        ("a.b.c = ''", {"b": {"c": ""}}),
        ('[[a]]\nb = """\n[[[\n"""', [{"b": "[[[\n"}]),
    ],
)
def test_toml_value(header: str, expected: object) -> None:
    assert toml(header).values == {"a": expected}


def test_toml_keys_have_lines() -> None:
    parsed = toml('a = """\nb = 1\n"""\n"c d" = 1\n\'e\'.f = 1\n[g.h]\na = 2\n[[i]]')

    assert parsed.lines == {"a": 2, "c d": 5, "e": 6, "g": 7, "i": 9}


@pytest.mark.parametrize(
    ("header", "line", "reason"),
    [
        ("a = 1\nb = ", 3, "invalid value; mend the TOML"),
        ("a = 1\na = 2", 3, "cannot overwrite a value; mend the TOML"),
        ("a = 2024-02-30", 2, "invalid date or datetime; mend the TOML"),
        (f"a = {'9' * 30}", 1, "a number has more than 64 bits; quote it"),
    ],
)  # fmt: skip
def test_toml_is_refused(header: str, line: int, reason: str) -> None:
    assert verdict(toml(header)) == (line, UNREADABLE, f"{reason}.")


@pytest.mark.parametrize(
    "opening",
    ['"""x""""', '"""x"""""', '"""\\""""', "'''x''''", "'''x'''''", '""""""""'],
)
@pytest.mark.parametrize("deep", ["[" * 21, "{a=" * 21, "{" + "a." * 21 + "a=1}"])
def test_toml_that_hides_its_depth_behind_a_longer_quote_is_refused(
    opening: str, deep: str
) -> None:
    header = f"a = [{opening}, {deep}"

    assert not toml(header).readable


def test_json_values_and_lines() -> None:
    parsed = json(
        '{"A": 1.10, "b": [true, null, "x"],\n "c": {"d": 1},\n "e\\u0301": -0, "f": {"c": 2}}\nb'
    )

    assert parsed.values == {
        "a": Scalar("1.10", 1.1),
        "b": [Scalar("true", True), None, "x"],
        "c": {"d": Scalar("1", 1)},
        "e\u0301": Scalar("-0", 0),
        "f": {"c": Scalar("2", 2)},
    }
    assert parsed.lines == {"a": 1, "b": 1, "c": 2, "e\u0301": 3, "f": 3}
    assert parsed.body == "b"


def test_json_key_given_twice_is_reported_at_any_depth() -> None:
    parsed = json('{"a": 1,\n"a": {"b": 1, "b": 2}}')

    assert parsed.values == {"a": {"b": Scalar("2", 2)}}
    assert parsed.ambiguous == {"a"}
    assert [(problem.line, problem.code) for problem in parsed.problems] == [
        (2, "duplicate-key"),
        (0, "duplicate-key"),
    ]


@pytest.mark.parametrize(
    ("header", "line", "reason"),
    [
        ('{"a": 1,\n}', 2, EXPECTS_KEY),
        ("{ draft: true }", 1, EXPECTS_KEY),
        ('{"a": NaN}', 0, "NaN is not JSON; write a number or null"),
        ('{"a": "\\ud800"}', 0, HALF),
        ('{"\\udfff": 1}', 0, HALF),
    ],
)  # fmt: skip
def test_json_is_refused(header: str, line: int, reason: str) -> None:
    found = verdict(json(header))

    assert found[:2] == (line, UNREADABLE)
    # Some words are the standard library's and differ between its versions.
    assert found[2] == f"{reason}." or "mend the JSON" in found[2]


# Each is just past a bound of ours: 20 levels, 10,000 values. Far beyond them some readers of
# these notations take minutes or end the process, so nothing of the kind stands here.
PAST_A_BOUND = {
    "yaml brackets": ("---\na: " + "[" * 20 + "]" * 20 + "\n---\n", DEEP),
    "yaml unclosed brackets": ("---\na: " + "[" * 20 + "\n---\n", DEEP),
    "yaml mappings": ("---\n" + "".join(" " * n + "a:\n" for n in range(21)) + "---\n", DEEP),
    "yaml list in list": ("---\na:\n " + "- " * 20 + "x\n---\n", DEEP),
    "yaml many values": ("---\na: [" + "1," * 9_993 + "]\n---\n", LARGE),
    "yaml alias": ("---\na: &a [x]\nb: *a\n---\n", UNREADABLE),
    "yaml merge": ("---\na: &a {x: 1}\nb:\n  <<: *a\n---\n", UNREADABLE),
    "toml dotted key": ("+++\n" + "a." * 20 + "a = 1\n+++\n", DEEP),
    "toml dotted table": ("+++\n[" + "a." * 21 + "a]\n+++\n", DEEP),
    "toml quoted dotted key": ("+++\n" + '"a" . ' * 20 + "a = 1\n+++\n", DEEP),
    "toml brackets": ("+++\na = " + "[" * 21 + "]" * 21 + "\n+++\n", DEEP),
    "toml braces": ("+++\na = " + "{a=" * 21 + "1" + "}" * 21 + "\n+++\n", DEEP),
    "toml depth in steps": (f"+++\n[{'a.' * 15}a]\n{'b.' * 15}b = 1\n+++\n", DEEP),
    "toml many values": ("+++\na = [" + "1," * 9_998 + "]\n+++\n", LARGE),
    "toml long number": ("+++\na = " + "9" * 65 + "\n+++\n", UNREADABLE),
    "toml long hexadecimal": ("+++\na = 0x" + "f" * 17 + "\n+++\n", UNREADABLE),
    "json brackets": ('{"a": ' + "[" * 20 + "]" * 20 + "}", DEEP),
    "json braces": ('{"a":' * 21 + "1" + "}" * 21, DEEP),
    "json many values": ('{"a": [' + "1," * 9_996 + "1]}", LARGE),
}  # fmt: skip


@pytest.mark.parametrize("name", PAST_A_BOUND)
def test_header_just_past_a_bound_is_refused(name: str) -> None:
    text, code = PAST_A_BOUND[name]

    parsed = parse(PATH, text.encode())

    assert verdict(parsed)[1] == code
    assert len(parsed.problems[0].message) <= 300


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 19 + "]" * 19 + "\n---\n",
        "---\n" + "".join(" " * n + "a:\n" for n in range(20)) + "---\n",
        "---\na:\n " + "- " * 19 + "x\n---\n",
        "---\na: [" + "1," * 9_992 + "]\n---\n",
        "+++\n" + "a." * 19 + "a = 1\n+++\n",
        "+++\na = " + "[" * 20 + "]" * 20 + "\n+++\n",
        "+++\na = [" + "1," * 9_997 + "]\n+++\n",
        "+++\na = 0x7" + "f" * 15 + "\n+++\n",
        '{"a": ' + "[" * 19 + "]" * 19 + "}",
        '{"a":' * 20 + "1" + "}" * 20,
        '{"a": [' + "1," * 9_995 + "1]}",
    ],
    ids=lambda text: ascii(text[:14]),
)
def test_header_at_a_bound_is_read(text: str) -> None:
    assert parse(PATH, text.encode()).readable


@pytest.mark.parametrize(
    "text",
    [
        '{"a": %s}' % ("9" * 65),
        "---\na: " + "9" * 65 + "\n---\n",
        "---\n" + "\n".join(f"k{n}: 1" for n in range(4_000)) + "\n---\n",
        "+++\n" + "\n".join(f"k{n} = 1" for n in range(3_000)) + "\n+++\n",
        "+++\n" + "\n".join(f"[t{n}]" for n in range(3_000)) + "\n+++\n",
        "---\na: '" + "x\n  " * 15_000 + "'\n---\n",
        "+++\na = '''" + "\n" * 60_000 + "'''\n+++\n",
        '{"a": "' + "\\n" * 30_000 + '"}',
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_large_header_takes_linear_time(text: str) -> None:
    start = time.process_time()

    assert parse(PATH, text.encode()).readable
    assert time.process_time() - start < 1


# fmt: off
PIECES = st.sampled_from([
    "---\n", "...\n", "+++\n", "{", "}", "[", "]", ":", ": ", ",", "- ", "\n", "  ", "a", '"', "'",
    "=", ".", "#", "&a ", "*a", "!x ", "|\n", "? ", "1", "true", "null", "2024-02-30", "\\u", "é",
    '"""', "'''", "\\", "%", "@", "\t", "\x00", "<<",
])
# fmt: on
HEADERS = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=150)
@given(st.binary(max_size=200) | HEADERS.map(str.encode))
def test_any_bytes_are_parsed_or_reported(data: bytes) -> None:
    _assert_sound(parse(PATH, data))


@settings(max_examples=200)
@given(st.sampled_from(["---\n%s\n---\nx", "+++\n%s\n+++\nx", '{"a": %s}\nx']), HEADERS)
def test_any_header_is_parsed_or_reported(frame: str, header: str) -> None:
    _assert_sound(parse(PATH, (frame % header).encode()))
    _assert_sound(
        parse_data("a" + {"-": ".yaml", "+": ".toml", "{": ".json"}[frame[0]], header.encode())
    )


def _assert_sound(parsed: Parsed) -> None:
    assert parsed.readable or (parsed.problems and not parsed.values and not parsed.body)
    assert all(1 <= len(problem.message) <= 300 for problem in parsed.problems)
    assert set(parsed.lines) == set(parsed.values)
