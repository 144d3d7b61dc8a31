"""Renderings and what files tell, by blob: what one-line edits and restarts need not do again.

A SQLite file: written safely whatever stops the builder, thrown away when it is damaged or
was made by other code.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import structlog

from quire.errors import SnapshotDamaged, SnapshotError
from quire.model import Rendering
from quire.model.pictures import FileFacts

_log = structlog.get_logger()

_SCHEMA = """
CREATE TABLE IF NOT EXISTS made_by (fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS renderings (key TEXT PRIMARY KEY, rendering BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files
  (blob TEXT PRIMARY KEY, width INTEGER, height INTEGER, is_pointer INTEGER NOT NULL) WITHOUT ROWID;
"""
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Rendering)


class BuildCache:
    """Used by one thread.

    Every method raises `SnapshotDamaged` where the file turns out to be damaged: it is empty
    from then on, and what was found in it before is to be forgotten. `SnapshotError`: it
    cannot be read or written now.

    Args:
        path: of the file, None keeps everything in memory.
        fingerprint: of the code that fills it.
    """

    def __init__(self, path: Path | None, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        try:
            self._database = self._open(fingerprint)
        except sqlite3.DatabaseError as error:
            _log.warning("the build cache is damaged and made anew", reason=str(error))
            self._delete()
            self._database = self._open(fingerprint)

    def close(self) -> None:
        """Write what is left and close the file."""
        self._database.close()

    def renderings(self, keys: Iterable[str]) -> dict[str, Rendering]:
        """Find the renderings that are kept, by key."""
        found = {}
        with self._contained():
            for key in keys:
                row = self._database.execute(
                    "SELECT rendering FROM renderings WHERE key = ?", (key,)
                ).fetchone()
                if row is not None:
                    found[key] = _DECODER.decode(row[0])
        return found

    def keep_renderings(self, renderings: Iterable[tuple[str, Rendering]]) -> None:
        """Keep renderings by key."""
        with self._contained(), self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO renderings VALUES (?, ?)",
                ((key, _ENCODER.encode(rendering)) for key, rendering in renderings),
            )

    def facts(self, blob: str) -> FileFacts:
        """Give what the bytes of a file tell.

        Raises:
            KeyError: nobody has looked yet.
        """
        with self._contained():
            row = self._database.execute(
                "SELECT width, height, is_pointer FROM files WHERE blob = ?", (blob,)
            ).fetchone()
        if row is None:
            raise KeyError(blob)
        return FileFacts(None if row[0] is None else (row[0], row[1]), bool(row[2]))

    def keep_facts(self, blob: str, facts: FileFacts) -> None:
        """Keep what was found of a file."""
        width, height = facts.size or (None, None)
        with self._contained(), self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                (blob, width, height, facts.is_pointer),
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
            raise SnapshotError(f"the build cache cannot be used now: {error}") from error
        except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
            self._database.close()
            self._delete()
            self._database = self._open(self._fingerprint)
            raise SnapshotDamaged(f"the build cache is damaged and made anew: {error}") from error

    def _open(self, fingerprint: str) -> sqlite3.Connection:
        database = sqlite3.connect(self._path or ":memory:")
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(_SCHEMA)
            row = database.execute("SELECT fingerprint FROM made_by").fetchone()
            if row is None or row[0] != fingerprint:
                # Other code may have other tables under the same names.
                tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                for (table,) in tables.fetchall():
                    database.execute(f'DROP TABLE "{table}"')
                database.executescript(_SCHEMA)
                with database:
                    database.execute("INSERT INTO made_by VALUES (?)", (fingerprint,))
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def _delete(self) -> None:
        if self._path is not None:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
