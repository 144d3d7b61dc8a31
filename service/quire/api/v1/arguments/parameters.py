"""The parameters of v1: a strict schema for each kind of question, which it loads into."""

from typing import Any, Generic, TypeVar

from marshmallow import RAISE, Schema, ValidationError, post_load

from quire.api.v1.arguments.dates import Instant
from quire.api.v1.arguments.faults import Flaw
from quire.api.v1.arguments.kinds import Choices, OneOf, Slugs, SortKeys, Text, WholeNumber, Words
from quire.api.v1.arguments.looks import (
    FieldNames,
    Look,
    formats_parameter,
    include_parameter,
    read_look,
    urls_parameter,
)
from quire.api.v1.arguments.questions import (
    Listing,
    Months,
    Nothing,
    OneDocument,
    Path,
    Related,
    Searching,
    Suggesting,
    TermList,
    Window,
)
from quire.catalogue import Choice, Selection
from quire.catalogue.selection import FACETS, SORT_FIELDS
from quire.errors import QueryError
from quire.search.query import MAX_CHARACTERS, parse

Q = TypeVar("Q")

MAX_LIMIT = 100
MAX_SLUGS = 100
MAX_PATH_CHARACTERS = 1024
MAX_TYPED_CHARACTERS = 100
MAX_SUGGESTED = 20
SUGGESTED = ("posts", "tags", "authors")
MARKED = ("title", "body")
_MAX_PAGE = 1_000_000
_MAX_LANG_CHARACTERS = 35
_MAX_CURSOR_CHARACTERS = 100

FILTERS = ("tag", "author", "category", "series", "section", "year")


class Parameters(Schema, Generic[Q]):
    """Strict parameters of a question; what is not listed is refused by name."""

    class Meta:
        unknown = RAISE

    @post_load
    def make(self, _values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Nothing()


class NothingParameters(Parameters[Nothing]):
    """No parameters at all."""


def _lang() -> Text:
    return Text(
        _MAX_LANG_CHARACTERS,
        "Language code, or `all`; the site's default language where it is left out.",
        example="en",
    )


class WindowParameters(Parameters[Q]):
    """The part of a list that is wanted."""

    limit = WholeNumber(1, MAX_LIMIT, 20, "Items on a page.")
    page = WholeNumber(1, _MAX_PAGE, 1, "Page, from 1. Not together with `cursor`.")
    cursor = Text(
        _MAX_CURSOR_CHARACTERS,
        "Where to continue: `meta.pagination.next_cursor` of the page before, with the other "
        "parameters unchanged. It reads the same snapshot, so nothing repeats or is skipped.",
    )


class ListParameters(WindowParameters[Listing]):
    """A list of documents. Filters: repeat = and, comma = or, leading `-` = not."""

    tag = Choices("Slugs of tags. Repeat: and; comma: or; leading `-`: not.", ["css", "-draft"])
    author = Choices("Slugs of authors, as `tag`.", ["mira"])
    category = Choices("Slugs of categories, as `tag`.", ["guides"])
    series = Choices("Slugs of series, as `tag`.", ["building-quire"])
    section = Choices("Names of sections, as `tag`.", ["blog"])
    year = Choices("Years of publication, as `tag`.", ["2024"], r"-?\d{4}(,\d{4})*")
    featured = OneOf(("true", "false"), "Marked by the author, or not.")
    lang = _lang()
    published_after = Instant("Published at or after.")
    published_before = Instant("Published before.")
    updated_after = Instant("Updated at or after.")
    slug = Slugs(MAX_SLUGS, "Fetch several by slug; the order is the list's.")
    sort = SortKeys(
        SORT_FIELDS,
        "Keys joined by commas, `-` turns one round; ties are broken by slug, missing values "
        "come last. Newest first where it is left out.",
        ["-published_at", "title"],
    )
    names = FieldNames()
    include = include_parameter()
    formats = formats_parameter("none where it is left out")
    urls = urls_parameter()
    facets = Words(FACETS, "a facet", "Count the items found by these.", ["tag", "year"])

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return read_listing(values)


class SearchParameters(ListParameters):
    """A search; the filters narrow it down."""

    q = Text(
        MAX_CHARACTERS,
        'Words, "phrases", -exclusions, `tag:`, `author:`, `lang:`, `before:` and `after:`; '
        "at most 12 in all.",
        required=True,
        example="content -draft",
    )
    prefix = OneOf(
        ("true", "false"),
        "Take the last word of `q` for the beginning of one, for search as you type; a blank "
        "or a quote behind it says that it is whole.",
    )
    highlight = Words(
        MARKED, "a text that is marked", "What to mark; both where it is left out.", ["title"]
    )
    type = OneOf(("post", "page"), "Posts or pages alone.")
    sort = SortKeys(
        SORT_FIELDS, "As in lists; best match first where it is left out.", ["-published_at"]
    )

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        try:
            query = parse(values["q"], prefix=values["prefix"] == "true")
        except QueryError as error:
            flaw = Flaw((error.code, error.detail, error.hint))
            raise ValidationError({"q": flaw.messages}) from error
        return Searching(read_listing(values), query, values["highlight"] or MARKED)


class SuggestParameters(Parameters[Suggesting]):
    """What somebody has typed so far."""

    q = Text(
        MAX_TYPED_CHARACTERS,
        "What has been typed. The last word may be the beginning of one, unless a blank follows.",
        required=True,
        example="cach",
    )
    types = Words(SUGGESTED, "a kind of suggestion", "What to suggest; all by default.", ["posts"])
    limit = WholeNumber(1, MAX_SUGGESTED, 5, "Suggestions of each kind.")
    lang = _lang()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        if not any(character.isalnum() for character in values["q"]):
            flaw = Flaw(("empty", "Nothing that begins a word has been typed.", "a letter"))
            raise ValidationError({"q": flaw.messages})
        types = values["types"] or SUGGESTED
        return Suggesting(values["q"], types, values["limit"], values["lang"])


class DocumentParameters(Parameters[OneDocument]):
    """A document in full."""

    lang = _lang()
    names = FieldNames()
    include = include_parameter()
    formats = formats_parameter("html where it is left out")
    urls = urls_parameter()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return OneDocument(values["lang"], _look(values, Look(bodies=("html",), toc=True)))


class NeighborParameters(Parameters[OneDocument]):
    """The documents around one."""

    lang = _lang()
    names = FieldNames()
    urls = urls_parameter()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return OneDocument(values["lang"], _look(values, Look()))


class RelatedParameters(Parameters[Related]):
    """The documents like one."""

    lang = _lang()
    names = FieldNames()
    urls = urls_parameter()
    limit = WholeNumber(1, MAX_SUGGESTED, 5, "Posts at most.")

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Related(values["lang"], _look(values, Look()), values["limit"])


class RedirectParameters(WindowParameters[TermList]):
    """A list of redirects, by path."""

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return TermList((), Window(values["limit"], values["page"]))


class ArchiveParameters(Parameters[Months]):
    """The archive."""

    lang = _lang()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Months(values["lang"])


class ResolveParameters(Parameters[Path]):
    """A path on the site."""

    path = Text(
        MAX_PATH_CHARACTERS,
        "Path on the site, or an absolute URL below the site's own address.",
        required=True,
        example="/blog/2024/03/05/hello/",
    )

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Path(values["path"])


def read_listing(values: dict[str, Any]) -> Listing:
    """Make a listing of loaded parameters."""
    choices: dict[str, tuple[Choice, ...]] = {
        name: values[name] for name in FILTERS if values[name]
    }
    selection = Selection(
        type=values.get("type"),
        choices=choices,
        featured=None if values["featured"] is None else values["featured"] == "true",
        published_after=values["published_after"],
        published_before=values["published_before"],
        updated_after=values["updated_after"],
        slugs=values["slug"],
    )
    return Listing(
        selection,
        values["sort"],
        Window(values["limit"], values["page"]),
        values["facets"],
        _look(values, Look()),
        values["lang"],
    )


def _look(values: dict[str, Any], default: Look) -> Look:
    try:
        return read_look(
            values["names"],
            values.get("include", ()),
            values.get("formats", ()),
            values["urls"],
            default,
        )
    except Flaw as flaw:
        raise ValidationError({"fields": flaw.messages}) from flaw
