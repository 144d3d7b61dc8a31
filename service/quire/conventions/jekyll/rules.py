"""What a Jekyll site says of its own layout: collections, what is read, how addresses look."""

from dataclasses import dataclass

from quire.documents.front_matter import Scalar, Value
from quire.model import Site

POSTS = "posts"

STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""Patterns of posts by the names that `permalink` knows."""

ALWAYS_EXCLUDED = (
    *(".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules"),
    *("vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"),
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder `_<label>` of documents.

    Args:
        permalink: pattern of their addresses.
        published: its documents have addresses at all.
    """

    label: str
    permalink: str
    published: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The part of `_config.yml` that only this convention reads.

    Args:
        collections: posts included, in the order of the configuration.
        collections_dir: folder inside the source that holds all of them, "" for the source.
        data_dir: folder inside the source that holds data files.
        destination: folder inside the source that the site is written to, "" for none.
        permalink: name of a style or a pattern; pages take the form of its ending.
        include, exclude: glob patterns of paths inside the source; none stands in both.
        suffixes: of markdown files, lower-case, each with its dot.
        excerpt_separator: "" where the site states none.
        shows_unpublished: `published: false` hides nothing.
        follows_redirects: `redirect_to` makes a document a redirection.
    """

    collections: tuple[Collection, ...] = (Collection(POSTS, STYLES["date"], True),)
    collections_dir: str = ""
    data_dir: str = "_data"
    destination: str = "_site"
    permalink: str = "date"
    include: tuple[str, ...] = (".htaccess",)
    exclude: tuple[str, ...] = ALWAYS_EXCLUDED
    suffixes: tuple[str, ...] = (".markdown", ".mkdown", ".mkdn", ".mkd", ".md")
    excerpt_separator: str = ""
    shows_unpublished: bool = False
    follows_redirects: bool = False

    def collection(self, label: str) -> Collection:
        """Find a collection by its label.

        Raises:
            KeyError: there is none.
        """
        return {collection.label: collection for collection in self.collections}[label]


def rules_of(site: Site) -> Rules:
    """Give the rules of a site; Jekyll's own where its configuration was never read."""
    return site.rules if isinstance(site.rules, Rules) else Rules()


def truth(value: Value) -> bool | None:
    """Read a boolean as the YAML of Jekyll does, `yes` and `off` included; None for the rest."""
    if isinstance(value, Scalar) and isinstance(value.value, bool):
        return value.value
    if isinstance(value, str):
        return {"yes": True, "on": True, "true": True, "no": False, "off": False}.get(value.lower())
    return None


def spelled(value: Value) -> str:
    """Give a word as it is written, a number too; "" for what is no word."""
    if isinstance(value, Scalar):
        return value.text
    return value if isinstance(value, str) else ""
