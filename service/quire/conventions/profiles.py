"""Authors' profiles: names and links, whatever the convention. Never an e-mail address."""

import re

from quire.conventions.terms import without_address
from quire.documents.fields import Fields
from quire.documents.slugs import slugify

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"/@]+(?:/[^\s<>\"]*)?")
"""An address of the web in which nobody's password or mail address hides."""

_NAME_FIELDS = ("fullname", "full_name", "display_name", "title", "name")
_NETWORKS = {
    "github": "https://github.com/{}",
    "twitter": "https://twitter.com/{}",
    "x": "https://x.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "youtube": "https://www.youtube.com/@{}",
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "mastodon": None,
    "bluesky": None,
    "website": None,
}
_GROUPS = ("social", "socials", "links")
_MAX_LINKS = 50
_HANDLE = re.compile(r"@?([A-Za-z0-9_.-]{1,60})")


def profile_name(fields: Fields) -> str | None:
    """Give the fullest name that a profile has."""
    names = (fields.text(name, max_length=200) for name in _NAME_FIELDS)
    return next(filter(None, (without_address(name) for name in names if name)), None)


def profile_links(fields: Fields) -> dict[str, str]:
    """Collect web addresses from fields named for a network, there, in `social`, `socials` or
    `links`, and from a list of links with a label or a name each.

    Handles become addresses where the network is known; what is neither is left out.
    """
    groups = [fields.nested(name) for name in _GROUPS if fields.is_mapping(name)]
    links = {}
    for network, pattern in _NETWORKS.items():
        texts = [group.text(network, max_length=500) for group in groups]
        texts += [fields.text(network, max_length=500)] if network in fields else []
        text = next(filter(None, texts), None)
        if text is None:
            continue
        if WEB_ADDRESS.fullmatch(text):
            links[network] = text
        elif pattern and (handle := _HANDLE.fullmatch(text)):
            links[network] = pattern.format(handle[1])
    return _labelled(fields) | links


def _labelled(fields: Fields) -> dict[str, str]:
    """Read a list of links: `[{label: GitHub, url: https://...}]`."""
    links: dict[str, str] = {}
    for name in _GROUPS:
        if name not in fields or fields.is_mapping(name):
            continue
        for entry in fields.entries(name, max_count=_MAX_LINKS, max_length=500):
            if isinstance(entry, str):
                continue
            labels = (entry.text(key, max_length=100) for key in ("label", "name", "icon"))
            network = slugify(next(filter(None, labels), ""))
            urls = (entry.text(key, max_length=500) for key in ("url", "link", "href"))
            url = next(filter(None, urls), "")
            if network in _NETWORKS and WEB_ADDRESS.fullmatch(url):
                links.setdefault(network, url)
    return links
