"""Whom one believes: keys and roots from a file, and what signed lists say of them.

What is trusted is given as PEM: a public key is believed as it is; a root's certificate vouches for every key that it
certified, for as long as that certificate holds; a certificate of another root's branch is believed by itself. A code
text holds only its key's id, so the branch's certificate must be among what is given; a file brings its own.

A list speaks for the keys of its signer's branch; a root's for all that it certified. Keys that are believed as they
are have no root that could tell whose they are: there a list says itself which keys it speaks for.

Promises: a key that any believed list calls stolen is believed no further than its register, and its own lists not at
all. Must not know the store, files or a PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.base.errors import RefusedError
from desktop_app.certificates.code import key_id
from desktop_app.certificates.facts import Facts, tidy
from desktop_app.certificates.revocation import SignedList, StolenKey, newest
from desktop_app.crypto import certifying
from desktop_app.crypto.signing import certificate_public_pem


class ListUntrusted(RefusedError):
    """A list is signed by a key that nobody trusts, or that was stolen; facts: branch, number."""

    code = "revocation_list_untrusted"


@dataclass(frozen=True, slots=True)
class Known:
    """A key that is believed: its public half (PEM), its certificate (DER; empty for a bare key) and its root's
    (DER; empty where it is believed as it is)."""

    id: str
    public: bytes
    certificate: bytes = b""
    root: bytes = b""
    is_root: bool = False

    def refuses(self, facts: Facts) -> str:
        """Why this key cannot have issued a certificate, as a code for words; empty where it can."""
        if self.is_root:
            return "issuer_is_root"
        for one in (self.certificate, self.root):
            if one and not certifying.holds_on(one, facts.issued_on):
                return "issuer_key_not_then"
        named = certifying.name_of(self.certificate) if self.root and self.certificate else ""
        return "issuer_name_differs" if named and named != tidy(facts.issuer)[: certifying.NAME_LIMIT] else ""


_Spoken = tuple[Known, SignedList]


@dataclass(frozen=True, slots=True)
class Trust:
    """What is believed: keys by id, roots (DER), the lists that count with their signers, and those that may call a
    key stolen; ``disbelieved`` are lists by nobody who is trusted, or by a stolen key."""

    keys: dict[str, Known]
    roots: tuple[bytes, ...]
    lists: tuple[_Spoken, ...] = ()
    accusing: tuple[_Spoken, ...] = ()
    disbelieved: tuple[SignedList, ...] = ()

    def known(self, ident: str, public: bytes = b"", certificate: bytes = b"") -> Known | None:
        """The key of an id, or of a certificate that a file brings with it; None where nobody vouches for it."""
        for root in self.roots:
            if certificate and certifying.certified_by(certificate, root):
                return Known(ident, public, certificate, root)
        return self.keys.get(ident)

    def stolen(self, by: Known) -> StolenKey | None:
        """What is said of a key that was stolen; None of one that was not."""
        return _stolen(self.accusing, by)

    def revoked(self, by: Known, serial: str) -> str | None:
        """The reason for which a certificate under a key was revoked; None where it was not."""
        for signer, one in self.lists:
            if serial in one.said.revoked and _speaks_for(signer, one, by):
                return one.said.revoked[serial]
        return None

    def superseded(self, by: Known, serial: str) -> bool:
        """Whether a certificate under a key has been superseded."""
        return any(serial in one.said.superseded and _speaks_for(signer, one, by) for signer, one in self.lists)


def trusted(issuers: Sequence[bytes], lists: Iterable[SignedList] = ()) -> Trust:
    """What is believed, given keys and certificates (PEM, as ``proof.read_issuers`` gives them) and signed lists."""
    ders = [certifying.to_der(pem) for pem in issuers if pem.startswith(certifying.PEM_HEAD)]
    roots = tuple(der for der in ders if certifying.is_root(der))
    keys: dict[str, Known] = {}
    for pem in issuers:
        if not pem.startswith(certifying.PEM_HEAD):
            ident = key_id(pem)
            keys.setdefault(ident, Known(ident, pem))
    for der in ders:
        public = certificate_public_pem(der)
        ident = key_id(public)
        root = next((one for one in roots if der != one and certifying.certified_by(der, one)), b"")
        keys[ident] = Known(ident, public, der, root, der in roots)
    return _with_lists(Trust(keys, roots), newest(lists))


def require_trusted(issuers: Sequence[bytes], lists: Iterable[SignedList]) -> None:
    """Raises ``ListUntrusted`` for the first list that none of the keys stands behind."""
    for unheard in trusted(issuers, lists).disbelieved:
        raise ListUntrusted(branch=unheard.said.branch, number=unheard.said.number)


def _with_lists(trust: Trust, lists: Sequence[SignedList]) -> Trust:
    spoken = []
    for one in lists:
        signer = trust.known(one.key_id, one.public, one.certificate)
        if signer is not None:
            spoken.append((signer, one))
    roots = tuple(pair for pair in spoken if pair[0].is_root)
    # A root's word first: a thief's list must not call the key stolen that has taken the place of the stolen one.
    # Of two that accuse one another without a root neither is believed further than its register.
    others = tuple(pair for pair in spoken if not pair[0].is_root and _stolen(roots, pair[0]) is None)
    counting = roots + tuple(pair for pair in others if _stolen(others, pair[0]) is None)
    keys = dict(trust.keys)
    for signer, one in counting:
        # A stolen key may have been taken out of what is trusted: the list vouches for it, as far as its register goes.
        if signer.is_root or not signer.root:
            for key in one.said.stolen:
                vouched = Known(key.id, key.public, root=signer.certificate if signer.is_root else b"")
                # Only where the list limits it too: else the thief would be let in.
                if _speaks_for(signer, one, vouched):
                    keys.setdefault(key.id, vouched)
    heard = {one.key_id for _, one in counting}
    return replace(
        trust,
        keys=keys,
        lists=counting,
        accusing=roots + others,
        disbelieved=tuple(one for one in lists if one.key_id not in heard),
    )


def _stolen(lists: Sequence[_Spoken], by: Known) -> StolenKey | None:
    for signer, one in lists:
        for key in one.said.stolen:
            if key.id == by.id != signer.id and _speaks_for(signer, one, by):
                return key
    return None


def _speaks_for(signer: Known, one: SignedList, key: Known) -> bool:
    if signer.id == key.id:
        return True
    if signer.is_root and key.root:
        return key.root == signer.certificate
    if key.root:
        names = [certifying.name_of(each.certificate) if each.certificate else "" for each in (signer, key)]
        return signer.root == key.root and names[0] != "" and names[0] == names[1]
    return key.id in one.said.keys


def on_day(known: Known, day: date) -> bool:
    """Whether a key may still issue on a day."""
    return all(certifying.holds_on(one, day) for one in (known.certificate, known.root) if one)
