"""Head office as the root, and a branch under it: made, asked for, certified, trusted; registers; a stolen key.

The root is a key of a store of its own or of head office's; it certifies a branch's key on request (PKCS#10) and hands
back a bundle, the branch's certificate and its own. From time to time a branch hands in its register, what it has
issued under each key: after a theft that is what still holds.

Promises: what a register once said is never replaced by another; after a theft none is taken for that key. Must not
know the window or the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError, MissingError, RefusedError
from desktop_app.certificates import revocation
from desktop_app.certificates.code import bare, decode, key_id
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.issuer import ALGORITHM, IssuerKey, current_key, require_known
from desktop_app.certificates.proof import read_issuers
from desktop_app.crypto import certifying, signing
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Database, Store

_REGISTER = "branch-exam-register"


class NoRoot(RefusedError):
    """This store holds no root that could certify anything."""

    code = "root_missing"


class NothingToTrust(InputError):
    """The file holds no root's certificate."""

    code = "nothing_to_trust"


class RegisterUnreadable(InputError):
    """The file is no register, or was changed since it was signed."""

    code = "register_unreadable"


class RegisterUntrusted(RefusedError):
    """The register is by a key that this store's root did not certify, or that was stolen; facts: branch, key."""

    code = "register_untrusted"


class RegisterDiffers(RefusedError):
    """The register says of a certificate something else than an earlier one: a sign of theft; facts: branch,
    serial."""

    code = "register_differs"


class UnknownKey(MissingError):
    """There is no such key here; facts: key."""

    code = "key_unknown"


class StolenReasonMissing(InputError):
    """A key is called stolen for a reason; facts: key."""

    code = "stolen_reason_missing"


class AlreadyStolen(RefusedError):
    """The key was called stolen already; facts: key, stolen_at."""

    code = "key_already_stolen"


@dataclass(frozen=True, slots=True)
class Trusted:
    """What was taken from a bundle: ids of roots and of own keys that are certified now, and names of branches."""

    roots: tuple[str, ...]
    own: tuple[str, ...]
    branches: tuple[str, ...]


def root(store: Store) -> IssuerKey | None:
    """The root that this store holds itself; None where it holds none."""
    row = store.read.execute(
        "SELECT id, private, certificate, algorithm FROM root_key WHERE private IS NOT NULL ORDER BY added_at DESC"
    ).fetchone()
    if row is None:
        return None
    require_known(row[0], row[3])
    return IssuerKey(*row[:3])


def make_root(store: Store, actor: Actor, reading: Reading) -> IssuerKey:
    """The root of this store, made where there is none yet; this store's own key is certified with it. Only an
    examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    found = root(store)
    if found is not None:
        return found
    own = current_key(store, reading)
    facts: dict[str, Fact] = {"algorithm": ALGORITHM}
    with store.write("certificates", actor=actor, action="root_made", at=reading, facts=facts) as db:
        found = root(store)
        if found is None:
            private = signing.new_key()
            name = tidy(store.setting("branch"))
            certificate = certifying.root_certificate(private, name, reading.at)
            found = IssuerKey(key_id(signing.public_pem(private)), private, certificate)
            _keep_root(db, found.id, private, certificate, reading)
            asked = certifying.Request(name, signing.public_pem(own.private))
            certified = certifying.certify(private, certificate, asked, reading.at)
            db.execute("UPDATE issuer_key SET certificate = ? WHERE id = ?", (certified, own.id))
        facts["key"] = found.id
    return found


def root_pem(store: Store) -> bytes:
    """The certificate of this store's root, and of every branch that it certified and whose key was not stolen (PEM):
    what a code text is verified with. Raises ``NoRoot``."""
    found = _root(store)
    rows = store.read.execute("SELECT certificate FROM branch_key WHERE stolen_at IS NULL ORDER BY branch, id")
    branches = [bytes(row[0]) for row in rows.fetchall()]
    own = [
        row[0] for row in store.read.execute("SELECT certificate FROM issuer_key WHERE stolen_at IS NULL").fetchall()
    ]
    certified = [one for one in (*own, *branches) if certifying.certified_by(one, found.certificate)]
    return b"".join(certifying.to_pem(one) for one in (found.certificate, *certified))


def key_request(store: Store, actor: Actor, reading: Reading) -> bytes:
    """This branch's request to have its key certified (PKCS#10, PEM). Only an examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    return certifying.request(current_key(store, reading).private, tidy(store.setting("branch")))


def certify(store: Store, actor: Actor, data: bytes, reading: Reading) -> tuple[str, str, bytes]:
    """Certify the key of a branch's request: its name, its key's id, and the bundle for the branch (PEM). Only an
    examiner may.

    Raises ``NotAllowed``, ``NoRoot``, ``RequestUnreadable``; ``AlreadyStolen`` for a key that was stolen.
    """
    require(actor, Role.EXAMINER)
    above, asked = _root(store), certifying.read_request(data)
    ident = key_id(asked.public)
    certificate = certifying.certify(above.private, above.certificate, asked, reading.at)
    facts: dict[str, Fact] = {"key": ident, "branch": asked.name}
    with store.write("certificates", actor=actor, action="branch_certified", at=reading, facts=facts) as db:
        _refuse_stolen(store, "branch_key", ident)
        _keep_branch(db, ident, asked.name, certificate, reading)
    return asked.name, ident, certifying.to_pem(certificate) + certifying.to_pem(above.certificate)


def trust(store: Store, actor: Actor, data: bytes, reading: Reading) -> Trusted:
    """Believe the roots of a bundle and what they certified: this branch's own key among it from now on issues under
    them. Only an examiner may, who knows where the bundle comes from.

    Raises ``NotAllowed``, ``IssuerUnreadable``, ``NothingToTrust``.
    """
    require(actor, Role.EXAMINER)
    ders = [certifying.to_der(pem) for pem in read_issuers(data) if pem.startswith(certifying.PEM_HEAD)]
    roots = {_id(der): der for der in ders if certifying.is_root(der)}
    if not roots:
        raise NothingToTrust
    leaves = {_id(der): der for der in ders if _id(der) not in roots}
    facts: dict[str, Fact] = {"roots": ", ".join(roots)}
    with store.write("certificates", actor=actor, action="root_trusted", at=reading, facts=facts) as db:
        own = {row[0] for row in db.execute("SELECT id FROM issuer_key").fetchall()}
        for ident, der in roots.items():
            _keep_root(db, ident, None, der, reading)
        for ident, der in leaves.items():
            if ident in own:
                db.execute("UPDATE issuer_key SET certificate = ? WHERE id = ?", (der, ident))
            else:
                _keep_branch(db, ident, certifying.name_of(der), der, reading)
    mine = tuple(ident for ident in leaves if ident in own)
    return Trusted(tuple(roots), mine, tuple(certifying.name_of(leaves[ident]) for ident in leaves if ident not in own))


# ---------------------------------------------------------------- registers and theft


def issued_under(store: Store, key: str) -> dict[str, str]:
    """What this store has issued under a key: digest by serial."""
    rows = store.read.execute("SELECT code FROM certificate WHERE key_id = ? ORDER BY serial", (key,)).fetchall()
    signed = (decode(bare(row[0])) for row in rows)
    return {one.facts.serial: revocation.digest(one) for one in signed if one is not None}


def register(store: Store, actor: Actor, reading: Reading) -> bytes:
    """What this branch has issued under each of its keys that was not stolen, for head office; signed. Only an
    examiner may. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    key = current_key(store, reading)
    keys = [row[0] for row in store.read.execute("SELECT id FROM issuer_key WHERE stolen_at IS NULL").fetchall()]
    body = {
        "format": 1,
        "branch": tidy(store.setting("branch")),
        "at": as_text(reading.at),
        "keys": {ident: issued_under(store, ident) for ident in keys},
    }
    return revocation.seal(_REGISTER, body, key.private, key.certificate)


def is_register(data: bytes) -> bool:
    """Whether a file is a register that its signer signed."""
    try:
        revocation.unseal(_REGISTER, data)
    except revocation.ListUnreadable:
        return False
    return True


def take_register(store: Store, actor: Actor, data: bytes, reading: Reading) -> int:
    """Keep a branch's register at head office: how many certificates were new in it. Only an examiner may.

    Raises ``NotAllowed``, ``NoRoot``, ``RegisterUnreadable``; ``RegisterUntrusted``, ``RegisterDiffers``: then nothing
    of it was kept.
    """
    require(actor, Role.EXAMINER)
    above = _root(store)
    try:
        body, public, certificate = revocation.unseal(_REGISTER, data)
        keys = _register_keys(body["keys"])
    except (revocation.ListUnreadable, KeyError, TypeError, ValueError, AttributeError):
        raise RegisterUnreadable from None
    branch, signer = certifying.name_of(certificate), key_id(public)
    noted: dict[str, Fact] = {"branch": branch, "key": signer}
    with store.write("certificates", actor=actor, action="register_taken", at=reading, facts=noted) as db:
        known = {
            row[0]: row[1]
            for row in db.execute("SELECT id, stolen_at FROM branch_key WHERE branch = ?", (branch,)).fetchall()
        }
        if not certifying.certified_by(certificate, above.certificate) or known.get(signer, "gone") is not None:
            raise RegisterUntrusted(branch=branch, key=signer)
        new = 0
        for ident, entries in keys.items():
            if ident in known and known[ident] is None:
                new += _register(db, branch, ident, entries, reading)
        noted["new"] = new
    return new


def _register(db: Database, branch: str, ident: str, entries: Mapping[str, str], reading: Reading) -> int:
    held = dict(db.execute("SELECT serial, digest FROM registered WHERE key_id = ?", (ident,)).fetchall())
    for serial, digest in entries.items():
        if held.get(serial, digest) != digest:
            raise RegisterDiffers(branch=branch, serial=serial)
    rows = [(ident, serial, entries[serial], as_text(reading.at)) for serial in entries if serial not in held]
    for row in rows:
        db.execute("INSERT INTO registered (key_id, serial, digest, taken_at) VALUES (?, ?, ?, ?)", row)
    return len(rows)


def _register_keys(keys: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    found = {ident: dict(entries.items()) for ident, entries in keys.items()}
    for one in (one for entries in found.values() for pair in entries.items() for one in pair):
        if not isinstance(one, str):
            raise TypeError("not a text")
        one.encode()
    return found


def stolen(store: Store, actor: Actor, key: str, why: str, reading: Reading) -> None:
    """Call a key stolen, one of this branch's or, at head office, of a branch: from now on nothing holds under it but
    what was registered. An own one is replaced when next one is needed. Only an examiner may.

    Raises ``NotAllowed``, ``StolenReasonMissing``, ``UnknownKey``, ``AlreadyStolen``.
    """
    require(actor, Role.EXAMINER)
    ident, reason = key.strip().lower(), tidy(why)
    if not reason:
        raise StolenReasonMissing(key=ident)
    noted: dict[str, Fact] = {"key": ident, "why": reason}
    with store.write("certificates", actor=actor, action="key_stolen", at=reading, facts=noted) as db:
        tables = [one for one in ("issuer_key", "branch_key") if _has(db, one, ident)]
        if not tables:
            raise UnknownKey(key=ident)
        for table in tables:
            _refuse_stolen(store, table, ident)
            values = (as_text(reading.at), reason, ident)
            db.execute(f"UPDATE {table} SET stolen_at = ?, stolen_why = ? WHERE id = ?", values)
        db.execute("UPDATE issuer_key SET retired_at = coalesce(retired_at, stolen_at) WHERE id = ?", (ident,))


def _has(db: Database, table: str, ident: str) -> bool:
    return db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (ident,)).fetchone() is not None


def _refuse_stolen(store: Store, table: str, ident: str) -> None:
    row = store.read.execute(f"SELECT stolen_at FROM {table} WHERE id = ?", (ident,)).fetchone()
    if row is not None and row[0] is not None:
        raise AlreadyStolen(key=ident, stolen_at=row[0])


def _root(store: Store) -> IssuerKey:
    found = root(store)
    if found is None:
        raise NoRoot
    return found


def _id(certificate: bytes) -> str:
    return key_id(signing.certificate_public_pem(certificate))


def _keep_root(db: Database, ident: str, private: bytes | None, certificate: bytes, reading: Reading) -> None:
    db.execute(
        "INSERT INTO root_key (id, algorithm, private, certificate, added_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (ident, ALGORITHM, private, certificate, as_text(reading.at)),
    )


def _keep_branch(db: Database, ident: str, branch: str, certificate: bytes, reading: Reading) -> None:
    db.execute(
        "INSERT INTO branch_key (id, branch, certificate, added_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET branch = excluded.branch, certificate = excluded.certificate",
        (ident, branch, certificate, as_text(reading.at)),
    )
