"""What could not be read or rendered for a while is tried again, and hides nothing meanwhile."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from quire.errors import SourceError, SourceUnread
from quire.library.lapses import AGAIN_SECONDS, Again
from quire.library.rendering import InlineRenderer, RenderJob
from quire.library.standing import Code
from quire.model import Rendering
from tests.support.building import Workshop, post, workshop
from tests.support.repositories import Repository


class Uptime:
    """Goes forwards when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Falling(InlineRenderer):
    """Renders all but the bodies that hold a word, as on a machine at its end."""

    def __init__(self) -> None:
        self.word: str | None = None

    def render(self, jobs: Iterable[RenderJob]) -> Iterator[tuple[str, Rendering]]:
        for job in jobs:
            if self.word is not None and self.word in job.body:
                yield job.key, Rendering("", "", 0, failure=("render-crashed", "it ended"))
            else:
                yield from super().render([job])


SITE = "".join(
    f"-- content/posts/post-{n}.md --\n{post(f'Post {n}', f'2024-05-0{n}', f'Body {n}.')}"
    for n in (1, 2, 3)
)
LONG_SETTINGS = "title = 'New'\n" + "".join(f"# {n}\n" for n in range(2000))


class Objects:
    """Objects of a repository that are away for a while."""

    def __init__(self, site: Repository) -> None:
        self._site = site

    def path(self, name: str) -> Path:
        oid = self._site.git("rev-parse", name).strip()
        return self._site.root / ".git/objects" / oid[:2] / oid[2:]

    def take(self, name: str) -> Callable[[], None]:
        """Take an object away; give what brings it back."""
        file = self.path(name)
        away = file.with_suffix(".away")
        file.rename(away)
        return lambda: (away.rename(file), None)[1]

    def spoil(self, name: str) -> Callable[[], None]:
        """Damage an object behind its size; give what mends it."""
        file = self.path(name)
        whole = file.read_bytes()
        file.chmod(0o644)
        file.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) // 2))
        return lambda: (file.write_bytes(whole), None)[1]


@pytest.fixture
def site(repo: Callable[[str], Repository]) -> Repository:
    return repo(SITE)


@pytest.fixture
def uptime() -> Uptime:
    return Uptime()


@pytest.fixture
def shop(tmp_path: Path, site: Repository, uptime: Uptime) -> Iterator[Workshop]:
    with workshop(tmp_path, site=site.root, work_tree=False, uptime=uptime) as opened:
        yield opened


def settle(shop: Workshop, uptime: Uptime) -> None:
    """Let the first wait pass and build as the service does."""
    uptime.seconds += AGAIN_SECONDS[0]
    if not shop.builder.is_current():
        shop.builder.build()


def test_blob_missing_at_the_first_build_is_published_once_it_is_there(
    shop: Workshop, site: Repository, uptime: Uptime
) -> None:
    bring_back = Objects(site).take("HEAD:content/posts/post-2.md")
    first = shop.builder.build()
    assert shop.slugs() == ["post-3", "post-1"]
    assert shop.builder.code is Code.INCOMPLETE
    assert shop.builder.is_current()

    bring_back()
    settle(shop, uptime)

    assert shop.slugs() == ["post-3", "post-2", "post-1"]
    assert shop.snapshot().id != first.snapshot
    assert shop.builder.code is Code.FOLLOWING


def test_blob_missing_while_its_commit_becomes_current_holds_the_switch_back(
    shop: Workshop, site: Repository, uptime: Uptime
) -> None:
    shop.builder.build()
    site.commit(f"-- content/posts/post-2.md --\n{post('Post 2', '2024-05-02', draft='true')}")
    bring_back = Objects(site).take("HEAD:content/posts/post-2.md")

    report = shop.builder.build()

    assert "post-2.md cannot be read, and nobody knows what it hides" in str(report.held_back)
    assert shop.slugs() == ["post-3", "post-2", "post-1"]
    assert (shop.builder.code, shop.builder.is_current()) == (Code.HELD_BACK, True)
    bring_back()
    settle(shop, uptime)
    assert shop.slugs() == ["post-3", "post-1"]
    assert shop.builder.code is Code.FOLLOWING


def test_what_is_healed_is_found_at_the_start_without_a_wait(
    tmp_path: Path, site: Repository
) -> None:
    bring_back = Objects(site).take("HEAD:content/posts/post-2.md")
    with workshop(tmp_path, site=site.root, work_tree=False) as shop:
        shop.builder.build()
    bring_back()

    with workshop(tmp_path, site=site.root, work_tree=False) as shop:
        assert not shop.builder.is_current()
        shop.builder.build()
        assert len(shop.slugs()) == 3


def test_same_failure_gives_the_same_snapshot_and_is_tried_less_and_less_often(
    shop: Workshop, site: Repository, uptime: Uptime
) -> None:
    Objects(site).take("HEAD:content/posts/post-2.md")
    shop.builder.build()
    tries = []
    for second in range(0, 1000, 10):
        uptime.seconds = float(second)
        if not shop.builder.is_current():
            assert not shop.builder.build().made
            tries.append(second)

    assert tries == [10, 70, 370]


def test_commit_beside_a_file_that_was_never_readable_is_published(
    shop: Workshop, site: Repository
) -> None:
    Objects(site).take("HEAD:content/posts/post-2.md")
    shop.builder.build()
    # git commits nothing without the object, and writes it again for a file that looks new.
    (site.root / "content/posts/post-2.md").touch()
    site.commit(f"-- content/posts/new.md --\n{post('New', '2024-05-09')}")
    Objects(site).take("HEAD:content/posts/post-2.md")

    assert shop.builder.build().held_back is None
    assert shop.slugs() == ["new", "post-3", "post-1"]


@pytest.mark.parametrize("name", ["hugo.toml", "content/posts/_index.md", "quire.toml"])
def test_file_that_speaks_for_others_holds_everything_back_until_it_is_read(
    shop: Workshop, site: Repository, uptime: Uptime, name: str
) -> None:
    site.commit(
        "-- hugo.toml --\ntitle = 'Old'\n-- content/posts/_index.md --\n---\ntitle: A\n---\n"
    )
    shop.builder.build()
    before = shop.snapshot().id
    text = "---\ncascade:\n  draft: true\n---\n" if name.endswith("md") else "title = 'New'\n"
    site.commit(f"-- {name} --\n{text}")
    bring_back = Objects(site).take(f"HEAD:{name}")

    assert f"{name} cannot be read, and nobody knows" in str(shop.builder.build().held_back)
    assert shop.snapshot().id == before
    bring_back()
    settle(shop, uptime)
    assert shop.snapshot().id != before


def test_damaged_configuration_holds_everything_back_until_it_is_mended(
    shop: Workshop, site: Repository, uptime: Uptime
) -> None:
    shop.builder.build()
    before = shop.snapshot().id
    site.commit(f"-- hugo.toml --\n{LONG_SETTINGS}")
    mend = Objects(site).spoil("HEAD:hugo.toml")

    report = shop.builder.build()

    assert (report.made, report.rendered, report.written) == (False, 0, 0)
    assert "the bytes of hugo.toml cannot be read" in str(report.held_back)
    assert (shop.snapshot().id, shop.builder.code) == (before, Code.HELD_BACK)
    assert shop.builder.is_current()
    mend()
    settle(shop, uptime)
    assert shop.snapshot().id != before
    assert shop.builder.code is Code.FOLLOWING


def test_first_build_with_a_damaged_configuration_says_which_file(
    shop: Workshop, site: Repository
) -> None:
    site.commit(f"-- hugo.toml --\n{LONG_SETTINGS}")
    Objects(site).spoil("HEAD:hugo.toml")

    with pytest.raises(SourceUnread, match=r"the bytes of hugo\.toml cannot be read"):
        shop.builder.build()


def test_first_build_without_the_bytes_of_the_configuration_publishes_nothing(
    shop: Workshop, site: Repository
) -> None:
    site.commit("-- hugo.toml --\ntitle = 'Site'\n")
    Objects(site).take("HEAD:hugo.toml")

    with pytest.raises(SourceError, match=r"hugo\.toml cannot be read, and nobody knows"):
        shop.builder.build()


def test_folder_whose_tree_is_missing_holds_back_and_comes_back(
    shop: Workshop, site: Repository, uptime: Uptime
) -> None:
    shop.builder.build()
    site.commit(f"-- content/posts/new.md --\n{post('New', '2024-05-09')}")
    bring_back = Objects(site).take("HEAD:content/posts")

    assert shop.builder.build().held_back is not None
    assert len(shop.slugs()) == 3
    bring_back()
    settle(shop, uptime)
    assert len(shop.slugs()) == 4


def test_media_file_that_was_missing_is_stored_later_under_another_snapshot(
    shop: Workshop, site: Repository, uptime: Uptime
) -> None:
    site.commit(
        f"-- static/notes.txt --\nNotes.\n-- content/a.md --\n{post('A', body='[n](/notes.txt)')}"
    )
    bring_back = Objects(site).take("HEAD:static/notes.txt")
    shop.builder.build()
    assert shop.snapshot().media("notes.txt") is None
    before = shop.snapshot().id

    bring_back()
    settle(shop, uptime)

    assert shop.snapshot().media("notes.txt") is not None
    assert shop.snapshot().id != before


def test_media_file_that_is_missing_holds_nothing_back(shop: Workshop, site: Repository) -> None:
    shop.builder.build()
    site.commit(
        f"-- static/notes.txt --\nNotes.\n-- content/a.md --\n{post('A', body='[n](/notes.txt)')}"
    )
    Objects(site).take("HEAD:static/notes.txt")

    assert shop.builder.build().held_back is None
    assert "a" in shop.slugs()
    assert [lapse.unread for lapse in shop.snapshot().manifest.lapses] == [False]
    assert shop.builder.code is Code.INCOMPLETE


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_on_disk_that_nobody_may_read_for_a_while_holds_back(tmp_path: Path) -> None:
    uptime = Uptime()
    with workshop(tmp_path, uptime=uptime) as shop:
        shop.write({"content/a.md": post("A"), "content/b.md": post("B")})
        shop.builder.build()
        locked = shop.site / "content/b.md"
        locked.chmod(0)
        assert shop.builder.build().held_back is not None
        locked.chmod(0o644)
        settle(shop, uptime)
        assert len(shop.slugs()) == 2


def test_body_that_cannot_be_rendered_now_leaves_the_last_good_one_under_the_new_header(
    tmp_path: Path, site: Repository, uptime: Uptime
) -> None:
    renderer = Falling()
    with workshop(
        tmp_path, site=site.root, work_tree=False, uptime=uptime, renderer=renderer
    ) as shop:
        shop.builder.build()
        site.commit(f"-- content/posts/post-2.md --\n{post('Renamed', '2024-05-02', 'Fresh.')}")
        renderer.word = "Fresh"

        shop.builder.build()

        ordinal = shop.slugs().index("post-2")
        kept = shop.snapshot()
        assert kept.catalogue.documents[ordinal].title == "Renamed"
        assert kept.pieces(ordinal).html == b'"<p>Body 2.</p>\\n"'
        assert kept.pieces(ordinal).markdown == b'"Body 2.\\n"'
        assert "render-crashed" in {problem.code for problem in shop.builder.problems}

        renderer.word = None
        settle(shop, uptime)
        assert shop.snapshot().pieces(ordinal).html == b'"<p>Fresh.</p>\\n"'
        assert shop.snapshot().id != kept.id


def test_body_whose_new_header_hides_it_leaves_nothing(
    tmp_path: Path, site: Repository, uptime: Uptime
) -> None:
    renderer = Falling()
    with workshop(tmp_path, site=site.root, work_tree=False, renderer=renderer) as shop:
        shop.builder.build()
        text = post("Post 2", "2024-05-02", "Fresh.", draft="true")
        site.commit(f"-- content/posts/post-2.md --\n{text}")
        renderer.word = "Fresh"
        shop.builder.build()
        assert shop.slugs() == ["post-3", "post-1"]


def test_waits_grow_for_the_same_failure_and_begin_anew_for_another() -> None:
    uptime = Uptime()
    again = Again(uptime)
    assert again.due
    waits = []
    for what in ("a", "a", "a", "b"):
        again.failed(what)
        began = uptime.seconds
        while not again.due:
            uptime.seconds += 10
        waits.append(uptime.seconds - began)

    assert waits == [10, 60, 300, 10]
