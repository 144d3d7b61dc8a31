"""How a request becomes a question: read by its schema, all faults found, of one snapshot."""

from typing import Any

import pytest

from quire.api.v1.arguments.parameters import ListParameters, Parameters, SuggestParameters
from quire.api.v1.arguments.questions import Suggesting, Window
from quire.api.v1.asking import Asked, Reader, Setting
from quire.catalogue import Choice, Selection, SortKey
from quire.library.variants import Variants
from quire.wire.answers import HOLDER, QUERY, SNAPSHOT
from quire.wire.problems import Fault, Refusal
from tests.api.front import SECRET, Api

SETTING = Setting("https://api.example", SECRET, Variants(None, 0))


def read(api: Api, schema: Parameters[Any], path: str, *pairs: tuple[str, str]) -> Asked[Any]:
    """Read a request as the application would."""
    environ = {QUERY: pairs, SNAPSHOT: api.holder.current, HOLDER: api.holder}
    return Reader(schema).read(environ, path, SETTING)


def test_what_is_not_given_has_its_default(api: Api) -> None:
    found = read(api, ListParameters(), "/v1/posts")

    listing = found.question
    assert listing.selection == Selection()
    assert (listing.window, listing.sort, listing.facets) == (Window(20, 1), (), ())
    assert (listing.look.picked, listing.look.bodies, listing.lang) == (None, (), None)
    assert (found.snapshot, found.setting, found.cursor) == (api.holder.current, SETTING, None)
    assert (found.address.url, found.numbered) == ("https://api.example/v1/posts", False)


def test_parameters_go_by_their_names_in_the_query(api: Api) -> None:
    pairs = (("fields", "title"), ("limit", "3"), ("page", "2"), ("sort", "-title"), ("tag", "css"))
    found = read(api, ListParameters(), "/v1/posts", *pairs)

    listing = found.question
    assert listing.look.picked == {"title": None}
    assert listing.window == Window(3, 2)
    assert listing.sort == (SortKey("title", descending=True),)
    assert listing.selection == Selection(choices={"tag": (Choice(("css",)),)})
    assert found.numbered
    assert found.address.url.endswith("?fields=title&limit=3&page=2&sort=-title&tag=css")


def test_languages_are_the_default_one_the_one_that_is_named_or_all(api: Api) -> None:
    found = read(api, SuggestParameters(), "/v1/suggest", ("lang", "de"), ("q", "a"))
    assert found.question == Suggesting("a", ("posts", "tags", "authors"), 5, "de")
    assert [found.langs(lang) for lang in ("de", None, "all")] == [("de",), ("en",), None]


def test_parameter_that_is_required_is_missed_by_its_name(api: Api) -> None:
    with pytest.raises(Refusal) as refused:
        read(api, SuggestParameters(), "/v1/suggest")
    assert (refused.value.status, refused.value.detail) == (400, "1 parameter is not valid.")
    assert refused.value.faults == (Fault("q", "missing", "This parameter is required."),)


def test_names_that_are_not_known_are_told_by_name_and_twenty_at_most(api: Api) -> None:
    pairs = tuple((f"unknown-{n:02}", "1") for n in range(30))
    with pytest.raises(Refusal) as refused:
        read(api, ListParameters(), "/v1/posts", *pairs, *pairs[:3])
    assert [fault.parameter for fault in refused.value.faults] == [name for name, _ in pairs[:20]]
    assert {fault.code for fault in refused.value.faults} == {"unknown_parameter"}


def test_long_name_that_is_not_known_is_cut(api: Api) -> None:
    with pytest.raises(Refusal) as refused:
        read(api, ListParameters(), "/v1/posts", ("limit" + "x" * 70, "1"))
    cut = "limit" + "x" * 55 + "…"
    detail = f"'{cut}' is not a parameter of this address."
    assert refused.value.faults == (Fault(cut, "unknown_parameter", detail),)
