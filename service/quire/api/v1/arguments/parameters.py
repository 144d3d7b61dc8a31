"""The parameters of v1: a strict schema for each kind of question, which it loads into."""

from typing import Any

from marshmallow import ValidationError, post_load

from quire.api.v1.arguments.faults import Flaw
from quire.api.v1.arguments.filters import (
    FilterParameters,
    Parameters,
    WindowParameters,
    language_parameter,
    query_parameter,
    read_language,
    read_selection,
    read_words,
)
from quire.api.v1.arguments.kinds import OneOf, SortKeys, Text, WholeNumber, Words
from quire.api.v1.arguments.looks import (
    FieldNames,
    Look,
    formats_parameter,
    include_parameter,
    make_look,
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
from quire.catalogue.selection import FACETS, SORT_FIELDS

MAX_PATH_CHARACTERS = 1024
MAX_TYPED_CHARACTERS = 100
MAX_SUGGESTED = 20
SUGGESTED = ("posts", "tags", "authors")
MARKED = ("title", "body")


class NothingParameters(Parameters[Nothing]):
    """No parameters at all."""


class ListParameters(FilterParameters[Listing]):
    """A list of documents."""

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

    q = query_parameter(required=True)
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
        query = read_words(values["q"], prefix=values["prefix"] == "true")
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
    lang = language_parameter()

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

    lang = language_parameter()
    names = FieldNames()
    include = include_parameter()
    formats = formats_parameter("html where it is left out")
    urls = urls_parameter()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return OneDocument(values["lang"], make_look(values, Look(bodies=("html",), toc=True)))


class NeighborParameters(Parameters[OneDocument]):
    """The documents around one."""

    lang = language_parameter()
    names = FieldNames()
    urls = urls_parameter()

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return OneDocument(values["lang"], make_look(values, Look()))


class RelatedParameters(Parameters[Related]):
    """The documents like one."""

    lang = language_parameter()
    names = FieldNames()
    urls = urls_parameter()
    limit = WholeNumber(1, MAX_SUGGESTED, 5, "Posts at most.")

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return Related(values["lang"], make_look(values, Look()), values["limit"])


class RedirectParameters(WindowParameters[TermList]):
    """A list of redirects, by path."""

    @post_load
    def make(self, values: dict[str, Any], **_: Any) -> Any:
        """Make the question."""
        return TermList((), Window(values["limit"], values["page"]))


class ArchiveParameters(Parameters[Months]):
    """The archive."""

    lang = language_parameter()

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
    return Listing(
        read_selection(values),
        values["sort"],
        Window(values["limit"], values["page"]),
        values["facets"],
        make_look(values, Look()),
        read_language(values),
    )
