"""Which site a path belongs to: its own, or that of a folder above it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quire.app.placing import open_site
from tests.cli.test_commands import run
from tests.support.building import post, write_files
from tests.support.repositories import Repository

HUGO = "baseURL = 'https://ink.example/'\n[permalinks]\nblog = '/:year/:slug/'\n"
JEKYLL = "title: Ink\npermalink: /:year/:title/\n"


def placed(path: Path, ref: str | None = None, work_tree: bool = True) -> tuple[str, str]:
    source = open_site(path, ref, work_tree, None)
    try:
        return source.tree(source.revision()).prefix, source.scope
    finally:
        source.close()


@pytest.mark.parametrize("work_tree", [True, False])
@pytest.mark.parametrize(
    ("configuration", "text", "folder"),
    [
        ("hugo.toml", HUGO, "content"),
        ("hugo.yaml", "title: Ink\n", "content/blog"),
        ("config/_default/hugo.toml", HUGO, "content"),
        ("_config.yml", JEKYLL, "_posts"),
        ("config.toml", "base_url = 'https://ink.example'\n", "content"),
        ("docusaurus.config.js", "", "blog"),
        ("quire.toml", "[site]\ntitle = 'Ink'\n", "content"),
    ],
)
def test_folder_of_a_site_is_read_with_the_configuration_above_it(
    repo: Callable[[str], Repository],
    configuration: str,
    text: str,
    folder: str,
    work_tree: bool,
) -> None:
    repository = repo(
        f"-- site/{configuration} --\n{text}"
        f"-- site/{folder}/2024-01-01-a.md --\n{post('A')}"
        f"-- other/b.md --\n{post('B')}"
    )

    assert placed(repository.root / "site" / folder, work_tree=work_tree) == (
        "site/",
        f"{folder}/",
    )


def test_folder_that_the_site_above_does_not_publish_is_a_site_of_its_own(
    repo: Callable[[str], Repository],
) -> None:
    repository = repo(f"-- mkdocs.yml --\n-- docs/a.md --\n{post('A')}-- blog/b.md --\n{post('B')}")

    assert placed(repository.root / "blog") == ("blog/", "")


def test_folder_with_a_configuration_of_its_own_is_a_site_of_its_own(
    repo: Callable[[str], Repository],
) -> None:
    repository = repo(
        f"-- _config.yml --\n{JEKYLL}-- sub/hugo.toml --\n{HUGO}-- sub/content/b.md --\n{post('B')}"
        f"-- notes/quire.toml --\n[site]\ntitle = 'Notes'\n-- notes/c.md --\n{post('C')}"
    )

    assert placed(repository.root / "sub") == ("sub/", "")
    assert placed(repository.root / "notes") == ("notes/", "")


def test_quire_toml_in_the_content_folder_belongs_to_the_site_above(
    repo: Callable[[str], Repository],
) -> None:
    repository = repo(
        f"-- hugo.toml --\n{HUGO}-- content/quire.toml --\n[site]\ntitle = 'Ink'\n"
        f"-- content/blog/b.md --\n{post('B')}"
    )

    assert placed(repository.root / "content") == ("", "content/")
    assert placed(repository.root / "content/blog") == ("", "content/blog/")


def test_nothing_above_the_repository_is_looked_at(
    tmp_path: Path, repo: Callable[[str], Repository]
) -> None:
    (tmp_path / "hugo.toml").write_text(HUGO)
    repository = repo(f"-- content/b.md --\n{post('B')}")

    assert placed(repository.root / "content") == ("content/", "")


def test_plain_folder_is_read_alone(tmp_path: Path) -> None:
    write_files(tmp_path, {"hugo.toml": HUGO, "content/b.md": post("B")})

    assert placed(tmp_path / "content") == ("", "")


def test_configuration_counts_as_it_is_committed_at_the_ref(
    repo: Callable[[str], Repository],
) -> None:
    repository = repo(f"-- content/blog/b.md --\n{post('B')}")
    repository.git("branch", "bare")
    repository.commit(f"-- hugo.toml --\n{HUGO}")

    assert placed(repository.root / "content", "HEAD", False) == ("", "content/")
    assert placed(repository.root / "content", "bare", False) == ("content/", "")


def test_named_folder_alone_is_published(repo: Callable[[str], Repository]) -> None:
    repository = repo(
        f"-- hugo.toml --\n{HUGO}-- content/blog/b.md --\n{post('B')}"
        f"-- content/news/c.md --\n{post('C')}-- content/news/broken.md --\n---\ntitle: [\n---\n"
    )

    code, out, _ = run("check", "--explain", repository.root / "content/blog")

    assert code == 0
    assert "Asked for     content/blog/ alone, a part of the site at the repository's root" in out
    assert "Permalinks    blog: /:year/:slug/" in out
    assert "1 published (posts) + 2 hidden (outside)" in out
    assert "outside" in out


def test_commands_read_the_folder_they_are_run_in(
    repo: Callable[[str], Repository], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = repo(f"-- hugo.toml --\n{HUGO}-- content/blog/b.md --\n{post('B')}")
    repository.commit("-- hugo.toml --\nbaseURL = 'https://ink.example/'\n")
    for folder in (".", "content", "content/blog"):
        monkeypatch.chdir(repository.root / folder)

        code, out, _ = run("diff", "HEAD~1..HEAD")

        assert code == 0
        assert "1 post moves" in out
        assert run("check")[0] == 0
