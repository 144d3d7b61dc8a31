"""The operator's settings: from the environment, over a file given by --config.

Read by `app` and `cli` only; everything below gets plain values.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from io import StringIO
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from dotenv.parser import parse_stream
from environs import Env, EnvError
from marshmallow import ValidationError
from marshmallow.validate import Length, OneOf, Range, Regexp
from rapidfuzz import fuzz, process

from quire.conventions import NAMES
from quire.errors import SettingError

PREFIX = "QUIRE_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator of a service decides. Each is `QUIRE_<NAME>` in the environment.

    Args:
        ref: git ref to serve, None: HEAD, or the plain folder.
        host, port, workers: where and with how many processes to answer; port 1-65535,
            workers 1-64.
        state_dir: for snapshots; None: a folder of its own in the user's cache directory.
        public_url: address under which clients reach this service, for absolute links in
            answers; None: links are paths.
        secret: signs cursors, at least 16 characters; None: made once per state directory.
        cache_mb: ready answers kept per worker, 1-4096 MB.
        image_cache_mb: smaller copies of pictures kept on disk, 1-1,000,000 MB.
        embed_ancestors: who may show posts in a frame: `*` for everyone, `'self'`, `'none'`, or
            origins, one of them or several with blanks between.
        edit_url: template with `{path}` for `source.edit_url`.
        extra_keys: front matter keys shown in `extra`.
        shortcodes: TOML file of templates by name of a shortcode, None for none.
        convention: name of the one to read the content by, None: look what it is.
        kept_snapshots: how many stay readable for cursors, 1-100.
        accept_loss: publish even when more than half of the posts vanish.
        poll_seconds: pause between two looks at the source, 0.1-3600; longer where looks are slow.
        render_workers: processes that render markdown, 1-64; None: one per core.
        log_format: `console` or `json`.
        access_log: log each request.
        now: a fixed instant in place of the clock, for reviews and comparisons.
    """

    ref: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    state_dir: Path | None = None
    public_url: str | None = None
    secret: str | None = None
    cache_mb: int = 64
    image_cache_mb: int = 512
    embed_ancestors: str = "*"
    edit_url: str | None = None
    extra_keys: tuple[str, ...] = ()
    shortcodes: Path | None = None
    convention: str | None = None
    kept_snapshots: int = 5
    accept_loss: bool = False
    poll_seconds: float = 0.3
    render_workers: int | None = None
    log_format: Literal["console", "json"] = "console"
    access_log: bool = False
    now: datetime | None = None

    @property
    def own_address(self) -> str | None:
        """Where this machine reaches the service; None where others may reach it as well.

        What nobody else can reach needs no `public_url` to know its address.
        """
        name = "127.0.0.1" if self.host == "localhost" else self.host
        try:
            is_ours = ip_address(name).is_loopback
        except ValueError:
            return None
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}" if is_ours else None


_VARIABLE = re.compile(rf"{PREFIX}[A-Z_]+")
_URL = Regexp(r"https?://[^\s/?#]+[^\s?#]*\Z", error="must be an http(s) address")

_SOURCE = re.compile(
    r"\*|'self'|'none'|https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:([0-9]{1,5}|\*))?"
)
_ALONE = ("*", "'none'")


def read_settings(config: Path | None, given: Mapping[str, Any]) -> Settings:
    """Read all settings.

    Args:
        config: a file of `QUIRE_NAME=value` lines, None for none. The environment overrides it.
        given: values from the command line; those that are not None override everything.

    Raises:
        SettingError: the file cannot be read, a name is unknown or a value cannot be used.
    """
    if config is not None:
        _load(config)
    names = [field.name for field in fields(Settings)]
    for variable in filter(_VARIABLE.fullmatch, os.environ):
        if variable.removeprefix(PREFIX).lower() not in names:
            raise SettingError(f"{variable} is no setting{_near(variable, names)}")
    settings = _parse()
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def read_address(name: str, text: str) -> str:
    """Read the address of a service, without a closing slash.

    Raises:
        SettingError: it is none.
    """
    try:
        _URL(text)
    except ValidationError as error:
        raise SettingError(f"{name} is {text!r}; it must be an http(s) address") from error
    return text.rstrip("/")


def _load(path: Path) -> None:
    """Put a file's settings into the environment, where what is there already wins."""
    try:
        lines = list(parse_stream(StringIO(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"the settings file {path} cannot be read: {error}") from error
    for line in lines:
        if line.error or (line.key is not None and not _is_setting(line.key, line.value)):
            text = line.original.string.strip()[:60]
            raise SettingError(f"{path}: {text!r} is no setting; write lines like QUIRE_PORT=8000")
        if line.key is not None and line.value is not None:
            os.environ.setdefault(line.key, line.value)


def _is_setting(name: str, value: str | None) -> bool:
    return value is not None and _VARIABLE.fullmatch(name) is not None


def _near(variable: str, names: list[str]) -> str:
    known = [PREFIX + name.upper() for name in names]
    match = process.extractOne(variable, known, scorer=fuzz.ratio, score_cutoff=70)
    return f"; did you mean {match[0]}?" if match else "; see docs/configuration.md"


def _parse() -> Settings:
    env = Env(eager=True, prefix=PREFIX)
    default = Settings()
    try:
        return Settings(
            ref=env.str("REF", None),
            host=env.str("HOST", default.host, validate=Length(min=1, max=255)),
            port=env.int("PORT", default.port, validate=Range(1, 65535)),
            workers=env.int("WORKERS", default.workers, validate=Range(1, 64)),
            state_dir=env.path("STATE_DIR", None),
            public_url=_trimmed(env.str("PUBLIC_URL", None, validate=_URL)),
            secret=env.str("SECRET", None, validate=Length(min=16)),
            cache_mb=env.int("CACHE_MB", default.cache_mb, validate=Range(1, 4096)),
            image_cache_mb=env.int(
                "IMAGE_CACHE_MB", default.image_cache_mb, validate=Range(1, 1_000_000)
            ),
            embed_ancestors=_sources(env.str("EMBED_ANCESTORS", default.embed_ancestors)),
            edit_url=env.str("EDIT_URL", None, validate=_URL),
            extra_keys=_names(env.list("EXTRA_KEYS", [])),
            shortcodes=env.path("SHORTCODES", None),
            convention=env.str("CONVENTION", None, validate=OneOf(NAMES)),
            kept_snapshots=env.int(
                "KEPT_SNAPSHOTS", default.kept_snapshots, validate=Range(1, 100)
            ),
            accept_loss=env.bool("ACCEPT_LOSS", default.accept_loss),
            poll_seconds=env.float("POLL_SECONDS", default.poll_seconds, validate=Range(0.1, 3600)),
            render_workers=env.int("RENDER_WORKERS", None, validate=Range(1, 64)),
            log_format=_log_format(env.str("LOG_FORMAT", default.log_format)),
            access_log=env.bool("ACCESS_LOG", default.access_log),
            now=env.datetime("NOW", None),
        )
    except (EnvError, ValueError) as error:
        raise SettingError(f"{error} (see docs/configuration.md)") from error


def _log_format(text: str) -> Literal["console", "json"]:
    match text:
        case "console" | "json":
            return text
    raise EnvError(f"{PREFIX}LOG_FORMAT is {text!r}; it must be console or json")


def _sources(text: str) -> str:
    """Check the sources of a Content-Security-Policy; one that is misspelt lets nobody in."""
    sources = text.split()
    wrong = [each for each in sources if not _SOURCE.fullmatch(each)]
    if wrong or not sources or (len(sources) > 1 and not set(sources).isdisjoint(_ALONE)):
        raise EnvError(
            f"{PREFIX}EMBED_ANCESTORS is {text!r}; it must be *, 'self', 'none', or origins such "
            "as https://example.org and https://*.example.org with blanks between"
        )
    return " ".join(sources)


def _names(keys: list[str]) -> tuple[str, ...]:
    """Spell front matter keys as content is read: without blanks, in lower case."""
    return tuple(filter(None, (key.strip().lower() for key in keys)))


def _trimmed(url: str | None) -> str | None:
    return url.rstrip("/") if url else None
