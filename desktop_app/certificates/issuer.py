"""The branch's issuing keys, as rows of the store; the first is made when it is first needed.

A key vouches for itself until a root has certified it (``authority``). Promises: private keys leave this module only
to sign; every key ever used stays, so that what it signed can be verified.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.base.clock import Reading, as_text, system_clock
from desktop_app.base.errors import Fact, RefusedError
from desktop_app.certificates.code import ALGORITHMS, key_id
from desktop_app.certificates.facts import tidy
from desktop_app.crypto import certifying, signing
from desktop_app.exams.plans import day_of
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store

ALGORITHM = "ES256"


class KeyAlgorithmUnknown(RefusedError):
    """A key is of an algorithm that this version does not know, made by a newer one; facts: key, algorithm."""

    code = "issuer_key_algorithm_unknown"


class IssuerKeyExpired(RefusedError):
    """The key that a root certified may issue no longer, or not yet; facts: key, until."""

    code = "issuer_key_expired"


class IssuerRenamed(RefusedError):
    """The branch has another name now than its key was certified for; facts: branch, certified."""

    code = "issuer_renamed"


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A key that signs: PKCS#8, and its X.509 certificate, both DER."""

    id: str
    private: bytes = field(repr=False)
    certificate: bytes = field(repr=False)


def issuer_key(store: Store, reading: Reading) -> IssuerKey:
    """The key that signs now; made, and noted in the journal, where there is none yet.

    Raises ``KeyAlgorithmUnknown``; ``IssuerKeyExpired``, ``IssuerRenamed`` where a root has certified it: nobody would
    believe what it signs.
    """
    key = current_key(store, reading)
    if certifying.vouches_for_itself(key.certificate):
        return key
    if not certifying.holds_on(key.certificate, day_of(store, reading.at)):
        raise IssuerKeyExpired(key=key.id, until=certifying.ends_on(key.certificate).isoformat())
    branch, certified = tidy(store.setting("branch")), certifying.name_of(key.certificate)
    if branch[: certifying.NAME_LIMIT] != certified:
        raise IssuerRenamed(branch=branch, certified=certified)
    return key


def current_key(store: Store, reading: Reading) -> IssuerKey:
    """As ``issuer_key``, whether or not it may issue: to sign lists, registers and requests."""
    found = _current(store)
    if found is not None:
        return found
    facts: dict[str, Fact] = {"algorithm": ALGORITHM}
    with store.write("certificates", action="issuer_key_made", at=reading, facts=facts) as db:
        found = _current(store) or _made(store, db, reading)
        facts["key"] = found.id
    return found


def rotate(store: Store, actor: Actor, reading: Reading) -> IssuerKey:
    """Retire the key that signs and make another; what the old one signed stays valid. Only an examiner may.

    Where a root had certified the old one, the new one is to be certified before others believe it. Raises
    ``NotAllowed``.
    """
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {}
    with store.write("certificates", actor=actor, action="issuer_key_rotated", at=reading, facts=facts) as db:
        db.execute("UPDATE issuer_key SET retired_at = ? WHERE retired_at IS NULL", (as_text(reading.at),))
        made = _made(store, db, reading)
        facts["key"] = made.id
    return made


def issuer_pem(store: Store, reading: Reading | None = None) -> bytes:
    """What others must trust to verify this branch's certificates (PEM): its keys but stolen ones, and the roots that
    certified them."""
    current_key(store, reading or system_clock())
    return b"".join((*_own(store, stolen=False), *_roots(store)))


def public_keys(store: Store) -> tuple[bytes, ...]:
    """What this store trusts (PEM): all keys that this branch has ever issued with, roots, and branches they
    certified."""
    rows = store.read.execute("SELECT certificate FROM branch_key ORDER BY id").fetchall()
    others = (certifying.to_pem(row[0]) for row in rows)
    return (*_own(store, stolen=True), *_roots(store), *others)


def _own(store: Store, *, stolen: bool) -> tuple[bytes, ...]:
    where = "" if stolen else " AND stolen_at IS NULL"
    rows = store.read.execute(
        f"SELECT certificate FROM issuer_key WHERE algorithm = ?{where} ORDER BY created_at, id", (ALGORITHM,)
    ).fetchall()
    return tuple(
        signing.certificate_public_pem(row[0]) if certifying.vouches_for_itself(row[0]) else certifying.to_pem(row[0])
        for row in rows
    )


def _roots(store: Store) -> tuple[bytes, ...]:
    rows = store.read.execute("SELECT certificate FROM root_key WHERE algorithm = ? ORDER BY id", (ALGORITHM,))
    return tuple(certifying.to_pem(row[0]) for row in rows.fetchall())


def _made(store: Store, db: Database, reading: Reading) -> IssuerKey:
    private = signing.new_key()
    certificate = signing.self_signed_certificate(private, store.setting("branch"), reading.at)
    made = IssuerKey(key_id(signing.public_pem(private)), private, certificate)
    db.execute(
        "INSERT INTO issuer_key (id, algorithm, private, certificate, created_at) VALUES (?, ?, ?, ?, ?)",
        (made.id, ALGORITHM, private, certificate, as_text(reading.at)),
    )
    return made


def _current(store: Store) -> IssuerKey | None:
    row = store.read.execute(
        "SELECT id, private, certificate, algorithm FROM issuer_key WHERE retired_at IS NULL"
        " ORDER BY created_at DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    require_known(row[0], row[3])
    return IssuerKey(*row[:3])


def require_known(key: str, algorithm: str) -> None:
    """Raise ``KeyAlgorithmUnknown`` for a key of an algorithm that this version cannot sign with."""
    if algorithm not in ALGORITHMS:
        raise KeyAlgorithmUnknown(key=key, algorithm=algorithm)
