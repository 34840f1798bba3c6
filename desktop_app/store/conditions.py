"""What SQLite and the system say when the machine does not allow something, as errors that a person understands.

Promises: a known condition becomes a leaf error; everything else is a bug and is left as it is.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop_app.base.errors import BranchExamError, ConditionError, InputError, RefusedError
from desktop_app.store.driver import dbapi2


class DiskFull(ConditionError):
    """No room left on the disk; facts: path."""

    code = "disk_full"


class StoreBusy(ConditionError):
    """Another window or command held the store for longer than a write waits; facts: path."""

    code = "store_busy"


class StoreReadOnly(ConditionError):
    """The store's file cannot be written; facts: path."""

    code = "store_read_only"


class StoreDamaged(ConditionError):
    """The database is not what was written: cut, overwritten, or another store's; facts: path."""

    code = "store_damaged"


class StoreGone(ConditionError):
    """The store cannot be reached any more: a stick pulled, a disk failing; facts: path."""

    code = "store_gone"


class StoreClosed(RefusedError):
    """The store was closed while something still wanted to use it."""

    code = "store_closed"


class FolderReadOnly(ConditionError):
    """The folder cannot be written; facts: path."""

    code = "folder_read_only"


class NotAFolder(InputError):
    """A folder was wanted, and there is a file; facts: path."""

    code = "not_a_folder"


class FileMissing(InputError):
    """A file that was named does not exist; facts: path."""

    code = "file_missing"


_PRIMARY: Final = 0xFF
_BY_TEXT: Final = {
    "database is locked": dbapi2.SQLITE_BUSY,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}
"""sqlcipher3's backup() raises without a code; these are SQLite's own words (main.c, sqlite3ErrStr)."""
_ALMOST_NOTHING: Final = 256 * 1024
"""Bytes free below which an I/O error is taken as a full disk: SQLite says so of its shared memory file."""


def condition(error: BaseException, path: Path) -> BranchExamError | None:
    """The known condition behind an error of SQLite, or None where it is a bug."""
    if not isinstance(error, dbapi2.Error) or "statements in progress" in str(error):
        # The latter is SQLITE_BUSY too, but says that a row of our own is still unread; sqlite-utils waits for it.
        return None
    match getattr(error, "sqlite_errorcode", _BY_TEXT.get(str(error), 0)) & _PRIMARY:
        case dbapi2.SQLITE_FULL:
            return DiskFull(path=str(path))
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return StoreBusy(path=str(path))
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_PERM:
            return StoreReadOnly(path=str(path))
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_NOTADB:
            return StoreDamaged(path=str(path))
        case dbapi2.SQLITE_IOERR | dbapi2.SQLITE_CANTOPEN:
            return DiskFull(path=str(path)) if _nothing_free(path) else StoreGone(path=str(path))
        case _:
            return None


@contextmanager
def known(path: Path) -> Iterator[None]:
    """Raise the known condition behind an error of SQLite or of the file system in place of it."""
    try:
        yield
    except dbapi2.Error as error:
        known_one = condition(error, path)
        if known_one is None:
            raise
        raise known_one from error
    except OSError as error:
        raise of_system(error, path) from error


def of_system(error: OSError, path: Path) -> BranchExamError:
    """The condition behind an error of the file system."""
    where = str(error.filename or path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path=where)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return FolderReadOnly(path=where)
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return NotAFolder(path=where)
    if error.errno == errno.ENOENT:
        return FileMissing(path=where)
    return StoreGone(path=where)


def _nothing_free(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ALMOST_NOTHING
    except OSError:
        return False
