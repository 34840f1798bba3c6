"""A backup: database and key slots in one file. Promises: it is whole or not there, and holds nothing unencrypted but
the slots' outer form. Knows no table."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop_app.base.errors import InputError
from desktop_app.store.conditions import known
from desktop_app.store.connection import connect
from desktop_app.store.folder import DATABASE, SLOTS, may_be_written
from desktop_app.store.slots import sync_folder

MEMBERS: Final = (DATABASE, SLOTS)
SLOTS_LIMIT: Final = 1 << 20
_DEAD_S: Final = 3600


class NotABackup(InputError):
    """The file is not a backup of a store, or is cut; facts: path."""

    code = "not_a_backup"


class BackupPlace(InputError):
    """A backup cannot take that place: it is a folder, or the store itself; facts: path."""

    code = "backup_place"


def write_backup(folder: Path, key: bytes, target: Path) -> None:
    """Copy the store in ``folder`` into the file ``target``, which is replaced whole or not at all.

    Raises ``BackupPlace`` and what the folder does not allow.
    """
    if not may_be_written(folder, target):
        raise BackupPlace(path=str(target))
    with known(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
            copy = Path(scratch) / DATABASE
            _copy_database(folder / DATABASE, key, copy)
            try:
                with part.open("xb") as file:
                    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                        archive.write(copy, DATABASE)
                        archive.write(folder / SLOTS, SLOTS)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(target)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        sync_folder(target.parent)


def sweep(backups: Path) -> None:
    """Take away what is left of backups whose writing was killed an hour ago or more, in the store's own folder."""
    for half in (*backups.glob(".backup-*"), *backups.glob(".*.part")):
        with suppress(OSError):
            if time.time() - half.stat().st_mtime >= _DEAD_S:
                if half.is_dir():
                    shutil.rmtree(half)
                else:
                    half.unlink()


def _copy_database(source: Path, key: bytes, target: Path) -> None:
    """A consistent copy under the same key, while others go on writing: one step is one read transaction."""
    reader = connect(source, key)
    try:
        writer = connect(target, key, make=True)
        try:
            reader.conn.backup(writer.conn)
        finally:
            writer.conn.close()
    finally:
        reader.conn.close()


def unpack(backup: Path, folder: Path) -> None:
    """Lay the files of a backup into ``folder``. Raises ``NotABackup``."""
    with known(backup):
        try:
            with zipfile.ZipFile(backup) as archive:
                infos = {info.filename: info for info in archive.infolist()}
                stored = all(info.compress_type == zipfile.ZIP_STORED for info in infos.values())
                if set(infos) != set(MEMBERS) or not stored or infos[SLOTS].file_size > SLOTS_LIMIT:
                    raise NotABackup(path=str(backup))
                for name in MEMBERS:
                    with archive.open(name) as source, (folder / name).open("xb") as file:
                        shutil.copyfileobj(source, file, 1 << 20)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise NotABackup(path=str(backup)) from error
