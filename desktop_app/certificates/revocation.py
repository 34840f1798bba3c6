"""The signed list of what holds no longer: it travels by file, and any store or none can read it.

A list is a JSON Web Signature (RFC 7515, compact, ES256) over JSON::

    {"format": 1, "branch": name, "number": n, "at": instant, "keys": [id], "superseded": [serial],
     "revoked": {serial: reason},
     "stolen": [{"id": id, "key": PEM, "at": instant, "why": text, "register": {serial: digest}}]}

Its header carries the signer's certificate (``x5c``), so that whoever knows the root alone can check it. ``number``
grows with every list of a signer; ``keys`` are the ids of the keys that the signer speaks for. Under a stolen key only
what is in ``register`` holds: a thief can backdate, but not get into a register that was taken before.

Promises: what is returned is signed by whom it says; whether that one is to be believed, ``trust`` tells. Must not
know the store.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import UnsupportedAlgorithm

from desktop_app.base.clock import as_text, from_text
from desktop_app.base.errors import InputError
from desktop_app.certificates.code import Signed, key_id
from desktop_app.crypto.signing import as_public_pem, certificate_public_pem

if TYPE_CHECKING:
    from joserfc.jws import JWSRegistry

ALGORITHM = "ES256"
_TYPE = "branch-exam-revocations"
_HEADER = {"alg", "typ", "x5c"}
_DIGEST_DIGITS = 32
_NUMBERS = 1 << 53
"""A list's number stays below: what every reader of JSON keeps whole (RFC 8259, 6)."""


class ListUnreadable(InputError):
    """The file is no signed list, or was changed since it was signed."""

    code = "revocation_list_unreadable"


@dataclass(frozen=True, slots=True)
class StolenKey:
    """A key that was stolen: its id and itself (PEM), when and why it was called stolen, and what was registered
    before (digest by serial)."""

    id: str
    public: bytes
    at: datetime
    why: str
    register: Mapping[str, str] = field(default_factory=dict)

    def holds(self, signed: Signed) -> bool:
        """Whether a certificate under this key was registered, word for word, before the theft."""
        return self.register.get(signed.facts.serial) == digest(signed)


@dataclass(frozen=True, slots=True)
class RevocationList:
    """What a branch or a head office says of its certificates. ``revoked`` is reason by serial."""

    branch: str
    number: int
    at: datetime
    keys: tuple[str, ...]
    revoked: Mapping[str, str]
    superseded: frozenset[str]
    stolen: tuple[StolenKey, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedList:
    """A list and who signed it: key id, public key (PEM), X.509 certificate (DER)."""

    said: RevocationList
    key_id: str
    public: bytes
    certificate: bytes


def digest(signed: Signed) -> str:
    """What a register keeps of a certificate: the start of the SHA-256 over its signed facts."""
    return hashlib.sha256(signed.payload).hexdigest()[:_DIGEST_DIGITS]


def is_signed(data: bytes) -> bool:
    """Whether a file claims to be a signed list, and not one of serials, one a line."""
    text = data.strip()
    return text.startswith(b"eyJ") and text.count(b".") == 2 and b"\n" not in text


def write(said: RevocationList, private: bytes, certificate: bytes) -> bytes:
    """The signed list, by the key ``private`` (PKCS#8) and its certificate (DER)."""
    body = {
        "format": 1,
        "branch": said.branch,
        "number": said.number,
        "at": as_text(said.at),
        "keys": list(said.keys),
        "superseded": sorted(said.superseded),
        "revoked": dict(said.revoked),
        "stolen": [
            {
                "id": one.id,
                "key": one.public.decode("ascii"),
                "at": as_text(one.at),
                "why": one.why,
                "register": dict(one.register),
            }
            for one in said.stolen
        ],
    }
    return seal(_TYPE, body, private, certificate)


def read(data: bytes) -> SignedList:
    """The list in a file. Raises ``ListUnreadable``."""
    try:
        body, public, certificate = unseal(_TYPE, data)
        return SignedList(_list(body), key_id(public), public, certificate)
    except (KeyError, TypeError, ValueError, AttributeError, UnsupportedAlgorithm):
        raise ListUnreadable from None


def newest(lists: Iterable[SignedList]) -> tuple[SignedList, ...]:
    """Of each signer's lists the one with the highest number."""
    found: dict[str, SignedList] = {}
    for one in lists:
        held = found.get(one.key_id)
        if held is None or one.said.number > held.said.number:
            found[one.key_id] = one
    return tuple(found.values())


def seal(kind: str, body: Mapping[str, Any], private: bytes, certificate: bytes) -> bytes:
    """JSON signed as a file of a kind, with the signer's certificate in its header."""
    from joserfc import jws
    from joserfc.jwk import ECKey

    registry = _registry()
    head = {"alg": ALGORITHM, "typ": kind, "x5c": [base64.b64encode(certificate).decode("ascii")]}
    payload = json.dumps(body, sort_keys=True).encode()
    text = jws.serialize_compact(head, payload, ECKey.import_key(private), registry=registry)
    return text.encode("ascii")


def unseal(kind: str, data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """What ``seal`` signed, the signer's public key (PEM) and certificate (DER). Raises ``ListUnreadable``."""
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    try:
        text = data.strip().decode("ascii")
        parts = text.split(".")
        head = json.loads(base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4)).decode("utf-8-sig"))
        (encoded,) = _array(head["x5c"])
        certificate = base64.b64decode(encoded, validate=True)
        public = certificate_public_pem(certificate)
        signed = jws.deserialize_compact(text, ECKey.import_key(public), registry=_registry())
        body = json.loads(signed.payload.decode("utf-8-sig"), parse_constant=_no_number)
    except (JoseError, UnsupportedAlgorithm, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise ListUnreadable from None
    # Its own header, and no other: what one reader heeds and another does not know would make two lists of one.
    if head.get("typ") != kind or set(head) != _HEADER or base64.b64encode(certificate).decode() != encoded:
        raise ListUnreadable
    if not isinstance(body, dict) or body.get("format") != 1 or body["format"] is True:
        raise ListUnreadable
    return body, public, certificate


def _registry() -> JWSRegistry:
    """joserfc stops at 512 bytes of header and 8,000 of content; a register of a large branch has more."""
    from joserfc.jws import JWSRegistry

    class _Roomy(JWSRegistry):
        max_header_length = 1 << 14
        max_payload_length = 1 << 28

    return _Roomy(algorithms=[ALGORITHM])


def _list(body: Mapping[str, Any]) -> RevocationList:
    return RevocationList(
        branch=_text(body["branch"]),
        number=_whole(body["number"]),
        at=_instant(body["at"]),
        keys=tuple(_text(one) for one in _array(body["keys"])),
        revoked=_texts(body["revoked"]),
        superseded=frozenset(_text(one) for one in _array(body["superseded"])),
        stolen=tuple(_stolen(one) for one in _array(body["stolen"])),
    )


def _stolen(data: Mapping[str, Any]) -> StolenKey:
    public = _text(data["key"]).encode("ascii")
    if key_id(public) != data["id"] or as_public_pem(public) != public:
        raise ValueError("id")
    return StolenKey(data["id"], public, _instant(data["at"]), _text(data["why"]), _texts(data["register"]))


def _no_number(name: str) -> None:
    """JSON has no NaN and no Infinity, whatever Python reads."""
    raise ValueError(name)


def _whole(value: object) -> int:
    """A number of a list; JSON knows no difference between 1 and 1.0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < _NUMBERS or value % 1:
        raise ValueError("not a whole number")
    return int(value)


def _array(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError("not a list")
    return data


def _instant(value: object) -> datetime:
    found = from_text(_text(value))
    if as_text(found) != value:
        raise ValueError("not an instant")
    return found


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in data.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    # JSON can hold half a character, which nothing can keep or print.
    value.encode()
    return value
