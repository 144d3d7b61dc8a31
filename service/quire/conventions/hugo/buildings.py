"""What of each language of a Hugo site is built: drafts, kinds of pages, whence dates come.

Source: https://gohugo.io/configuration/all/; a language may have settings of its own, see
https://gohugo.io/configuration/languages/.
"""

from quire.conventions.hugo.date_sources import date_sources
from quire.conventions.hugo.rules import Building
from quire.documents.fields import Fields
from quire.model import Site

_KINDS = {"taxonomyterm": "taxonomy"}
"""Former names of kinds."""


def buildings_of(fields: Fields, site: Site) -> tuple[Building, dict[str, Building]]:
    """Read what is built: of the default language, and of each language that differs."""
    languages = fields.nested("languages")
    default = _building(fields, languages.nested(site.default_lang))
    others = {code: _building(fields, languages.nested(code)) for code in languages.names}
    general = _building(fields, languages.nested(""))
    for each in site.languages:
        others.setdefault(each.code, general)
    return default, {code: each for code, each in others.items() if each != default}


def _building(fields: Fields, own: Fields) -> Building:
    def setting(name: str) -> Fields:
        return own if name in own else fields

    kinds = setting("disablekinds").texts("disablekinds", max_count=20)
    names = frozenset(kind.lower() for kind in kinds)
    outputs = setting("outputs").nested("outputs")
    return Building(
        dates=date_sources(fields, own),
        disabled_kinds=frozenset(_KINDS.get(name, name) for name in names),
        unwritten_kinds=frozenset(kind for kind in outputs.names if outputs.raw(kind) == []),
        drafts=setting("builddrafts").flag("builddrafts") is True,
        scheduled=setting("buildfuture").flag("buildfuture") is True,
        expired=setting("buildexpired").flag("buildexpired") is True,
    )
