import os
import time
from pathlib import Path

import pytest

from quire.errors import GitFailed
from quire.source.git import Git, GitRefused, check_version, records

from .conftest import Repository


@pytest.mark.parametrize(
    "version",
    [
        "2.39.4",
        "2.39.5 (Apple Git-154)",
        "2.40.2",
        "2.41.1",
        "2.42.2",
        "2.43.4",
        "2.44.1",
        "2.45.1.windows.1",
        "2.45.2",
        "2.46.0",
        "2.51",
        "3.0.0",
    ],
)
def test_git_with_the_fixes_is_accepted(version: str) -> None:
    check_version(f"git version {version}\n")


@pytest.mark.parametrize(
    "version",
    ["1.9.5", "2.30.2", "2.38.9", "2.39.3", "2.40.1", "2.42.1", "2.43.3", "2.44.0", "2.45.0"],
)
def test_git_without_the_fixes_is_refused(version: str) -> None:
    with pytest.raises(GitFailed, match=rf"^git {version} lacks the fixes of CVE-2024-32002: "):
        check_version(f"git version {version}")


def test_unknown_version_is_refused() -> None:
    with pytest.raises(GitFailed, match=r"does not tell its version: hello$"):
        check_version("hello\nworld")


def test_missing_git_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitFailed, match=r"^git was not found: install git 2\.45\.1 or newer$"):
        Git(tmp_path)


def test_git_that_cannot_be_started_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path, "#!/no/such/shell\n")
    with pytest.raises(GitFailed, match=r"^git cannot be started: No such file or directory$"):
        Git(tmp_path)


def test_folder_that_is_no_repository_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(GitRefused, match=r"^git rev-parse failed: fatal: not a git repo") as error:
        Git(tmp_path)
    assert error.value.code == 128


def test_git_that_hangs_is_killed_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    install(
        monkeypatch,
        tmp_path,
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *--version) echo git version 2.45.1 ;;\n"
        "  *--show-object-format) echo sha1 ;;\n"
        f"  *) sleep 60 & echo $! > {child}; wait ;;\n"
        "esac\n",
    )
    git = Git(tmp_path, timeout=0.5)
    began = time.monotonic()
    with pytest.raises(GitFailed, match=r"^git for-each-ref did not finish in time on "):
        git.run("for-each-ref")
    assert time.monotonic() - began < 5
    assert is_dead(int(child.read_text()))


def test_git_that_closes_its_pipes_and_stays_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(
        monkeypatch,
        tmp_path,
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *--version) echo git version 2.45.1 ;;\n"
        "  *--show-object-format) echo sha1 ;;\n"
        "  *) exec >&- 2>&-; sleep 60 ;;\n"
        "esac\n",
    )
    with pytest.raises(GitFailed, match=r"did not finish in time"):
        Git(tmp_path, timeout=0.3).run("for-each-ref")


def test_answer_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(
        monkeypatch,
        tmp_path,
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *--version) echo git version 2.45.1 ;;\n"
        "  *--show-object-format) echo sha1 ;;\n"
        "  *) exec cat /dev/zero ;;\n"
        "esac\n",
    )
    with pytest.raises(GitFailed, match=r"^git for-each-ref answered with more than 16 MiB$"):
        Git(tmp_path).run("for-each-ref")


def test_noisy_complaint_is_cut_to_its_first_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(
        monkeypatch,
        tmp_path,
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *--version) echo git version 2.45.1 ;;\n"
        "  *--show-object-format) echo sha1 ;;\n"
        "  *silent) exit 3 ;;\n"
        "  *) echo warning: so >&2; printf 'fatal: \\033[2Jhm\\n' >&2;\n"
        "     head -c 1000000 /dev/zero >&2; exit 128 ;;\n"
        "esac\n",
    )
    git = Git(tmp_path)
    with pytest.raises(GitRefused, match=r"^git log failed: fatal: \\x1b\[2Jhm$"):
        git.run("log")
    with pytest.raises(GitRefused, match=r"^git log failed: no reason given$"):
        git.run("log", "silent")


def test_environment_of_the_caller_does_not_reach_git(
    monkeypatch: pytest.MonkeyPatch, repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"a.md": "a"})
    trace = tmp_path / "trace"
    for folder in (tmp_path, tmp_path / "git"):
        folder.mkdir(exist_ok=True)
        for name in (".gitconfig", "config"):
            (folder / name).write_text("[this is no configuration\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_TRACE", str(trace))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "broken")
    git = Git(repository.root / ".git")
    assert git.run("rev-parse", "HEAD").decode().strip() == repository.git("rev-parse", "HEAD")
    assert not trace.exists()


def test_command_ends_when_its_reader_leaves(repository: Repository) -> None:
    git = Git(repository.root / ".git")
    process = git.stream("cat-file", "--batch-all-objects", "--batch-check")
    next(process, None)
    process.close()


def test_records_are_cut_at_nul_over_pieces() -> None:
    assert list(records([b"a\0b", b"b\0\0", b"c"])) == [b"a", b"bb", b"", b"c"]
    assert list(records([b"a\0"])) == [b"a"]


def test_record_without_end_is_refused() -> None:
    with pytest.raises(GitFailed, match=r"a name of more than 1 MiB"):
        list(records(b"x" * 65536 for _ in range(20)))


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a `git` of our own first on the PATH."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "git").write_text(script)
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")


def is_dead(process: int) -> bool:
    """Tell whether a process is gone within two seconds; an unreaped one counts as gone."""
    for _ in range(40):
        try:
            if f"/proc/{process}" and "\nState:\tZ" in Path(f"/proc/{process}/status").read_text():
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False
