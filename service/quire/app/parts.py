"""Wires the parts together: settings in, a builder or a web application out."""

import os
import secrets
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import structlog

from quire.api.v1 import make_encoder
from quire.app.clock import clock
from quire.app.placing import open_site
from quire.app.shortcodes import read_shortcodes
from quire.errors import SettingError
from quire.library.builder import Builder
from quire.library.manifest import write_whole
from quire.library.options import BuildOptions
from quire.library.rendering import PoolRenderer
from quire.library.state import State
from quire.search.whoosh import WhooshEngine
from quire.settings import Settings

_log = structlog.get_logger()

_KEY_FILE = "cursor-key"
_KEY_BYTES = 32


def state_directory(path: Path, settings: Settings) -> Path:
    """Give the state directory: the operator's, else one in the user's cache directory that
    is named for the content's place and how it is read.

    Raises:
        SettingError: the user has no such directory.
    """
    if settings.state_dir is not None:
        return settings.state_dir
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError as error:
        raise SettingError("there is no home directory; name a --state-dir") from error
    place = f"{path.resolve()}\0{settings.ref or ''}"
    return cache / "quire" / sha256(place.encode()).hexdigest()[:16]


def build_options(settings: Settings) -> BuildOptions:
    """Give the settings that the builder needs."""
    return BuildOptions(
        media_base=f"{settings.public_url or ''}/v1/media/",
        edit_url=settings.edit_url,
        extra_keys=frozenset(settings.extra_keys),
        kept_snapshots=settings.kept_snapshots,
        accept_loss=settings.accept_loss,
        convention=settings.convention,
        shortcodes=read_shortcodes(settings.shortcodes),
    )


def open_builder(path: Path, settings: Settings, work_tree: bool, stack: ExitStack) -> Builder:
    """Open everything that a builder needs; `stack` closes it.

    Raises:
        SettingError: the state directory is not ours.
        SnapshotError: it cannot be written.
        SourceError: the path holds no content that can be read.
    """
    source = open_site(path, settings.ref, work_tree, settings.convention)
    stack.callback(source.close)
    state = State(state_directory(path, settings))
    stack.callback(state.close)
    renderer = PoolRenderer(settings.render_workers or os.cpu_count() or 1)
    stack.callback(renderer.close)
    builder = Builder(
        source,
        state,
        WhooshEngine(),
        make_encoder(settings.public_url),
        renderer,
        build_options(settings),
        clock(settings),
    )
    stack.callback(builder.close)
    return builder


def cursor_secret(state: Path, settings: Settings) -> bytes:
    """Give the key that signs cursors: the operator's, else that of the state directory.

    Called once, before any worker starts. A new key is made where there is none that is whole;
    where it cannot be kept, cursors end with this service.
    """
    if settings.secret is not None:
        return settings.secret.encode()
    path = state / _KEY_FILE
    try:
        found = path.read_bytes()
        if len(found) == _KEY_BYTES:
            return found
    except OSError:
        pass
    made = secrets.token_bytes(_KEY_BYTES)
    try:
        write_whole(path, made)
    except OSError as error:
        _log.warning("the key of cursors cannot be kept", reason=str(error))
    return made
