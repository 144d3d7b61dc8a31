"""Hostile repositories: nothing is executed, nothing leaks, all is reported, posts are served."""

import re
import sys
from pathlib import Path

import orjson
import pytest

from quire.library.accounting import Disposition
from quire.library.rendering import PoolRenderer
from tests.hostile import bodies, configurations, disks, gits, headers, trees
from tests.hostile.ground import HIDDEN, SECRET, TRAPS, Ground, Trap
from tests.hostile.reading import faults, page_faults
from tests.hostile.service import Served, served

pytestmark = pytest.mark.slow

THEMES = (bodies, configurations, disks, gits, headers, trees)
CASES = [
    pytest.param(trap, mode, id=f"{trap.name}-{mode}") for trap in TRAPS for mode in trap.modes
]


def test_there_are_at_least_fifty_of_them_in_six_themes() -> None:
    assert len(TRAPS) >= 50
    assert {sys.modules[trap.build.__module__] for trap in TRAPS} == set(THEMES)
    assert len({trap.name for trap in TRAPS}) == len(TRAPS)


@pytest.mark.parametrize(("trap", "mode"), CASES)
def test_is_served_without_harm(trap: Trap, mode: str, tmp_path: Path, pool: PoolRenderer) -> None:
    ground = Ground(tmp_path)
    trap.build(ground)
    if mode == "commit" and not ground.is_laid:
        ground.commit()
    with served(ground.root, tmp_path, pool, mode == "disk", ground.ref) as site:
        assert_healthy(site)
        assert {"healthy", *trap.published} <= {*site.slugs("posts"), *site.slugs("pages")}
        assert trap.codes <= {problem.code for problem in site.builder.problems}
        assert_accounted(site, trap)
        assert_nothing_leaks(site, ground)
    assert not ground.mark.exists(), ground.mark.read_text()


def assert_healthy(site: Served) -> None:
    answer = site.get("/v1/posts/healthy?formats=html,text,markdown")
    assert answer.status_code == 200
    post = orjson.loads(answer.data)["data"]
    assert (post["title"], post["html"].strip()) == ("Healthy", "<p>A healthy body.</p>")


def assert_accounted(site: Served, trap: Trap) -> None:
    """Whatever is not published is in the problem list or hidden for a reason that is named."""
    for path, fate in trap.fates.items():
        assert site.builder.dispositions[path] == Disposition(*fate)
    reported = {(problem.path, problem.code) for problem in site.builder.problems}
    for path, disposition in site.builder.dispositions.items():
        assert disposition.detail
        if disposition.fate == "problem":
            assert (path, disposition.detail) in reported


def assert_nothing_leaks(site: Served, ground: Ground) -> None:
    for address, answer in site.answers():
        for kept_back in (SECRET, HIDDEN, str(ground.root), "root:x:0", "PATH="):
            assert kept_back.encode() not in answer.data, (address, kept_back)
        assert {name.lower() for name, _ in answer.headers}.isdisjoint({"set-cookie", "x-evil"})
        if address.startswith("/v1/media/"):
            if answer.status_code == 200:
                assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
            kind = answer.content_type or ""
            assert not kind.startswith(("text/html", "application/javascript")), address
            if kind.startswith("image/svg"):
                assert answer.headers["Content-Disposition"].startswith("attachment")
        elif address.startswith(("/v1/posts/", "/v1/pages/")) and answer.status_code == 200:
            html = orjson.loads(answer.data)["data"].get("html") or ""
            assert faults(html) == [], address
        elif address.startswith("/embed"):
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
            assert page_faults(answer.text) == [], address
        elif answer.content_type == "text/html; charset=utf-8":
            scripts = re.findall(r"<script[^>]*>", answer.text)
            assert all("/docs/assets/" in each for each in scripts), address
            assert not re.search(r"<(iframe|object|style|svg|base)\b", answer.text), address
