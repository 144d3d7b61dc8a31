from tests.conventions.reading import one, understood_one


def test_author_may_be_one_text() -> None:
    assert one("author: NARUSE, Yui").authors == ("NARUSE, Yui",)


def test_authors_come_before_author() -> None:
    assert one("authors: [ada]\nauthor: grace").authors == ("ada",)


def test_authors_never_carry_an_address() -> None:
    found = one("authors: [Ada <ada@example.org>, grace@example.org, <x@example.org>, '@handle']")
    assert found.authors == ("Ada", "grace", "@handle")


def test_author_that_is_a_mapping_is_known_by_name_and_never_by_address() -> None:
    found = understood_one("authors: [{name: Ada, email: ada@example.org}, {email: x@example.org}]")
    assert found.candidates["content/posts/hello.md"].authors == ("Ada",)
    assert found.candidates["content/posts/hello.md"].extra == {}
    assert found.codes == [("content/posts/hello.md", 2, "wrong-type")]


def test_terms_are_trimmed_and_named_once() -> None:
    assert one("tags: [' a ', b, a, '', null]").tags == ("a", "b")


def test_terms_of_configured_taxonomies_are_found() -> None:
    config = "[taxonomies]\ntopic = 'topics'\nkeyword = 'keys'\nauthor = 'writers'"
    found = one("topics: [a]\nkeys: [b]\nwriters: [ada]\ntags: [no]", config=config)
    assert (found.tags, found.authors) == (("a", "b"), ("ada",))
    assert found.extra == {"tags": ["no"]}
