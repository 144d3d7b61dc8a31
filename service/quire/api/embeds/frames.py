"""`/embed/posts` and `/embed/post`: posts in a frame, without a script of the page around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import orjson
from flask import Flask, Response, current_app, request

from quire.api.embeds.markup import one_post, picture_origins, posts_list
from quire.api.embeds.parameters import (
    ListFrame,
    ListFrameParameters,
    PostFrame,
    PostFrameParameters,
    Theme,
)
from quire.api.embeds.policies import frame_policy
from quire.api.v1.asking import Asked, Reader, Setting, refused
from quire.api.v1.blueprint import SETTING
from quire.api.v1.details import find
from quire.api.v1.replies import hand_over
from quire.errors import QueryError
from quire.library.snapshot import Snapshot
from quire.model.languages import direction
from quire.wire.answers import SNAPSHOT, Answer
from quire.wire.policies import DETAIL, LIST, NEVER, Policy
from quire.wire.problems import TYPES, Refusal

HTML = "text/html; charset=utf-8"

_ENGLISH = "en"
_FRAME = Template((Path(__file__).with_name("assets") / "frame.html").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands in a frame.

    Args:
        body: HTML of ours.
        posts: those whose pictures it shows.
        lang: of the body.
    """

    body: str
    policy: Policy
    posts: tuple[Mapping[str, Any], ...] = ()
    theme: Theme = "auto"
    lang: str = _ENGLISH
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def register_frames(app: Flask, ancestors: str) -> None:
    """Add both frames.

    Args:
        ancestors: sources of `frame-ancestors`: who may show them.
    """
    posts = partial(_answer, Reader(ListFrameParameters()), _list, ancestors)
    app.add_url_rule("/embed/posts", "embed_posts", posts)
    post = partial(_answer, Reader(PostFrameParameters()), _post, ancestors)
    app.add_url_rule("/embed/post", "embed_post", post)


def _answer(reader: Reader, show: Callable[[Asked[Any]], _Frame], ancestors: str) -> Response:
    """Answer with a frame; a refusal is a frame, too, for people read it."""
    setting: Setting = current_app.extensions[SETTING]
    try:
        frame = show(reader.read(request.environ, request.path, setting))
    except QueryError as error:
        frame = _refusal(refused(error))
    except Refusal as refusal:
        frame = _refusal(refusal)
    snapshot: Snapshot = request.environ[SNAPSHOT]
    html = _FRAME.substitute(
        title=escape(snapshot.manifest.site_title or "Posts"),
        body=frame.body,
        theme=frame.theme,
        lang=escape(frame.lang),
        dir=direction(frame.lang),
    )
    policy = frame_policy(picture_origins(frame.posts), ancestors)
    security = (("Content-Security-Policy", policy), ("Referrer-Policy", "no-referrer"))
    headers = (*security, *frame.headers)
    return hand_over(Answer(html.encode(), HTML, frame.policy, frame.status, headers=headers))


def _list(asked: Asked[ListFrame]) -> _Frame:
    question, catalogue = asked.question, asked.snapshot.catalogue
    selection = replace(question.selection, type="post", langs=asked.langs(question.lang))
    ordinals = catalogue.page(catalogue.select(selection), question.sort, 0, question.limit)
    posts = tuple(_summary(asked, ordinal) for ordinal in ordinals)
    if not posts:
        return _Frame("<p>There are no posts here yet.</p>", LIST, theme=question.theme)
    body = posts_list(posts, question.layout)
    pictured = posts if question.layout == "cards" else ()
    return _Frame(body, LIST, pictured, question.theme, posts[0]["lang"])


def _post(asked: Asked[PostFrame]) -> _Frame:
    post = _summary(asked, find(asked, "post", asked.question.slug))
    return _Frame(one_post(post), DETAIL, (post,), asked.question.theme, post["lang"])


def _refusal(refusal: Refusal) -> _Frame:
    """Say why there is nothing to show. A post that is hidden is told as one that never was."""
    kind = TYPES[refusal.status]
    faults = refusal.faults if refusal.status == 400 else ()
    named = "".join(f"<li>{escape(f'{each.parameter}: {each.detail}')}</li>" for each in faults)
    body = f"<p>{escape(kind.detail)}</p>" + (f"<ul>{named}</ul>" if named else "")
    return _Frame(body, NEVER, status=refusal.status, headers=refusal.headers)


def _summary(asked: Asked[Any], ordinal: int) -> Mapping[str, Any]:
    summary: dict[str, Any] = orjson.loads(asked.snapshot.summary(ordinal))
    return summary
