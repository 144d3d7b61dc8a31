"""What `GET /v1/changes` answers: what changed, what was removed, what came instead."""

from datetime import timedelta

import pytest

from tests.changes.conftest import FILES, Place
from tests.support.building import post

ONE = "content/posts/one.md"


def names(items: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Give types and slugs, sorted."""
    return sorted((item["type"], item["slug"]) for item in items)


def since(place: Place, token: str | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give what changed and what was removed."""
    data = place.answer(f"/v1/changes?since={token}")["data"]
    return names(data["changed"]), names(data["removed"])


def test_everything_comes_first_by_kind_and_then_a_token(place: Place) -> None:
    answer = place.answer("/v1/changes")
    kinds = [item["type"] for item in answer["data"]["changed"]]
    assert kinds == ["post"] * 4 + ["page"] + ["author"] * 2 + ["tag"] * 2
    assert answer["data"]["removed"] == []
    meta = answer["meta"]
    assert len(meta.pop("token")) == 56
    manifest = place.shop.snapshot().manifest
    assert meta == {
        "snapshot": manifest.snapshot,
        "revision": manifest.revision,
        "more": False,
        "next_cursor": None,
        "returned": 9,
        "total": 9,
    }
    assert answer["links"] == {"self": "/v1/changes", "next": None}


def test_edit_changes_its_post_alone(place: Place) -> None:
    client = place.copy()
    place.change({ONE: FILES[ONE] + "More.\n"})
    assert since(place, client.token) == ([("post", "one")], [])


def test_author_and_tags_change_with_their_counts(place: Place) -> None:
    client = place.copy()
    place.change({"content/posts/new.md": post("New", "2024-05-09", authors="[tom]", tags="[git]")})
    changed = [("author", "tom"), ("post", "new"), ("tag", "git")]
    assert since(place, client.token) == (changed, [])


def test_renamed_author_changes_the_posts_that_name_him(place: Place) -> None:
    client = place.copy()
    place.change({"content/authors/tom/_index.md": "---\ntitle: Thomas\n---\nWrites.\n"})
    assert since(place, client.token) == ([("author", "tom"), ("post", "two")], [])


def test_commit_that_readers_do_not_see_changes_nothing_but_the_revision(place: Place) -> None:
    client = place.copy()
    place.change({"content/posts/secret.md": FILES["content/posts/secret.md"] + "More.\n"})
    assert since(place, client.token) == ([], [])
    assert place.answer(f"/v1/changes?since={client.token}")["meta"]["token"] == client.token


def test_what_appears_and_expires_by_the_clock_changes(place: Place) -> None:
    soon, later = "2024-06-02T00:00:00Z", "2024-06-03T00:00:00Z"
    place.change({ONE: post("One", soon), "content/posts/two.md": post("Two", expiryDate=later)})
    client = place.copy()
    place.shop.clock.move(timedelta(hours=13))
    place.change({})
    assert since(place, client.token) == ([("post", "one")], [])
    client.sync()
    place.shop.clock.move(timedelta(days=1))
    place.change({})
    assert since(place, client.token) == ([], [("post", "two")])


def test_what_was_withdrawn_is_named_even_when_its_snapshot_is_gone(place: Place) -> None:
    client = place.copy()
    place.change({ONE: None})
    for number in range(7):
        place.change({"content/posts/three.md": post(f"Three {number}", "2024-05-03")})
    [post_, tag] = place.answer(f"/v1/changes?since={client.token}")["data"]["removed"][:2]
    assert (post_["slug"], post_["url"], post_["replaced_by"]) == (
        "one",
        "https://ink.example/posts/one/",
        None,
    )
    assert (tag["type"], tag["slug"], tag["url"]) == ("tag", "css", "/v1/tags/css")


@pytest.mark.parametrize(
    "files",
    [
        {ONE: None, "content/posts/uno.md": FILES[ONE]},
        {ONE: FILES[ONE].replace("One", "One\nslug: uno")},
        {ONE: None, "content/posts/uno.md": post("Uno", "2024-05-01", aliases="[/posts/one/]")},
    ],
    ids=["renamed file", "other slug", "alias"],
)
def test_successor_is_named_where_one_is_known(place: Place, files: dict[str, str | None]) -> None:
    client = place.copy()
    place.change(files)
    removed = place.answer(f"/v1/changes?since={client.token}")["data"]["removed"]
    [one] = [item for item in removed if item["slug"] == "one"]
    successor = one["replaced_by"]
    assert (successor["type"], successor["slug"]) == ("post", "uno")
    assert successor["url"] == "https://ink.example/posts/uno/"
    assert ("post", successor["id"]) in place.everything()


def test_successor_is_followed_through_several_renames_and_never_hidden(place: Place) -> None:
    client = place.copy()
    place.change({ONE: None, "content/posts/uno.md": FILES[ONE]})
    place.change({"content/posts/uno.md": None, "content/posts/un.md": FILES[ONE]})
    address = f"/v1/changes?since={client.token}&types=posts"
    client = place.copy("types=posts")
    assert client.named == {}
    [one] = place.answer(address.replace("&types=posts", ""))["data"]["removed"]
    assert one["replaced_by"]["slug"] == "un"
    place.change({"content/posts/un.md": FILES[ONE].replace("---\n", "---\ndraft: true\n", 1)})
    answer = place.answer(address.replace("&types=posts", ""))
    [one] = [item for item in answer["data"]["removed"] if item["slug"] == "one"]
    assert one["replaced_by"] is None


def test_removed_returned_and_removed_again_is_one_removal(place: Place) -> None:
    client = place.copy()
    place.change({ONE: None})
    place.change({ONE: FILES[ONE].replace("One", "One\nslug: once\nurl: /posts/one/")})
    place.change({ONE: None})
    removed = place.answer(f"/v1/changes?since={client.token}")["data"]["removed"]
    assert names(removed) == [("post", "once"), ("tag", "css")]
    client.sync()
    assert client.held == place.everything()


def test_document_that_speaks_another_language_leaves_the_one(place: Place) -> None:
    english, german = place.copy("lang=en&types=posts"), place.copy("lang=de&types=posts")
    drei = "content/posts/drei.de.md"
    place.change({drei: None, "content/posts/drei.md": FILES[drei]})
    english.sync(), german.sync()
    assert len(english.held) == 4
    assert german.held == {}


def test_language_that_the_site_has_lost_is_removed(place: Place) -> None:
    german = place.copy("lang=de&types=posts")
    assert len(german.held) == 1
    without = FILES["hugo.toml"].replace("[languages.de]\nweight = 2\n", "")
    place.change({"hugo.toml": without, "content/posts/drei.de.md": None})
    assert german.sync() == 1
    assert (german.held, german.resyncs) == ({}, 0)


def test_hidden_is_never_named(place: Place) -> None:
    client = place.copy()
    place.change({"content/posts/secret.md": None})
    text = str(place.answer(f"/v1/changes?since={client.token}")) + str(place.answer("/v1/changes"))
    assert "secret" not in text.lower()
    assert "hush" not in text.lower()
    kept = b"".join(file.read_bytes() for file in (place.shop.state / "rolls").iterdir())
    assert b"secret" not in kept


def test_deleting_what_was_hidden_answers_like_deleting_what_never_was(place: Place) -> None:
    client = place.copy()
    place.change({"content/posts/readme.txt": "Nothing."})
    nothing = place.answer(f"/v1/changes?since={client.token}")
    place.change({"content/posts/secret.md": None})
    hidden = place.answer(f"/v1/changes?since={client.token}")
    for answer in (nothing, hidden):
        del answer["meta"]["snapshot"], answer["meta"]["revision"]
    assert hidden == nothing


def test_post_that_becomes_a_draft_is_removed_like_one_that_is_deleted(place: Place) -> None:
    client = place.copy()
    place.change({ONE: FILES[ONE].replace("---\n", "---\ndraft: true\n", 1)})
    drafted = place.answer(f"/v1/changes?since={client.token}")["data"]
    place.change({ONE: None})
    assert place.answer(f"/v1/changes?since={client.token}")["data"] == drafted


def test_fields_and_formats_shape_posts_and_pages_as_on_lists(place: Place) -> None:
    query = "fields=title,digest&formats=markdown"
    held = place.copy(query).held
    expected = place.answer(f"/v1/posts?{query}&lang=all")["data"]
    found = place.answer(f"/v1/changes?{query}")["data"]["changed"]
    assert len(held) == 9
    assert all(item in found for item in expected)


def test_digest_is_the_same_in_lists_details_and_changes(place: Place) -> None:
    for item in place.answer("/v1/changes")["data"]["changed"]:
        path = f"/v1/{item['type']}s"
        lang = f"&lang={item['lang']}" if "lang" in item else ""
        detail = place.answer(f"{path}/{item['slug']}?urls=relative{lang}")["data"]
        [listed] = place.answer(f"{path}?id={item['id']}")["data"]
        assert len(item["digest"]) == 32
        assert item["digest"] == detail["digest"] == listed["digest"]


def test_digest_changes_with_the_body_alone(place: Place) -> None:
    before = place.answer("/v1/posts/one")["data"]
    place.change({ONE: FILES[ONE].replace("Text.", "Tëxt.")})
    after = place.answer("/v1/posts/one")["data"]
    assert before["digest"] != after["digest"]


def test_ids_fetch_documents_in_any_language_and_nothing_hidden(place: Place) -> None:
    held = {item["slug"]: item["id"] for item in place.answer("/v1/posts?lang=all")["data"]}
    ids = ",".join((held["drei"], held["one"], "0" * 24))
    assert names(place.answer(f"/v1/posts?id={ids}")["data"]) == [("post", "drei"), ("post", "one")]
    assert names(place.answer(f"/v1/posts?id={ids}&lang=en")["data"]) == [("post", "one")]
    assert place.answer(f"/v1/pages?id={ids}")["data"] == []
    assert place.fault("/v1/posts?id=one") == (400, "id", "invalid")
    assert place.fault(f"/v1/posts?id={','.join(['0' * 24] * 101)}") == (400, "id", "too_many")


def test_ids_fetch_authors_and_tags(place: Place) -> None:
    for kind in ("authors", "tags"):
        first, *_ = place.answer(f"/v1/{kind}")["data"]
        assert place.answer(f"/v1/{kind}?id={first['id']}")["data"] == [first]
