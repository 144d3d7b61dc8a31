"""Authors in data files: all of a site in one (`authors.yml`), or one in each (`people/ada.toml`).

Generators and themes agree on the files and on little else, so every spelling of a name, a
picture or a biography that is common is read. Never an e-mail address.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quire.conventions.port import Reader
from quire.conventions.profiles import WEB_ADDRESS, profile_links
from quire.conventions.stated import MAX_TEXT
from quire.conventions.terms import slug_of, without_address
from quire.documents.fields import Fields
from quire.documents.front_matter import Parsed, Value, parse_data
from quire.model import Candidate, Problem, Site, SourceFile

MAX_AUTHORS = 2_000
"""Of one file."""

_SUFFIXES = (".yaml", ".yml", ".toml", ".json", ".csv")
_LISTED = "authors"
_IDS = ("id", "slug", "key", "username", "login", "handle", "short_name", "name")
_NAMES = ("fullname", "full_name", "display_name", "name", "title")
_PICTURES = ("image_url", "imageurl", "avatar", "image", "picture", "photo", "img")
_TAGLINES = ("tagline", "job_title", "role", "position", "title")
_BIOS = ("bio", "biography", "description", "about", "excerpt", "content")
_WEBSITES = ("website", "url", "uri", "web", "homepage", "home", "site", "blog")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def read_authors(
    files: Mapping[str, SourceFile],
    read: Reader,
    site: Site,
    several: Sequence[str],
    folders: Sequence[str],
) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """Read the profiles of all authors that stand in data files.

    Args:
        several: paths, without suffix, of files that hold authors by id, or a list of them.
        folders: of files that hold one author each, named for the id; one that starts with
            an underscore holds none.
    """
    found: list[Candidate] = []
    problems: list[Problem] = []
    for path, file in files.items():
        stem, dot, suffix = path.rpartition(".")
        if f"{dot}{suffix.lower()}" not in _SUFFIXES:
            continue
        folder, _, name = stem.rpartition("/")
        alone = folder in folders and not name.startswith("_")
        if not alone and stem not in several:
            continue
        parsed = parse_data(path, read(path), listed=_LISTED, code="data-unreadable")
        problems.extend(parsed.problems)
        entries = [(name, parsed.values)] if alone else _entries(parsed.values)
        for count, (author, entry) in enumerate(entries):
            if count >= MAX_AUTHORS:
                fault = f"The file holds more than {MAX_AUTHORS} authors; split it."
                problems.append(Problem(path, 0, "too-many", fault))
                break
            candidate, faults = _profile(file, author, entry, site, parsed)
            problems.extend(faults)
            found.extend([candidate] if candidate else [])
    return tuple(found), tuple(problems)


def _entries(values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    listed = values.get(_LISTED)
    if isinstance(listed, list):
        for entry in listed:
            if isinstance(entry, dict):
                names = (entry[key] for key in _IDS if isinstance(entry.get(key), str))
                yield next(names, ""), entry
    else:
        yield from (listed if isinstance(listed, dict) and len(values) == 1 else values).items()


def _profile(
    file: SourceFile, author: str, entry: Value, site: Site, parsed: Parsed
) -> tuple[Candidate | None, Sequence[Problem]]:
    key = slug_of("author", without_address(author))
    if isinstance(entry, str):
        entry = {"name": entry}
    if not key or not isinstance(entry, dict) or not entry:
        return None, ()
    place = parsed.lines.get(author.lower(), 0)
    values = {name.lower(): value for name, value in entry.items()}
    fields = Fields(Parsed(file.path, values, dict.fromkeys(values, place), "", 1))
    name = without_address(_first(fields, _NAMES, 200) or "")
    picture = _first(fields, _PICTURES, 500)
    tagline = _first(fields, _TAGLINES if "name" in fields else _TAGLINES[:-1], MAX_TEXT)
    candidate = Candidate(
        path=file.path,
        blob=file.blob,
        kind="author",
        key=key,
        translation_key=f"{file.path}#{key}",
        title=name,
        slug=key,
        permalink="",
        lang=site.default_lang,
        section="",
        taxonomy="author",
        images=((picture, ""),) if picture else (),
        description=_MAIL.sub("", tagline) if tagline else None,
        excerpt=_MAIL.sub("", bio) if (bio := _first(fields, _BIOS, MAX_TEXT)) else None,
        links=_links(fields),
    )
    return candidate, fields.problems


def _first(fields: Fields, names: Iterable[str], max_length: int) -> str | None:
    texts = (fields.text(name, max_length=max_length) for name in names if name in fields)
    return next(filter(None, texts), None)


def _links(fields: Fields) -> dict[str, str]:
    links = profile_links(fields)
    website = _first(fields, _WEBSITES, 500)
    if website and WEB_ADDRESS.fullmatch(website):
        links.setdefault("website", website)
    return links
