"""The signature of a PDF file: made by pyHanko, read with no tolerance at all.

Promises: ``signer`` names the key only where every byte of the file is as it was when it was signed: the signature
covers all of it but its own container, nothing follows, and the container is the one way of writing down that
signature, so that not even a byte of padding can differ. Must not know what the file says.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from desktop_app.crypto.signing import certificate_public_pem, verify_raw

FIELD = "Issuer"
_RANGE = re.compile(rb"/ByteRange ?\[ ?(\d{1,9}) (\d{1,9}) (\d{1,9}) (\d{1,9}) ?\]")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a file: the public key (PEM) and its X.509 certificate (DER), whether or not anybody trusts it."""

    public: bytes
    certificate: bytes


def sign_pdf(pdf: bytes, private: bytes, certificate: bytes, at: datetime) -> bytes:
    """``pdf`` signed as a certification that allows no change, with the key ``private`` (PKCS#8) and its X.509
    certificate.

    The first call in a process costs half a second: pyHanko is loaded here alone.
    """
    from desktop_app.certificates.signing import sign

    return sign(pdf, private, certificate, at, FIELD)


def signed_ranges(data: bytes) -> tuple[bytes, bytes] | None:
    """What the file's one signature covers and its container's hexadecimal digits; None unless it covers all the
    rest."""
    found = list(_RANGE.finditer(data))
    if len(found) != 1:
        return None
    start, before, after, tail = (int(number) for number in found[0].groups())
    gap = data[before:after]
    if start != 0 or after + tail != len(data) or before > after or gap[:1] != b"<" or gap[-1:] != b">":
        return None
    return data[:before] + data[after:], gap[1:-1]


def signer(data: bytes) -> Signer | None:
    """Who signed the file, provided that no byte of it has changed since; None otherwise."""
    ranges = signed_ranges(data)
    if ranges is None:
        return None
    covered, digits = ranges
    container = _container(digits)
    if container is None:
        return None
    try:
        return _check(container, hashlib.sha256(covered).digest())
    except _UNREADABLE:
        return None


# What asn1crypto and cryptography raise over bytes that are no CMS, certificate or key.
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError)


def _container(digits: bytes) -> bytes | None:
    """The DER bytes in the container, provided that they are written in capital digits and padded with zeros alone."""
    try:
        data = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None
    if len(data) < 4 or data[:2] != b"\x30\x82":
        return None
    end = 4 + int.from_bytes(data[2:4], "big")
    if data[:end].hex().upper().encode() + b"0" * (2 * (len(data) - end)) != digits:
        return None
    return data[:end]


def _check(container: bytes, digest: bytes) -> Signer | None:
    # tsp teaches cms what a signing_certificate_v2 is (RFC 5035).
    from asn1crypto import cms, tsp  # noqa: F401

    content = cms.ContentInfo.load(container)["content"]
    certificate = content["certificates"][0].chosen.dump()
    info = content["signer_infos"][0]
    signed, signature = info["signed_attrs"], info["signature"].native
    if _written_again(certificate, signed, signature) != container:
        return None
    values = {attribute["type"].native: attribute["values"] for attribute in signed}
    named = values["signing_certificate_v2"][0]["certs"][0]
    if (
        values["content_type"][0].native != "data"
        or values["message_digest"][0].native != digest
        or named["hash_algorithm"]["algorithm"].native != "sha256"
        or named["cert_hash"].native != hashlib.sha256(certificate).digest()
    ):
        return None
    public = certificate_public_pem(certificate)
    r, s = decode_dss_signature(signature)
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    # RFC 5652, 5.4: what is signed is the attributes as a SET OF, not as the [0] they are carried in.
    return Signer(public, certificate) if verify_raw(public, raw, signed.untag().dump()) else None


def _written_again(certificate: bytes, signed: Any, signature: bytes) -> bytes:
    """The container as ``sign_pdf`` makes it of its three parts."""
    from asn1crypto import cms
    from asn1crypto import x509 as asn1_x509

    parsed = asn1_x509.Certificate.load(certificate)
    sha256 = {"algorithm": "sha256"}
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": parsed.issuer, "serial_number": parsed.serial_number}}
        ),
        "digest_algorithm": sha256,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": signed,
        "signature": signature,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=parsed)],
        "signer_infos": [info],
    }
    whole = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})
    written: bytes = whole.dump()
    return written


def same_key(public: bytes, other: bytes) -> bool:
    """Whether two public keys (PEM) are one."""
    first, second = (serialization.load_pem_public_key(pem) for pem in (public, other))
    return first == second
