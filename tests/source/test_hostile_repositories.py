"""Whatever a repository's configuration and attributes name is never run."""

import subprocess
from pathlib import Path

import pytest

from .conftest import Opener, Repository, contents, faults

SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n \n iQEz\n -----END PGP SIGNATURE-----"


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def poisoned(repository: Repository, marker: Path) -> Repository:
    """A signed commit, and commands at every place where git would run one."""
    script = marker.with_name("evil")
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> {marker}\nexit 1\n')
    script.chmod(0o755)
    repository.commit(
        {
            "a.md": "a",
            "b.md": "b",
            ".gitattributes": "* filter=evil diff=evil merge=evil\n",
        }
    )
    raw = (
        f"tree {repository.git('rev-parse', 'HEAD^{tree}')}\n"
        f"parent {repository.git('rev-parse', 'HEAD')}\n"
        "author Eve <eve@example.org> 100 +0000\ncommitter Eve <eve@example.org> 100 +0000\n"
        f"gpgsig {SIGNATURE}\n\nsigned\n"
    )
    commit = repository.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=raw.encode())
    repository.git("update-ref", "HEAD", commit)
    hooks = repository.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "pre-auto-gc", "post-checkout"):
        (hooks / hook).symlink_to(script)
    for key, value in (
        ("core.fsmonitor", str(script)),
        ("core.pager", str(script)),
        ("core.editor", str(script)),
        ("core.askPass", str(script)),
        ("core.sshCommand", str(script)),
        ("core.gitProxy", str(script)),
        ("core.alternateRefsCommand", str(script)),
        ("core.hooksPath", str(hooks)),
        ("credential.helper", f"!{script}"),
        ("diff.external", str(script)),
        ("diff.evil.textconv", str(script)),
        ("diff.evil.command", str(script)),
        ("filter.evil.clean", str(script)),
        ("filter.evil.smudge", str(script)),
        ("filter.evil.process", str(script)),
        ("merge.evil.driver", str(script)),
        ("gpg.program", str(script)),
        ("log.showSignature", "true"),
        ("pager.log", str(script)),
        ("pager.ls-tree", str(script)),
        *((f"alias.{name}", f"!{script}") for name in ("log", "ls-tree", "cat-file", "rev-parse")),
        ("protocol.allow", "always"),
        ("protocol.ext.allow", "always"),
    ):
        repository.git("config", key, value)
    return repository


def run_everything(root: Path, opened: Opener) -> None:
    for work_tree in (False, True):
        source = opened(root, work_tree=work_tree)
        contents(source)
        source.history(source.revision(), None)


def test_no_command_of_a_poisoned_repository_is_run(
    poisoned: Repository, opened: Opener, marker: Path
) -> None:
    run_everything(poisoned.root, opened)
    assert not marker.exists()


def test_the_poison_is_live(poisoned: Repository, marker: Path) -> None:
    poisoned.write("b.md", "edited")
    for command in (["status"], ["log", "--patch"]):
        subprocess.run(
            ["git", *command], cwd=poisoned.root, capture_output=True, check=False, timeout=20
        )
        assert marker.exists(), command
        marker.unlink()


def test_missing_object_is_never_fetched(
    poisoned: Repository, opened: Opener, marker: Path
) -> None:
    script = marker.with_name("evil")
    poisoned.git("config", "core.repositoryFormatVersion", "1")
    poisoned.git("config", "extensions.partialClone", "origin")
    poisoned.git("config", "remote.origin.promisor", "true")
    poisoned.git("config", "remote.origin.url", f"ext::{script} %S")
    poisoned.git("config", "remote.origin.uploadpack", str(script))
    blob = poisoned.oid("b.md")
    first = poisoned.git("rev-parse", "HEAD~1")
    poisoned.forget(blob)
    source = opened(poisoned.root)
    assert faults(source) == [("b.md", "missing-object")]
    assert set(contents(source)) == {".gitattributes", "a.md"}
    poisoned.forget(first)
    assert source.history(source.revision(), None).files == {}
    assert not marker.exists()
    subprocess.run(
        ["git", "cat-file", "-p", blob], cwd=poisoned.root, capture_output=True, check=False
    )
    assert marker.exists()


def test_configured_log_settings_change_nothing(repository: Repository, opened: Opener) -> None:
    repository.commit({"content/a.md": "1", "b.md": "1"}, at=100)
    repository.git("mv", "content/a.md", "content/c.md")
    commit = repository.commit({}, at=200)
    source = opened(repository.root / "content")
    expected = source.history(commit, None)
    for key, value in (
        ("log.follow", "true"),
        ("log.showRoot", "false"),
        ("log.diffMerges", "separate"),
        ("log.date", "human"),
        ("log.decorate", "full"),
        ("format.pretty", "oneline"),
        ("format.notes", "*"),
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.orderFile", "/nowhere"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
    ):
        repository.git("config", key, value)
    assert source.history(commit, None) == expected
    assert set(expected.files) == {"a.md", "c.md"}
