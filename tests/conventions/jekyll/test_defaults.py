import pytest

from quire.model import Candidate
from tests.conventions.jekyll.sites import one

SETS = "defaults:\n"


def title(defaults: str, path: str = "_posts/2024-05-31-hello.md", front_matter: str = "") -> str:
    return one(front_matter, path, f"{SETS}{defaults}").title


@pytest.mark.parametrize(
    ("scope", "applies"),
    [
        ("{path: ''}", True),
        ("{}", True),
        ("{type: posts}", True),
        ("{type: post}", True),
        ("{type: pages}", False),
        ("{path: _posts}", True),
        ("{path: /_posts}", True),
        ("{path: _posts/2024}", True),
        ("{path: _pos}", True),
        ("{path: posts}", False),
        ("{path: '_posts/*'}", True),
        ("{path: '_posts/2024-*.md'}", True),
        ("{path: '*'}", True),
        ("{path: '*.md'}", False),
        ("{path: '**/*.md'}", True),
        ("{path: '**/2024*'}", True),
        ("{path: '_posts/**/x*'}", False),
        ("{path: '_posts/**'}", True),
    ],
)
def test_scope_names_files_by_path_and_type(scope: str, applies: bool) -> None:
    assert title(f"- {{scope: {scope}, values: {{title: T}}}}") == ("T" if applies else "Hello")


def test_longer_paths_and_types_overrule() -> None:
    assert title("- {scope: {path: _posts}, values: {title: A}}\n- {values: {title: B}}") == "A"
    assert title("- {values: {title: A}}\n- {values: {title: B}}") == "B"
    typed = "- {scope: {type: posts}, values: {title: A}}\n- {values: {title: B}}"
    assert title(typed) == "A"
    assert title("- {values: {title: B}}\n- {scope: {type: posts}, values: {title: A}}") == "A"


def test_file_overrules_all_but_with_nothing() -> None:
    assert title("- {values: {title: A}}", front_matter="title: Own") == "Own"
    assert title("- {values: {title: A}}", front_matter="title:") == "A"


def test_maps_are_filled_and_categories_add_up() -> None:
    defaults = "- {values: {seo: {title: S, noindex: true}, categories: a b}}\n"
    defaults += "- {values: {categories: [b, c]}}"
    found = one("seo: {title: Own}\ncategories: d", config=f"{SETS}{defaults}")
    assert (found.seo.title, found.seo.noindex) == ("Own", True)
    assert found.categories == ("a", "b", "c", "d")
    assert categories("categories: 7\n", "- {values: {categories: x}}").categories == ("x", "7")


def categories(front_matter: str, defaults: str) -> Candidate:
    return one(front_matter, config=f"{SETS}{defaults}")


def test_scopes_leave_out_the_folder_of_collections() -> None:
    config = "collections_dir: all\ncollections: {docs: {output: true}}\n" + SETS
    config += "- {scope: {path: all/_docs}, values: {title: T}}"
    assert one("", "all/_docs/a.md", config).title == "T"


def test_hostile_glob_takes_no_time() -> None:
    path = f"{'a' * 200}/{'b/' * 100}c.md"
    scope = "{path: '" + "**/" * 40 + "*a" * 70 + "*x'}"
    assert title(f"- {{scope: {scope}, values: {{title: T}}}}", path) == "C"
