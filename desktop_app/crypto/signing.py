"""ES256 (ECDSA on P-256 with SHA-256): make a key, sign, verify, certify.

Promises: private keys are PKCS#8 DER, public keys PEM, signatures the 64 bytes of JWS (RFC 7518, section 3.4: r and
s). Knows no file and no row.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import NameOID

SIGNATURE_BYTES: Final = 64
_HALF: Final = SIGNATURE_BYTES // 2
_YEARS: Final = 20
_NAME_LIMIT: Final = 64
"""X.520 ub-common-name and ub-organization-name."""


def new_key() -> bytes:
    """A fresh private key, PKCS#8 DER."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_pem(private: bytes) -> bytes:
    """The public key of a private one, PEM."""
    return _pem(_private(private).public_key())


def as_public_pem(public: bytes) -> bytes:
    """A P-256 public key (PEM) as it is written here. Raises ``ValueError`` or ``TypeError`` for anything else."""
    key = serialization.load_pem_public_key(public)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("not a P-256 key")
    return _pem(key)


def certificate_public_pem(certificate: bytes) -> bytes:
    """The public key that an X.509 certificate (DER) certifies, PEM."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError("not an EC certificate")
    return _pem(key)


def sign_raw(private: bytes, message: bytes) -> bytes:
    """Sign: r and s, 32 bytes each."""
    r, s = decode_dss_signature(_private(private).sign(message, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


def verify_raw(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` over ``message`` is by the key ``public`` (PEM). False, too, for what is no P-256 key or
    signature."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    try:
        key = serialization.load_pem_public_key(public)
    except ValueError:
        return False
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        return False
    encoded = encode_dss_signature(int.from_bytes(signature[:_HALF], "big"), int.from_bytes(signature[_HALF:], "big"))
    try:
        key.verify(encoded, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def self_signed_certificate(private: bytes, name: str, at: datetime) -> bytes:
    """An X.509 certificate (DER) by which the key vouches for itself as ``name``, from ``at`` for twenty years.

    A name longer than X.520 allows is cut there: 64 characters as the organization, 64 bytes as the common name.
    """
    key = _private(private)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:_NAME_LIMIT]),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(name)),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A day back: another machine's clock may be behind this one's.
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365 * _YEARS + 5))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    return built.public_bytes(serialization.Encoding.DER)


def _cut(name: str) -> str:
    return name.encode()[:_NAME_LIMIT].decode(errors="ignore")


def _private(private: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_der_private_key(private, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an EC key")
    return key


def _pem(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
