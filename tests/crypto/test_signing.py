"""ES256 signatures, in agreement with openssl."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from desktop_app.crypto import signing

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def test_a_signature_holds_for_its_message_and_key_alone() -> None:
    private = signing.new_key()
    public = signing.public_pem(private)
    signature = signing.sign_raw(private, b"message")
    assert len(signature) == 64
    assert signing.verify_raw(public, signature, b"message")
    assert not signing.verify_raw(public, signature, b"massage")
    assert not signing.verify_raw(signing.public_pem(signing.new_key()), signature, b"message")
    for n in range(64):
        changed = bytearray(signature)
        changed[n] ^= 1
        assert not signing.verify_raw(public, bytes(changed), b"message")


@pytest.mark.parametrize("signature", [b"", b"\0" * 63, b"\0" * 65, b"\0" * 64, b"\xff" * 64])
def test_what_is_no_signature(signature: bytes) -> None:
    assert not signing.verify_raw(signing.public_pem(signing.new_key()), signature, b"message")


def test_what_is_no_p256_key() -> None:
    signature = signing.sign_raw(signing.new_key(), b"message")
    others: list[ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey] = [
        ec.generate_private_key(ec.SECP384R1()).public_key(),
        ed25519.Ed25519PrivateKey.generate().public_key(),
    ]
    pems = [
        key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo) for key in others
    ]
    for public in (b"", b"not a key", *pems):
        assert not signing.verify_raw(public, signature, b"message")
    private = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(TypeError):
        signing.sign_raw(private, b"message")


def test_a_self_signed_certificate() -> None:
    private = signing.new_key()
    der = signing.self_signed_certificate(private, "城东支行" * 30, AT)
    assert signing.certificate_public_pem(der) == signing.public_pem(private)
    certificate = x509.load_der_x509_certificate(der)
    certificate.verify_directly_issued_by(certificate)
    assert certificate.not_valid_before_utc < AT
    assert certificate.not_valid_after_utc.year == 2046
    (common_name,) = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    assert common_name.value == ("城东支行" * 30)[:21]
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign


def test_a_certificate_of_another_kind_of_key() -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x")])
    der = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(AT)
        .not_valid_after(AT.replace(year=2027))
        .sign(key, None)
        .public_bytes(serialization.Encoding.DER)
    )
    with pytest.raises(TypeError):
        signing.certificate_public_pem(der)


def test_openssl_agrees(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine")
    private = signing.new_key()
    signature = signing.sign_raw(private, b"message")
    encoded = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    (tmp_path / "key.pem").write_bytes(signing.public_pem(private))
    (tmp_path / "signature").write_bytes(encoded)
    (tmp_path / "message").write_bytes(b"message")
    said = subprocess.run(
        [openssl, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "message"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "Verified OK"
