"""A Zola site's configuration as a `Site`.

Source: https://www.getzola.org/documentation/getting-started/configuration/
"""

from collections.abc import Mapping
from dataclasses import replace

from quire.conventions.headers import Headers
from quire.conventions.patterns import glob
from quire.conventions.port import Reader
from quire.conventions.zola.layout import place
from quire.conventions.zola.rules import CONTENT, Rules
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, parse_data
from quire.model import Language, Problem, Site, SourceFile, Taxonomy

FILE_NAMES = ("zola.toml", "config.toml")
_OWN_KEYS = frozenset(
    {
        *("base_url", "build_search_index", "compile_sass", "default_language", "generate_feed"),
        *("generate_feeds", "hard_link_static", "ignored_content", "minify_html", "slugify"),
    }
)
_WORDS = frozenset({b"draft", b"transparent"})
_STRATEGIES = ("on", "safe", "off")
_ROLES = {
    **dict.fromkeys(("tag", "tags", "topic", "topics", "keyword", "keywords"), "tag"),
    **dict.fromkeys(("category", "categories"), "category"),
    "series": "series",
    **dict.fromkeys(("author", "authors", "contributor", "contributors"), "author"),
}
_ALWAYS = (Taxonomy("tag", "tags"), Taxonomy("author", "authors"))


def claim(files: Mapping[str, SourceFile], read: Reader) -> str | None:
    """Say which key of a configuration file is Zola's; Hugo's are spelled otherwise."""
    for path in FILE_NAMES:
        if path in files:
            values = parse_data(path, read(path)).values
            own = sorted(_OWN_KEYS & set(values))
            if own and "baseurl" not in values:
                return f"{path} has Zola's key {own[0]}"
    return None


def read_site(
    files: Mapping[str, SourceFile], read: Reader, headers: Headers
) -> tuple[Site, tuple[Problem, ...]]:
    """Read the configuration, and what sections say of the pages below them."""
    path = next((each for each in FILE_NAMES if each in files), FILE_NAMES[-1])
    parsed = parse_data(path, read(path)) if path in files else Parsed(path, {}, {}, "", 1)
    fields = Fields(parsed)
    site = _site(fields)
    rules, problems = _of_sections(_rules(fields), files, read, headers, site)
    return replace(site, rules=rules), (*fields.problems, *problems)


def _site(fields: Fields) -> Site:
    default = (fields.text("default_language", max_length=20) or "en").lower()
    configured = fields.nested("languages")
    others = [code for code in configured.names if code != default]
    url = fields.text("base_url", max_length=500) or ""
    theme = fields.text("theme", max_length=100)
    title = fields.text("title", max_length=300) or ""
    return Site(
        title=title,
        url=url.rstrip("/") if url.startswith(("http://", "https://")) else None,
        default_lang=default,
        languages=(
            Language(default, "", CONTENT, configured.nested(default).text("title")),
            *(
                Language(code, code, CONTENT, configured.nested(code).text("title"))
                for code in others
            ),
        ),
        content_dir=CONTENT,
        static_dirs=("static", *([f"themes/{theme}/static"] if theme else [])),
        taxonomies=_taxonomies(fields),
        shows_scheduled=True,
        templates="zola",
        values={
            "title": title,
            "base_url": url.rstrip("/"),
            "description": fields.text("description", max_length=1000) or "",
            "default_language": default,
            "extra": fields.mapping("extra"),
        },
    )


def _taxonomies(fields: Fields) -> tuple[Taxonomy, ...]:
    found = []
    for each in fields.entries("taxonomies", max_count=100):
        name = each if isinstance(each, str) else each.text("name")
        if name and name.lower() in _ROLES:
            found.append(Taxonomy(_ROLES[name.lower()], name.lower()))
    found += [each for each in _ALWAYS if each not in found]
    return tuple(found)


def _rules(fields: Fields) -> Rules:
    ignored = fields.texts("ignored_content", max_count=100, max_length=500)
    for text in ignored:
        if glob(text, "") is None:
            fault = f"The pattern {text[:100]!r} of ignored_content cannot be read; mend it."
            fields.report("ignored_content", "unreadable-rule", fault)
    slugify = fields.nested("slugify")
    strategy = (slugify.text("paths", max_length=20) or "on").lower()
    if strategy not in _STRATEGIES:
        fault = f"The setting slugify.paths is none of {', '.join(_STRATEGIES)}; 'on' holds."
        fields.report("slugify", "invalid-setting", fault)
        strategy = "on"
    return Rules(ignored, strategy, slugify.flag("paths_keep_dates") is True)


def _of_sections(
    rules: Rules,
    files: Mapping[str, SourceFile],
    read: Reader,
    headers: Headers,
    site: Site,
) -> tuple[Rules, tuple[Problem, ...]]:
    """Find the sections that are drafts or transparent. In doubt what lies below is hidden."""
    site = replace(site, rules=rules)
    sections = {
        path: where
        for path in files
        if "_index." in path and (where := place(path, site)) and where.is_section
    }
    drafts, closed, transparent = set(), set(), set()
    problems = []
    for path, parsed in headers.read((files[each] for each in sections), read, _WORDS).items():
        folder = "/".join(sections[path].folders)
        fields = Fields(parsed)
        draft = fields.flag("draft")
        if not parsed.readable or (draft is not None and not isinstance(draft, bool)):
            closed.add(folder)
            fault = "Nobody knows whether this section is a draft: all below is hidden; mend it."
            problems.append(Problem(path, 0, "unreadable-section", fault))
        elif draft:
            drafts.add(folder)
        if fields.flag("transparent") is True:
            transparent.add(folder)
    found = replace(
        rules,
        drafts=frozenset(drafts),
        closed=frozenset(closed),
        transparent=frozenset(transparent),
    )
    return found, tuple(problems)
