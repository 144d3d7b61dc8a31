"""Hidden equals unknown: a site with hidden files is the site in which they never existed."""

from quire.catalogue.columns import Columns
from quire.catalogue.settlement import settle
from quire.catalogue.visibility import hidden_reason
from quire.model import Reference
from tests.catalogue.candidates import compiled, day
from tests.conventions.reading import understood

VISIBLE = """
-- hugo.toml --
[languages.en]
[languages.de]
-- content/posts/hello.md --
---
title: Hello
date: 2024-05-01
tags: [ebpf]
authors: [ada]
images: [cat.png, secret.png]
---
-- content/posts/z-last.md --
---
title: Last
date: 2024-05-01
slug: same
---
-- content/notes/gone.md --
---
title: Not the hidden one
---
-- content/authors/ada/index.md --
---
name: Ada
images: [me.png]
---
"""
HIDDEN = """
-- content/posts/a-draft.md --
---
title: Draft
date: 2024-01-01
slug: same
url: /posts/hello/
draft: true
tags: [EBPF, EBPF, EBPF, secret]
authors: [eve]
aliases: [/posts/same/]
---
-- content/posts/b-scheduled.md --
---
title: Scheduled
date: 2024-01-01
publishDate: 2040-01-01
slug: same
tags: [EBPF]
series: [Secret]
---
-- content/posts/c-expired.md --
---
title: Expired
date: 2023-01-01
expiryDate: 2024-01-01
slug: same
categories: [Secret]
---
-- content/posts/d-unreadable.md --
---
title: [
---
-- content/posts/hello.de.md --
---
title: Hallo
date: 2024-05-01
draft: true
---
-- content/posts/gone.md --
---
draft: true
---
-- content/authors/ada/_index.md --
---
name: Not yet announced
draft: true
---
-- content/authors/eve/index.md --
---
name: Eve
draft: true
---
-- content/tags/ebpf/_index.md --
---
title: Secret name
publishDate: 2040-01-01
---
"""
LINKS = ("gone.md", "/posts/gone.md", "hello.de.md", "a-draft.md", "../notes/gone.md", "/secret/")


def shown(text: str) -> tuple[Columns, list[Reference]]:
    """Compile what a site shows at noon, and resolve some links in it."""
    site = understood(text)
    visible = [
        each
        for each in site.candidates.values()
        if hidden_reason(each, site.site, day("2024-06-01")) is None
    ]
    hidden = tuple(site.candidates.keys() - {each.path for each in visible})
    addresses = site.addresses(hidden=hidden)
    settled = settle(
        visible, site.site, "ink", lambda at, path: addresses.resolve("image", at, path), {}
    )
    links = [addresses.resolve("link", link, "content/posts/hello.md") for link in LINKS]
    return compiled(settled), links


def test_site_with_hidden_files_is_the_site_without_them() -> None:
    with_hidden, its_links = shown(VISIBLE + HIDDEN)
    without, links = shown(VISIBLE)
    assert with_hidden == without
    assert its_links == links
    assert "ecret" not in repr(with_hidden)
