"""A site whose posts hold what feeds must get right, built and served in process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image

from quire.library.options import BuildOptions
from tests.api.front import Api
from tests.support.building import Workshop, workshop, write_files
from tests.support.repositories import Repository

BASE = "https://api.ink.example"
SITE = "https://ink.example"

FILES = {
    "hugo.toml": """
baseURL = "https://ink.example/"
title = "Ink & Bytes"
defaultContentLanguage = "en"
[languages.en]
[languages.de]
""",
    "content/posts/full/index.md": """---
title: All of <it> & more
date: 2024-05-05T10:20:30.5Z
lastmod: 2024-05-20T08:00:00Z
tags: [Git, "C++"]
categories: [git]
authors: [mira, Tom]
summary: What it says.
images: [cover.png]
---
See [the other](/posts/plain/), [its part](../plain/index.md#part), [below](#here)
and [elsewhere](//cdn.example/x). ![A dot](cover.png)

## Here

A note.[^1] `<b>` & "quotes"

[^1]: The note.
""",
    "content/posts/full/index.de.md": """---
title: Alles davon
date: 2024-05-05
authors: [mira]
---
Worte.
""",
    "content/posts/plain/index.md": """---
title: Plain
date: 2024-05-04
images: ["https://pictures.example/far.jpg"]
---
Nobody wrote this.
""",
    "content/posts/later.md": """---
title: Later changed than shown
date: 2024-05-03
lastmod: 2024-05-01
tags: [Git]
---
Odd\u000bcontrol.
""",
    "content/posts/draft.md": """---
title: Secret draft
date: 2024-05-06
draft: true
tags: [hidden]
authors: [ghost]
---
Secret words.
""",
    "content/posts/future.md": """---
title: Secret future
date: 2030-01-01
---
Secret words.
""",
    "content/about.md": """---
title: About
---
Who we are.
""",
    "content/authors/mira/_index.md": """---
name: mira
fullname: Mira Okafor
social:
  website: https://mira.example/
---
""",
}


def picture(width: int = 320, height: int = 200) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


@contextmanager
def served(
    base: Path,
    files: Mapping[str, str] = FILES,
    public_url: str | None = BASE,
    address: str | None = None,
    *,
    committed: bool = False,
) -> Iterator[tuple[Api, Workshop]]:
    """Build a site and serve it in process; its files are committed, or lie in a folder."""
    write_files(base / "site", files)
    cover = base / "site" / "content/posts/full/cover.png"
    if cover.parent.exists():
        cover.write_bytes(picture())
    if committed:
        repository = Repository(base / "site")
        repository.git("add", ".")
        repository.git("commit", "--quiet", "-m", "All of it")
    options = BuildOptions(media_base=f"{public_url or ''}/v1/media/")
    with workshop(base, options=options) as shop:
        shop.builder.build()
        api = Api(shop.state, public_url, address)
        api.holder.refresh()
        try:
            yield api, shop
        finally:
            api.holder.close()
