from quire.model import Author, Cover, Problem, Term
from tests.catalogue.candidates import SITE, author, candidate, settlement, term


def names(*candidates: object, role: str = "tag") -> dict[str, str]:
    """Give the names of terms by slug."""
    found = settlement(*candidates)  # type: ignore[arg-type]
    terms = found.authors if role == "author" else found.terms
    return {each.slug: each.name for each in terms if getattr(each, "role", "author") == role}


def test_author_without_a_profile_is_a_stub() -> None:
    found = settlement(candidate("a", authors=("edith_puclla",)))
    assert found.authors == (
        Author(
            id=found.documents[0].authors[0].id,
            slug="edith_puclla",
            name="Edith Puclla",
            bio=None,
            avatar=None,
            website=None,
            links={},
            posts=1,
        ),
    )


def test_author_with_a_profile_has_its_name_bio_picture_and_links() -> None:
    profile = author(
        "ada",
        title="Ada Lovelace",
        excerpt="Wrote the first program.",
        description="Countess",
        images=(("ada.png", "Ada"), ("other.png", "")),
        links={"website": "https://ada.example", "github": "https://github.com/ada"},
    )
    found = settlement(profile, candidate("a", authors=("Ada",)), candidate("b", authors=("ada",)))
    ref = found.documents[0].authors[0]
    assert (ref.slug, ref.name, ref.avatar) == ("ada", "Ada Lovelace", "/v1/media/ada.png")
    assert found.authors == (
        Author(
            id=ref.id,
            slug="ada",
            name="Ada Lovelace",
            bio="Wrote the first program.",
            avatar="/v1/media/ada.png",
            website="https://ada.example",
            links={"github": "https://github.com/ada"},
            posts=2,
        ),
    )
    assert profile.links["website"] == "https://ada.example"


def test_tagline_stands_in_for_a_bio() -> None:
    assert settlement(author("ada", description="Countess")).authors[0].bio == "Countess"


def test_author_who_only_has_a_profile_is_listed_without_posts() -> None:
    found = settlement(author("edith_puclla", title=""))
    assert [(each.slug, each.name, each.posts) for each in found.authors] == [
        ("edith_puclla", "Edith Puclla", 0)
    ]


def test_profile_speaks_in_the_default_language() -> None:
    profiles = [
        author("ada", path="content/authors/ada/index.de.md", lang="de", title="Gräfin Ada"),
        author("ada", path="content/authors/ada/index.md", title="Countess Ada"),
    ]
    assert names(*profiles, role="author") == {"ada": "Countess Ada"}
    german = settlement(*profiles, site=SITE.__class__(default_lang="de"))
    assert german.authors[0].name == "Gräfin Ada"


def test_of_two_profiles_the_first_by_path_wins() -> None:
    profiles = [
        author("ada", path="content/authors/ada/index.md", title="Second"),
        author("ada", path="content/authors/ada/_index.md", title="First"),
    ]
    assert names(*profiles, role="author") == {"ada": "First"}


def test_tag_with_a_profile_has_its_title_description_and_picture() -> None:
    profile = term(
        "tag",
        "ebpf",
        title="The eBPF",
        description="In the kernel.",
        images=(("bee.png", "A bee"),),
    )
    found = settlement(profile, candidate("a", tags=("eBPF",)))
    assert found.terms == (
        Term(
            id=found.documents[0].tags[0].id,
            role="tag",
            slug="ebpf",
            name="The eBPF",
            description="In the kernel.",
            cover=Cover("/v1/media/bee.png", "A bee", 40, 30),
            posts=1,
        ),
    )


def test_tag_is_named_by_its_commonest_spelling() -> None:
    posts = [
        candidate("a", tags=("ebpf",)),
        candidate("b", tags=("eBPF",)),
        candidate("c", tags=("eBPF",)),
    ]
    assert names(*posts) == {"ebpf": "eBPF"}


def test_of_equally_common_spellings_the_first_by_letters_wins() -> None:
    assert names(candidate("a", tags=("eBPF",)), candidate("b", tags=("EBPF",))) == {"ebpf": "EBPF"}


def test_profile_without_a_title_leaves_the_commonest_spelling() -> None:
    profile = term("tag", "ebpf", title="")
    assert names(profile, candidate("a", tags=("eBPF",))) == {"ebpf": "eBPF"}
    assert names(profile) == {"ebpf": "ebpf"}


def test_spellings_of_one_slug_are_one_term_and_signs_keep_terms_apart() -> None:
    post = candidate("a", tags=("Machine Learning", "machine-learning", "C++", "C#", "C"))
    found = settlement(post).documents[0]
    assert [(each.slug, each.name) for each in found.tags] == [
        ("machine-learning", "Machine Learning"),
        ("cplusplus", "C++"),
        ("csharp", "C#"),
        ("c", "C"),
    ]


def test_term_of_which_no_slug_is_left_is_no_term() -> None:
    found = settlement(candidate("a", tags=("???", "b"), authors=("!!!",), series=("...",)))
    assert [each.slug for each in found.documents[0].tags] == ["b"]
    assert (found.authors, found.documents[0].series) == ((), None)
    assert [each.slug for each in found.terms] == ["b"]


def test_roles_do_not_mix() -> None:
    post = candidate("a", tags=("x",), categories=("x",), series=("x",), authors=("x",))
    found = settlement(post)
    document = found.documents[0]
    assert document.series is not None
    ids = {
        document.tags[0].id,
        document.categories[0].id,
        document.series.id,
        document.authors[0].id,
    }
    assert len(ids) == 4
    assert [(each.role, each.slug) for each in found.terms] == [
        ("tag", "x"),
        ("category", "x"),
        ("series", "x"),
    ]


def test_only_posts_are_counted() -> None:
    posts = [
        candidate("a", tags=("x",), categories=("y",), series=("z",), authors=("ada",)),
        candidate("b", tags=("x", "X"), lang="de"),
        candidate("c", "page", tags=("x", "only-here"), authors=("ada",)),
    ]
    found = settlement(*posts)
    assert {(each.role, each.slug): each.posts for each in found.terms} == {
        ("tag", "only-here"): 0,
        ("tag", "x"): 2,
        ("category", "y"): 1,
        ("series", "z"): 1,
    }
    assert [each.posts for each in found.authors] == [1]


def test_profiles_have_their_paths_and_aliases() -> None:
    found = settlement(
        author("ada", aliases=("/people/ada/",)),
        term("tag", "ebpf"),
        term("category", "guides"),
    )
    assert found.profiles == (
        ("/authors/ada/", "author", "ada", False),
        ("/people/ada/", "author", "ada", True),
        ("/category/guides/", "category", "guides", False),
        ("/tag/ebpf/", "tag", "ebpf", False),
    )


def test_profiles_in_all_languages_have_their_paths() -> None:
    found = settlement(
        author("ada", title="Ada"),
        author("ada", path="content/authors/ada.fr.md", lang="fr", permalink="/fr/authors/ada/"),
    )
    assert sorted(found.profiles) == [
        ("/authors/ada/", "author", "ada", False),
        ("/fr/authors/ada/", "author", "ada", False),
    ]


def test_profile_of_a_data_file_has_no_path() -> None:
    found = settlement(author("ada", title="Ada", permalink="", aliases=("/ada/",)))
    assert found.profiles == (("/ada/", "author", "ada", True),)
    assert [each.name for each in found.authors] == ["Ada"]


def test_page_of_a_profile_comes_before_a_data_file() -> None:
    data = author("ada", path="_data/authors.yml", title="Data", permalink="")
    assert names(data, author("ada", title="Page"), role="author") == {"ada": "Page"}


def test_author_is_found_by_the_display_name_of_a_profile() -> None:
    profile = author("marton", title="Márton Braun")
    found = settlement(
        profile, candidate("a", authors=("Marton Braun",)), candidate("b", authors=("marton",))
    )
    assert [(each.slug, each.name, each.posts) for each in found.authors] == [
        ("marton", "Márton Braun", 2)
    ]


def test_display_name_that_two_profiles_share_names_neither() -> None:
    found = names(
        author("ada", title="Ada L."),
        author("al", title="Ada L."),
        candidate("a", authors=("Ada L.",)),
        role="author",
    )
    assert found == {"ada": "Ada L.", "al": "Ada L.", "ada-l": "Ada L."}


def test_author_without_a_profile_has_the_website_that_documents_give() -> None:
    found = settlement(
        candidate("a", authors=("Ada",), websites={"Ada": "https://ada.example"}),
        candidate("b", authors=("ada",), websites={"ada": "https://other.example"}),
    )
    assert [each.website for each in found.authors] == ["https://ada.example"]


def test_term_that_is_spelled_in_several_ways_is_reported_once() -> None:
    found = settlement(
        candidate("a", tags=("Open Source",), categories=("News",), authors=("Ada",)),
        candidate("b", tags=("open-source",), categories=("News",), authors=("ada",)),
        candidate("c", tags=("open-source", "Web")),
    )
    assert found.problems == (
        Problem(
            "content/a.md",
            0,
            "term-spelling",
            "This tag is written 'open-source' (2), 'Open Source' (1); here they are one. "
            "Keep one.",
        ),
    )


def test_report_of_many_long_spellings_is_short() -> None:
    spellings = (("x" * 60).upper()[:n] + ("x" * 60)[n:] for n in range(9))
    (problem,) = settlement(
        *(candidate(f"d{n}", tags=(s,)) for n, s in enumerate(spellings))
    ).problems
    assert problem.message.endswith(" and 6 more; here they are one. Keep one.")
    assert len(problem.message) <= 300
