"""The code text: a certificate's facts and their signature in at most 600 characters, as the QR code carries them.

::

    text    = "BE1:" base41(payload signature)
    payload = algorithm(1)  key_id(8)  issued_on(2)  valid_until(2)
              serial  holder  staff_no  post  unit  title  issuer  score  max_score

``algorithm`` is 1 for ES256; the signature covers "BE1:" and the payload. ``key_id`` is the start of the SHA-256 over
the public key (SubjectPublicKeyInfo, DER). Dates are days since 2000-01-01. A text is a length byte and that many
units: bytes of UTF-8, or with the length's top bit set 16-bit units of UTF-16BE, whichever is shorter (UTF-8 where
they are equal).

Base 41 puts two bytes into three of the characters ``0-9 A-Z - . / : +`` (big end first; a last single byte into
two). They are all in the alphanumeric set of QR codes (ISO/IEC 18004, 7.3.4), where three characters take 16.5 bits,
and none of them needs quoting in a shell or in the fragment of an address, as the space and % of base 45 (RFC 9285)
would.

Promises: one text a certificate: what decodes encodes to the same text again. Must not know the store or a PDF.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.hazmat.primitives import serialization

from desktop_app.base.errors import RefusedError
from desktop_app.certificates.facts import TEXT_FIELDS, Facts
from desktop_app.crypto.signing import SIGNATURE_BYTES, public_pem, sign_raw, verify_raw

PREFIX = "BE1:"
ALGORITHMS = {"ES256": 1}
MAX_CHARACTERS = 600
"""What version 15 at level M holds of the alphanumeric set (ISO/IEC 18004, table 7)."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./:+"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_EPOCH = date(2000, 1, 1)
_KEY_ID_BYTES = 8
_HEAD_BYTES = 1 + _KEY_ID_BYTES + 4
_WIDE = 0x80


class CertificateTextTooLong(RefusedError):
    """The facts do not fit into the QR code; facts: fact (the longest text), length, over (characters too many, at
    least)."""

    code = "certificate_text_too_long"


@dataclass(frozen=True, slots=True)
class Signed:
    """A decoded code text. ``payload`` is what ``signature`` is over, without the prefix."""

    facts: Facts
    key_id: str
    payload: bytes
    signature: bytes

    def is_by(self, public: bytes) -> bool:
        """Whether the key ``public`` (PEM) signed these facts."""
        return self.key_id == key_id(public) and verify_raw(public, self.signature, PREFIX.encode() + self.payload)


def key_id(public: bytes) -> str:
    """The id of a public key (PEM): 16 hexadecimal digits."""
    key = serialization.load_pem_public_key(public)
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).digest()[:_KEY_ID_BYTES].hex()


def encode(facts: Facts, private: bytes) -> str:
    """The code text of ``facts``, signed with the issuer's private key (PKCS#8).

    Raises ``CertificateTextTooLong``: texts are never cut, since the paper and the code must say the same.
    """
    payload = _payload(facts, key_id(public_pem(private)))
    length = len(PREFIX) + _length41(len(payload) + SIGNATURE_BYTES)
    if length > MAX_CHARACTERS:
        raise _too_long(facts, -(-(length - MAX_CHARACTERS) // 3))
    return PREFIX + _to41(payload + sign_raw(private, PREFIX.encode() + payload))


def decode(text: str) -> Signed | None:
    """Read a code text, exactly as ``encode`` writes it; None for anything else. Whether it is genuine, ``is_by``
    tells."""
    if not text.startswith(PREFIX) or len(text) > MAX_CHARACTERS:
        return None
    data = _from41(text[len(PREFIX) :])
    if data is None or len(data) < _HEAD_BYTES + SIGNATURE_BYTES:
        return None
    payload, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    facts = _facts(payload)
    signer = payload[1 : 1 + _KEY_ID_BYTES].hex()
    # Written again it must be the same: else there were two texts for one certificate.
    if facts is None or _payload(facts, signer) != payload:
        return None
    return Signed(facts, signer, payload, signature)


def behind(address: str, code: str) -> str:
    """What the QR code says: the code text behind the bank's address, where there is one and the QR code has room for
    both.

    The address is written as bytes, behind a head of 20 bits; two characters of the alphanumeric set take 11 (ISO/IEC
    18004, 7.4).
    """
    taken = -(-(20 + 8 * (len(address) + 1)) * 2 // 11)
    return f"{address}#{code}" if address and taken + len(code) <= MAX_CHARACTERS else code


def bare(said: str) -> str:
    """The code text in what a QR code says."""
    return said.rpartition("#")[2]


def as_typed(text: str) -> str:
    """A code text as somebody pasted it, in the form that ``decode`` takes: without spaces, line ends, the byte order
    mark that Notepad writes, and an address before #."""
    return bare("".join(text.replace("\ufeff", "").split())).upper()


# ---------------------------------------------------------------- payload


def _payload(facts: Facts, signer: str) -> bytes:
    days = (facts.issued_on, facts.valid_until)
    head = bytes([ALGORITHMS["ES256"]]) + bytes.fromhex(signer)
    return b"".join([head, *(_day(day) for day in days), *(_packed(name, facts) for name in TEXT_FIELDS)])


def _day(day: date) -> bytes:
    return (day - _EPOCH).days.to_bytes(2, "big")


def _packed(name: str, facts: Facts) -> bytes:
    text: str = getattr(facts, name)
    narrow, wide = text.encode("utf-8"), text.encode("utf-16-be")
    units, data, mark = (len(wide) // 2, wide, _WIDE) if len(wide) < len(narrow) else (len(narrow), narrow, 0)
    if units >= _WIDE:
        raise _too_long(facts, units - _WIDE + 1)
    return bytes([mark | units]) + data


def _too_long(facts: Facts, over: int) -> CertificateTextTooLong:
    field, text = max(facts.texts().items(), key=lambda item: len(item[1].encode("utf-8")))
    return CertificateTextTooLong(fact=field, length=len(text), over=over)


def _facts(payload: bytes) -> Facts | None:
    if payload[0] != ALGORITHMS["ES256"]:
        return None
    issued, valid = (int.from_bytes(payload[at : at + 2], "big") for at in (_HEAD_BYTES - 4, _HEAD_BYTES - 2))
    texts: dict[str, str] = {}
    at = _HEAD_BYTES
    for name in TEXT_FIELDS:
        if at >= len(payload):
            return None
        wide, units = payload[at] & _WIDE, payload[at] & ~_WIDE
        data = payload[at + 1 : at + 1 + units * (2 if wide else 1)]
        at += 1 + units * (2 if wide else 1)
        try:
            texts[name] = data.decode("utf-16-be" if wide else "utf-8")
        except UnicodeDecodeError:
            return None
    return Facts(issued_on=_EPOCH + timedelta(issued), valid_until=_EPOCH + timedelta(valid), **texts)


# ---------------------------------------------------------------- base 41


def _length41(length: int) -> int:
    return length // 2 * 3 + length % 2 * 2


def _to41(data: bytes) -> str:
    parts = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        digits = 3 if len(pair) == 2 else 2
        parts.append("".join(_ALPHABET[value // 41**place % 41] for place in reversed(range(digits))))
    return "".join(parts)


def _from41(text: str) -> bytes | None:
    data = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        size = len(group) - 1
        value = 0
        for char in group:
            if char not in _VALUES:
                return None
            value = value * 41 + _VALUES[char]
        if not size or value >= 256**size:
            return None
        data += value.to_bytes(size, "big")
    return bytes(data)
