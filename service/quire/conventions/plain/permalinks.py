"""Addresses of a plain site: the file's path without its suffix, and what front matter says.

Source: https://docusaurus.io/docs/create-doc, https://docusaurus.io/docs/blog,
https://www.11ty.dev/docs/permalinks/.
"""

from typing import NamedTuple
from urllib.parse import unquote

from quire.conventions.generators import Generator
from quire.conventions.paths import encoded, folded
from quire.conventions.plain.layout import Place, without_number
from quire.documents.dates import date_of_path


class Wish(NamedTuple):
    """What front matter wishes for its address, None where it says nothing.

    Args:
        path: the whole path on the site.
        slug: the last part; from a slash on, the path below the content root.
    """

    path: str | None = None
    slug: str | None = None


def permalink(where: Place, generator: Generator, wish: Wish, patterned: str | None = None) -> str:
    """Give the path of a page on the site, percent-encoded.

    Args:
        patterned: the path that the site's own pattern makes, None where it has none.
    """
    if wish.path or patterned:
        stated = f"/{unquote(wish.path)}" if wish.path else patterned or ""
        return _written(stated, generator, stated=True)
    base = "" if where.base == "" else f"/{where.base}"
    is_blog = where.base == "blog" or not generator.numbered
    names = [_named(name, is_blog, generator) for name in where.folders]
    if wish.slug and (wish.slug.startswith("/") or where.base == "blog"):
        return _written(f"{base}/{unquote(wish.slug)}", generator, stated=True)
    if where.is_index:
        last = wish.slug and unquote(wish.slug)
        names = [*names[:-1], last] if last else names
        if dated := _as_folders(where, generator):
            return _written("/".join((base, *dated)), generator)
        return _written("/".join((base, *names, "")), generator, stated=where.base != "blog")
    dated = _as_folders(where, generator)
    last = unquote(wish.slug) if wish.slug else _named(where.name, is_blog, generator)
    parts = dated if dated and not wish.slug else [*names, last]
    return _written("/".join((base, *parts)), generator)


def _as_folders(where: Place, generator: Generator) -> list[str]:
    """Turn a dated name into folders: `2024-05-31-hello` is `2024/05/31/hello`."""
    dated = date_of_path("/".join((*where.folders, where.name)))
    if generator.dated_names != "folders" or where.base != "blog" or not dated:
        return []
    return [*dated[0].split("-"), *([dated[1]] if dated[1] else [])]


def _named(name: str, is_blog: bool, generator: Generator) -> str:
    if generator.dated_names == "dropped" and (dated := date_of_path(name)) and dated[1]:
        return dated[1]
    if generator.numbered and not is_blog:
        return without_number(name)
    return name.removeprefix("_") if name == "_posts" else name


def _written(path: str, generator: Generator, stated: bool = False) -> str:
    """Fold a path and end it as the generator does; one that names a file stays as it is."""
    clean = folded(path)
    bare = clean.rstrip("/")
    if stated and (not generator.slash or "." in bare.rpartition("/")[2]):
        return encoded(clean)
    return encoded(f"{bare}/" if generator.slash or not bare else bare)
