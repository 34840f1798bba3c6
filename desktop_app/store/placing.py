"""Putting a finished store into its folder, so that a crash at any instant leaves nothing, the old store, or the
whole new one.

A store is made in ``.new-store``. Renaming that to ``.ready-store`` is the one step that decides: before it nothing
has happened, after it whoever opens the folder finishes what is left (set the old files aside, move the new ones in).
Knows no key and no table.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.base.clock import as_text
from desktop_app.base.errors import RefusedError
from desktop_app.store.conditions import known
from desktop_app.store.folder import DATABASE, SLOTS
from desktop_app.store.slots import sync_folder

NEW: Final = ".new-store"
READY: Final = ".ready-store"
_ASIDE: Final = "set-aside"
_OLD_FILES: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", SLOTS)


class StoreExists(RefusedError):
    """There is a store in the folder already; facts: path."""

    code = "store_exists"


def begin(folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """Make ``.new-store`` in ``folder``, after clearing what a killed attempt has left there.

    Returns it and the folders made on the way, innermost first, for ``undo``.
    """
    with known(folder):
        made = tuple(path for path in (folder, *folder.parents) if not path.exists())
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / NEW
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
    return new, made


def undo(folder: Path, made: tuple[Path, ...]) -> None:
    """Remove ``.new-store`` and the folders that ``begin`` made, as far as they are empty."""
    shutil.rmtree(folder / NEW, ignore_errors=True)
    for path in made:
        try:
            path.rmdir()
        except OSError:
            return


def commit(folder: Path, aside: str = "") -> None:
    """Put the store in ``.new-store`` in place; ``aside`` names the folder for an old one, else an old one is an
    error."""
    new = folder / NEW
    with known(folder):
        if aside:
            (new / _ASIDE).write_text(aside, encoding="utf-8")
        for path in new.iterdir():
            # A folder in it (the locks of imports) does not travel.
            if path.is_file():
                _sync(path)
        sync_folder(new)
        new.rename(folder / READY)
        sync_folder(folder)
    if not finish(folder):
        raise StoreExists(path=str(folder))


def finish(folder: Path) -> bool:
    """Finish what a crash interrupted after the decision; does nothing in the ordinary case.

    False where another store came first, which stays; the new one is dropped.
    """
    if not (folder / READY).exists():
        return True
    with known(folder), _one_at_a_time(folder):
        return _finish(folder)


def _finish(folder: Path) -> bool:
    ready = folder / READY
    if not ready.exists():
        # Whoever held the lock before has done it.
        return True
    aside = ready / _ASIDE
    # The keys move first: as long as they are in ``.ready-store``, the files in the folder are the old ones.
    if (ready / SLOTS).exists():
        old = [folder / file for file in _OLD_FILES if (folder / file).exists()]
        if old and not aside.exists():
            shutil.rmtree(ready)
            return False
        if old:
            _set_aside(folder, old, aside.read_text(encoding="utf-8"))
        (ready / SLOTS).rename(folder / SLOTS)
        sync_folder(folder)
    if (ready / DATABASE).exists():
        (ready / DATABASE).rename(folder / DATABASE)
    aside.unlink(missing_ok=True)
    shutil.rmtree(ready)
    sync_folder(folder)
    return True


def name_aside(folder: Path, at: datetime) -> str:
    """A name that nothing in the folder has, for the folder of a store that is set aside at that instant."""
    stem = f"{_ASIDE}-{as_text(at)[:19].replace(':', '')}"
    names = [stem, *(f"{stem}-{n}" for n in range(2, 1000))]
    return next(name for name in names if not (folder / name).exists())


def _set_aside(folder: Path, old: list[Path], name: str) -> None:
    target = folder / name
    target.mkdir(exist_ok=True)
    for path in old:
        path.rename(target / path.name)
    sync_folder(target)
    sync_folder(folder)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two that finish at once would each take the files that the other has just moved in for the old ones."""
    if sys.platform == "win32":
        # There is no lock on a folder; but what is open there is not renamed either.
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
