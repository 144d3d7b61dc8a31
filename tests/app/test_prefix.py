"""Behind a path prefix, all that the service says of itself stands under its public address."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.front import Api
from tests.api.sites import write_state

PUBLIC = "https://h.example/content/api"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    state = tmp_path_factory.mktemp("prefix")
    write_state(state, public_url=PUBLIC)
    opened = Api(state, PUBLIC)
    shown = opened.show()
    yield opened
    shown.close()


def test_served_contract_names_the_public_address(api: Api) -> None:
    assert api.get("/openapi/v1.json")["servers"][0]["url"] == PUBLIC


@pytest.mark.parametrize(
    ("address", "status", "slug"),
    [
        ("/v1/posts?x=1", 400, "invalid-parameters"),
        ("/v1/posts?x=%zz", 400, "invalid-parameters"),
        ("/v1/posts/none", 404, "not-found"),
        ("/v1/nowhere", 404, "not-found"),
        ("/v1/posts?" + "a" * 5000, 414, "uri-too-long"),
    ],
)
def test_type_of_each_problem_is_an_address_that_can_be_followed(
    api: Api, address: str, status: int, slug: str
) -> None:
    problem = api.refused(address, status)
    assert problem["type"] == f"{PUBLIC}/docs/problems/{slug}"
    assert api.ask(problem["type"].removeprefix(PUBLIC)).status_code == 200


def test_no_page_refers_to_the_root_of_the_host(api: Api) -> None:
    for path in ("/", "/?q=git", "/docs", "/docs/problems", "/docs/problems/not-found", "/a/b/c"):
        found = re.findall(r'(?:href|src|srcset|action)="([^"]+)"', api.ask(path).text)
        assert found
        assert [each for each in found if each.startswith("/")] == []
        assert [each for each in found if each.startswith(PUBLIC)] == []
    for script in ("home.js", "docs.js", "waiting.js"):
        assert not re.search(r"""["'`]/(v1|docs|openapi)""", api.ask(f"/docs/assets/{script}").text)


def test_examples_on_the_front_page_name_the_public_address(api: Api) -> None:
    html = api.ask("/").text
    assert html.count(f"{PUBLIC}/v1/posts?") == html.count(f"{PUBLIC}/v1/search?") == 5
    assert "localhost" not in html


def test_page_that_is_not_found_leads_back_below_the_prefix(api: Api) -> None:
    for path, root in (("/nowhere", "."), ("/a/b/c", "../.."), ("/docs/problems/x", "../..")):
        assert f'<a class="brand" href="{root}/">' in api.ask(path).text
        assert f'<a class="brand" href="{root}/">' in api.ask(f"/content/api{path}").text


def test_paths_that_a_proxy_passes_on_with_the_prefix_give_the_same_answers(api: Api) -> None:
    for path in ("/v1/posts?limit=1", "/docs", "/livez", "/v1/posts/none", "/", "/nowhere"):
        whole, stripped = api.ask(f"/content/api{path}"), api.ask(path)
        assert (whole.status_code, whole.data) == (stripped.status_code, stripped.data)
    bare = api.ask("/content/api?lang=de")
    assert (bare.status_code, bare.headers["Location"]) == (308, "/content/api/?lang=de")
    for path in ("/content/apis/v1", "/content", "/content/api/content/api/v1"):
        assert api.ask(path).status_code == 404


@pytest.mark.parametrize("start", ["v1", "docs", "openapi"])
def test_prefix_that_is_one_of_our_own_paths_hides_none(tmp_path: Path, start: str) -> None:
    write_state(tmp_path)
    api = Api(tmp_path, f"https://h.example/{start}")
    shown = api.show()
    for path in ("/v1", "/v1/posts", "/docs", "/docs/problems", "/openapi/v1.json"):
        assert api.ask(path).status_code == 200, path
    shown.close()
