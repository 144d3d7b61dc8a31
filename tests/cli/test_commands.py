"""The commands as a person meets them: output, exit codes, one-line errors."""

import json
import socket
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from quire.cli import main
from tests.support.building import post, three_posts, write_files

BROKEN = "---\ntitle: [broken\n---\nText.\n"


def run(*arguments: object) -> "tuple[int, str, str]":
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_check_of_good_content_says_so_and_exits_0(tmp_path: Path) -> None:
    write_files(tmp_path, {**three_posts(), "content/draft.md": post("D", draft="true")})

    code, out, err = run("check", tmp_path)

    assert (code, out) == (0, "")
    assert "3 posts and 0 pages published; hidden: 1 draft\nNo problems." in err


def test_check_names_each_problem_by_path_line_and_code_and_exits_1(tmp_path: Path) -> None:
    picture = "Text.\n\n![a picture](missing.png)"
    write_files(tmp_path, {"content/a.md": BROKEN, "content/b.md": post("B", body=picture)})

    code, out, err = run("check", tmp_path)

    assert code == 1
    first, second = out.splitlines()
    assert first.startswith("content/a.md:3: front-matter-unreadable: ")
    assert second.startswith("content/b.md:7: missing-image: The image 'missing.png' ")
    assert "2 problems in 2 files:" in err
    assert "     1  missing-image" in err


def test_check_writes_json_for_machines(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": BROKEN})

    _, out, _ = run("check", tmp_path, "--format", "json")

    answer = json.loads(out)
    assert answer["counts"] == {"front-matter-unreadable": 1}
    assert answer["problems"][0]["path"] == "content/a.md"


def test_check_writes_annotations_for_pull_requests(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/50%,a.md": BROKEN})

    _, out, _ = run("check", tmp_path, "--format", "github")

    assert out.startswith(
        "::warning file=content/50%25%2Ca.md,line=3,title=front-matter-unreadable::The front"
    )


def test_annotations_name_files_as_their_repository_does(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/content/a.md": BROKEN})
    subprocess.run(["git", "init", "-q", tmp_path], check=True)

    _, out, _ = run("check", tmp_path / "site", "--format", "github")

    assert out.startswith("::warning file=site/content/a.md,line=3,")


def test_openapi_prints_the_committed_document() -> None:
    code, out, _ = run("openapi")

    committed = Path(__file__).parents[2] / "openapi" / "v1.json"
    assert (code, out) == (0, committed.read_text())


@pytest.mark.parametrize("command", ["serve", "dev", "check"])
def test_path_that_is_not_there_is_one_line_and_exit_code_2(command: str, tmp_path: Path) -> None:
    code, out, err = run(command, tmp_path / "nowhere")

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"Error: no such path: {tmp_path}/nowhere: name a repository or a folder"
    ]


def test_port_in_use_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    write_files(tmp_path, three_posts())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code, _, err = run("serve", tmp_path, "--port", port)

    assert code == 2
    assert err == (
        f"Error: cannot listen on 127.0.0.1:{port} (address already in use); "
        "choose another with --host or --port\n"
    )


def test_missing_ref_is_one_line_that_names_near_ones(tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=W", "-c", "user.email=w@example.org"]
    write_files(tmp_path / "site", three_posts())
    subprocess.run([*git, "init", "-q", "-b", "main"], cwd=tmp_path / "site", check=True)
    subprocess.run([*git, "add", "-A"], cwd=tmp_path / "site", check=True)
    subprocess.run([*git, "commit", "-qm", "Posts"], cwd=tmp_path / "site", check=True)

    state = ["--state-dir", tmp_path / "state"]
    code, _, err = run("serve", tmp_path / "site", "--ref", "mian", *state)

    assert code == 2
    assert err.startswith("Error: ")
    assert len(err.splitlines()) == 1


def test_setting_that_cannot_be_used_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUIRE_WORKERS", "many")

    code, _, err = run("serve", "content")

    assert code == 2
    assert err.startswith('Error: Environment variable "QUIRE_WORKERS" invalid')
