"""One import into a bank at a time: a lock of the operating system, which a dead process cannot keep.

Promises: whoever holds the claim knows that staged rows of that bank are nobody's work in progress but their own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.base.errors import RefusedError


class BankBusy(RefusedError):
    """Somebody else is importing into this bank just now; facts: bank."""

    code = "bank_busy"


@contextmanager
def claim(folder: Path, bank: str) -> Iterator[None]:
    """Hold the bank for the block, by a file in ``folder`` whose name does not tell the bank's. Raises ``BankBusy``."""
    path = folder / f"import-{hashlib.sha256(bank.encode()).hexdigest()[:16]}.lock"
    handle = _held(path, bank)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows keeps open files; the empty one that stays does no harm
            path.unlink()
        os.close(handle)  # which unlocks


def _held(path: Path, bank: str) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            raise BankBusy(bank=bank)
        # Whoever held it before may have removed the file after we opened it: then we hold a name that nobody sees.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
