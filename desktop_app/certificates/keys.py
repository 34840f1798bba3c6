"""All keys that a store knows, for people: its own, roots, branches. Must not hand out a private one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.certificates.code import ALGORITHMS
from desktop_app.crypto import certifying
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class Key:
    """A key. ``kind``: root, issuing (this branch's) or branch; ``state``: current, retired, stolen or trusted.

    ``until`` is the last day of its certificate; None for an algorithm that this version does not know.
    """

    id: str
    kind: str
    name: str
    algorithm: str
    until: date | None
    state: str


def keys(store: Store) -> tuple[Key, ...]:
    """Every key, roots first, own ones by age, then branches by name."""
    found = []
    for ident, algorithm, certificate, own in store.read.execute(
        "SELECT id, algorithm, certificate, private IS NOT NULL FROM root_key ORDER BY added_at, id"
    ).fetchall():
        found.append(_key(ident, "root", algorithm, certificate, "current" if own else "trusted"))
    for ident, algorithm, certificate, retired, stolen in store.read.execute(
        "SELECT id, algorithm, certificate, retired_at, stolen_at FROM issuer_key ORDER BY created_at, id"
    ).fetchall():
        state = "stolen" if stolen else "retired" if retired else "current"
        found.append(_key(ident, "issuing", algorithm, certificate, state))
    for ident, certificate, stolen in store.read.execute(
        "SELECT id, certificate, stolen_at FROM branch_key ORDER BY branch, id"
    ).fetchall():
        found.append(_key(ident, "branch", "ES256", certificate, "stolen" if stolen else "trusted"))
    return tuple(found)


def _key(ident: str, kind: str, algorithm: str, certificate: bytes, state: str) -> Key:
    known = algorithm in ALGORITHMS
    name = certifying.name_of(certificate) if known else ""
    return Key(ident, kind, name, algorithm, certifying.ends_on(certificate) if known else None, state)
