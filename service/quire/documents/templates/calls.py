"""A shortcode is called: the operator's template first, then the registry, else it is unknown."""

from dataclasses import replace

from quire.documents.templates import mapped, registry
from quire.documents.templates.context import Desk
from quire.documents.templates.markup import wrapped
from quire.documents.templates.registry import Call, Markup

_MAX_NAME = 60


def base_name(name: str) -> str:
    """Give the name of a shortcode without folder and suffix: `notes/tip.html` is `tip`."""
    last = name.rpartition("/")[2].lower()
    for suffix in (".html", ".md", ".markdown", ".liquid", ".htm", ".ext"):
        last = last.removesuffix(suffix)
    return last


def knows(name: str, desk: Desk) -> bool:
    """Say whether a name means something."""
    return name in desk.context.mapped or registry.find(name) is not None


def call(given: Call, desk: Desk, construct: str) -> Markup:
    """Expand one call.

    Args:
        construct: how it is named where nobody knows it, as `shortcode tabs`.
    """
    desk.step()
    inside = [""]

    def inner() -> str:
        inside[0] = given.inner()
        return inside[0]

    counted = replace(given, inner=inner)
    template = desk.context.mapped.get(given.name)
    function = registry.find(given.name)
    if template is not None:
        markup = mapped.fill(template, counted)
    elif function is not None:
        markup = function(counted)
    else:
        desk.unknown[construct[:_MAX_NAME]] += 1
        text = inner()
        markup = wrapped("", text, "") if "\n" in text else Markup(text)
    desk.made(len(markup.text) - max(len(inside[0]), len(given.source())))
    return markup
