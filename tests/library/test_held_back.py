"""Snapshots that would lose or move too much are not made current."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from quire.errors import SourceError
from quire.library.options import BuildOptions
from tests.support.building import Workshop, post, workshop
from tests.support.repositories import Repository


def test_loss_of_most_posts_is_held_back(shop: Workshop) -> None:
    shop.write({f"content/posts/more-{n}.md": post(f"More {n}") for n in range(20)})
    shop.builder.build()
    for n in range(20):
        (shop.site / f"content/posts/more-{n}.md").unlink()

    report = shop.builder.build()

    assert report.held_back is not None
    assert report.held_back.startswith("only 3 of 23 posts would remain")
    assert len(shop.slugs()) == 23
    assert shop.builder.is_current()


@pytest.mark.parametrize(("left", "held_back"), [(10, False), (9, True)])
def test_exactly_half_is_no_loss_of_most(tmp_path: Path, left: int, held_back: bool) -> None:
    with workshop(tmp_path) as shop:
        shop.write({f"content/posts/p-{n}.md": post(f"P {n}") for n in range(20)})
        shop.builder.build()
        for n in range(left, 20):
            (shop.site / f"content/posts/p-{n}.md").unlink()

        assert (shop.builder.build().held_back is not None) == held_back
        assert len(shop.slugs()) == (20 if held_back else left)


def test_post_expires_on_time_while_a_later_commit_is_held_back(
    tmp_path: Path, repo: Callable[[str], Repository]
) -> None:
    posts = "".join(f"-- content/posts/p-{n}.md --\n{post(f'P {n}')}\n" for n in range(20))
    brief = post("Brief", expiryDate="2024-06-01T12:00:10Z")
    site = repo(f"{posts}-- content/posts/brief.md --\n{brief}")
    with workshop(tmp_path, site=site.root, work_tree=False) as shop:
        shop.builder.build()
        gone = "".join(f"-- content/posts/p-{n}.md (gone) --\n" for n in range(20))
        site.commit(gone)
        assert shop.builder.build().held_back is not None
        assert "brief" in shop.slugs()

        shop.clock.move(timedelta(seconds=10))
        assert not shop.builder.is_current()
        report = shop.builder.build()

        assert report.held_back is not None
        assert len(shop.slugs()) == 20
        assert "brief" not in shop.slugs()
        assert shop.builder.is_current()


def test_operator_may_accept_the_loss(tmp_path: Path) -> None:
    with workshop(tmp_path, options=BuildOptions(accept_loss=True)) as shop:
        shop.write({f"content/posts/more-{n}.md": post(f"More {n}") for n in range(20)})
        shop.builder.build()
        for n in range(19):
            (shop.site / f"content/posts/more-{n}.md").unlink()
        shop.builder.build()

        assert shop.slugs() == ["more-19"]


@pytest.mark.parametrize("name", ["hugo.toml", "quire.toml", "config/_default/languages.yaml"])
def test_configuration_that_cannot_be_read_publishes_nothing_under_other_rules(
    shop: Workshop, name: str
) -> None:
    shop.write(
        {
            "hugo.toml": 'disableLanguages = ["fr"]\n[languages.en]\n[languages.fr]\n',
            "content/posts/post-1.fr.md": post("Secret"),
        }
    )
    shop.builder.build()
    before = shop.slugs()
    shop.write({name: "title = [\n{{", "content/posts/post-9.md": post("Post 9")})

    report = shop.builder.build()

    assert (report.made, before) == (False, ["post-3", "post-2", "post-1"])
    assert name in str(report.held_back)
    assert (shop.slugs(), shop.builder.is_current()) == (before, True)


def test_first_build_without_a_readable_configuration_says_which_file(shop: Workshop) -> None:
    shop.write({"hugo.toml": "title ="})
    with pytest.raises(SourceError, match=r"hugo\.toml:1:8: settings-unreadable"):
        shop.builder.build()


def test_what_is_held_back_is_logged_once_with_its_reason(shop: Workshop) -> None:
    shop.builder.build()
    shop.write({"hugo.toml": "title ="})
    with capture_logs() as logged:
        reports = [shop.builder.build() for _ in range(3)]
    assert [report.held_back for report in reports] == [reports[0].held_back] * 3
    [entry] = [each for each in logged if each["log_level"] == "error"]
    assert (entry["event"], entry["reason"]) == (
        "the new snapshot is held back",
        reports[0].held_back,
    )
    assert entry["revision"] not in ("", None, reports[0].revision)
