"""Small sites, built by Hugo and read by Quire: the same files at the same addresses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conventions.reading import published_at, understood
from tests.support import hugo
from tests.support.repositories import site_files

NOW = datetime(2026, 11, 23, tzinfo=UTC)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(hugo.missing() is not None, reason=hugo.missing() or ""),
]

CASCADES = """
-- hugo.toml --
baseURL = "https://x.example/"
defaultContentLanguage = "en"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
[languages.en]
weight = 1
[languages.de]
weight = 2
[permalinks]
blog = "/:sections/:slug/"
[[cascade]]
draft = true
[cascade.target]
path = "/{news,old}/**"
[[cascade]]
slug = "from-config"
[cascade.target]
kind = "page"
sites.matrix.languages = ["de"]
-- content/_index.md --
---
title: Home
cascade:
  - target: {kind: section}
    description: below home
  - target: {path: "/docs/*"}
    draft: true
---
-- content/blog/_index.md --
---
cascade:
  - publishdate: 2030-01-01
    target: {path: "/blog/later/**"}
  - target: {environment: development}
    draft: true
---
-- content/blog/a.md --
---
title: A
---
-- content/blog/a.de.md --
---
title: A
---
-- content/blog/later/b.md --
---
title: B
---
-- content/blog/later/c.md --
---
title: C
publishDate: 2020-01-01
---
-- content/blog/sub/_index.md --
---
title: Sub
cascade: {draft: true, url: /taken/}
---
-- content/blog/sub/d.md --
---
title: D
draft: false
---
-- content/blog/sub/e.md --
---
title: E
---
-- content/blog/sub/deep/_index.md --
---
title: Deep
url: /deep/
cascade:
  - draft: false
---
-- content/blog/sub/deep/f.md --
---
title: F
url: /own/
---
-- content/docs/_index.md --
---
title: Docs
---
-- content/docs/g.md --
---
title: G
---
-- content/docs/g.de.md --
---
title: G
---
-- content/docs/sub/h.md --
---
title: H
---
-- content/news/i.md --
---
title: I
---
-- content/news/j/index.md --
---
title: J
draft: false
---
-- content/Quiet/_index.md --
---
title: Quiet
cascade:
- build: {render: never}
---
-- content/Quiet/k.md --
---
title: K
---
-- content/Quiet/l.md --
---
title: L
build: {list: never}
---
-- content/Expired/_index.de.md --
---
title: E
cascade:
- expirydate: 2020-01-01
---
-- content/held/_index.md --
---
title: Held
draft: true
---
-- content/held/n.md --
---
title: N
---
-- content/held/n.de.md --
---
title: N
---
-- content/held/sub/_index.md --
---
title: Sub
---
-- content/held/sub/o.md --
---
title: O
---
-- content/soon/_index.md --
---
title: Soon
date: 2050-01-01
---
-- content/soon/p/index.md --
---
title: P
date: 2000-01-01
---
-- content/gone/by/_index.md --
---
title: By
expiryDate: 2010-01-01
---
-- content/gone/by/q.md --
---
title: Q
---
-- content/gone/r.md --
---
title: R
---
-- content/Expired/m.md --
---
title: M
---
-- content/Expired/m.de.md --
---
title: M
---
"""

ODDITIES = """
-- hugo.toml --
baseURL = "https://x.example/sub/"
{config}
[security]
allowContent = [".*"]
-- content/Docs/UPPER Käse.md --
---
title: T Ä
---
-- content/Docs/2020-01-02-hello-World.md --
---
title: T
---
-- content/Docs/2020-01-03.md --
---
title: T
---
-- content/Docs/2020-01-04-slugged.md --
---
title: T
slug: Own
date: 2001-01-01
---
-- content/Docs/2020-01-05-bundle/index.md --
---
title: T
---
-- content/Docs/2020-13-45-no-date.md --
---
title: T
---
-- content/news/_index.md --
---
title: N
---
-- content/news/a.md --
---
title: Some Ä Title
date: 2024-03-09T23:30:00+02:00
---
-- content/news/Sec/_index.md --
---
title: N
---
-- content/news/Sec/b.md --
---
title: b c
date: 2024-11-23
---
-- content/news/Sec/plain/deep/c.md --
---
title: deep
date: 2024-11-23
---
-- content/news/Sec/bundle/index.md --
---
title: in bundle
date: 2024-01-01
---
-- content/url.md --
---
title: T
url: /Foo/Bár
---
-- content/url2.md --
---
title: T
url: rel/x.html
---
-- content/page.html --
---
title: T
---
<p>x</p>
-- content/page2.htm --
+++
title = "T"
+++
-- content/secret/x.md --
---
title: T
---
-- content/secret.md --
---
title: T
---
-- content/late.md --
---
title: T
date: 2026-11-23T01:00:00
---
-- content/upper.md --
---
TITLE: T
Slug: Cased
---
-- other/n/x.md --
---
title: T
date: 2020-01-01
---
-- content/n/s/x.md --
---
title: T
date: 2020-02-03
---
-- other/y.md --
---
title: T
---
-- other/skip/z.md --
---
title: T
---
"""

CONFIGURATIONS = [
    "",
    "uglyURLs = true",
    "uglyURLs = {news = true, docs = true}",
    "disablePathToLower = true",
    "removePathAccents = true",
    "disablePathToLower = true\nremovePathAccents = true\nuglyURLs = true",
    'disableKinds = ["section"]',
    'disableKinds = ["page"]',
    'disableKinds = ["home"]',
    'ignoreFiles = ["secret", "/news/Sec$", "\\\\.htm$"]',
    'timeZone = "America/New_York"',
    'timeZone = "Asia/Tokyo"',
    '[frontmatter]\ndate = [":filename", ":default"]\n[permalinks]\nnews = "/:year/:slug/"',
    '[frontmatter]\ndate = ["publishDate"]\npublishDate = [":filename", "date"]',
    '[frontmatter]\nexpiryDate = ["date"]',
    '[permalinks]\nnews = "/:2006/:01/:02/:Jan/:January/:Mon/:Monday/:15:04/:slug/"',
    '[permalinks]\nnews = "/Literal/:200601/:_2/:06/:monthname/:weekdayname/:filename/"',
    '[permalinks]\nnews = "/:sections/:title/"\nn = "/:section/:sections[last]/:filename/"',
    '[permalinks]\nnews = "/:sections[1:]/:slugorfilename/"\n"/" = "/top/:filename/"',
    "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n"
    "[[module.mounts]]\nsource = 'other'\ntarget = 'content/Docs/more'\nfiles = '! skip/**'",
    "[[module.mounts]]\nsource = 'other'\ntarget = 'content'\nfiles = ['*.md', 'n/*']",
    "[[module.mounts]]\nsource = 'other'\ntarget = 'content'\nsites.matrix.languages = ['de']\n"
    "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nsites.matrix.languages = 'en'\n"
    "[languages.en]\nweight = 1\n[languages.de]\nweight = 2\ntimeZone = 'Asia/Tokyo'\n"
    "permalinks = {n = '/de/:2006/:slug/'}",
    "defaultContentLanguageInSubdir = true\n[languages.en]\nweight = 1\n"
    "baseURL = 'https://en.example/'\n[languages.de]\nweight = 2\nbaseURL = 'https://de.example/b/'",
    "[[cascade]]\ndraft = true\n[cascade.target]\npath = '/secret**'\n",
]


def published_by_hugo(text: str, folder: Path) -> dict[str, str]:
    root = folder / "original"
    for path, data in site_files(text).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return hugo.published(root, folder, NOW)


def test_cascades_hand_down_what_hugo_hands_down(tmp_path: Path) -> None:
    assert published_at(NOW, understood(CASCADES)) == published_by_hugo(CASCADES, tmp_path)


@pytest.mark.parametrize("config", CONFIGURATIONS)
def test_site_of_oddities_is_published_as_hugo_does(config: str, tmp_path: Path) -> None:
    text = ODDITIES.replace("{config}", config)
    assert published_at(NOW, understood(text)) == published_by_hugo(text, tmp_path)
