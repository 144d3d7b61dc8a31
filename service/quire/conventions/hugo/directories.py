"""The folders of a Hugo site: how they are named, and what is published as it is.

Source: https://gohugo.io/configuration/all/
"""

from quire.documents.fields import Fields


def directory(text: str | None, default: str) -> str:
    """Read a folder relative to the site root; `.` and `..` lead nowhere."""
    if text is None:
        return default
    return "/".join(part for part in text.split("/") if part not in ("", ".", ".."))


def static_dirs(fields: Fields) -> tuple[str, ...]:
    """List the folders that are published at the site's root, the theme's last."""
    named = (directory(text, "") for text in fields.texts("staticdir", max_count=20))
    own = tuple(filter(None, named)) or ("static",)
    themes = directory(fields.text("themesdir", max_length=300), "themes")
    names = fields.texts("theme", max_count=20)
    return (*own, *(directory(f"{themes}/{name}/static", "") for name in names))
