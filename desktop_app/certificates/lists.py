"""The signed lists of a store: its own, and those that it took from others.

Promises: an own list's number is higher than any before it, after a restore too; an older list never takes the place
of a newer one. Must not know the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.base.clock import Reading, as_text, from_text, system_clock
from desktop_app.base.errors import Fact, RefusedError
from desktop_app.certificates import revocation
from desktop_app.certificates.authority import issued_under, root
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.issuer import IssuerKey, current_key, public_keys
from desktop_app.certificates.revocation import RevocationList, SignedList, StolenKey
from desktop_app.certificates.trust import ListUntrusted, trusted
from desktop_app.crypto.signing import certificate_public_pem
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store

_A_STORE_LIFE = 1_000_000
"""Lists of one epoch: a restored store counts on from its next epoch, above all that it may have given before."""
_NOW = 1 << 62
"""The number of what the store knows itself: newer than any list that it gave."""


class ListOlder(RefusedError):
    """A newer list of the same signer was taken already; facts: branch, number, held."""

    code = "revocation_list_older"


def make_list(store: Store, actor: Actor, reading: Reading) -> bytes:
    """The signed list of what holds no longer, by this store's root where it holds one, else by the branch's key. Only
    an examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    key = _signer(store, reading)
    noted: dict[str, Fact] = {}
    with store.write("certificates", actor=actor, action="revocations_listed", at=reading, facts=noted) as db:
        last = store.read.execute("SELECT max(number) FROM revocation_list WHERE own = 1").fetchone()[0] or 0
        number = max(last, int(store.setting("station_epoch", "1")) * _A_STORE_LIFE) + 1
        said = _said(store, reading.at, number)
        data = revocation.write(said, key.private, key.certificate)
        _keep(db, key.id, number, reading, data, own=True)
        noted |= {"number": number, "revoked": len(said.revoked), "superseded": len(said.superseded)}
    return data


def take_list(store: Store, actor: Actor, data: bytes, reading: Reading) -> RevocationList:
    """Keep a list of another, so that verifying here knows it. Only an examiner may.

    Raises ``NotAllowed``, ``ListUnreadable``; ``ListUntrusted``, ``ListOlder``: then the held one stays.
    """
    require(actor, Role.EXAMINER)
    one = revocation.read(data)
    told: dict[str, Fact] = {"branch": one.said.branch, "number": one.said.number}
    require_heard(store, one)
    with store.write("certificates", actor=actor, action="revocations_taken", at=reading, facts=told) as db:
        row = db.execute(
            "SELECT number, body FROM revocation_list WHERE signer = ? AND own = 0", (one.key_id,)
        ).fetchone()
        if row is not None and (row[0] > one.said.number or (row[0] == one.said.number and row[1] != data)):
            raise ListOlder(**told, held=row[0])
        _keep(db, one.key_id, one.said.number, reading, data, own=False)
    return one.said


def require_heard(store: Store, one: SignedList, issuers: Sequence[bytes] = ()) -> None:
    """Raises ``ListUntrusted`` for a list that nobody stands behind whom this store, or one of the keys, trusts."""
    if one in trusted((*issuers, *public_keys(store)), (one, *known_lists(store))).disbelieved:
        raise ListUntrusted(branch=one.said.branch, number=one.said.number)


def require_newest(store: Store, one: SignedList, heard: Sequence[SignedList] = ()) -> None:
    """Raises ``ListOlder`` where a newer list of the same signer was taken here, or is among those ``heard``."""
    for held in (*heard, *_taken(store)):
        if held.key_id == one.key_id and held.said.number > one.said.number:
            raise ListOlder(branch=one.said.branch, number=one.said.number, held=held.said.number)


def known_lists(store: Store) -> tuple[SignedList, ...]:
    """What this store knows itself, as a list would say it, and the lists that it took."""
    row = store.read.execute("SELECT id, certificate FROM root_key WHERE private IS NOT NULL").fetchone()
    if row is None:
        row = store.read.execute(
            "SELECT id, certificate FROM issuer_key WHERE stolen_at IS NULL ORDER BY created_at DESC LIMIT 1"
        ).fetchone()
    taken = _taken(store)
    if row is None:
        return taken
    said = _said(store, system_clock().at, _NOW)
    return (SignedList(said, row[0], certificate_public_pem(row[1]), row[1]), *taken)


def taken(store: Store) -> tuple[bytes, ...]:
    """The lists that this store took from others, as they came."""
    rows = store.read.execute("SELECT body FROM revocation_list WHERE own = 0 ORDER BY signer").fetchall()
    return tuple(row[0] for row in rows)


def _taken(store: Store) -> tuple[SignedList, ...]:
    return tuple(revocation.read(data) for data in taken(store))


def _keep(db: Database, signer: str, number: int, reading: Reading, data: bytes, *, own: bool) -> None:
    db.execute(
        "INSERT OR REPLACE INTO revocation_list (signer, own, number, at, body) VALUES (?, ?, ?, ?, ?)",
        (signer, int(own), number, as_text(reading.at), data),
    )


def _said(store: Store, at: datetime, number: int) -> RevocationList:
    rows = store.read.execute(
        "SELECT serial, revoked_at, revoked_why, superseded_by FROM certificate"
        " WHERE revoked_at IS NOT NULL OR superseded_by IS NOT NULL ORDER BY serial"
    ).fetchall()
    keys = store.read.execute("SELECT id FROM issuer_key ORDER BY created_at, id").fetchall()
    own = {row[0] for row in keys} | {row[0] for row in store.read.execute("SELECT id FROM root_key").fetchall()}
    revoked = {row[0]: row[2] or "" for row in rows if row[1] is not None}
    superseded = {row[0] for row in rows if row[3] is not None}
    for one in _taken(store):
        # A list of its own that a restored store took back: what it had revoked after the backup stays revoked.
        if one.key_id in own:
            revoked = {**one.said.revoked, **revoked}
            superseded |= one.said.superseded
    return RevocationList(
        branch=tidy(store.setting("branch")),
        number=number,
        at=at,
        keys=tuple(row[0] for row in keys),
        revoked=revoked,
        superseded=frozenset(superseded),
        stolen=_stolen(store),
    )


def _stolen(store: Store) -> tuple[StolenKey, ...]:
    found = []
    for table in ("issuer_key", "branch_key"):
        rows = store.read.execute(
            f"SELECT id, certificate, stolen_at, stolen_why FROM {table} WHERE stolen_at IS NOT NULL ORDER BY id"
        ).fetchall()
        for ident, certificate, at, why in rows:
            held = issued_under(store, ident) if table == "issuer_key" else _registered(store, ident)
            found.append(StolenKey(ident, certificate_public_pem(certificate), from_text(at), why, held))
    return tuple(found)


def _registered(store: Store, key: str) -> dict[str, str]:
    rows = store.read.execute("SELECT serial, digest FROM registered WHERE key_id = ? ORDER BY serial", (key,))
    return dict(rows.fetchall())


def _signer(store: Store, reading: Reading) -> IssuerKey:
    return root(store) or current_key(store, reading)
