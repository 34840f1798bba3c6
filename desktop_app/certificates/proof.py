"""Whether a certificate is genuine: told from the file or the code text alone, with the keys one trusts. No store, no
Qt.

A file is genuine when no byte has changed since it was signed, the code text inside was signed by the same key, the
page shows that code text as its QR code, every fact is printed as the code text has it, and the credential within says
the same. Only then the key is asked: one that nobody trusts is an unknown issuer. Then, in this order: revoked,
superseded, expired, valid.

Promises: any bytes and any text get a verdict, never an exception. Must not know where lists and keys come from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cryptography.exceptions import UnsupportedAlgorithm

from desktop_app.base.errors import InputError
from desktop_app.certificates import credential
from desktop_app.certificates.code import PREFIX, Signed, as_typed, bare, decode, encode, key_id
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.revocation import SignedList
from desktop_app.certificates.signature import same_key, sign_pdf, signer
from desktop_app.certificates.trust import Known, Trust, trusted
from desktop_app.crypto import certifying
from desktop_app.crypto.signing import as_public_pem, certificate_public_pem
from desktop_app.pdf.qr import qr_code
from desktop_app.pdf.reading import MAX_BYTES, read_attachments, read_keywords, read_page

__all__ = [
    "PRINT_COPY",
    "Facts",
    "IssuerUnreadable",
    "State",
    "Verdict",
    "decode",
    "encode",
    "key_id",
    "read_issuers",
    "read_serials",
    "sign_pdf",
    "state_on",
    "verify_code",
    "verify_pdf",
]


PRINT_COPY = "PRINT-COPY"
"""What the description of an unsigned file for the printer begins its keywords with; the code text may follow."""


class State(StrEnum):
    """The verdicts."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    FORGED = "forged"
    UNKNOWN_ISSUER = "unknown issuer"
    NOT_A_CERTIFICATE = "not a certificate"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict; ``facts`` are given wherever a code text could be read, and are to be believed only where it is
    genuine.

    ``why`` is a code for words: which of the checks a forged one failed, or why a key counts for nothing; else empty.
    ``reason`` is why it was revoked, in the issuer's words, where a signed list says so. ``of_code``: what is printed
    unsigned is no certificate, but its code text may hold; this is the verdict on that alone.
    """

    state: State
    facts: Facts | None = None
    why: str = ""
    reason: str = ""
    of_code: State | None = None

    @property
    def genuine(self) -> bool:
        """Whether a trusted issuer issued it, valid or no longer."""
        return self.state in (State.VALID, State.EXPIRED, State.SUPERSEDED, State.REVOKED)


class IssuerUnreadable(InputError):
    """What was given as an issuer's key holds no P-256 public key in PEM."""

    code = "issuer_unreadable"


_CODE = re.compile(re.escape(PREFIX.encode()) + rb"[0-9A-Z\-./:+]{150,}")
_PEM = re.compile(rb"-----BEGIN ([A-Z ]+)-----.*?-----END \1-----", re.DOTALL)


def read_issuers(data: bytes) -> tuple[bytes, ...]:
    """The keys in a file of PEM public keys or X.509 certificates: public keys (PEM), and as certificates (PEM) roots
    and what another certified; of those none that no root in the file certified, where there is one.

    Raises ``IssuerUnreadable``.
    """
    found = []
    for block in _PEM.finditer(data):
        try:
            found.append(_public(block[1], block[0]))
        # What is no key, or of a kind that cryptography does not know or this product does not use.
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue
    ders = {pem: certifying.to_der(pem) for pem in found if pem.startswith(certifying.PEM_HEAD)}
    roots = [der for der in ders.values() if certifying.is_root(der)]
    kept = [
        pem
        for pem in found
        if pem not in ders
        or not roots
        or any(ders[pem] == root or certifying.certified_by(ders[pem], root) for root in roots)
    ]
    if not kept:
        raise IssuerUnreadable
    return tuple(kept)


def _public(kind: bytes, pem: bytes) -> bytes:
    """The P-256 key of one PEM block, as PEM: a certificate where there is more to it than its key."""
    whole = b""
    if kind == b"CERTIFICATE":
        der = certifying.to_der(pem)
        if certifying.is_root(der) or not certifying.vouches_for_itself(der):
            whole = certifying.to_pem(der)
        pem = certificate_public_pem(der)
    key = as_public_pem(pem)
    return whole or key


def read_serials(data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """(revoked, superseded) serials of a list: a serial a line, ``superseded`` after it where it is that; # begins a
    remark."""
    revoked: set[str] = set()
    superseded: set[str] = set()
    for line in data.decode("utf-8-sig", errors="replace").splitlines():
        words = re.split(r"[\s,;]+", line.partition("#")[0].strip())
        if words[0]:
            (superseded if words[1:2] == [State.SUPERSEDED.value] else revoked).add(words[0].upper())
    return frozenset(revoked), frozenset(superseded)


def verify_pdf(
    data: bytes,
    issuers: Sequence[bytes],
    *,
    revoked: Collection[str] = (),
    superseded: Collection[str] = (),
    lists: Sequence[SignedList] = (),
    on: date,
) -> Verdict:
    """The verdict on a file, as of the day ``on``; ``issuers`` are what ``read_issuers`` gives.

    ``revoked`` and ``superseded`` are serials; ``lists`` are signed ones, of which only those by a trusted key count.
    """
    if len(data) > MAX_BYTES:
        return Verdict(State.NOT_A_CERTIFICATE, None, "certificate_file_too_large")
    by = signer(data)
    if by is None:
        # A signature that does not hold, or none. It is called forged only where it claims to be a certificate.
        claim = _CODE.search(data)
        keywords = read_keywords(data)
        if keywords.startswith(PRINT_COPY) and b"/ByteRange" not in data:
            code = keywords.removeprefix(PRINT_COPY).strip()
            return _of_print_copy(
                verify_code(code, issuers, revoked=revoked, superseded=superseded, lists=lists, on=on)
            )
        code = claim[0].decode() if claim else bare(keywords)
        claimed = decode(code)
        if not code.startswith(PREFIX):
            return Verdict(State.NOT_A_CERTIFICATE)
        return Verdict(State.FORGED, claimed.facts if claimed else None, "file_changed")
    said = read_keywords(data)
    code = bare(said)
    if not code.startswith(PREFIX):
        return Verdict(State.NOT_A_CERTIFICATE)
    signed = decode(code)
    if signed is None:
        return Verdict(State.FORGED, None, "code_unreadable")
    if not signed.is_by(by.public):
        return Verdict(State.FORGED, signed.facts, "code_of_another")
    page = read_page(data)
    if page is None or not _agree(page.texts, signed.facts):
        return Verdict(State.FORGED, signed.facts, "text_differs")
    if not _shows(page.operators, said):
        return Verdict(State.FORGED, signed.facts, "qr_of_another")
    if not _attached_agrees(data, signed.facts, by.public):
        return Verdict(State.FORGED, signed.facts, "credential_differs")
    trust = trusted(issuers, lists)
    known = trust.known(signed.key_id, by.public, by.certificate)
    if known is not None and not same_key(known.public, by.public):
        known = None
    return _told(trust, known, signed, on, revoked, superseded)


def verify_code(
    text: str,
    issuers: Sequence[bytes],
    *,
    revoked: Collection[str] = (),
    superseded: Collection[str] = (),
    lists: Sequence[SignedList] = (),
    on: date,
) -> Verdict:
    """The verdict on a code text as the QR code holds it, or as somebody pasted it.

    The code holds the signer's id but not the key, so one by a key that nobody trusts cannot be told from a forged
    one: it is an unknown issuer.
    """
    typed = as_typed(text)
    if not typed.startswith(PREFIX):
        return Verdict(State.NOT_A_CERTIFICATE)
    signed = decode(typed)
    if signed is None:
        return Verdict(State.FORGED, None, "code_unreadable")
    trust = trusted(issuers, lists)
    known = trust.known(signed.key_id)
    if known is not None and not signed.is_by(known.public):
        return Verdict(State.FORGED, signed.facts, "code_changed")
    return _told(trust, known, signed, on, revoked, superseded)


def _of_print_copy(of_code: Verdict) -> Verdict:
    """A file for the printer says itself that it is no certificate; its page may say anything."""
    if of_code.state is State.FORGED:
        return of_code
    known = of_code.facts is not None
    return Verdict(
        State.NOT_A_CERTIFICATE, of_code.facts, "print_copy", of_code.reason, of_code.state if known else None
    )


def _told(
    trust: Trust, known: Known | None, signed: Signed, on: date, revoked: Collection[str], superseded: Collection[str]
) -> Verdict:
    """The verdict on facts that ``known`` has signed."""
    facts = signed.facts
    if known is None:
        return Verdict(State.UNKNOWN_ISSUER, facts)
    why = known.refuses(facts)
    if why:
        return Verdict(State.UNKNOWN_ISSUER, facts, why)
    stolen = trust.stolen(known)
    if stolen is not None and not stolen.holds(signed):
        return Verdict(State.FORGED, facts, "issuer_key_stolen")
    reason = trust.revoked(known, facts.serial)
    gone = {*revoked, facts.serial} if reason is not None else revoked
    old = {*superseded, facts.serial} if trust.superseded(known, facts.serial) else superseded
    return Verdict(state_on(facts, on, gone, old), facts, reason=reason or "")


def state_on(facts: Facts, on: date, revoked: Collection[str] = (), superseded: Collection[str] = ()) -> State:
    """The state of a genuine certificate on a day."""
    if facts.serial in revoked:
        return State.REVOKED
    if facts.serial in superseded:
        return State.SUPERSEDED
    return State.EXPIRED if on > facts.valid_until else State.VALID


def _shows(operators: bytes, said: str) -> bool:
    """Whether the page shows ``said`` as its QR code: exactly its path is drawn."""
    square = qr_code(said)
    return square is not None and operators.count(square.path) == 1


def _attached_agrees(data: bytes, facts: Facts, public: bytes) -> bool:
    """Whether the file holds no credential, as one issued before there were any, or one by the same key that says the
    same."""
    attached = read_attachments(data)
    if attached is None:
        return False
    token = attached.get(credential.FILE_NAME)
    if token is None:
        return True
    said = credential.read(token.decode("ascii", errors="replace"), public)
    return said is not None and credential.agrees(said, facts)


def _agree(texts: dict[str, str], facts: Facts) -> bool:
    """Whether the page prints every fact, each as it must be, and no other. Blanks do not count: lines break at
    them."""

    def joined(shown: dict[str, str]) -> dict[str, str]:
        return {name: "".join(text.split()) for name, text in shown.items()}

    return joined(texts) == joined(facts.printed())
