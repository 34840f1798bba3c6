"""The store's key, wrapped under what a person knows or what a machine keeps.

Promises: a wrapped key opens under its own secret and label alone, and tells nothing about either. Knows no file and
no row.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
SALT_BYTES: Final = 16
MOST_MEMORY_KIB: Final = 1 << 20
"""No honest slot asks for more than 1 GiB; a forged one could ask for all the memory there is."""


@dataclass(frozen=True, slots=True)
class Kdf:
    """What deriving a key costs with argon2id: passes, KiB of memory, lanes. Raises ``ValueError`` out of bounds."""

    passes: int
    memory_kib: int
    lanes: int

    def __post_init__(self) -> None:
        if not (
            1 <= self.passes <= 64 and 1 <= self.lanes <= 64 and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
        ):
            raise ValueError("argon2id parameters out of bounds")


STRONG: Final = Kdf(passes=3, memory_kib=64 * 1024, lanes=4)
"""RFC 9106, section 4, second recommended option."""

CHEAP: Final = Kdf(passes=1, memory_kib=8, lanes=1)
"""For tests alone."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key sealed with AES-256-GCM; ``kdf`` is None where the secret is itself a random key."""

    kdf: Kdf | None
    salt: bytes
    nonce: bytes
    sealed: bytes


def new_key() -> bytes:
    """A random key of 32 bytes, from the system."""
    return secrets.token_bytes(KEY_BYTES)


def secret_of(text: str) -> bytes:
    """The bytes of a typed secret: NFKC, so that full-width letters of an input method are the plain ones (cf. RFC
    8265)."""
    return unicodedata.normalize("NFKC", text).encode()


def wrap(key: bytes, secret: bytes, label: bytes, kdf: Kdf | None) -> Wrapped:
    """Seal ``key`` under ``secret``; ``label`` is bound to it. Without ``kdf`` the secret must be 32 random bytes."""
    salt = secrets.token_bytes(SALT_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Wrapped(kdf, salt, nonce, AESGCM(_derived(secret, salt, kdf)).encrypt(nonce, key, label))


def unwrap(wrapped: Wrapped, secret: bytes, label: bytes) -> bytes | None:
    """The key, or None where secret or label are others or the sealed bytes were changed."""
    try:
        return AESGCM(_derived(secret, wrapped.salt, wrapped.kdf)).decrypt(wrapped.nonce, wrapped.sealed, label)
    except InvalidTag:
        return None


def seal(data: bytes, secret: bytes, label: bytes, kdf: Kdf) -> bytes:
    """Seal any bytes under ``secret``; ``label`` is bound to them: salt, nonce, AES-256-GCM."""
    made = wrap(data, secret, label, kdf)
    return made.salt + made.nonce + made.sealed


def unseal(sealed: bytes, secret: bytes, label: bytes, kdf: Kdf) -> bytes | None:
    """What ``seal`` sealed, or None where secret or label are others or the bytes were changed."""
    salt, nonce = sealed[:SALT_BYTES], sealed[SALT_BYTES : SALT_BYTES + NONCE_BYTES]
    if len(nonce) < NONCE_BYTES:
        return None
    return unwrap(Wrapped(kdf, salt, nonce, sealed[SALT_BYTES + NONCE_BYTES :]), secret, label)


def _derived(secret: bytes, salt: bytes, kdf: Kdf | None) -> bytes:
    if kdf is None:
        return secret
    return hash_secret_raw(secret, salt, kdf.passes, kdf.memory_kib, kdf.lanes, KEY_BYTES, Type.ID)
