"""Filters of documents and the part of a list: what lists, searches and feeds have in common."""

from typing import Any, Generic, TypeVar

from marshmallow import RAISE, Schema, ValidationError, post_load

from quire.api.v1.arguments.dates import Instant
from quire.api.v1.arguments.faults import Flaw
from quire.api.v1.arguments.kinds import MAX_IDS, Choices, Ids, OneOf, Slugs, Text, WholeNumber
from quire.api.v1.arguments.questions import Nothing
from quire.catalogue import Choice, Selection
from quire.errors import QueryError
from quire.search.port import Query
from quire.search.query import MAX_CHARACTERS, parse

Q = TypeVar("Q")

MAX_LIMIT = 100
MAX_SLUGS = 100
_MAX_PAGE = 1_000_000
MAX_LANG_CHARACTERS = 35
MAX_CURSOR_CHARACTERS = 100

FILTERS = ("tag", "author", "category", "series", "section", "year")


class Parameters(Schema, Generic[Q]):
    """Strict parameters of a question; what is not listed is refused by name."""

    class Meta:
        unknown = RAISE

    begins_anew = False
    """A cursor that nobody here wrote answers like one whose snapshot is gone: its reader is a
    program that begins anew by itself."""

    @post_load
    def make(self, _values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Nothing()


def language_parameter() -> Text:
    """Declare `lang`."""
    return Text(
        MAX_LANG_CHARACTERS,
        "Language code, or `all`; the site's default language where it is left out.",
        example="en",
    )


def query_parameter(*, required: bool) -> Text:
    """Declare `q`."""
    return Text(
        MAX_CHARACTERS,
        'Words, "phrases", -exclusions, `tag:`, `author:`, `lang:`, `before:` and `after:`; '
        "at most 12 in all.",
        required=required,
        example="content -draft",
    )


class WindowParameters(Parameters[Q]):
    """The part of a list that is wanted."""

    limit = WholeNumber(1, MAX_LIMIT, 20, "Items on a page.")
    page = WholeNumber(1, _MAX_PAGE, 1, "Page, from 1. Not together with `cursor`.")
    cursor = Text(
        MAX_CURSOR_CHARACTERS,
        "Where to continue: `meta.pagination.next_cursor` of the page before, with the other "
        "parameters unchanged. It reads the same snapshot, so nothing repeats or is skipped.",
    )


class FilterParameters(WindowParameters[Q]):
    """Which documents are wanted: repeat = and, comma = or, leading `-` = not."""

    tag = Choices("Slugs of tags. Repeat: and; comma: or; leading `-`: not.", ["css", "-draft"])
    author = Choices("Slugs of authors, as `tag`.", ["mira"])
    category = Choices("Slugs of categories, as `tag`.", ["guides"])
    series = Choices("Slugs of series, as `tag`.", ["building-quire"])
    section = Choices("Names of sections, as `tag`.", ["blog"])
    year = Choices("Years of publication, as `tag`.", ["2024"], r"-?\d{4}(,\d{4})*")
    featured = OneOf(("true", "false"), "Marked by the author, or not.")
    lang = language_parameter()
    published_after = Instant("Published at or after.")
    published_before = Instant("Published before.")
    updated_after = Instant("Updated at or after.")
    slug = Slugs(MAX_SLUGS, "Fetch several by slug; the order is the list's.")
    id = Ids(MAX_IDS, "Fetch several by id, in any language; the order is the list's.")


def read_words(q: str, *, prefix: bool = False) -> Query:
    """Understand `q`.

    Raises:
        ValidationError: it cannot be looked for.
    """
    try:
        return parse(q, prefix=prefix)
    except QueryError as error:
        flaw = Flaw((error.code, error.detail, error.hint))
        raise ValidationError({"q": flaw.messages}) from error


def read_selection(values: dict[str, Any]) -> Selection:
    """Make a selection of loaded filters."""
    choices: dict[str, tuple[Choice, ...]] = {
        name: values[name] for name in FILTERS if values[name]
    }
    return Selection(
        type=values.get("type"),
        choices=choices,
        featured=None if values["featured"] is None else values["featured"] == "true",
        published_after=values["published_after"],
        published_before=values["published_before"],
        updated_after=values["updated_after"],
        slugs=values["slug"],
        ids=values["id"],
    )


def read_language(values: dict[str, Any]) -> str | None:
    """Give the language that is asked for; ids alone are of any."""
    lang: str | None = values["lang"] or ("all" if values["id"] else None)
    return lang
