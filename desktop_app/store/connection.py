"""A connection to the encrypted database: opened with the raw key, set up once, and patient with a busy file.

Promises: every commit is on the disk before it returns; known conditions of SQLite leave as leaf errors. Knows no
table.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from desktop_app.base.errors import BranchExamError
from desktop_app.store.conditions import StoreDamaged, StoreGone, condition
from desktop_app.store.driver import Database, dbapi2

PATIENCE_S: Final = 5.0
FOREGROUND_CHECKPOINT_PAGES: Final = 8000
BACKGROUND_CHECKPOINT_PAGES: Final = 1000
"""So many pages in the write-ahead log are copied into the database: by a background writer early and after its turn,
by an answer inside its commit only where nobody has written in the background for 32 MB. Measured beside an import, an
answer's 99th percentile: 5 ms with 1,000 pages, 9 with 2,000, 13 with 4,000."""

FOREGROUND_CACHE_KB: Final = 2000
BACKGROUND_CACHE_KB: Final = 8000
"""What a connection keeps of the database in memory. Each page that an exam writes stays until this is full: with
SQLCipher's 8 MB a day of sittings looked like a leak; only an import is faster with more."""


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """SQLCipher's connection; known conditions become leaf errors."""

    path: Path = Path()
    gone = False
    """Whether the file was out of reach, or seemed damaged: what is open then stays so, also when the disk is back."""

    def execute(self, *args: Any) -> Any:
        """Run one statement."""
        try:
            return super().execute(*args)
        except dbapi2.Error as error:
            known = self._known(error)
            if known is None:
                raise
            raise known from error

    def executemany(self, *args: Any) -> Any:
        """Run one statement for many rows."""
        try:
            return super().executemany(*args)
        except dbapi2.Error as error:
            known = self._known(error)
            if known is None:
                raise
            raise known from error

    def _known(self, error: BaseException) -> BranchExamError | None:
        known = condition(error, self.path)
        self.gone = self.gone or isinstance(known, StoreGone | StoreDamaged)
        return known


def is_gone(db: Database) -> bool:
    """Whether the file of this connection was out of reach at some time."""
    return isinstance(db.conn, Connection) and db.conn.gone


def connect(path: Path, key: bytes, *, make: bool = False) -> Database:
    """Open the database at ``path`` with its raw key; ``make`` creates it, else a missing file is an error.

    Nothing is read yet, except that ``make`` writes the first page. Usable from any thread, by one at a time.
    """
    if not make and path.is_file() and not path.stat().st_size:
        # SQLite would take an empty file for a new database.
        raise StoreDamaged(path=str(path))
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if make else 'rw'}"
    try:
        conn = dbapi2.connect(
            uri, uri=True, factory=Connection, isolation_level=None, timeout=0, check_same_thread=False
        )
    except dbapi2.Error as error:
        known = condition(error, path)
        if known is None:
            raise
        raise known from error
    conn.path = path
    conn.set_busy_handler(_patient(PATIENCE_S))
    # Else a wrong key or a damaged file is reported on standard error as well.
    conn.execute("PRAGMA cipher_log_level = NONE")
    conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if make:
        conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA temp_store = MEMORY")
    # What is deleted is overwritten: whoever has the passphrase later must not find it in the file.
    conn.execute("PRAGMA secure_delete = ON")
    conn.execute(f"PRAGMA cache_size = {-FOREGROUND_CACHE_KB}")
    conn.execute(f"PRAGMA wal_autocheckpoint = {FOREGROUND_CHECKPOINT_PAGES}")
    return Database(conn, strict=True, execute_plugins=False)


def sync_log(path: Path) -> None:
    """Put the write-ahead log of the database at ``path`` on the disk, outside any transaction.

    Whoever commits durably waits for all that lies in the log: an answer beside an import for up to 8 MB of it. A log
    that cannot be synced is no error here; the commit that needs it will say so.
    """
    # SQLite holds no lock on this file, which closing it would drop: those lie on the database and its -shm.
    with suppress(OSError), path.with_name(f"{path.name}-wal").open("r+b", buffering=0) as log:
        os.fsync(log.fileno())


def _patient(limit_s: float) -> Callable[[int], int]:
    """A busy handler that looks again within a millisecond.

    SQLite's own waits 1, 2, 5, 10 … 100 ms: beside an import of short transactions an answer would wait for many of
    them.
    """
    deadline = 0.0

    def wait(count: int) -> int:
        nonlocal deadline
        now = time.monotonic()
        if count == 0:
            deadline = now + limit_s
        elif now > deadline:
            return 0
        time.sleep(0.0002 if count < 20 else 0.001)
        return 1

    return wait
