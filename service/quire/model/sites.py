"""What a site says of itself: title, address, languages, taxonomies, permalinks."""

from dataclasses import dataclass, field
from datetime import UTC, tzinfo


@dataclass(frozen=True, slots=True)
class Language:
    """One language of a site.

    Args:
        code: as the site spells it, lower-cased: `en`, `pt-br`.
        prefix: first folder of its permalinks, "" for the default language.
        content_dir: its content root relative to the site root, "" for the site root itself.
        title: the site's title in this language, None where it is the site's.
        url: where this language has a host of its own, without a closing slash: the prefix is
            no part of its addresses then; None where it is the site's.
    """

    code: str
    prefix: str
    content_dir: str
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A way to classify: `tags` with its front matter key and the role Quire gives it.

    Args:
        role: `tag`, `category`, `series` or `author`: the resource its terms become.
        key: the front matter key that holds the terms (`tags`, `topics`).
    """

    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """Front matter values for files that do not state them: Hugo's cascade, Jekyll's defaults.

    Args:
        folder: that the files stand in, as the convention names it; "" for all.
        values: as a front matter reads, keys lower-cased.
        kind: of the files, in the convention's own words; "" for all.
        pattern: glob that their paths match, "" for all.
        lang: of the files, "" for all.
    """

    folder: str
    values: dict[str, object]
    kind: str = ""
    pattern: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What the site's own configuration says, whatever its generator.

    Args:
        title: "" where none is configured.
        url: absolute, without a closing slash, None where none is configured.
        disabled_languages: languages whose files are not published at all.
        content_dir: content root relative to the site root, "" for the site root itself.
        static_dirs: folders published at the site's root, relative to the site root.
        permalinks: pattern by section (`:year/:month/:slug`), the convention's own tokens.
        post_sections: sections whose dated pages are posts; empty means every section.
        time_zone: of dates that carry no offset.
        shows_drafts, shows_scheduled, shows_expired: the generator's buildDrafts and so on.
        excerpt_words: length of an excerpt made from the body, 10-500.
        defaults: front matter values that the site hands down, the nearer and later ones last.
        templates: syntax of templates in bodies: `hugo`, `liquid`, `zola`, "" for none.
        values: what those templates may ask of the site, as plain JSON values.
        synonyms: by word or phrase, lower-cased, what a search for it finds as well.
        rules: what only the site's convention reads, a frozen value; None where it needs none.
    """

    title: str = ""
    url: str | None = None
    default_lang: str = "en"
    languages: tuple[Language, ...] = (Language("en", "", ""),)
    disabled_languages: tuple[Language, ...] = ()
    content_dir: str = ""
    static_dirs: tuple[str, ...] = ("static",)
    permalinks: dict[str, str] = field(default_factory=dict)
    taxonomies: tuple[Taxonomy, ...] = (
        Taxonomy("tag", "tags"),
        Taxonomy("category", "categories"),
        Taxonomy("series", "series"),
        Taxonomy("author", "authors"),
    )
    post_sections: tuple[str, ...] = ()
    time_zone: tzinfo = UTC
    shows_drafts: bool = False
    shows_scheduled: bool = False
    shows_expired: bool = False
    excerpt_words: int = 55
    defaults: tuple[Defaults, ...] = ()
    templates: str = ""
    values: dict[str, object] = field(default_factory=dict)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: object | None = None

    @property
    def langs(self) -> tuple[str, ...]:
        """Codes of all languages, the default one first."""
        codes = [language.code for language in self.languages]
        return (self.default_lang, *(code for code in codes if code != self.default_lang))

    def address_of(self, path: str) -> str:
        """Join a path to the site's address; the path itself where the site has none."""
        for language in self.languages:
            if language.url and language.prefix and path.startswith(f"/{language.prefix}/"):
                return language.url + path[len(language.prefix) + 1 :]
        return f"{self.url}{path}" if self.url else path
