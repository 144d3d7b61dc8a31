from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from quire.catalogue.identity import identity
from quire.catalogue.settlement import Settled, site_url
from quire.catalogue.visibility import hidden_reason
from quire.model import Candidate, FileHistory, Site, TermRef, Translation
from tests.catalogue.candidates import (
    SITE,
    author,
    candidate,
    compiled,
    day,
    settlement,
    term,
)

HIDING = ("duplicate-permalink", "duplicate-id")


def test_post_knows_its_id_its_address_and_its_relations() -> None:
    post = candidate(
        "hello",
        date="2024-05-01",
        updated_at=day("2024-05-02"),
        created_at=day("2024-04-01"),
        authors=("ada",),
        tags=("eBPF", "Cilium"),
        categories=("Guides",),
        series=("Part works",),
    )

    def ref(role: str, slug: str, name: str) -> TermRef:
        return TermRef(identity("ink", role, slug), slug, name)

    assert settlement(post).documents == (
        Settled(
            candidate=post,
            id=identity("ink", "post", "/hello/"),
            type="post",
            slug="hello",
            url="https://ink.example/hello/",
            published_at=day("2024-05-01"),
            updated_at=day("2024-05-02"),
            created_at=day("2024-04-01"),
            translations=(),
            authors=(ref("author", "ada", "Ada"),),
            tags=(ref("tag", "ebpf", "eBPF"), ref("tag", "cilium", "Cilium")),
            categories=(ref("category", "guides", "Guides"),),
            series=ref("series", "part-works", "Part works"),
        ),
    )


def test_empty_site_settles_to_nothing() -> None:
    found = settlement()
    assert (found.documents, found.authors, found.terms) == ((), (), ())
    assert (found.profiles, found.problems) == ((), ())


def test_dates_come_from_the_history_where_the_front_matter_has_none() -> None:
    history = {"content/hello.md": FileHistory(day("2024-01-01"), day("2024-03-01"), "f" * 40)}
    post = candidate("hello", date="2024-02-01")
    (found,) = settlement(post, history=history).documents
    assert (found.created_at, found.updated_at) == (day("2024-01-01"), day("2024-03-01"))
    written = replace(post, created_at=day("2023-01-01"), updated_at=day("2025-01-01"))
    (found,) = settlement(written, history=history).documents
    assert (found.created_at, found.updated_at) == (day("2023-01-01"), day("2025-01-01"))


def test_dates_are_that_of_publication_where_there_is_no_history() -> None:
    (found,) = settlement(candidate("hello", date="2024-02-01")).documents
    assert (found.created_at, found.updated_at) == (day("2024-02-01"), day("2024-02-01"))
    (found,) = settlement(candidate("hello", "page")).documents
    assert (found.created_at, found.updated_at) == (None, None)


def test_default_order_is_newest_first_then_by_slug_and_undated_last() -> None:
    late = day("9999-12-31")
    posts = [
        candidate("undated", "page"),
        candidate("b", date="2024-01-01"),
        candidate("a", date="2024-01-01"),
        candidate("new", date="2024-05-01"),
        candidate("ancient", date="0002-01-01"),
        candidate("future", published_at=late),
        candidate("later", published_at=late + timedelta(microseconds=1)),
    ]
    found = settlement(*posts)
    assert [each.slug for each in found.documents] == [
        "later",
        "future",
        "new",
        "a",
        "b",
        "ancient",
        "undated",
    ]


def test_first_published_keeps_a_contested_slug() -> None:
    late = candidate("a", slug="same", date="2024-02-01")
    early = candidate("b", slug="same", date="2024-01-01")
    found = settlement(late, early)
    assert {each.candidate.path: each.slug for each in found.documents} == {
        "content/b.md": "same",
        "content/a.md": f"same--{identity('ink', 'post', '/a/')[:6]}",
    }
    assert [(each.path, each.code) for each in found.problems] == [
        ("content/a.md", "contested-slug")
    ]


def test_first_published_keeps_a_permalink_and_the_other_is_not_published() -> None:
    late = candidate("a", permalink="/same/", date="2024-02-01", tags=("only-here",))
    early = candidate("b", permalink="/same/", date="2024-01-01")
    found = settlement(late, early)
    assert [each.candidate for each in found.documents] == [early]
    assert found.terms == ()
    assert [(each.path, each.code) for each in found.problems] == [
        ("content/a.md", "duplicate-permalink")
    ]


def test_ids_do_not_change_when_a_file_moves_or_is_edited() -> None:
    post = candidate("hello", date="2024-01-01")
    moved = replace(post, path="content/archive/hello.md", blob="other", title="Hi", tags=("x",))
    (before,) = settlement(post).documents
    (after,) = settlement(moved, candidate("new", date="2025-01-01")).documents[1:]
    assert before.id == after.id


def test_language_versions_know_each_other() -> None:
    site = replace(SITE, default_lang="en")
    english = candidate("hello", date="2024-01-01", translation_key="k")
    german = candidate("hallo", translation_key="k", lang="de", permalink="/de/hallo/")
    french = candidate("bonjour", "page", translation_key="k", lang="fr", permalink="/fr/bonjour/")
    other = candidate("other", translation_key="other", lang="de")
    found = settlement(english, german, french, other, site=site)
    by_lang = {each.candidate.path: each for each in found.documents}
    of_german = Translation(
        identity("ink", "post", "/hallo/"), "de", "hallo", "Hallo", "https://ink.example/de/hallo/"
    )
    of_french = Translation(
        identity("ink", "page", "/bonjour/"),
        "fr",
        "bonjour",
        "Bonjour",
        "https://ink.example/fr/bonjour/",
    )
    assert by_lang["content/hello.md"].translations == (of_german, of_french)
    assert [each.lang for each in by_lang["content/hallo.md"].translations] == ["en", "fr"]
    assert by_lang["content/other.md"].translations == ()


def test_one_translation_a_language_is_named() -> None:
    posts = [
        candidate("hello", translation_key="k"),
        candidate("spaet", translation_key="k", lang="de", date="2024-02-01"),
        candidate("frueh", translation_key="k", lang="de", date="2024-01-01"),
    ]
    (english,) = [each for each in settlement(*posts).documents if each.slug == "hello"]
    assert [each.slug for each in english.translations] == ["frueh"]


def test_address_is_a_path_where_the_site_has_none() -> None:
    assert site_url(Site(), "/hello/") == "/hello/"
    assert site_url(SITE, "/hello/") == "https://ink.example/hello/"


NAMES = ("a", "b", "c")
LANGS = ("en", "de")


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Make candidates that contest each other's slugs, permalinks, ids, terms and profiles."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["post", "post", "page", "author", "term"]))
        name = draw(st.sampled_from(NAMES))
        few = st.lists(st.sampled_from(["x", "X", "y", "C++"]), max_size=2).map(tuple)
        found.append(
            candidate(
                f"{number}-{name}",
                kind,
                draw(st.sampled_from([None, "2024-01-01", "2024-02-01"])),
                key=name,
                slug=name,
                permalink=f"/{name}-{draw(st.integers(0, 5))}/",
                translation_key=name,
                lang=draw(st.sampled_from(LANGS)),
                title=draw(st.sampled_from(["", "Title"])) if kind in ("author", "term") else name,
                taxonomy="tag" if kind == "term" else "",
                tags=draw(few),
                authors=draw(few),
                aliases=draw(st.sampled_from([(), ("/old/",)])),
                featured=draw(st.booleans()),
                hidden=draw(st.sampled_from([None, None, "draft"])),
                publish_at=draw(st.sampled_from([None, day("2024-01-01"), day("2040-01-01")])),
                expires_at=draw(st.sampled_from([None, day("2024-01-01"), day("2040-01-01")])),
            )
        )
    return found


@settings(max_examples=40)
@given(candidates(), st.randoms())
def test_hidden_candidates_leave_no_trace(found: list[Candidate], random: object) -> None:
    now = day("2024-06-01")
    visible = [each for each in found if hidden_reason(each, SITE, now) is None]
    settled = settlement(*visible)
    names = {each.path for each in visible}
    never_existed = [each for each in found if each.path in names]
    random.shuffle(never_existed)  # type: ignore[attr-defined]
    assert settlement(*never_existed) == settled
    assert compiled(settlement(*never_existed)) == compiled(settled)
    text = repr(compiled(settled))
    assert all(each.path not in text for each in found if each.path not in names)


@settings(max_examples=40)
@given(candidates())
def test_settled_documents_are_told_apart_by_id_permalink_and_slug(found: list[Candidate]) -> None:
    settled = settlement(*found)
    documents = settled.documents
    assert len({each.id for each in documents}) == len(documents)
    assert len({each.candidate.permalink for each in documents}) == len(documents)
    slugs = {(each.type, each.candidate.lang, each.slug) for each in documents}
    assert len(slugs) == len(documents)
    wished = {each.path for each in found if each.kind in ("post", "page")}
    unpublished = {each.path for each in settled.problems if each.code in HIDING}
    assert {each.candidate.path for each in documents} == wished - unpublished


def test_profile_and_its_posts_share_an_id() -> None:
    alone = settlement(author("ada"), term("tag", "ebpf"))
    together = settlement(candidate("a", authors=("Ada",), tags=("eBPF",)))
    assert alone.authors[0].id == together.documents[0].authors[0].id
    assert alone.terms[0].id == together.documents[0].tags[0].id
