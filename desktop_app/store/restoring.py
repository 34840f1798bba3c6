"""Restoring a backup.

Promises: it is verified whole before anything is touched; an existing store is set aside, never deleted; the restored
one is a station of its own from now on, so that it gives out no serial number that the lost one may have given out.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from desktop_app.base.clock import Reading
from desktop_app.base.errors import RefusedError
from desktop_app.store import checking, copying, placing
from desktop_app.store import slots as key_slots
from desktop_app.store.conditions import StoreDamaged
from desktop_app.store.database import new_station, put_setting
from desktop_app.store.folder import DATABASE, refuse_network, require_writable
from desktop_app.store.journal import instant
from desktop_app.store.slots import SlotKind
from desktop_app.store.store import Store

_SHARED_FIRST = 0x40000002
_SHARED_SIZE = 510
"""The bytes that SQLite locks while a database is in use (its os.h)."""


class StoreInUse(RefusedError):
    """A window or a command has the existing store open; facts: path."""

    code = "store_in_use"


def restore(
    backup: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery_code: str | None = None,
    new_passphrase: str | None = None,
    slot_id: str | None = None,
    at: Reading | datetime,
) -> Store:
    """Put the store in ``backup`` into ``folder`` and open it; whoever restores has closed their own store there.

    ``new_passphrase`` replaces that of the slot ``slot_id``, by default the one that opened it, and with the recovery
    code the first examiner's. Raises ``FileMissing``, ``NotABackup``, ``WrongPassphrase``, ``WrongRecoveryCode``,
    ``StoreTooNew``, ``StoreDamaged``, ``StoreInUse``, …: then nothing has changed.
    """
    refuse_network(folder)
    placing.finish(folder)
    require_writable(folder)
    if new_passphrase is not None:
        key_slots.check_passphrase(new_passphrase)
    with alone(folder):
        return _restore(backup, folder, passphrase, recovery_code, new_passphrase, slot_id, at)


def _restore(
    backup: Path,
    folder: Path,
    passphrase: str | None,
    recovery_code: str | None,
    new_passphrase: str | None,
    slot_id: str | None,
    at: Reading | datetime,
) -> Store:
    new, made = placing.begin(folder)
    try:
        copying.unpack(backup, new)
        store = Store.open(new, passphrase=passphrase, recovery_code=recovery_code, backed_up=True)
        try:
            _verify(store, backup)
            if new_passphrase is not None:
                first = key_slots.read(new).of(SlotKind.PASSPHRASE)[0].id
                chosen = slot_id or (store.slot_id if passphrase is not None else None) or first
                store.change_passphrase(chosen, new_passphrase, at=at)
                store.slot_id = chosen
            _new_epoch(store, at)
        except BaseException:
            store.close()
            raise
        with store.moving(folder):
            placing.commit(folder, placing.name_aside(folder, instant(at)))
    except BaseException:
        placing.undo(folder, made)
        raise
    return store


def _verify(store: Store, backup: Path) -> None:
    broken = ("check_page", "check_structure", "check_unreadable", "check_reference", "check_schema")
    if any(finding.code in broken for finding in checking.check(store.read, store.folder)):
        raise StoreDamaged(path=str(backup))


def _new_epoch(store: Store, at: Reading | datetime) -> None:
    epoch = int(store.setting("station_epoch", "1")) + 1
    station = new_station()
    with store.write("store", action="restored", at=at, facts={"epoch": epoch, "station": station}) as db:
        put_setting(db, "station_epoch", str(epoch))
        put_setting(db, "station", station)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep everybody from opening the store in ``folder`` for the block. Raises ``StoreInUse`` where somebody has.

    SQLite holds a lock on an open database: the same one is tried, and kept until the old file is out of the way. To
    look alone would let a window open in the seconds that verifying takes, and go on writing into what was set aside.
    """
    database = folder / DATABASE
    if sys.platform == "win32" or not database.exists():
        # Windows does not let an open file be renamed, and says so.
        yield
        return
    import fcntl

    handle = os.open(database, os.O_RDWR)
    try:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError as error:
            # POSIX leaves it to the system which of the two it says.
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise StoreInUse(path=str(folder)) from None
            raise
        yield
    finally:
        os.close(handle)
