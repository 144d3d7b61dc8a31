"""The commands as a person meets them: output, exit codes, one-line errors."""

import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quire.cli import main
from tests.support.building import post, three_posts, write_files
from tests.support.serving import free_port

BROKEN = "---\ntitle: [broken\n---\nText.\n"


def run(*arguments: object) -> "tuple[int, str, str]":
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_check_of_good_content_says_so_and_exits_0(tmp_path: Path) -> None:
    write_files(tmp_path, {**three_posts(), "content/draft.md": post("D", draft="true")})

    code, out, _ = run("check", tmp_path)

    assert (code, out) == (
        0,
        "4 markdown files = 3 published (posts) + 1 hidden (draft)\nNo problems.\n",
    )


def test_check_groups_problems_by_code_with_an_example_and_exits_1(tmp_path: Path) -> None:
    picture = "Text.\n\n![a picture](missing.png) ![another](nowhere.png)"
    files = {"content/a.md": BROKEN, "content/b.md": post("B", body=picture), "x.md": "Text."}
    write_files(tmp_path, files)

    code, out, _ = run("check", tmp_path)

    assert code == 1
    lines = out.splitlines()
    assert lines[:4] == [
        "3 problems in 2 files",
        "",
        "front-matter-unreadable  not published",
        "  content/a.md:3:1",
    ]
    assert lines[5:8] == ["", "missing-image  2 times in 1 file", "  content/b.md:7"]
    assert lines[8].startswith("    The image 'missing.png' ")
    assert lines[9:12] == [
        "  and 1 more",
        "",
        "3 markdown files = 1 published (posts) + 1 in the problem list + 1 not content",
    ]
    assert lines[13:] == [
        "Next",
        f"  quire check --all {tmp_path}      every line",
        f"  quire check --explain {tmp_path}  how the folder was understood, and why",
        f"  {'docs/problems.md':<{len(str(tmp_path)) + 22}}  "
        "what each code means, and how to mend it",
    ]


def test_check_lists_every_problem_by_path_line_and_code_when_asked(tmp_path: Path) -> None:
    picture = "Text.\n\n![a picture](missing.png)"
    write_files(tmp_path, {"content/a.md": BROKEN, "content/b.md": post("B", body=picture)})

    code, out, _ = run("check", tmp_path, "--all")

    assert code == 1
    first, second = out.splitlines()[:2]
    assert first.startswith("content/a.md:3:")
    assert " front-matter-unreadable: " in first
    assert second.startswith("content/b.md:7:")
    assert " missing-image: The image 'missing.png' " in second


def test_check_explains_how_a_site_was_understood(tmp_path: Path) -> None:
    configuration = "title = 'Ink'\nbaseURL = 'https://ink.example/'\nbuildFuture = true\n"
    permalinks = "[permalinks]\nposts = '/:year/:slug/'\n"
    write_files(tmp_path, {**three_posts(), "hugo.toml": configuration + permalinks})

    code, out, _ = run("check", tmp_path, "--explain")

    assert code == 0
    for line in (
        "Convention    hugo, because hugo.toml is there",
        "Settings      hugo.toml",
        "Site          Ink at https://ink.example",
        "Content       content/",
        "Language      en in content/, the default",
        "Permalinks    posts: /:year/:slug/",
        "Taxonomy      tags are tags",
        "Time zone     UTC",
        "Hidden        drafts, what has expired, what cannot be read",
        "Shown         dates to come",
        "Excerpts      55 words where none is written",
        "Files         others: 1 configuration",
    ):
        assert line in out.splitlines()


def test_check_explains_languages_sections_and_what_is_no_content(tmp_path: Path) -> None:
    files = {
        "config.toml": "[languages.en]\ncontentDir = 'english'\n[languages.de]\n"
        "contentDir = 'german'\n[languages.fr]\ndisabled = true\n",
        "quire.toml": '[site]\npost_sections = ["blog"]\n',
        "english/blog/a.md": post("A"),
        "german/blog/a.md": post("A"),
        "readme.md": "Text.",
        "notes/one.md": "Text.",
    }
    write_files(tmp_path, files)

    _, out, _ = run("check", tmp_path, "--explain")

    lines = out.splitlines()
    for line in (
        "Settings      config.toml, quire.toml",
        "Site          no title at no address",
        "Posts         dated pages in blog/",
        "Files         markdown that is not content: notes/ 1, readme.md",
    ):
        assert line in lines
    assert any("de in german/ at /de/" in line for line in lines)
    assert any("fr, switched off" in line for line in lines)


def test_check_of_a_folder_without_anything_to_publish_says_what_to_do(tmp_path: Path) -> None:
    write_files(tmp_path, {"hugo.toml": "title = 'x'\n", "notes.txt": "Nothing."})

    code, out, _ = run("check", tmp_path)

    assert code == 0
    assert "0 markdown files = 0 published\n" in out
    assert "No problems, but nothing is published either. Next\n" in out


def test_check_writes_json_for_machines(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": BROKEN, "content/b.md": post("B")})

    _, out, _ = run("check", tmp_path, "--format", "json", "--explain")

    answer = json.loads(out)
    assert answer["counts"] == {"front-matter-unreadable": 1}
    assert answer["problems"][0]["path"] == "content/a.md"
    assert answer["files"] == {
        "markdown": {
            "total": 2,
            "published": {"post": 1},
            "hidden": {},
            "problem": {"front-matter-unreadable": 1},
            "other": {},
        },
        "others": {"total": 0, "published": {}, "hidden": {}, "problem": {}, "other": {}},
    }
    assert answer["site"]["convention"] == "hugo"
    assert answer["site"]["taxonomies"]["tags"] == "tag"


def test_check_writes_annotations_for_pull_requests(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/50%,a.md": BROKEN})

    _, out, _ = run("check", tmp_path, "--format", "github")

    assert out.startswith(
        "::warning file=content/50%25%2Ca.md,line=3,col=1,title=front-matter-unreadable::The front"
    )


def test_annotations_name_files_as_their_repository_does(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/content/a.md": BROKEN})
    subprocess.run(["git", "init", "-q", tmp_path], check=True)

    _, out, _ = run("check", tmp_path / "site", "--format", "github")

    assert out.startswith("::warning file=site/content/a.md,line=3,col=1,")


@pytest.mark.parametrize(("options", "name"), [((), "v1"), (("--clients",), "v1-clients")])
def test_openapi_prints_the_committed_document(options: tuple[str, ...], name: str) -> None:
    code, out, _ = run("openapi", *options)

    committed = Path(__file__).parents[2] / "openapi" / f"{name}.json"
    assert (code, out) == (0, committed.read_text())


@pytest.mark.parametrize("command", ["serve", "dev", "check"])
def test_path_that_is_not_there_is_one_line_and_exit_code_2(command: str, tmp_path: Path) -> None:
    code, out, err = run(command, tmp_path / "nowhere")

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"Error: no such path: {tmp_path}/nowhere: name a repository or a folder"
    ]


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port of loopback that somebody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "dev"])
def test_port_in_use_is_one_line_and_exit_code_2(
    command: str, tmp_path: Path, taken_port: int
) -> None:
    write_files(tmp_path, three_posts())

    code, _, err = run(command, tmp_path, "--port", taken_port)

    assert code == 2
    assert err == (
        f"Error: cannot listen on 127.0.0.1:{taken_port} (address already in use); "
        "choose another with --host or --port\n"
    )


@pytest.mark.parametrize("command", ["serve", "dev"])
def test_path_is_looked_at_before_the_port(command: str, tmp_path: Path, taken_port: int) -> None:
    broken = tmp_path / "broken"
    write_files(broken, {"posts/a.md": "A"})
    (broken / ".git").mkdir()
    for path, fault in (
        (tmp_path / "nowhere", "no such path: "),
        (broken / "posts/a.md", f"{broken}/posts/a.md is a file: "),
        (broken / "posts", f"{broken}/.git is no git repository: "),
    ):
        code, _, err = run(command, path, "--port", taken_port)

        assert code == 2
        assert err.startswith(f"Error: {fault}")


def test_missing_ref_is_one_line_that_names_near_ones(tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=W", "-c", "user.email=w@example.org"]
    write_files(tmp_path / "site", three_posts())
    subprocess.run([*git, "init", "-q", "-b", "main"], cwd=tmp_path / "site", check=True)
    subprocess.run([*git, "add", "-A"], cwd=tmp_path / "site", check=True)
    subprocess.run([*git, "commit", "-qm", "Posts"], cwd=tmp_path / "site", check=True)

    options = ["--state-dir", tmp_path / "state", "--port", free_port()]
    code, _, err = run("serve", tmp_path / "site", "--ref", "mian", *options)

    assert code == 2
    assert err == f"Error: no ref 'mian' in {tmp_path}/site/.git: did you mean main?\n"


def test_setting_that_cannot_be_used_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUIRE_WORKERS", "many")

    code, _, err = run("serve", "content")

    assert code == 2
    assert err.startswith('Error: Environment variable "QUIRE_WORKERS" invalid')


def test_check_sees_the_site_at_the_instant_that_the_operator_pins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"content/page.md": "---\ntitle: A page\n---\nText.\n"}
    write_files(tmp_path, {**three_posts(), **pages})
    monkeypatch.setenv("QUIRE_NOW", "2024-05-02T12:00:00Z")

    _, out, _ = run("check", tmp_path)

    assert out.splitlines()[0] == (
        "4 markdown files = 3 published (2 posts, 1 page) + 1 hidden (scheduled)"
    )


def test_check_says_why_documents_are_pages(tmp_path: Path) -> None:
    files = {
        "quire.toml": '[site]\npost_sections = ["blog"]\n',
        "blog/post.md": post("Post"),
        "blog/undated.md": "# Undated\n",
        "notes/dated.md": post("Dated"),
    }
    write_files(tmp_path, files)

    code, out, _ = run("check", tmp_path)
    _, explained, _ = run("check", tmp_path, "--explain", "--format", "json")

    assert code == 0
    assert "1 page, not a post: without a date (blog/undated.md).\n" in out
    assert "1 page, not a post: outside of what post_sections names (notes/dated.md).\n" in out
    assert json.loads(explained)["site"]["pages"] == {
        "outside of what post_sections names": ["notes/dated.md"],
        "without a date": ["blog/undated.md"],
    }


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"hugo.toml": "", "content/posts/_index.md": post("P")}, "the page of a section"),
        (
            {"_config.yml": "", "a.md": post("A")},
            "outside of _posts, and of what post_sections names",
        ),
        ({f"{n}.md": "Text." for n in range(5)}, "without a date (0.md, 1.md, 2.md, 2 more)"),
    ],
)
def test_check_knows_the_reasons_of_every_kind_of_site(
    tmp_path: Path, files: dict[str, str], reason: str
) -> None:
    write_files(tmp_path, files)

    assert reason in run("check", tmp_path)[1]


@pytest.mark.parametrize("output_format", ["text", "json", "github"])
def test_check_names_the_folder_in_which_no_markdown_is(tmp_path: Path, output_format: str) -> None:
    write_files(tmp_path, {"notes.txt": "Nothing."})

    _, out, err = run("check", tmp_path, "--format", output_format)

    note = f"There is no markdown file below {tmp_path}: name the folder in which the content is."
    assert note in out + err


def test_check_of_a_broken_quire_toml_speaks_of_the_file(tmp_path: Path) -> None:
    write_files(tmp_path, {**three_posts(), "quire.toml": "title = Loose\n"})

    code, out, _ = run("check", tmp_path, "--all")

    assert code == 1
    assert out.startswith("quire.toml:1:9: settings-unreadable: The file cannot be read: ")
    assert "ront matter" not in out.splitlines()[0]


def test_check_says_which_pattern_of_addresses_no_document_follows(tmp_path: Path) -> None:
    settings = '[site.permalinks]\nblog = "/:slug/"\nblgo = "/x/:slug/"\n'
    write_files(tmp_path, {"quire.toml": settings, "blog/a.md": post("A")})

    lines = run("check", tmp_path, "--explain")[1].splitlines()

    assert "Permalinks    blog: /:slug/" in lines
    assert f"{'':<13} blgo: /x/:slug/ (no document is in it)" in lines
