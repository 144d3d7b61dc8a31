"""How a site was understood: its convention and why, what was read, what hides and what shows."""

from collections import Counter
from collections.abc import Mapping

from quire.cli.notes import why_pages
from quire.library.accounting import Disposition, counted, is_markdown
from quire.library.survey import Survey
from quire.model import Language, Site

_WIDTH = 13
_MOST = 12


def explained(survey: Survey) -> list[str]:
    """Write one fact a line, its name in front."""
    site = survey.site
    facts = [
        ("Convention", f"{survey.convention}, because {survey.reason}"),
        ("Settings", ", ".join(survey.settings_read) or "no file; defaults hold"),
        ("Site", " at ".join(filter(None, (site.title or "no title", site.url or "no address")))),
        ("Content", _folder(site.content_dir)),
        *_scope(survey),
        *(("Language", _language(each, site)) for each in site.languages),
        *(("Language", f"{each.code}, switched off") for each in site.disabled_languages),
        ("Static files", ", ".join(_folder(name) for name in site.static_dirs) or "none"),
        ("Posts", _posts(site)),
        *(
            ("Permalinks", f"{section or 'all'}: {pattern}{_unused(section, survey)}")
            for section, pattern in site.permalinks.items()
        ),
        *(("Taxonomy", f"{each.key} are {_ROLES[each.role]}") for each in site.taxonomies),
        ("Time zone", str(site.time_zone)),
        ("Hidden", ", ".join(_hidden(site))),
        ("Shown", ", ".join(_shown(site)) or "nothing that is not ready"),
        ("Excerpts", f"{site.excerpt_words} words where none is written"),
        ("Templates", site.templates or "none; braces in bodies are text"),
    ]
    if site.defaults:
        folders = ", ".join(dict.fromkeys(_folder(each.folder) for each in site.defaults))
        facts.append(("Defaults", f"handed down in {folders}"))
    facts += [("Files", line) for line in _files(survey.dispositions)]
    return _table(facts)


def explained_as_json(survey: Survey) -> dict[str, object]:
    """Give the same for machines."""
    site = survey.site
    return {
        "convention": survey.convention,
        "reason": survey.reason,
        "settings_read": list(survey.settings_read),
        "title": site.title,
        "url": site.url,
        "content_dir": site.content_dir,
        "root": survey.prefix,
        "scope": survey.scope,
        "static_dirs": list(site.static_dirs),
        "default_lang": site.default_lang,
        "languages": {each.code: each.content_dir for each in site.languages},
        "disabled_languages": [each.code for each in site.disabled_languages],
        "permalinks": dict(site.permalinks),
        "pages": why_pages(survey),
        "taxonomies": {each.key: each.role for each in site.taxonomies},
        "post_sections": list(site.post_sections),
        "time_zone": str(site.time_zone),
        "shows": _shown(site),
        "excerpt_words": site.excerpt_words,
        "templates": site.templates,
        "defaults": [
            {"folder": each.folder, "keys": sorted(each.values)} for each in site.defaults
        ],
    }


_ROLES = {"tag": "tags", "category": "categories", "series": "series", "author": "authors"}


def _table(facts: list[tuple[str, str]]) -> list[str]:
    """Write names once each, and what is said beside them."""
    lines = []
    last = ""
    for name, text in facts:
        lines.append(f"{'' if name == last else name:<{_WIDTH}} {text}")
        last = name
    return lines


def _scope(survey: Survey) -> list[tuple[str, str]]:
    """Say that a part of the site was asked for, and where the site begins."""
    if not survey.scope:
        return []
    root = survey.prefix or "the repository's root"
    return [("Asked for", f"{survey.scope} alone, a part of the site at {root}")]


def _folder(name: str) -> str:
    return f"{name}/" if name else "the folder itself"


def _unused(section: str, survey: Survey) -> str:
    """Say of a pattern that no document follows that it has nothing to do."""
    name = section.partition(":")[2] or section
    known = {document.candidate.section for document in survey.settlement.documents}
    return "" if name.lower() in known or not name.strip("/") else " (no document is in it)"


def _language(language: Language, site: Site) -> str:
    default = ", the default" if language.code == site.default_lang else ""
    prefix = f" at /{language.prefix}/" if language.prefix else ""
    return f"{language.code} in {_folder(language.content_dir)}{prefix}{default}"


def _posts(site: Site) -> str:
    if site.post_sections:
        return f"dated pages in {', '.join(_folder(name) for name in site.post_sections)}"
    return "what the convention takes for one, in every section"


def _hidden(site: Site) -> list[str]:
    hidden = [] if site.shows_drafts else ["drafts"]
    hidden += [] if site.shows_scheduled else ["dates to come"]
    hidden += [] if site.shows_expired else ["what has expired"]
    return [*hidden, "what cannot be read"]


def _shown(site: Site) -> list[str]:
    shown = ["drafts"] if site.shows_drafts else []
    shown += ["dates to come"] if site.shows_scheduled else []
    return shown + (["what has expired"] if site.shows_expired else [])


def _files(dispositions: Mapping[str, Disposition]) -> list[str]:
    """Say where the files are that are not content: most of them stand in few folders."""
    markdown = Counter(
        f"{path.partition('/')[0]}/" if "/" in path else path
        for path, (fate, _) in dispositions.items()
        if fate == "other" and is_markdown(path)
    )
    others = counted(dispositions, markdown=False)["other"]
    lines = []
    if markdown:
        shown = [
            f"{name} {count:,}" if name.endswith("/") else name
            for name, count in markdown.most_common(_MOST)
        ]
        more = f" and {len(markdown) - _MOST:,} more places" if len(markdown) > _MOST else ""
        lines.append(f"markdown that is not content: {', '.join(shown)}{more}")
    if others:
        counts = ", ".join(f"{count:,} {name}" for name, count in others.most_common())
        lines.append(f"others: {counts}")
    return lines
