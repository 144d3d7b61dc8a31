"""Every key of `quire.toml` does something in every convention, or it is reported."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from quire.library.build_cache import BuildCache
from quire.library.progress import Silent
from quire.library.rendering import InlineRenderer
from quire.library.survey import Survey, Surveyor
from quire.model import Candidate
from quire.source import open_source
from tests.support.building import NOON, write_files

HEADER = """title: Hello World
date: 2024-05-03
topics: [web]
groups: [big]
sequence: [one]
writers: [ada]
tags: [plain]
"""
BODY = " ".join(f"word{n}" for n in range(100))
SITES: dict[str, tuple[dict[str, str], str]] = {
    "hugo": ({"hugo.toml": ""}, "content/blog/hello.md"),
    "jekyll": ({"_config.yml": "collections:\n  blog:\n    output: true\n"}, "_blog/hello.md"),
    "jekyll page": ({"_config.yml": ""}, "blog/hello.md"),
    "zola": ({"zola.toml": 'base_url = "https://zola.example"\n'}, "content/blog/hello.md"),
    "plain": ({}, "blog/hello.md"),
    "Docusaurus": ({"docusaurus.config.js": ""}, "blog/2024-05-03-hello.md"),
}
ZOLA_HEADER = """title = "Hello World"
date = 2024-05-03
[taxonomies]
topics = ["web"]
groups = ["big"]
sequence = ["one"]
writers = ["ada"]
tags = ["plain"]
"""


def surveyed(folder: Path, files: Mapping[str, str]) -> Survey:
    write_files(folder, files)
    source = open_source(folder, None, True)
    cache = BuildCache(None, "")
    try:
        surveyor = Surveyor(source, InlineRenderer(), cache, "/v1/media/")
        return surveyor.survey(source.revision(), NOON, Silent())
    finally:
        cache.close()
        source.close()


def survey_of(folder: Path, name: str, settings: str) -> Survey:
    files, path = SITES[name]
    text = f"+++\n{ZOLA_HEADER}+++\n{BODY}\n" if name == "zola" else f"---\n{HEADER}---\n{BODY}\n"
    return surveyed(folder, {**files, path: text, "quire.toml": settings})


def first(survey: Survey, name: str) -> Candidate:
    found = {document.candidate.path: document for document in survey.settlement.documents}
    return found[SITES[name][1]].candidate


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/:year/:month/:title/", "/2024/05/hello-world/"),
        ("/news/:year/:slug/", "/news/2024/hello/"),
    ],
)
def test_pattern_of_addresses_holds_in_every_convention(
    tmp_path: Path, name: str, pattern: str, address: str
) -> None:
    survey = survey_of(tmp_path, name, f'[site.permalinks]\nBlog = "{pattern}"\n')
    by_name = name.startswith("jekyll") and ":title" in pattern
    by_title = name == "hugo" and ":slug" in pattern
    expected = "/2024/05/hello/" if by_name else "/news/2024/hello-world/" if by_title else address

    assert first(survey, name).permalink.rstrip("/") == expected.rstrip("/")
    assert [each.code for each in survey.problems if each.path == "quire.toml"] == []


@pytest.mark.parametrize("name", SITES)
def test_pattern_with_an_unknown_placeholder_is_reported_in_every_convention(
    tmp_path: Path, name: str
) -> None:
    survey = survey_of(tmp_path, name, '[site.permalinks]\nblog = "/:yeer/:title/"\n')

    (problem,) = [each for each in survey.problems if each.path == "quire.toml"]
    assert (problem.code, problem.line) == ("invalid-setting", 1)
    assert problem.message == (
        "The permalink pattern of 'blog' holds ':yeer', which is no placeholder; leave it out."
    )
    assert "yeer" not in first(survey, name).permalink


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize(
    ("role", "key", "field", "value"),
    [
        ("tag", "topics", "tags", ("web",)),
        ("category", "groups", "categories", ("big",)),
        ("series", "sequence", "series", ("one",)),
        ("author", "writers", "authors", ("ada",)),
    ],
)
def test_taxonomy_holds_in_every_convention(
    tmp_path: Path, name: str, role: str, key: str, field: str, value: tuple[str, ...]
) -> None:
    survey = survey_of(tmp_path, name, f'[site.taxonomies]\n{role} = "{key}"\n')

    assert getattr(first(survey, name), field) == value


@pytest.mark.parametrize("name", SITES)
def test_all_other_keys_hold_in_every_convention(tmp_path: Path, name: str) -> None:
    settings = (
        '[site]\ntitle = "Ours"\nurl = "https://ours.example"\ndefault_lang = "de"\n'
        'excerpt_words = 10\n[synonyms]\ngroups = [["k8s", "kubernetes"]]\n'
    )
    survey = survey_of(tmp_path, name, settings)
    document = next(
        each for each in survey.settlement.documents if each.candidate.path == SITES[name][1]
    )

    assert survey.site.title == "Ours"
    assert document.url.startswith("https://ours.example/")
    assert document.candidate.lang == "de"
    assert survey.site.excerpt_words == 10
    assert survey.site.synonyms["k8s"] == ("kubernetes",)


@pytest.mark.parametrize("name", SITES)
def test_sections_of_posts_hold_in_every_convention(tmp_path: Path, name: str) -> None:
    inside = survey_of(tmp_path, name, '[site]\npost_sections = ["blog"]\n')
    outside = survey_of(tmp_path, name, '[site]\npost_sections = ["news"]\n')

    assert (first(inside, name).kind, first(outside, name).kind) == ("post", "page")


@pytest.mark.parametrize("name", ["hugo", "jekyll", "zola", "plain"])
def test_convention_that_quire_toml_names_is_the_one(tmp_path: Path, name: str) -> None:
    survey = surveyed(tmp_path, {"quire.toml": f'[site]\nconvention = "{name}"\n'})

    assert survey.convention == name


def test_folders_of_sections_are_known_to_a_pattern_of_quire_toml(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "",
        "content/blog/_index.md": "---\ntitle: Blog\n---\n",
        "content/blog/deep/_index.md": "---\ntitle: Deep\n---\n",
        "content/blog/deep/a.md": "---\ntitle: A\n---\n",
        "quire.toml": '[site.permalinks]\nblog = "/:sections/:title/"\n',
    }
    survey = surveyed(tmp_path, files)
    addresses = {
        each.candidate.path: each.candidate.permalink for each in survey.settlement.documents
    }

    assert addresses["content/blog/deep/a.md"] == "/blog/deep/a/"


def test_pattern_of_quire_toml_finds_a_folder_whose_case_the_site_keeps(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "disablePathToLower = true\n",
        "content/Blog/A.md": "---\ntitle: A\n---\n",
        "quire.toml": '[site.permalinks]\nBlog = "/x/:title/"\n',
    }
    (document,) = surveyed(tmp_path, files).settlement.documents

    assert document.candidate.permalink == "/x/A/"
