"""Authors' profiles: names and links, whatever the convention. Never an e-mail address."""

import re

from quire.conventions.terms import without_address
from quire.documents.fields import Fields

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
_HANDLE = re.compile(r"@?([A-Za-z0-9_.-]{1,60})")


def profile_name(fields: Fields) -> str | None:
    """Give the fullest name that a profile has."""
    names = (fields.text(name, max_length=200) for name in _NAME_FIELDS)
    return next(filter(None, (without_address(name) for name in names if name)), None)


def profile_links(fields: Fields) -> dict[str, str]:
    """Collect web addresses from `social` and from fields named for a network.

    Handles become addresses where the network is known; what is neither is left out.
    """
    social = fields.nested("social") if fields.is_mapping("social") else None
    links = {}
    for network, pattern in _NETWORKS.items():
        text = social.text(network, max_length=500) if social else None
        text = text or (fields.text(network, max_length=500) if network in fields else None)
        if text is None:
            continue
        if re.fullmatch(r"https?://[^\s<>\"]+", text):
            links[network] = text
        elif pattern and (handle := _HANDLE.fullmatch(text)):
            links[network] = pattern.format(handle[1])
    return links
