"""The entry point of a web worker: settings from the parent, an application out."""

import os
import signal
import threading
import time

import msgspec

from quire.app.application import configure_logging, create_app
from quire.app.clock import clock
from quire.app.lifeline import die_with_parent
from quire.app.listening import LEAVING
from quire.app.serving import WORKER_VARIABLE, WorkerSettings
from quire.library.holder import Holder
from quire.library.variants import Variants
from quire.search.whoosh import WhooshEngine
from quire.wire import Front

_LOOK_SECONDS = 0.1


def make_application() -> Front:
    """Make the application of one worker from what the parent left in the environment."""
    die_with_parent()
    given = msgspec.json.decode(
        os.environ[WORKER_VARIABLE], type=WorkerSettings, dec_hook=lambda kind, value: kind(value)
    )
    settings = given.settings
    configure_logging(settings.log_format)
    holder = Holder(given.state, WhooshEngine(), clock(settings))
    holder.refresh()
    follow(holder)
    front = create_app(
        holder,
        public_url=settings.public_url,
        secret=given.secret,
        cache_bytes=settings.cache_mb * 1024 * 1024,
        now=clock(settings),
        live=given.live,
        address=settings.own_address,
        embed_ancestors=settings.embed_ancestors,
        variants=Variants(given.state / "variants", settings.image_cache_mb * 1024 * 1024),
    )
    signal.signal(LEAVING, lambda *_: front.leave())
    return front


def follow(holder: Holder) -> None:
    """Look at the pointer ten times a second for as long as the process lives."""

    def look() -> None:
        while True:
            time.sleep(_LOOK_SECONDS)
            holder.refresh()

    threading.Thread(target=look, name="snapshot-follower", daemon=True).start()
