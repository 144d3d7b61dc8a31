"""Generators that have no convention of their own: what they are known by, where they read.

Their configuration is a program, so nothing of it is read: what they do by default holds.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

_SCRIPTS = (".js", ".ts", ".mjs", ".cjs", ".mts")


@dataclass(frozen=True, slots=True)
class Generator:
    """How a generator lays out a site, or a writer without one.

    Args:
        names: of configuration files at the site's root, without the suffix of a script.
        roots: folders of content, each with the path on the site below which it is published;
            those that are not there do not count, and without any the whole tree is content.
        static: folders that are published at the site's root as they are.
        dated_names: what becomes of the date in `2024-05-31-hello.md`: it is `kept` in the
            address, `dropped` from it, or becomes `folders`.
        numbered: numbers before the names of files and folders only put them into an order.
        slash: addresses end with a slash.
        schedules: a date that is still to come holds a post back.
    """

    name: str
    names: tuple[str, ...] = ()
    roots: tuple[tuple[str, str], ...] = ()
    static: tuple[str, ...] = ("static", "public")
    dated_names: Literal["kept", "dropped", "folders"] = "kept"
    numbered: bool = False
    slash: bool = True
    schedules: bool = False


GENERATORS = (
    Generator(
        "Docusaurus",
        ("docusaurus.config",),
        (("blog", "blog"), ("docs", "docs"), ("src/pages", "")),
        dated_names="folders",
        numbered=True,
        slash=False,
    ),
    Generator("Astro", ("astro.config",), (("src/content", ""), ("src/pages", ""))),
    Generator("Eleventy", (".eleventy", "eleventy.config"), (("src", ""),), dated_names="dropped"),
    Generator("Pelican", ("pelicanconf.py",), (("content", ""),)),
    Generator("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), (("docs", ""),)),
    Generator("Gatsby", ("gatsby-config",), (("content", ""), ("src/pages", ""))),
    Generator("VitePress", (".vitepress/config", "docs/.vitepress/config"), (("docs", ""),)),
    Generator("Next.js", ("next.config",), (("content", ""), ("src/content", ""))),
    Generator("Nuxt", ("nuxt.config",), (("content", ""),), numbered=True),
)
BY_HAND = Generator("", roots=(("src/content", ""), ("content", "")), schedules=True)
"""No generator at all, or one that nothing tells."""


def generator_of(files: Collection[str]) -> tuple[Generator, str] | None:
    """Find the generator of a tree and the file by which it is known, None where none is."""
    for generator in GENERATORS:
        for name in generator.names:
            for suffix in ("",) if name.endswith((".py", ".yml", ".yaml")) else _SCRIPTS:
                if f"{name}{suffix}" in files:
                    return generator, f"{name}{suffix}"
    return None
