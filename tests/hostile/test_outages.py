"""A repository that turns hostile while it is served: the last good snapshot stays."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quire.errors import SourceError
from quire.library.rendering import PoolRenderer
from tests.hostile.ground import HIDDEN, Ground
from tests.hostile.headers import TOO_DEEP
from tests.hostile.service import served
from tests.hostile.test_repositories import assert_healthy, assert_nothing_leaks

pytestmark = pytest.mark.slow


def head_that_leads_nowhere(ground: Ground) -> None:
    (ground.root / ".git/HEAD").write_text("ref: refs/heads/nowhere\n")


def head_that_leads_outside(ground: Ground) -> None:
    (ground.root / ".git/HEAD").write_text("ref: ../../outside/secret.md\n")


def head_that_is_no_reference(ground: Ground) -> None:
    (ground.root / ".git/HEAD").write_bytes(b"\0" * 5000)


def head_that_is_a_tag_of_a_file(ground: Ground) -> None:
    blob = ground.blob("text")
    (ground.root / ".git/refs/heads/main").write_text(f"{blob}\n")


def commit_whose_tree_is_gone(ground: Ground) -> None:
    ground.write("content/posts/new.md", "---\ntitle: New\ndate: 2024-05-02\n---\nNew.\n")
    ground.commit()
    tree = ground.git("rev-parse", "HEAD^{tree}")
    (ground.root / ".git/objects" / tree[:2] / tree[2:]).unlink()


def commit_that_is_not_there(ground: Ground) -> None:
    (ground.root / ".git/refs/heads/main").write_text(f"{'ab' * 20}\n")


def configuration_of_the_repository_that_is_none(ground: Ground) -> None:
    (ground.root / ".git/config").write_text("[core\n\tx = \n")


def repository_that_is_gone(ground: Ground) -> None:
    shutil.rmtree(ground.root / ".git")


LOST = (
    head_that_leads_nowhere,
    head_that_leads_outside,
    head_that_is_no_reference,
    head_that_is_a_tag_of_a_file,
    commit_whose_tree_is_gone,
    commit_that_is_not_there,
    configuration_of_the_repository_that_is_none,
    repository_that_is_gone,
)


@pytest.mark.parametrize("lose", LOST, ids=lambda each: each.__name__)
def test_repository_that_is_lost_leaves_the_last_snapshot(
    lose: Callable[[Ground], None], tmp_path: Path, pool: PoolRenderer
) -> None:
    ground = Ground(tmp_path)
    with served(ground.root, tmp_path, pool, work_tree=False) as site:
        lose(ground)
        with pytest.raises(SourceError) as raised:
            site.builder.build()
        assert len(str(raised.value).splitlines()) == 1
        site.refresh()
        assert_healthy(site)
        assert_nothing_leaks(site, ground)
    assert not ground.mark.exists()


UNREADABLE = {
    "config.yaml": {
        "aliases": "a: &a x\ntitle: *a\n",
        "tags": "title: !!python/object/apply:os.system [x]\n",
        "nesting": "x: " + "[" * TOO_DEEP,
        "size": "x: " + "y" * 70_000,
    },
    "config.toml": {
        "dots": ".".join("a" * (TOO_DEEP + 1)) + " = 1\n",
        "brackets": "x = " + "[" * TOO_DEEP,
        "bytes": "\0\0\0",
    },
    "config.json": {"nesting": "[" * TOO_DEEP, "half": '{"title": "\\ud800"}'},
    "quire.toml": {"brackets": "x = " + "[" * TOO_DEEP, "text": "no toml at all"},
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(path, text, id=f"{path}-{name}")
        for path, texts in UNREADABLE.items()
        for name, text in texts.items()
    ],
)
def test_configuration_that_cannot_be_read_is_held_back_and_the_last_snapshot_stays(
    path: str, text: str, tmp_path: Path, pool: PoolRenderer
) -> None:
    ground = Ground(tmp_path)
    with served(ground.root, tmp_path, pool, work_tree=False) as site:
        ground.write(path, text)
        ground.write("content/posts/new.md", f"---\ntitle: New\ndate: 2024-05-02\n---\n{HIDDEN}\n")
        ground.commit()
        report = site.builder.build()
        assert report.held_back is not None
        assert report.held_back.startswith(f"nothing is published while this is so: {path}:")
        site.refresh()
        assert_healthy(site)
        assert_nothing_leaks(site, ground)

        ground.write(path, "{}" if path.endswith("json") else "")
        ground.write("content/posts/new.md", "---\ntitle: New\ndate: 2024-05-02\n---\nNew.\n")
        ground.commit()
        assert site.builder.build().held_back is None
    assert not ground.mark.exists()
