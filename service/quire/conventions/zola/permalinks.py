"""Addresses as Zola makes them. Source: https://www.getzola.org/documentation/content/page/."""

from urllib.parse import unquote

from quire.conventions.paths import encoded, folded
from quire.conventions.zola.layout import Place
from quire.conventions.zola.rules import Rules
from quire.documents.slugs import slugify

_UNSAFE = frozenset('<>:"/\\|?*')


def path_of(text: str, strategy: str) -> str:
    """Make a name a part of an address.

    Args:
        strategy: `on`: lower-case letters and digits joined by hyphens; `safe`: without the
            signs that file systems dislike; `off`: as it is.
    """
    if strategy == "off":
        return text
    if strategy == "safe":
        return "".join(char for char in text.rstrip(" .") if char not in _UNSAFE)
    spelled = "".join(_letter(char) for char in text)
    return "-".join(filter(None, spelled.split("-")))


def permalink(
    where: Place, slug: str | None, path: str | None, rules: Rules, patterned: str | None = None
) -> str:
    """Give the path of a page or section on the site, percent-encoded.

    Args:
        slug, path: from the front matter; a path overrules all else, the language included.
        patterned: the path that the site's own pattern makes, None where it has none.
    """
    if path is not None and not where.is_section:
        return encoded(folded(f"{unquote(path)}/"))
    prefix = where.language.prefix if where.language else ""
    if patterned:
        return encoded(folded(f"{prefix}/{patterned}/"))
    parts = [prefix, *where.folders]
    if not where.is_section:
        name = where.stem if rules.keeps_dates else where.dated_stem()[1]
        parts.append(path_of(slug or name, rules.slugs))
    return encoded(folded("/".join(filter(None, parts)) + "/"))


def _letter(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else "-"
    return slugify(char) or "-"
