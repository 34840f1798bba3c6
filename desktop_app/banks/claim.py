"""One import into a bank at a time: a lock of the operating system, which a dead process cannot keep.

Promises: whoever holds the claim knows that staged rows of that bank are nobody's work in progress but their own.
"""

from __future__ import annotations

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
    """Hold the bank for the block. Raises ``BankBusy``.

    The file stays behind, empty, and under a name that does not tell the bank's: removing it would let two hold it.
    """
    name = hashlib.sha256(bank.encode()).hexdigest()[:16]
    (folder / "locks").mkdir(exist_ok=True)
    handle = os.open(folder / "locks" / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(handle):
            raise BankBusy(bank=bank)
        yield
    finally:
        os.close(handle)  # which unlocks


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
