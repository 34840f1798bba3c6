"""PINs at rest: an argon2id hash that carries its own parameters. Knows no file and no row."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane. A PIN falls to whoever holds the hash and has
# patience, whatever it costs; the hash lies in an encrypted store, and guessing at the door slows down (staff).
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_pin(pin: str) -> str:
    """The hash to keep; another each time."""
    return _HASHER.hash(pin)


def pin_matches(kept: str, pin: str) -> bool:
    """Whether ``pin`` is the one behind ``kept``; an empty or damaged hash matches nothing."""
    try:
        return _HASHER.verify(kept, pin)
    except (VerificationError, InvalidHashError):
        return False
