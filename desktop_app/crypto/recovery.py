"""The recovery code: a secret that is printed, kept in an envelope, and typed back years later.

Promises: 125 random bits in 25 letters that cannot be taken for one another, and three more that catch a slip
(Crockford's base 32: no I, L, O, U). Other codes that are told to people are made in the same way, with letters of
their own number. Knows no file and no row.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS: Final = 25
_CHECK: Final = 3
_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(letters: int = _LETTERS) -> str:
    """A fresh code in groups of four: ``7K2M-…``; each of its ``letters`` holds five bits, three more check it."""
    body = random_letters(letters)
    whole = body + _check(body)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def random_letters(count: int) -> str:
    """``count`` random letters of the alphabet."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def read_code(typed: str, letters: int = _LETTERS) -> bytes | None:
    """The secret behind a typed code of so many letters, or None where it holds a slip.

    Case, spaces, hyphens and full-width letters do not matter; O is read as 0, I and L as 1.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_READ_AS)
    typed = "".join(char for char in plain if char.isalnum())
    body, check = typed[:letters], typed[letters:]
    if len(typed) != letters + _CHECK or any(char not in ALPHABET for char in typed) or check != _check(body):
        return None
    return body.encode("ascii")


def _check(body: str) -> str:
    digest = hashlib.sha256(b"branch-exam recovery " + body.encode("ascii")).digest()
    number = int.from_bytes(digest[:2], "big")
    return "".join(ALPHABET[(number >> shift) & 31] for shift in (10, 5, 0))
