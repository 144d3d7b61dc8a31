import pytest

from quire.catalogue import Catalogue, FacetCount, Neighbors, Resolution, SortKey
from tests.catalogue.candidates import author, candidate, catalogue, slugs, term


@pytest.fixture(scope="module")
def blog() -> Catalogue:
    """Ordinals: 0 newest, 1 middle, 2 mitte, 3 oldest, 4 about, 5 middle (a page)."""
    return catalogue(
        candidate("newest", date="2024-05-01", tags=("eBPF", "Go"), authors=("ada",)),
        candidate("middle", date="2024-03-01", tags=("Go",), aliases=("/old/", "/caf%C3%A9/")),
        candidate("mitte", slug="middle", date="2024-02-01", lang="de", tags=("Go",)),
        candidate("oldest", date="2023-12-01", tags=("Rust",), categories=("Guides",)),
        candidate("about", "page", permalink="/about.html"),
        candidate("middle-page", "page", slug="middle", permalink="/x/index.html"),
        author("ada", title="Ada Lovelace"),
        author("eve", title="Eve"),
        term("tag", "go", aliases=("/golang/",)),
    )


def test_size_is_counted(blog: Catalogue) -> None:
    assert (blog.size, blog.all) == (6, 0b111111)


def test_document_is_found_by_kind_slug_and_language(blog: Catalogue) -> None:
    assert blog.document("post", "middle", "en") == 1
    assert blog.document("post", "middle", "de") == 2
    assert blog.document("page", "middle", "en") == 5
    assert blog.document("post", "middle", "fr") is None
    assert blog.document("post", "nothing", "en") is None


def test_document_in_any_language_is_the_newest(blog: Catalogue) -> None:
    assert blog.document("post", "middle", None) == 1
    assert blog.document("page", "newest", None) is None


def test_ordinals_are_found_by_id(blog: Catalogue) -> None:
    assert [blog.ordinals[row.id] for row in blog.documents] == [0, 1, 2, 3, 4, 5]


def test_term_is_found_by_role_and_slug(blog: Catalogue) -> None:
    found = blog.term("author", "ada")
    assert found is not None
    assert (found.name, found.posts, found.resource) == ("Ada Lovelace", 1, b"Ada Lovelace")
    assert blog.term("tag", "ada") is None


def test_terms_of_a_role_are_listed_by_slug_or_as_asked(blog: Catalogue) -> None:
    def listed(*sort: SortKey) -> list[str]:
        return [found.slug for found in blog.terms_of("tag", sort)]

    assert listed() == ["ebpf", "go", "rust"]
    assert listed(SortKey("slug", descending=True)) == ["rust", "go", "ebpf"]
    assert listed(SortKey("posts", descending=True)) == ["go", "ebpf", "rust"]
    assert listed(SortKey("posts")) == ["ebpf", "rust", "go"]
    assert listed(SortKey("posts"), SortKey("name", descending=True)) == ["rust", "ebpf", "go"]
    assert blog.terms_of("series") == []


def test_term_is_found_by_its_name_whatever_the_case(blog: Catalogue) -> None:
    assert blog.term_named("author", "ADA") == "ada"
    assert blog.term_named("author", "ada LOVELACE") == "ada"
    assert blog.term_named("author", "lovelace") is None
    assert blog.term_named("nothing", "ada") is None


def test_near_slugs_are_visible_ones_best_first(blog: Catalogue) -> None:
    assert blog.near_slugs("post", "midle") == ["middle"]
    assert blog.near_slugs("post", "newst") == ["newest"]
    assert blog.near_slugs("page", "newest") == []
    assert blog.near_slugs("tag", "rusty") == ["rust"]
    assert blog.near_slugs("post", "x" * 300) == []
    assert blog.near_slugs("unknown", "go") == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/newest/", Resolution("post", 0, moved=False)),
        ("/newest", Resolution("post", 0, moved=False)),
        ("/newest/index.html", Resolution("post", 0, moved=False)),
        ("/newest//", Resolution("post", 0, moved=False)),
        ("/%6eewest/", Resolution("post", 0, moved=False)),
        ("/about.html", Resolution("page", 4, moved=False)),
        ("/about.html/", Resolution("page", 4, moved=False)),
        ("/x/index.html", Resolution("page", 5, moved=False)),
        ("/x/", Resolution("page", 5, moved=False)),
        ("/x", Resolution("page", 5, moved=False)),
        ("/old/", Resolution("post", 1, moved=True)),
        ("/old", Resolution("post", 1, moved=True)),
        ("/café/", Resolution("post", 1, moved=True)),
        ("/caf%c3%a9", Resolution("post", 1, moved=True)),
        ("/golang/", Resolution("tag", 4, moved=True)),
        ("/authors/ada/", Resolution("author", 0, moved=False)),
        ("/tag/go", Resolution("tag", 4, moved=False)),
        ("/", None),
        ("", None),
        ("/nothing/", None),
        ("/about", None),
        ("/NEWEST/", None),
        ("/newest/../old/", None),
        ("/%00/", None),
        ("/" * 3000, None),
    ],
)
def test_path_leads_where_the_site_says(
    blog: Catalogue, path: str, expected: Resolution | None
) -> None:
    assert blog.resolve(path) == expected


def test_posts_and_pages_are_documents_and_terms_are_none(blog: Catalogue) -> None:
    paths = ("/newest", "/about.html", "/old/", "/tag/go/", "/authors/ada/", "/nothing/")
    assert [blog.is_document(path) for path in paths] == [True, True, True, False, False, False]


def test_home_of_a_term_is_its_own_page_where_it_has_one(blog: Catalogue) -> None:
    assert blog.home(Resolution("tag", 4, moved=True)) == "/tag/go/"
    assert blog.home(Resolution("tag", 5, moved=False)) is None


def test_aliases_are_the_paths_that_moved(blog: Catalogue) -> None:
    assert blog.aliases() == [
        ("/caf%C3%A9/", Resolution("post", 1, moved=True)),
        ("/golang/", Resolution("tag", 4, moved=True)),
        ("/old/", Resolution("post", 1, moved=True)),
    ]


def test_neighbors_are_of_the_same_type_and_language(blog: Catalogue) -> None:
    assert [blog.neighbors(ordinal) for ordinal in range(6)] == [
        Neighbors(previous=1, next=None),
        Neighbors(previous=3, next=0),
        Neighbors(previous=None, next=None),
        Neighbors(previous=None, next=1),
        Neighbors(previous=5, next=None),
        Neighbors(previous=None, next=4),
    ]


def test_facet_counts_most_first_then_by_value_and_without_zeros(blog: Catalogue) -> None:
    assert blog.facet("tag", blog.all) == [
        FacetCount("go", "Go", 3),
        FacetCount("ebpf", "eBPF", 1),
        FacetCount("rust", "Rust", 1),
    ]
    assert blog.facet("tag", 0b001000) == [FacetCount("rust", "Rust", 1)]
    assert blog.facet("tag", blog.all, limit=1) == [FacetCount("go", "Go", 3)]
    assert blog.facet("series", blog.all) == []
    assert blog.facet("author", blog.all) == [FacetCount("ada", "Ada Lovelace", 1)]


def test_years_come_newest_first(blog: Catalogue) -> None:
    assert blog.facet("year", blog.all) == [
        FacetCount("2024", "2024", 3),
        FacetCount("2023", "2023", 1),
    ]
    assert blog.facet("year", blog.all, limit=1) == [FacetCount("2024", "2024", 3)]


def test_languages_and_sections_can_be_counted(blog: Catalogue) -> None:
    assert blog.facet("lang", blog.all) == [FacetCount("en", "en", 5), FacetCount("de", "de", 1)]
    assert blog.facet("section", 0b11) == [FacetCount("posts", "posts", 2)]


@pytest.mark.parametrize("name", ["month", "type", "flag", "nothing"])
def test_what_is_no_facet_cannot_be_counted(blog: Catalogue, name: str) -> None:
    with pytest.raises(KeyError, match=f"^'{name}'$"):
        blog.facet(name, blog.all)


def test_months_come_newest_first(blog: Catalogue) -> None:
    assert blog.months(blog.all) == [
        FacetCount("2024-05", "2024-05", 1),
        FacetCount("2024-03", "2024-03", 1),
        FacetCount("2024-02", "2024-02", 1),
        FacetCount("2023-12", "2023-12", 1),
    ]
    assert blog.months(0b110000) == []


def test_empty_catalogue_answers_everything() -> None:
    empty = catalogue()
    assert (empty.size, empty.all) == (0, 0)
    assert empty.document("post", "x", None) is None
    assert empty.resolve("/") is None
    assert empty.near_slugs("post", "x") == []
    assert empty.page(empty.all, [SortKey("title"), SortKey("slug")], 0, 20) == []
    assert empty.page(empty.all, [], 0, 20) == []
    assert (empty.facet("tag", 0), empty.months(0), empty.aliases()) == ([], [], [])


def test_page_is_a_window_of_an_order(blog: Catalogue) -> None:
    by_title = [SortKey("title")]
    assert slugs(blog, blog.page(blog.all, by_title, 0, 3)) == ["about", "middle", "middle"]
    assert slugs(blog, blog.page(blog.all, by_title, 4, 3)) == ["newest", "oldest"]
    assert blog.page(blog.all, by_title, 6, 3) == []


def test_what_has_no_date_is_last_in_an_order_of_several_keys_both_ways() -> None:
    found = catalogue(
        candidate("a", date="2024-01-01", title="Same"),
        candidate("b", "page", title="Same"),
        candidate("c", date="2024-02-01", title="Same"),
        candidate("d", "page", title="Other"),
    )
    title = SortKey("title")
    for descending, expected in ((False, "acdb"), (True, "cadb")):
        sort = [SortKey("published_at", descending), title]
        assert "".join(slugs(found, found.ordered(found.all, sort))) == expected


def test_role_that_nobody_has_suggests_nothing() -> None:
    found = catalogue(candidate("a", authors=("ada",)))
    assert [each.term.slug for each in found.suggestions.terms("author", "a", 1, 5)] == ["ada"]
    assert found.suggestions.terms("tag", "a", 1, 5) == []


def test_three_near_slugs_are_named_unless_another_number_is_asked_for() -> None:
    found = catalogue(*(candidate(f"kernel-{n}") for n in range(5)))
    assert found.near_slugs("post", "kernel-1") == ["kernel-1", "kernel-0", "kernel-2"]
    assert found.near_slugs("post", "kernel-1", 1) == ["kernel-1"]


def test_hundred_values_of_a_facet_are_counted_unless_another_number_is_asked_for() -> None:
    found = catalogue(candidate("a", tags=tuple(f"t{n:03}" for n in range(102))))
    assert [each.value for each in found.facet("tag", 1)] == [f"t{n:03}" for n in range(100)]
    assert len(found.facet("tag", 1, 101)) == 101


def test_newest_year_comes_first_though_an_older_one_has_more() -> None:
    found = catalogue(
        candidate("a", date="2024-01-01"),
        candidate("b", date="2023-01-01"),
        candidate("c", date="2023-02-01"),
    )
    assert [each.value for each in found.facet("year", found.all)] == ["2024", "2023"]
