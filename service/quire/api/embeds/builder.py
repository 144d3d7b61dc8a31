"""`/embed`: the page where people choose posts, see them live, and copy the snippet."""

from html import escape
from pathlib import Path
from string import Template

from flask import Flask, Response, request

from quire.api.embeds.frames import HTML
from quire.api.embeds.markup import origin
from quire.api.embeds.parameters import DEFAULT_LIMIT
from quire.api.embeds.policies import SANDBOX, builder_policy
from quire.api.embeds.scripts import current_script
from quire.api.v1.arguments.filters import MAX_LIMIT
from quire.api.v1.replies import hand_over
from quire.catalogue import SortKey
from quire.library.snapshot import Snapshot
from quire.wire.answers import SNAPSHOT, Answer
from quire.wire.policies import DETAIL

_PAGE = Template((Path(__file__).with_name("assets") / "builder.html").read_text(encoding="utf-8"))

_MOST_CHOICES = 300
"""Tags, and authors, that can be chosen; those with most posts."""


def register_builder(app: Flask, public_url: str) -> None:
    """Add /embed.

    Args:
        public_url: what snippets name, without a closing slash; "" takes the page's own address.
    """
    home = origin(public_url)

    def builder() -> Response:
        snapshot: Snapshot = request.environ[SNAPSHOT]
        manifest = snapshot.manifest
        script = current_script()
        html = _PAGE.substitute(
            site=escape(manifest.site_title or "Quire"),
            base=escape(public_url),
            script=script.name,
            integrity=script.integrity,
            sandbox=SANDBOX,
            tags=_choices(snapshot, "tag"),
            authors=_choices(snapshot, "author"),
            langs="".join(f"<option>{escape(each)}</option>" for each in manifest.langs),
            limit=DEFAULT_LIMIT,
            most=MAX_LIMIT,
        )
        pictures = sorted(
            {found for each in (home, origin(manifest.site_url or "")) if (found := each)}
        )
        security = (
            ("Content-Security-Policy", builder_policy(pictures)),
            ("Referrer-Policy", "no-referrer"),
            ("X-Frame-Options", "DENY"),
        )
        return hand_over(Answer(html.encode(), HTML, DETAIL, headers=security))

    app.add_url_rule("/embed", view_func=builder)


def _choices(snapshot: Snapshot, role: str) -> str:
    terms = snapshot.catalogue.terms_of(role, (SortKey("posts", descending=True),))
    shown = sorted(
        (term for term in terms[:_MOST_CHOICES] if term.posts),
        key=lambda term: term.name.casefold(),
    )
    return "".join(
        f'<option value="{escape(term.slug)}">{escape(term.name)} ({term.posts})</option>'
        for term in shown
    )
