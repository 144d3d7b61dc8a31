"""`fields`, `include` and `formats`."""

from tests.api.expected import HELLO, HTML, MARKDOWN, MIRA_IN_FULL, TEXT, TOC
from tests.api.front import Api

KEYS = {key: HELLO[key] for key in ("id", "type", "slug", "url")}


def first(api: Api, query: str) -> object:
    return api.get(f"/v1/posts?slug=hello&{query}")["data"][0]


def detail(api: Api, query: str) -> object:
    return api.get(f"/v1/posts/hello?{query}")["data"]


def test_formats_put_bodies_into_a_list(api: Api) -> None:
    assert first(api, "formats=html,text,markdown") == {
        **HELLO,
        "html": HTML,
        "text": TEXT,
        "markdown": MARKDOWN,
    }


def test_formats_replace_the_html_of_a_detail(api: Api) -> None:
    assert detail(api, "formats=text") == {**HELLO, "text": TEXT, "toc": TOC}


def test_include_authors_gives_them_in_full(api: Api) -> None:
    assert first(api, "include=authors") == {**HELLO, "authors": [MIRA_IN_FULL]}


def test_include_toc_puts_it_into_a_list(api: Api) -> None:
    assert first(api, "include=toc") == {**HELLO, "toc": TOC}


def test_include_toc_changes_nothing_on_a_detail(api: Api) -> None:
    assert detail(api, "include=toc") == {**HELLO, "html": HTML, "toc": TOC}


def test_fields_give_the_keys_and_what_was_named(api: Api) -> None:
    assert first(api, "fields=title,slug,authors.name,cover.width,cover.height") == {
        **KEYS,
        "title": "Hello",
        "authors": [{"name": "Mira Okafor"}],
        "cover": {"width": 4, "height": 3},
    }


def test_whole_object_wins_over_a_part_of_it(api: Api) -> None:
    assert first(api, "fields=seo.title,seo") == {**KEYS, "seo": HELLO["seo"]}
    assert first(api, "fields=seo,seo.title") == {**KEYS, "seo": HELLO["seo"]}


def test_part_of_what_is_null_is_null(api: Api) -> None:
    assert first(api, "fields=series.name") == {**KEYS, "series": None}


def test_fields_of_a_detail_leave_the_body_out_unless_named(api: Api) -> None:
    assert detail(api, "fields=title") == {**KEYS, "title": "Hello"}
    assert detail(api, "fields=title,html,toc") == {
        **KEYS,
        "title": "Hello",
        "html": HTML,
        "toc": TOC,
    }
    assert detail(api, "fields=title&formats=text") == {**KEYS, "title": "Hello", "text": TEXT}


def test_fields_of_full_authors(api: Api) -> None:
    assert first(api, "fields=authors.bio,authors.counts&include=authors") == {
        **KEYS,
        "authors": [{"bio": "Writes about publishing.", "counts": {"posts": 4}}],
    }


def test_fields_of_full_authors_need_them_included(api: Api) -> None:
    assert api.faults("/v1/posts?fields=authors.bio") == [
        (
            "fields",
            "unknown_field",
            "'authors.bio' comes with include=authors alone.",
            "include=authors",
        )
    ]
