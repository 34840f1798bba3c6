"""What a file from another branch or from head office is, and taking it in: a request, a bundle of certificates, a
register, a revocation list.

Promises: what a file is not is refused in a sentence, and changes nothing. Must not know the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.base.clock import Reading
from desktop_app.base.errors import InputError
from desktop_app.certificates import authority, lists, revocation
from desktop_app.crypto import certifying
from desktop_app.staff import Actor
from desktop_app.store import Store


class Incoming(StrEnum):
    """What a file can be."""

    REQUEST = "request"
    BUNDLE = "bundle"
    REGISTER = "register"
    LIST = "list"


class NothingIncoming(InputError):
    """The file is none of what travels between head office and branches."""

    code = "nothing_incoming"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file was. ``name`` is the branch, or what is trusted now; ``count`` the certificates new in a register, or
    a list's number; ``answer`` what goes back to the branch, for a request."""

    kind: Incoming
    name: str
    count: int = 0
    answer: bytes = b""


def kind_of(data: bytes) -> Incoming:
    """What a file claims to be. Raises ``NothingIncoming``."""
    if b"-----BEGIN CERTIFICATE REQUEST-----" in data:
        return Incoming.REQUEST
    if certifying.PEM_HEAD in data:
        return Incoming.BUNDLE
    if authority.is_register(data):
        return Incoming.REGISTER
    if revocation.is_signed(data):
        return Incoming.LIST
    raise NothingIncoming


def take(store: Store, actor: Actor, data: bytes, reading: Reading) -> Taken:
    """Take a file in, whatever it is. Only an examiner may. Raises ``NothingIncoming``, and as ``authority.certify``,
    ``authority.trust``, ``authority.take_register`` and ``lists.take_list``."""
    match kind_of(data):
        case Incoming.REQUEST:
            name, _, bundle = authority.certify(store, actor, data, reading)
            return Taken(Incoming.REQUEST, name, answer=bundle)
        case Incoming.BUNDLE:
            trusted = authority.trust(store, actor, data, reading)
            return Taken(Incoming.BUNDLE, "、".join((*trusted.own, *trusted.branches, *trusted.roots)))
        case Incoming.REGISTER:
            return Taken(Incoming.REGISTER, "", authority.take_register(store, actor, data, reading))
        case Incoming.LIST:
            said = lists.take_list(store, actor, data, reading)
            return Taken(Incoming.LIST, said.branch, said.number)
