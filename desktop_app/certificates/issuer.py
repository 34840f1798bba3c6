"""The branch's issuing keys, as rows of the store; the first is made when it is first needed.

Promises: private keys leave this module only to sign; every key ever used stays, so that what it signed can be
verified.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.base.clock import Reading, as_text, system_clock
from desktop_app.certificates.code import key_id
from desktop_app.crypto import signing
from desktop_app.store import Store

ALGORITHM = "ES256"


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A key that signs: PKCS#8, and its X.509 certificate, both DER."""

    id: str
    private: bytes = field(repr=False)
    certificate: bytes = field(repr=False)


def issuer_key(store: Store, reading: Reading) -> IssuerKey:
    """The key that signs now; made, and noted in the journal, where there is none yet."""
    found = _current(store)
    if found is not None:
        return found
    facts: dict[str, str] = {"algorithm": ALGORITHM}
    with store.write("certificates", action="issuer_key_made", at=reading, facts=facts) as db:
        found = _current(store)
        if found is None:
            private = signing.new_key()
            certificate = signing.self_signed_certificate(private, store.setting("branch"), reading.at)
            found = IssuerKey(key_id(signing.public_pem(private)), private, certificate)
            db.execute(
                "INSERT INTO issuer_key (id, algorithm, private, certificate, created_at) VALUES (?, ?, ?, ?, ?)",
                (found.id, ALGORITHM, private, certificate, as_text(reading.at)),
            )
        facts["key"] = found.id
    return found


def issuer_pem(store: Store, reading: Reading | None = None) -> bytes:
    """The public key (PEM) that others must trust to verify this branch's certificates."""
    return signing.certificate_public_pem(issuer_key(store, reading or system_clock()).certificate)


def public_keys(store: Store) -> tuple[bytes, ...]:
    """The public keys (PEM) of all keys that this branch has ever issued with."""
    rows = store.read.execute("SELECT certificate FROM issuer_key ORDER BY created_at").fetchall()
    return tuple(signing.certificate_public_pem(row[0]) for row in rows)


def _current(store: Store) -> IssuerKey | None:
    row = store.read.execute(
        "SELECT id, private, certificate FROM issuer_key WHERE retired_at IS NULL ORDER BY created_at DESC LIMIT 1"
    ).fetchone()
    return IssuerKey(*row) if row else None
