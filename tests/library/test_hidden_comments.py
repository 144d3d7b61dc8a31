"""What writers write for themselves is on no surface of the API, in no convention."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.front import Api
from tests.support.building import post, workshop

NOTE = "secretnote"
BODY = """# Shown heading

Before {inline} after.

{open}
## A {note} heading

{note} in a block.
{close}

Behind <!-- {note} --> it <!-- {note}

{note} --> all. Lastword
"""
SITES = {
    "hugo": ("hugo.toml", "content/posts/a.md", "{{< comment >}}", "{{< /comment >}}"),
    "jekyll": ("_config.yml", "_posts/2024-05-01-a.md", "{% comment %}", "{% endcomment %}"),
    "zola": ("zola.toml", "content/posts/a.md", "{# ", " #}"),
    "plain": ("readme.txt", "posts/a.md", "{% comment %}", "{% endcomment %}"),
}
SETTINGS = {"zola": 'base_url = "https://example.org"\n'}


@pytest.fixture(params=SITES)
def api(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Api]:
    settings, path, opening, closing = SITES[request.param]
    body = BODY.format(note=NOTE, inline=f"{opening}{NOTE}{closing}", open=opening, close=closing)
    text = post("A", body=body)
    if request.param == "zola":
        text = f'+++\ntitle = "A"\ndate = 2024-05-01\n+++\n{body}'
    with workshop(tmp_path) as shop:
        shop.write({settings: SETTINGS.get(request.param, ""), path: text})
        shop.builder.build()
        assert shop.builder.problems == ()
        api = Api(tmp_path / "state")
        assert api.holder.refresh()
        yield api
        api.holder.close()


def test_comment_is_on_no_surface_of_a_document(api: Api) -> None:
    answer = api.ask("/v1/posts/a?formats=html,text,markdown&include=toc")

    assert answer.status_code == 200
    assert NOTE not in answer.text
    document = api.get("/v1/posts/a?formats=html,text,markdown&include=toc")["data"]
    assert [each["title"] for each in document["toc"]] == ["Shown heading"]
    for surface in ("html", "text", "markdown"):
        assert "Lastword" in document[surface]
    assert NOTE not in api.ask("/v1/posts?formats=html,text,markdown").text


def test_comment_is_not_found(api: Api) -> None:
    assert api.get(f"/v1/search?q={NOTE}")["data"] == []
    assert not any(api.get(f"/v1/suggest?q={NOTE[:6]}")["data"].values())
    assert len(api.get("/v1/search?q=lastword")["data"]) == 1


def test_comment_is_in_no_file_of_the_snapshot(api: Api, tmp_path: Path) -> None:
    files = [path for path in (tmp_path / "state").rglob("*") if path.is_file()]

    assert [path.name for path in files if NOTE.encode() in path.read_bytes()] == []


def test_comment_that_never_ends_is_reported_where_it_starts(tmp_path: Path) -> None:
    with workshop(tmp_path) as shop:
        body = "Shown.\n\n{{< comment >}}\n\nHidden.\n"
        shop.write({"hugo.toml": "", "content/posts/a.md": post("A", body=body)})
        shop.builder.build()

        (problem,) = shop.builder.problems
        assert (problem.path, problem.line, problem.code) == (
            "content/posts/a.md",
            7,
            "endless-comment",
        )
        assert shop.slugs() == ["a"]


def test_title_is_not_taken_from_a_comment(tmp_path: Path) -> None:
    with workshop(tmp_path) as shop:
        shop.write({"a.md": f"<!--\n# {NOTE}\n-->\n\n# Real <!-- {NOTE} -->title\n"})
        shop.builder.build()

        (row,) = shop.snapshot().catalogue.documents
        assert row.title == "Real title"
