"""X.509: a root certifies the keys of its branches (RFC 5280); a branch asks for it by a request (PKCS#10).

Promises: certificates are DER, requests and public keys PEM; what cannot be read is no certificate, never an
exception of a library. Knows no file and no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_app.base.errors import InputError

ROOT_YEARS: Final = 20
KEY_YEARS: Final = 5
NAME_LIMIT: Final = 64
"""X.520 ub-organization-name: a longer name is cut there."""
PEM_HEAD: Final = b"-----BEGIN CERTIFICATE-----"
"""What a certificate as PEM begins with (RFC 7468, 5.1)."""
_DAY: Final = timedelta(days=1)
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm)


class RequestUnreadable(InputError):
    """The file is no certificate request for a P-256 key, or its signature does not hold."""

    code = "key_request_unreadable"


@dataclass(frozen=True, slots=True)
class Request:
    """What a branch asks a root to certify: its name, and its public key (PEM)."""

    name: str
    public: bytes


def root_certificate(private: bytes, name: str, at: datetime) -> bytes:
    """The certificate (DER) by which ``private`` (PKCS#8) becomes a root that certifies keys and signs lists."""
    key = _key(private)
    subject = _name(name)
    built = _builder(subject, subject, key.public_key(), at, ROOT_YEARS)
    usage = _usage(digital_signature=True, certify=True)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(usage, critical=True)
    return built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def certify(private: bytes, root: bytes, request: Request, at: datetime) -> bytes:
    """The certificate (DER) of a branch's key, by the root ``root`` (DER) and its key; it ends no later than the
    root."""
    key = _key(private)
    above = x509.load_der_x509_certificate(root)
    public = serialization.load_pem_public_key(request.public)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise TypeError("not an EC key")
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    built = _builder(_name(request.name), above.subject, public, at, KEY_YEARS, above.not_valid_after_utc)
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(_usage(digital_signature=True, certify=False), critical=True)
    built = built.add_extension(identifier, critical=False)
    return built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def request(private: bytes, name: str) -> bytes:
    """A branch's request (PKCS#10, PEM) to have its key certified; signed by that key, so that nobody can ask for
    another's."""
    built = x509.CertificateSigningRequestBuilder().subject_name(_name(name))
    return built.sign(_key(private), hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def read_request(data: bytes) -> Request:
    """The request in a file. Raises ``RequestUnreadable``."""
    try:
        found = x509.load_pem_x509_csr(data)
        public = found.public_key()
        holds = found.is_signature_valid
    except (*_UNREADABLE, InvalidSignature):
        raise RequestUnreadable from None
    name = _organization(found.subject)
    if not holds or not name or not isinstance(public, ec.EllipticCurvePublicKey):
        raise RequestUnreadable
    if not isinstance(public.curve, ec.SECP256R1):
        raise RequestUnreadable
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return Request(name, public.public_bytes(serialization.Encoding.PEM, form))


def is_root(certificate: bytes) -> bool:
    """Whether a certificate (DER) is a root: a CA that vouches for itself."""
    return certified_by(certificate, certificate, root=True)


@lru_cache(maxsize=256)
def certified_by(certificate: bytes, above: bytes, *, root: bool = False) -> bool:
    """Whether the root ``above`` certified ``certificate`` (both DER) as a key that signs; ``root``: as a root."""
    try:
        one, two = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(above)
        constraints = two.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = two.extensions.get_extension_for_class(x509.KeyUsage).value
        own = one.extensions.get_extension_for_class(x509.BasicConstraints).value
        may_sign = one.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
        one.verify_directly_issued_by(two)
    except (*_UNREADABLE, InvalidSignature, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
    return constraints.ca and usage.key_cert_sign and own.ca is root and may_sign


def vouches_for_itself(certificate: bytes) -> bool:
    """Whether a certificate (DER) is signed by the key it is for."""
    found = x509.load_der_x509_certificate(certificate)
    try:
        found.verify_directly_issued_by(found)
    except (*_UNREADABLE, InvalidSignature):
        return False
    return True


def holds_on(certificate: bytes, day: date) -> bool:
    """Whether a certificate (DER) was good on a day; one day early is allowed for, since days differ by place."""
    found = x509.load_der_x509_certificate(certificate)
    return (found.not_valid_before_utc - _DAY).date() <= day <= found.not_valid_after_utc.date()


def ends_on(certificate: bytes) -> date:
    """The last day of a certificate (DER)."""
    return x509.load_der_x509_certificate(certificate).not_valid_after_utc.date()


def name_of(certificate: bytes) -> str:
    """Whom a certificate (DER) names: its organization, else empty."""
    return _organization(x509.load_der_x509_certificate(certificate).subject)


def to_pem(certificate: bytes) -> bytes:
    """A certificate (DER) as PEM."""
    return x509.load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM)


def to_der(pem: bytes) -> bytes:
    """A certificate (PEM) as DER. Raises ``ValueError``."""
    return x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)


def _organization(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else ""


def _name(name: str) -> x509.Name:
    common = name.encode()[:NAME_LIMIT].decode(errors="ignore")
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:NAME_LIMIT]),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, digital_signature: bool, certify: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=not certify,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certify,
        crl_sign=certify,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    at: datetime,
    years: int,
    until: datetime | None = None,
) -> x509.CertificateBuilder:
    ends = at + timedelta(days=365 * years + 5)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        # A day back: another machine's clock may be behind this one's.
        .not_valid_before(at - _DAY)
        .not_valid_after(min(ends, until) if until else ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _key(private: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_der_private_key(private, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an EC key")
    return key
