"""Renderings and what files tell, by blob: what one-line edits and restarts need not do again.

A SQLite file: written safely whatever stops the builder, thrown away when it is damaged or
was made by other code. It is never needed: while it cannot be used, memory stands in.
"""

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import structlog

from quire.errors import SnapshotDamaged
from quire.model import Rendering
from quire.model.pictures import FileFacts

_log = structlog.get_logger()

_SCHEMA = """
CREATE TABLE IF NOT EXISTS made_by (fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS renderings (key TEXT PRIMARY KEY, rendering BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (blob TEXT PRIMARY KEY, facts BLOB NOT NULL) WITHOUT ROWID;
"""
_SEAL_BYTES = 8
_BUSY_SECONDS = 1.0

_ENCODER = msgspec.msgpack.Encoder()
_RENDERINGS = msgspec.msgpack.Decoder(Rendering)
_FACTS = msgspec.msgpack.Decoder(FileFacts)


class BuildCache:
    """Used by one thread.

    Every method raises `SnapshotDamaged` where the file turns out to be damaged or cannot be
    used now: the cache is empty from then on, and what was found in it before is to be
    forgotten.

    Args:
        path: of the file, None keeps everything in memory.
        fingerprint: of the code that fills it.
    """

    def __init__(self, path: Path | None, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        self._inode: int | None = None
        self._complaint = ""
        self._resting = False
        self._database = self._opened()

    def close(self) -> None:
        """Write what is left and close the file."""
        self._database.close()

    def restore(self) -> bool:
        """Go back to the file where memory stood in for it, or where the file was removed.

        Not at the first call after the file failed: the build that met this ends without it.

        Returns:
            Whether the cache is another one now: all that was found in it is to be forgotten.
        """
        if self._path is None or (self._inode is not None and self._inode == _inode(self._path)):
            return False
        if self._resting:
            self._resting = False
            return False
        stands_in = self._inode is None
        opened = self._opened()
        if stands_in and self._inode is None:
            opened.close()
            return False
        self._database.close()
        self._database = opened
        return True

    def renderings(self, keys: Iterable[str]) -> dict[str, Rendering]:
        """Find the renderings that are kept, by key."""
        found = {}
        with self._contained():
            for key in keys:
                row = self._database.execute(
                    "SELECT rendering FROM renderings WHERE key = ?", (key,)
                ).fetchone()
                if row is not None:
                    found[key] = _unsealed(key, row[0], _RENDERINGS)
        return found

    def keep_renderings(self, renderings: Iterable[tuple[str, Rendering]]) -> None:
        """Keep renderings by key."""
        with self._contained(), self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO renderings VALUES (?, ?)",
                ((key, _sealed(key, rendering)) for key, rendering in renderings),
            )

    def facts(self, blob: str) -> FileFacts:
        """Give what the bytes of a file tell.

        Raises:
            KeyError: nobody has looked yet.
        """
        with self._contained():
            row = self._database.execute(
                "SELECT facts FROM files WHERE blob = ?", (blob,)
            ).fetchone()
            if row is not None:
                facts: FileFacts = _unsealed(blob, row[0], _FACTS)
                return facts
        raise KeyError(blob)

    def keep_facts(self, blob: str, facts: FileFacts) -> None:
        """Keep what was found of a file."""
        with self._contained(), self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?)", (blob, _sealed(blob, facts))
            )

    def prune(self, keys: Collection[str]) -> None:
        """Forget renderings that are not among `keys`, once they are the larger part."""
        with self._contained(), self._database:
            (count,) = self._database.execute("SELECT count(*) FROM renderings").fetchone()
            if count <= 2 * len(keys) + 100:
                return
            self._database.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
            self._database.executemany("INSERT INTO used VALUES (?)", ((key,) for key in keys))
            self._database.execute("DELETE FROM renderings WHERE key NOT IN (SELECT key FROM used)")
            self._database.execute("DROP TABLE used")

    @contextmanager
    def _contained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            # Locked, read-only, or on a full disk: what it holds may still be good later.
            self._replace(self._in_memory())
            self._resting = True
            raise SnapshotDamaged(f"the build cache cannot be used now: {error}") from error
        except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
            self._database.close()
            self._delete()
            self._database = self._opened()
            raise SnapshotDamaged(f"the build cache is damaged and made anew: {error}") from error

    def _replace(self, database: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error):
            self._database.close()
        self._database = database

    def _opened(self) -> sqlite3.Connection:
        """Open the file, a new one where it is damaged, and memory where neither can be done."""
        if self._path is None:
            return self._in_memory()
        try:
            try:
                database = self._open(self._path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                _log.warning("the build cache is damaged and made anew", reason=str(error))
                self._delete()
                database = self._open(self._path)
        except (sqlite3.Error, OSError) as error:
            if self._complaint != str(error):
                self._complaint = str(error)
                _log.warning(
                    "the build cache cannot be used; memory stands in for it", reason=str(error)
                )
            return self._in_memory()
        self._inode, self._complaint = _inode(self._path), ""
        return database

    def _in_memory(self) -> sqlite3.Connection:
        self._inode = None
        return self._open(None)

    def _open(self, path: Path | None) -> sqlite3.Connection:
        database = sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("CREATE TABLE IF NOT EXISTS made_by (fingerprint TEXT NOT NULL)")
            row = database.execute("SELECT fingerprint FROM made_by").fetchone()
            if row is None or row[0] != self._fingerprint:
                # Other code may have other tables under the same names.
                tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                for (table,) in tables.fetchall():
                    database.execute(f'DROP TABLE "{table}"')
                database.executescript(_SCHEMA)
                with database:
                    database.execute("INSERT INTO made_by VALUES (?)", (self._fingerprint,))
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def _delete(self) -> None:
        if self._path is not None:
            for suffix in ("", "-wal", "-shm"):
                with suppress(OSError):
                    os.unlink(f"{self._path}{suffix}")  # noqa: PTH108


def _sealed(key: str, value: object) -> bytes:
    """Write a value behind a digest of it and its key: SQLite does not notice changed bytes."""
    data = _ENCODER.encode(value)
    return _seal(key, data) + data


def _unsealed(key: str, sealed: bytes, decoder: "msgspec.msgpack.Decoder[Any]") -> Any:
    data = sealed[_SEAL_BYTES:]
    if _seal(key, data) != sealed[:_SEAL_BYTES]:
        raise sqlite3.DatabaseError("an entry is not as it was written")
    return decoder.decode(data)


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SEAL_BYTES, key=key.encode()[:64]).digest()


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None
