"""Liquid's expressions, filter by filter."""

import pytest

from quire.documents.templates import Context, expand

CONTEXT = Context(
    site={"list": [3, 1, 2], "maps": [{"k": "b", "n": 1}, {"k": "a", "n": 2}], "m": {"Key": "v"}},
    page={"title": "A title", "date": "2024-05-31 09:05:07 +0200", "none": None, "yes": True},
)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("site.m.key", "v"),
        ("site.m['Key']", "v"),
        ("site.list[-1]", "2"),
        ("site.list.first", "3"),
        ("site.list.size", "3"),
        ("site.list[9]", ""),
        ("page.title.size", "7"),
        ("page.title.none", ""),
        ("page.yes", "true"),
        ("site.m", ""),
        ("site.list", "312"),
        ("1.5", "1.5"),
        ("(1..3) | join: ','", "1,2,3"),
        ("site.list | sort | join: ''", "123"),
        ("site.list | reverse | first", "2"),
        ("site.list | concat: site.list | uniq | size", "3"),
        ("site.maps | map: 'k' | join: '+'", "b+a"),
        ("site.maps | where: 'k', 'a' | map: 'n' | first", "2"),
        ("site.maps | sort: 'k' | map: 'k' | join", "a b"),
        ("'a b' | split: ' ' | array_to_sentence_string", "a and b"),
        ("'a b c' | split: ' ' | array_to_sentence_string: 'or'", "a, b, or c"),
        ("'abc' | slice: 1", "b"),
        ("'abc' | slice: -2, 2", "bc"),
        ("'abc' | split: '' | last", "c"),
        ("'aXbX' | replace: 'X', 'y'", "ayby"),
        ("'aXbX' | replace_first: 'X', 'y'", "aybX"),
        ("'aXbX' | remove: 'X'", "ab"),
        ("'abcdef' | truncate: 4", "a..."),
        ("'abc' | truncate: 9", "abc"),
        ("'<b>x</b>' | strip_html", "x"),
        ("'Ä b' | slugify", "a-b"),
        ("'a b' | url_encode", "a+b"),
        ("'a b' | uri_escape", "a%20b"),
        ("'7' | plus: 1.5", "8.5"),
        ("7 | modulo: 4", "3"),
        ("7 | divided_by: 0", "7"),
        ("7 | at_most: 3", "3"),
        ("-4.6 | abs | ceil", "5"),
        ("3.14159 | round: 2", "3.14"),
        ("9999999999999999999 | times: 9", "0"),
        ("site.m | jsonify", '{"Key": "v"}'),
        ("site.m | first | join: '='", "Key=v"),
        ("page.title | unknown_filter", "A title"),
        ("page.none | default: 'd'", "d"),
        ("page.title | number_of_words", "2"),
        ("page.date | date: '%A %-d. %b %y, %l:%M %p'", "Friday 31. May 24,  9:05 AM"),
        ("page.date | date: '%z %j %^a %%'", "+0200 152 FRI %"),
        ("page.date | date_to_xmlschema", "2024-05-31T09:05:07+00:00"),
        ("'no date' | date: '%Y'", "no date"),
        ("page.date | date: '%Q'", ""),
        ("'//cdn/x' | relative_url", "//cdn/x"),
    ],
)  # fmt: skip
def test_expression_is_shown(expression: str, shown: str) -> None:
    assert expand(f"{{{{ {expression} }}}}", "liquid", CONTEXT).text == shown


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("page.yes", True),
        ("page.none", False),
        ("page.title == 'A title' and page.yes", True),
        ("page.title != 'A title' or page.none", False),
        ("site.list contains 3", True),
        ("page.title contains 'tit'", True),
        ("page.none contains 'x'", False),
        ("2 < 10 and 10 >= 10", True),
        ("'b' > 'a'", True),
        ("'b' > 1", False),
        ("page.none == empty", True),
        ("page.yes > 1", False),
        ("true <> false", True),
    ],
)
def test_condition_holds_or_not(condition: str, holds: bool) -> None:
    body = f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}"
    assert expand(body, "liquid", CONTEXT).text == ("yes" if holds else "no")
