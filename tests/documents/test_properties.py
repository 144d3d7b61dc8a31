"""Whatever the bytes: nothing in `documents` raises, and what comes out keeps its promises."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from quire.documents.dates import DateUnreadable, date_of_path, read_date
from quire.documents.fields import INVALID, Fields
from quire.documents.front_matter import Parsed, parse, parse_data
from quire.documents.markdown import render
from quire.documents.sanitising import resolve
from quire.documents.slugs import slugify, term_slug
from quire.documents.templates import Context, expand

NAMES = ("title", "date", "draft", "tags", "author", "seo", "weight")

_LINES = st.sampled_from(
    [
        *("---", "+++", "...", "{", "}", "```toml", "~~~yaml", "~~~~", "---toml", "```"),
        *("title: x", "title = 'x'", '"title": "x",', "Title: x", "Status: draft"),
        *("date: 2024-02-30", "tags: [a, {b: c}]", "  - a", "    deep: [", "draft: true"),
        *("draft: 'no'", "a: *b", "!!x y", "[table]", "[[a]]", "a.b.c = 1"),
        *("a = 2024-05-31T25:00:00", '"\\ud800": 1', "é: \x07", "", "seo: x"),
        *("author: {name: [x], url: 'javascript:1'}", "weight: 99999999999999999999"),
    ]
)
HEADERS = st.lists(_LINES | st.text(max_size=20), max_size=12).map("\n".join)
FILES = st.binary(max_size=200) | HEADERS.map(lambda text: text.encode("utf-8", "replace"))

_PIECES = st.sampled_from(
    [
        *("{{< figure src=a >}}", "{{% notice %}}", "{{< /notice >}}", "{{<", ">}}"),
        *("{% highlight py %}", "{% endhighlight %}", "{% if a == b %}", "{% for x in y %}"),
        *("{% raw %}", "{% include x.html a=b %}", "{{ 'a' | upcase | x: 1 }}", "{{ a() }}"),
        *("{%", "{% end %}", "{{ page.x }}", "[a](b.md 'c')", "![x](//y)", "[^1]"),
        *("<a href=javascript:x>", "<img src=x onerror=y>", "# h {#id .c}", "```js", "    "),
        *("> [!NOTE]", ":::tip", "|a|b|\n|-|-|", "\n\n", "<!--", "&#0;"),
    ]
)
BODIES = st.lists(_PIECES | st.text(max_size=20), max_size=12).map("".join)

quick = settings(max_examples=120)


@quick
@given(FILES)
def test_file_is_cut_or_refused_and_never_silently_empty(data: bytes) -> None:
    parsed = parse("a.md", data)
    assert parsed.readable or (parsed.problems and not parsed.values and not parsed.body)
    assert parsed.headed or (not parsed.values and parsed.body_line == 1)
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n")
    for problem in parsed.problems:
        assert len(problem.message) <= 300
        assert 0 <= problem.line <= lines + 1
    assert all(0 <= line <= lines + 1 for line in parsed.lines.values())


@quick
@given(st.sampled_from(["yaml", "toml", "json", "x"]), FILES, st.sampled_from(["", "items"]))
def test_data_file_is_read_or_refused(suffix: str, data: bytes, listed: str) -> None:
    parsed = parse_data(f"a.{suffix}", data, listed=listed)
    assert parsed.readable or parsed.problems


@quick
@given(FILES)
def test_fields_of_any_file_are_typed_or_reported(data: bytes) -> None:
    fields = Fields(parse("a.md", data))
    for name in NAMES:
        found = (
            fields.text(name),
            fields.texts(name),
            fields.entries(name),
            fields.flag(name),
            fields.integer(name, minimum=0, maximum=9),
            fields.instant(name, default_zone=UTC),
            fields.mapping(name),
            fields.nested(name).texts("x"),
        )
        if found[3] is INVALID:
            assert name in fields.invalid
    fields.rest(NAMES)
    assert all(len(problem.message) <= 300 for problem in fields.problems)


@quick
@given(
    st.text(max_size=110)
    | st.from_regex(
        r"([A-Z][a-z]{2},? )?(\d{1,4}[-/. ]){2}\d{1,4}"
        r"([T ]\d\d?:\d\d(:\d\d)?( ?[+-]\d{4}| [A-Z]{3})?)?",
        fullmatch=True,
    ),
    st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")]),
)
def test_text_is_an_instant_or_refused(text: str, zone: ZoneInfo) -> None:
    try:
        found = read_date(text, zone)
    except DateUnreadable:
        return
    assert found is None or found.astimezone(UTC).year >= 1


@quick
@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_instant_written_in_iso_is_read_back(when: datetime) -> None:
    zone = ZoneInfo("Europe/Berlin")
    exact = when.replace(tzinfo=UTC)
    assert read_date(exact.isoformat(), zone) == exact
    local = read_date(when.isoformat(), zone)
    assert local is not None
    assert local.astimezone(zone).tzinfo is not None


@quick
@given(
    st.text(max_size=60) | st.from_regex(r"([0-9a-z]{1,4}[-/_.]){0,6}[a-z]{0,4}", fullmatch=True)
)
def test_path_has_a_date_or_none(path: str) -> None:
    found = date_of_path(path)
    assert found is None or len(found[0]) == 10


@quick
@given(st.text(max_size=300))
def test_slug_stays_itself(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert len(slug) <= 200
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert slugify(term_slug(text)) == term_slug(text)


@settings(max_examples=60)
@given(BODIES)
def test_body_is_rendered_and_every_address_can_be_resolved(body: str) -> None:
    rendering = render(body, 20)
    assert rendering.failure is None
    assert resolve(rendering.html, lambda _, address: address) == rendering.html
    assert "javascript:" not in rendering.html.replace("javascript:x&gt;", "")


@settings(max_examples=100)
@given(BODIES, st.sampled_from(["hugo", "liquid", "zola", ""]))
def test_templates_are_expanded_whatever_they_say(body: str, syntax: str) -> None:
    context = Context({"title": "Ink"}, {"title": "x", "tags": ["a"]}, {"notice": "*{inner}*"})
    expanded = expand(body, syntax, context)
    assert expanded.whole or not expanded.text
    assert expanded.text == body or syntax


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_defaults_never_overrule_the_file(defaults: dict[str, str]) -> None:
    parsed = Parsed("a.md", {"title": "x"}, {}, "", 1).over({**defaults, "title": "y"})
    assert parsed.values["title"] == "x"
