"""The languages of a Hugo site. Source: https://gohugo.io/content-management/multilingual/."""

from datetime import tzinfo

from quire.conventions.hugo.directories import directory
from quire.conventions.zones import zone_named
from quire.documents.fields import Fields
from quire.model import Language


def languages_of(
    fields: Fields, default_lang: str, content_dir: str
) -> tuple[tuple[Language, ...], tuple[Language, ...]]:
    """Read the languages: those that are published, the default one among them, and the rest."""
    in_subdir = fields.flag("defaultcontentlanguageinsubdir") is True
    off = {code.lower() for code in fields.texts("disablelanguages")}
    configured = fields.nested("languages")
    languages = []
    for code in configured.names:
        language = configured.nested(code)
        if language.flag("disabled"):
            off.add(code)
        languages.append(
            Language(
                code=code,
                prefix="" if code == default_lang and not in_subdir else code,
                content_dir=directory(language.text("contentdir", max_length=300), content_dir),
                title=language.text("title", max_length=300),
                url=absolute_url(language.text("baseurl", max_length=500)),
            )
        )
    default = Language(default_lang, default_lang if in_subdir else "", content_dir)
    if all(each.code != default_lang for each in languages):
        languages.insert(0, default)
    off.discard(default_lang)
    published = tuple(each for each in languages if each.code not in off)
    return published, tuple(each for each in languages if each.code in off)


def zone_in(fields: Fields, name: str) -> tzinfo | None:
    """Read a time zone; one that is unknown is a problem, and dates are then in UTC."""
    text = fields.text(name, max_length=100)
    if text is None:
        return None
    zone = zone_named(text)
    if zone is None:
        fault = f"The time zone {text!r} is unknown; write it like 'Europe/Paris'."
        fields.report(name, "invalid-setting", fault)
    return zone


def absolute_url(base_url: str | None) -> str | None:
    """Give a site's address without its closing slash; None for what is no web address."""
    if base_url is None or not base_url.startswith(("http://", "https://")):
        return None
    return base_url.rstrip("/")
