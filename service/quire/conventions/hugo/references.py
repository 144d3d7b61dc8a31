"""What addresses in a Hugo site's content may mean, `ref` and `relref` included.

Source: https://gohugo.io/content-management/cross-references/
"""

from collections.abc import Iterator, Mapping, Sequence

from quire.conventions.hugo.layout import (
    HTML_SUFFIXES,
    MARKDOWN_SUFFIXES,
    Place,
    content_roots,
    in_language,
    path_inside,
    place,
    suffix_of,
)
from quire.conventions.hugo.rules import Mount, Rules, rules_of
from quire.model import Language, Site, SourceFile

_WITHOUT_SUFFIX = (*MARKDOWN_SUFFIXES[:1], "/index.md", "/_index.md")


class Names:
    """The content files of a tree by their bare names, made when first asked."""

    def __init__(self) -> None:
        self._files: Mapping[str, SourceFile] | None = None
        self._paths: dict[tuple[str, str], list[str]] = {}

    def find(self, name: str, lang: str, site: Site) -> list[str]:
        """Give the files of a name in a language, by path.

        Hugo wants a name to be that of one page only. Which of several files are pages that
        readers see is not known here, so all are named.
        """
        files = rules_of(site).files
        if files is not self._files:
            self._files, self._paths = files, _by_name(files, site)
        return self._paths.get((lang, name.lower()), [])


def locations(address: str, path: str, site: Site, names: Names) -> Sequence[str]:
    """Give the paths that an address may mean, best first.

    Beside the file, in static folders and assets, in its own content root, in the others; of
    a content file, the version in the same language comes first. An address without a suffix
    may leave out `.md`, and a bare name may be that of a file anywhere.
    """
    where = place(path, site)
    found = list(dict.fromkeys(_joined(address, path, site, where)))
    last = address.rstrip("/").rpartition("/")[2]
    if not suffix_of(last) and last:
        found += [f"{base}{ending}" for base in found if base for ending in _WITHOUT_SUFFIX]
    if where is None:
        return found
    found = [each for one in found for each in in_language(one, where.language, site)]
    if (where.is_leaf_bundle or where.is_list) and not address.startswith("/"):
        found = [*_spoken(found[0], where.language), *found]
    if "/" not in address.strip("/") and last:
        found += names.find(last, where.language.code, site)
    return found


def sisters(path: str, site: Site) -> Sequence[str]:
    """List the other language versions of a bundle, in the order of the site's languages: each
    has the files of all the others that it has not itself."""
    where = place(path, site)
    if where is None or not (where.is_leaf_bundle or where.is_list):
        return ()
    files = rules_of(site).files
    inside = "/".join((*where.folders, where.name))
    found = {}
    for root in content_roots(site):
        below = path_inside(inside, "/".join(root.target))
        if below is None:
            continue
        for end in ("", *(f".{code}" for code in site.langs)):
            for suffix in (*MARKDOWN_SUFFIXES, *HTML_SUFFIXES):
                name = _join(root.source, f"{below}{end}{suffix}")
                if name != path and name in files and (other := place(name, site)):
                    found[name] = site.langs.index(other.language.code)
    return sorted(found, key=lambda name: found[name])


def served_folders(site: Site) -> tuple[tuple[str, str], ...]:
    """List (folder, path below which it is published) of what is published as it is."""
    rules: Rules = rules_of(site)
    return (*((each, "") for each in site.static_dirs), ("assets", ""), *rules.served)


def _joined(address: str, path: str, site: Site, where: Place | None) -> Iterator[str]:
    if not address.startswith("/"):
        yield _join(path.rpartition("/")[0], address)
    for folder, below in served_folders(site):
        inside = path_inside(address.strip("/"), below)
        if inside is not None:
            yield _join(folder, inside)
    roots = content_roots(site)
    for language in site.languages:
        if language.prefix and address.startswith(f"/{language.prefix}/"):
            for root in sorted(roots, key=lambda each: each.lang != language.code):
                yield from _in_root(address[len(language.prefix) + 1 :], root)
    codes = {language.code for language in site.disabled_languages}
    lang = where.language.code if where else site.default_lang
    own = [root for root in roots if path_inside(path, root.source) is not None]
    spoken = [root for root in roots if (root.lang or site.default_lang) == lang]
    for root in dict.fromkeys((*own, *spoken, *roots)):
        if root.lang not in codes:
            yield from _in_root(address, root)


def _spoken(path: str, language: Language) -> Iterator[str]:
    """Give a file beside a bundle as it is named for a language."""
    if suffix := suffix_of(path):
        yield f"{path[: -len(suffix)]}.{language.code}{path[-len(suffix) :]}"


def _in_root(address: str, root: Mount) -> Iterator[str]:
    inside = path_inside(_join("", address), "/".join(root.target))
    if inside is not None:
        yield _join(root.source, inside)


def _by_name(files: Mapping[str, SourceFile], site: Site) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for path in files:
        where = place(path, site)
        if where is not None and where.stem:
            spellings = {where.stem, f"{where.stem}{where.suffix}"}
            if not (where.is_leaf_bundle or where.is_list):
                spellings.add(path.rpartition("/")[2])
            for spelling in spellings:
                key = (where.language.code, spelling.lower())
                found.setdefault(key, []).append(path)
    return found


def _join(directory: str, address: str) -> str:
    """Join and fold `.` and `..`; what leads out of the site root ends in nothing."""
    parts: list[str] = []
    for part in (*directory.split("/"), *address.split("/")):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
