"""Certificates in the store: issue, list, verify, revoke; never changed, never deleted.

What other rooms use, in one place. Promises: a serial is never given twice; the kept bytes are what was issued.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.certificates.earned import Earned, issuable
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.issuer import issuer_pem, public_keys
from desktop_app.certificates.issuing import (
    AlreadyIssued,
    IssuedBeforeResult,
    MarksAwaited,
    NotPassed,
    NotReleased,
    NotSubmitted,
    SampleUnconfirmed,
    issue,
    issue_due,
)
from desktop_app.certificates.issuing_many import IssuedMany, issue_many
from desktop_app.certificates.lists import known_lists
from desktop_app.certificates.proof import Verdict, verify_code, verify_pdf
from desktop_app.certificates.records import (
    Certificate,
    SerialMistyped,
    UnknownCertificate,
    certificate,
    certificates,
    render,
    state,
)
from desktop_app.certificates.revocation import SignedList
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store

__all__ = [
    "AlreadyIssued",
    "AlreadyRevoked",
    "Certificate",
    "Earned",
    "IssuedBeforeResult",
    "IssuedMany",
    "MarksAwaited",
    "NotPassed",
    "NotReleased",
    "NotSubmitted",
    "RevocationReasonMissing",
    "SampleUnconfirmed",
    "SerialMistyped",
    "UnknownCertificate",
    "certificate",
    "certificates",
    "issuable",
    "issue",
    "issue_due",
    "issue_many",
    "issuer_pem",
    "render",
    "revoke",
    "state",
    "verify_here",
]


class RevocationReasonMissing(InputError):
    """A certificate is revoked for a reason; facts: serial."""

    code = "certificate_reason_missing"


class AlreadyRevoked(RefusedError):
    """The certificate is revoked already; facts: serial, revoked_at, why."""

    code = "certificate_already_revoked"


def verify_here(
    store: Store,
    presented: bytes | str,
    on: date,
    *,
    issuers: Sequence[bytes] = (),
    revoked: Collection[str] = (),
    superseded: Collection[str] = (),
    lists: Sequence[SignedList] = (),
) -> Verdict:
    """The verdict on a file (bytes) or a code text, with what this store knows besides what is given: keys and
    states."""
    trusted = (*issuers, *public_keys(store))
    told = (*lists, *known_lists(store))
    if isinstance(presented, bytes):
        return verify_pdf(presented, trusted, revoked=revoked, superseded=superseded, lists=told, on=on)
    return verify_code(presented, trusted, revoked=revoked, superseded=superseded, lists=told, on=on)


def revoke(store: Store, actor: Actor, serial: str, why: str, reading: Reading) -> Certificate:
    """Revoke a certificate, for a reason; it stays, and says so. Only an examiner may.

    Raises ``NotAllowed``, ``RevocationReasonMissing``, ``UnknownCertificate``, ``SerialMistyped``, ``AlreadyRevoked``.
    """
    require(actor, Role.EXAMINER)
    reason = tidy(why)
    if not reason:
        raise RevocationReasonMissing(serial=serial.strip())
    one = certificate(store, serial)
    noted: dict[str, Fact] = {"serial": one.serial, "why": reason}
    with store.write("certificates", actor=actor, action="certificate_revoked", at=reading, facts=noted) as db:
        one = certificate(store, serial)
        if one.revoked_at is not None:
            raise AlreadyRevoked(serial=one.serial, revoked_at=as_text(one.revoked_at), why=one.revoked_why)
        db.execute(
            "UPDATE certificate SET revoked_at = ?, revoked_why = ?, revoked_by = ? WHERE serial = ?",
            (as_text(reading.at), reason, actor.staff_no, one.serial),
        )
    return certificate(store, one.serial)
