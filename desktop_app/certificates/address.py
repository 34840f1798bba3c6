"""The bank's own web address, where it puts the verify page: the QR code of a certificate may begin with it, so that a
phone's camera opens that page with the facts behind ``#``, which no browser sends to the server.

Promises: an address that is kept stands in a QR code and in a file's description as it is; whether a QR code has room
for it, ``code.behind`` tells. Must not know what a code text says.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from desktop_app.base.clock import Reading
from desktop_app.base.errors import InputError
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store

ADDRESS: Final = "verify_address"
"""The setting that holds it; empty: the QR code holds the code text alone."""
LONGEST: Final = 80
_USABLE = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?([/?][A-Za-z0-9._~/?=&%+-]*)?")


class AddressUnusable(InputError):
    """It is no https address of plain letters of at most ``LONGEST`` characters; facts: address, longest."""

    code = "verify_address_unusable"


def address(store: Store) -> str:
    """The address that the next certificates begin with; empty: none."""
    return store.setting(ADDRESS)


def set_address(store: Store, actor: Actor, typed: str, reading: Reading) -> str:
    """Choose the address, or none (empty); certificates that are issued already keep theirs. Gives what is kept.

    Only https: on an http page a browser has neither WebCrypto nor a camera (Secure Contexts, W3C).
    Raises ``NotAllowed``, ``AddressUnusable``.
    """
    require(actor, Role.EXAMINER)
    plain = checked(typed)
    store.set_setting(ADDRESS, plain, actor=actor, at=reading)
    return plain


def checked(typed: str) -> str:
    """An address as it is kept. Raises ``AddressUnusable``."""
    plain = typed.strip().removesuffix("#")
    if not plain:
        return ""
    scheme, mark, rest = plain.partition("://")
    plain = scheme.lower() + mark + rest
    if len(plain) > LONGEST or not _USABLE.fullmatch(plain) or not _port_holds(plain):
        raise AddressUnusable(address=typed.strip()[: LONGEST + 1], longest=LONGEST)
    return plain


def _port_holds(plain: str) -> bool:
    """Whether the port, where one is named, is one."""
    try:
        return urlsplit(plain).port != 0
    except ValueError:
        return False
