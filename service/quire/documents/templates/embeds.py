"""Embeds: videos, slides, posts of other sites. Each becomes a link in a figure.

Nothing foreign is loaded into a reader's page: the frontend may make a player of the link.
"""

import re

from quire.documents.templates.markup import figure, link
from quire.documents.templates.registry import Call, Markup, Shortcode, shortcode

_SCHEME = re.compile(r"https?://(?:www\.)?")


def _embed(call: Call, url: str) -> Markup:
    title = call.get("title", "alt", "label", "text", "name")
    shown = link(url, title or _SCHEME.sub("", url))
    if not call.alone:
        return Markup(shown)
    site = re.sub("[^a-z]", "", call.get("provider").lower() or call.name)[:20]
    return figure(shown, call.get("caption"), f"embed embed-{site}")


def _by_id(pattern: str) -> Shortcode:
    """Make a shortcode of a pattern; an address that was given in place of an id is kept."""

    def embed(call: Call) -> Markup:
        given = call.first("id", "url", "src", "link", "videoid", "video_id", "slug").strip()
        if not given:
            return Markup(call.inner())
        url = given if given.startswith(("https://", "http://")) else pattern.format(given)
        return _embed(call, url)

    return embed


_SITES = {
    ("youtube", "youtubelite", "youtube-lite", "youtube_embed", "yt", "youtubeplayer"): (
        "https://www.youtube.com/watch?v={}"
    ),
    ("vimeo", "vimeo_simple"): "https://vimeo.com/{}",
    ("bilibili",): "https://www.bilibili.com/video/{}",
    ("dailymotion",): "https://www.dailymotion.com/video/{}",
    ("instagram", "instagram_simple"): "https://www.instagram.com/p/{}/",
    ("slideshare",): "https://www.slideshare.net/slideshow/embed_code/{}",
    ("speakerdeck",): "https://speakerdeck.com/player/{}",
    ("scribd",): "https://www.scribd.com/document/{}",
    ("asciinema",): "https://asciinema.org/a/{}",
    ("soundcloud",): "https://soundcloud.com/{}",
    ("spotify",): "https://open.spotify.com/{}",
    ("tiktok",): "https://www.tiktok.com/video/{}",
    ("fb-video", "facebook"): "https://www.facebook.com/{}",
    ("iframe", "cspan-iframe", "embed", "oembed"): "{}",
}
for _names, _pattern in _SITES.items():
    shortcode(*_names)(_by_id(_pattern))


@shortcode("tweet", "x", "twitter", "twitter_simple", "x_simple")
def tweet(call: Call) -> Markup:
    """`{{< tweet user="name" id="123" >}}`, `{{< tweet 123 >}}`."""
    user = call.get("user") or (call.at(0) if call.at(1) else "")
    status = call.get("id", "url") or call.at(1) or call.at(0)
    if status.startswith(("https://", "http://")):
        return _embed(call, status)
    return _embed(call, f"https://x.com/{user or 'i'}/status/{status}")


@shortcode("mastodon")
def mastodon(call: Call) -> Markup:
    """`{{< mastodon host="…" id="…" >}}`, or the address itself."""
    given = call.first("url", "status")
    if given.startswith(("https://", "http://")):
        return _embed(call, given)
    return _embed(call, f"https://{call.get('host', 'instance')}/web/statuses/{call.get('id')}")


@shortcode("gist")
def gist(call: Call) -> Markup:
    """`{{< gist user id "file" >}}`, `{% gist user/id file %}`."""
    user = call.get("user", "username") or (call.at(0) if call.at(1) else "")
    name = call.get("id", "gist") or (call.at(1) if user and call.at(1) else call.at(0))
    if "/" in call.at(0):
        user, name = "", call.at(0)
    return _embed(call, f"https://gist.github.com/{user}/{name}" if user else _gist(name))


def _gist(name: str) -> str:
    return name if name.startswith("https://") else f"https://gist.github.com/{name}"


@shortcode("video", "audio", "mp4", "webm", "mp3", "html5video", "local-video")
def recording(call: Call) -> Markup:
    """`{{< video src="a.mp4" title="…" >}}`; Jekyll themes give an id and a provider."""
    provider = call.get("provider").lower()
    pattern = next((at for names, at in _SITES.items() if provider in names), None)
    given = call.first("src", "id", "url", "file", "link", "mp4", "webm")
    if not given:
        return Markup(call.inner())
    return _embed(call, pattern.format(given) if pattern else given)


@shortcode("codepen")
def codepen(call: Call) -> Markup:
    """`{{< codepen user="…" id="…" >}}`."""
    user = call.get("user") or "pen"
    return _embed(call, f"https://codepen.io/{user}/pen/{call.first('id', 'slug')}")


@shortcode("jsfiddle")
def jsfiddle(call: Call) -> Markup:
    """`{% jsfiddle user/id %}`."""
    return _embed(call, f"https://jsfiddle.net/{call.first('id')}/")
