"""A head office and its branches, without a store; and a thief who has a branch's key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desktop_app.certificates import revocation
from desktop_app.certificates.code import Signed, decode, key_id
from desktop_app.certificates.making import Made, Maker
from desktop_app.certificates.proof import State, Verdict, read_issuers, verify_code, verify_pdf
from desktop_app.certificates.revocation import RevocationList, SignedList, StolenKey
from desktop_app.crypto import certifying
from desktop_app.crypto.signing import new_key, public_pem
from tests.certificates.world import AT, ON, ZONE, facts


class Root:
    def __init__(self, name: str = "总行", at: datetime = AT) -> None:
        self.private = new_key()
        self.certificate = certifying.root_certificate(self.private, name, at)
        self.pem = certifying.to_pem(self.certificate)
        self.id = key_id(public_pem(self.private))


class Certified:
    """A branch whose key a root has certified."""

    def __init__(self, root: Root, name: str = "城东支行", at: datetime = AT) -> None:
        self.name = name
        self.private = new_key()
        self.public = public_pem(self.private)
        self.id = key_id(self.public)
        asked = certifying.read_request(certifying.request(self.private, name))
        self.certificate = certifying.certify(root.private, root.certificate, asked, at)
        self.pem = certifying.to_pem(self.certificate)

    def made(self, **changes: Any) -> Made:
        said = facts(**({"issuer": self.name} | changes))
        return Maker(self.private, self.certificate, AT, ZONE).make(said)


def listed(by: Any, number: int = 1, **changes: Any) -> SignedList:
    values: dict[str, Any] = {
        "branch": "城东支行",
        "number": number,
        "at": AT,
        "keys": (),
        "revoked": {},
        "superseded": frozenset(),
    }
    return revocation.read(revocation.write(RevocationList(**(values | changes)), by.private, by.certificate))


def theft(key: Any, *registered: Made) -> StolenKey:
    signed = [signed_of(made) for made in registered]
    register = {one.facts.serial: revocation.digest(one) for one in signed}
    return StolenKey(key_id(key.public), key.public, AT, "U 盘遗失", register)


def signed_of(made: Made) -> Signed:
    signed = decode(made.code)
    assert signed is not None
    return signed


def verdicts(made: Made, bundle: bytes, *lists: SignedList, on: date = ON) -> tuple[Verdict, Verdict]:
    """Of the file and of its code."""
    issuers = read_issuers(bundle)
    return verify_pdf(made.pdf, issuers, lists=lists, on=on), verify_code(made.code, issuers, lists=lists, on=on)


def states(made: Made, bundle: bytes, *lists: SignedList, on: date = ON) -> tuple[State, State]:
    by_file, by_code = verdicts(made, bundle, *lists, on=on)
    return by_file.state, by_code.state
