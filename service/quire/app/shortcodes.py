"""The operator's templates for shortcodes, read from the file that the settings name."""

from pathlib import Path

from quire.documents.front_matter import parse_data
from quire.documents.templates import MAX_TEMPLATE_CHARACTERS
from quire.errors import SettingError

_MAX_BYTES = 64 * 1024


def read_shortcodes(path: Path | None) -> dict[str, str]:
    """Read `[shortcodes]` of a TOML file: templates by lower-cased name.

    Raises:
        SettingError: the file cannot be read, or holds anything else.
    """
    if path is None:
        return {}
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise SettingError(f"QUIRE_SHORTCODES: {path} cannot be read: {error}") from error
    parsed = parse_data("shortcodes.toml", data)
    if not parsed.readable or parsed.problems:
        message = parsed.problems[0].message if parsed.problems else "it cannot be read"
        raise SettingError(f"QUIRE_SHORTCODES: {path}: {message}")
    templates = parsed.values.get("shortcodes")
    if set(parsed.values) != {"shortcodes"} or not isinstance(templates, dict):
        raise SettingError(f"QUIRE_SHORTCODES: {path} must hold one table, [shortcodes]")
    found = {}
    for name, template in templates.items():
        if not isinstance(template, str) or len(template) > MAX_TEMPLATE_CHARACTERS:
            most = f"a text of at most {MAX_TEMPLATE_CHARACTERS} characters"
            raise SettingError(f"QUIRE_SHORTCODES: {path}: {name} must be {most}")
        found[name.lower()] = template
    return found
