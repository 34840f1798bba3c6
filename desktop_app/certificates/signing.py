"""Signing a PDF file with pyHanko; importing this costs half a second.

A branch signs thousands of files with one key at one instant: their signature containers differ in two places alone,
the file's digest and the signature itself. pyHanko makes the first container of a key and an instant; the others are
that one with those two places filled anew, which takes a tenth of the time.

Promises: a container is byte for byte what pyHanko would make. Must not know what the file says.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

_DIGEST = hashlib.sha256(b"the place of a digest").digest()
_SIGNING = threading.Lock()
_LENGTH = 71
"""Of a signature in DER: half of them have this length; another attempt is cheap."""


@dataclass
class _Container:
    """A container over ``_DIGEST``, the attributes that are signed, and the signature over them."""

    whole: bytes
    signed: bytes
    signature: bytes


@dataclass
class _Key:
    """A key and the containers it has made, by what else is in them."""

    private: ec.EllipticCurvePrivateKey
    signer: _Signer
    made: dict[datetime, _Container] = field(default_factory=dict)

    def sign(self, message: bytes) -> bytes:
        while True:
            signature = self.private.sign(message, ec.ECDSA(hashes.SHA256()))
            if len(signature) == _LENGTH:
                return signature


class _Signer(signers.SimpleSigner):
    """pyHanko's signer, which is asked for the first container of an instant alone."""

    key: _Key
    at: datetime

    async def async_sign(self, data_digest: bytes, digest_algorithm: str, *args: Any, **settings: Any) -> Any:
        made = self.key.made.get(self.at)
        while made is None:
            content = await super().async_sign(_DIGEST, digest_algorithm, *args, **settings)
            info = content["content"]["signer_infos"][0]
            signature = info["signature"].native
            if len(signature) == _LENGTH:
                # RFC 5652, 5.4: what is signed is the attributes as a SET OF, not as the [0] they are carried in.
                made = _Container(content.dump(), info["signed_attrs"].untag().dump(), signature)
                self.key.made = {self.at: made}
        signed = made.signed.replace(_DIGEST, data_digest)
        whole = made.whole.replace(_DIGEST, data_digest).replace(made.signature, self.key.sign(signed))
        return cms.ContentInfo.load(whole)


class _Plain(signers.PdfSigner):
    """Signs at the instant it is given, and leaves the document's version alone."""

    at: datetime

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        """Nothing: for ECDSA pyHanko would write /Version /2.0, which PDF/A-2 and -3 do not allow."""

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        """A session whose time is the instant of issuing, not the machine's clock."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _Writer(IncrementalPdfFileWriter):
    """Leaves the document's description as it is; pyHanko would set its date to the machine's clock."""

    def _update_meta(self) -> None:
        pass


@lru_cache(maxsize=2)
def _key(private: bytes, certificate: bytes) -> _Key:
    loaded = serialization.load_der_private_key(private, password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError("not an EC key")
    signer = _Signer(
        signing_cert=asn1_x509.Certificate.load(certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    signer.key = _Key(loaded, signer)
    return signer.key


def sign(pdf: bytes, private: bytes, certificate: bytes, at: datetime, name: str) -> bytes:
    """``pdf`` with a field ``name`` that certifies it and allows no change; see ``signature.sign_pdf``."""
    about = signers.PdfSignatureMetadata(
        field_name=name, md_algorithm="sha256", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES
    )
    # Hexadecimal digits: the certificate, its issuer's name once more (at most half of it), and 700 bytes for the rest.
    reserved = 2 * (len(certificate) * 3 // 2 + 700)
    out = BytesIO()
    with _SIGNING:
        key = _key(private, certificate)
        key.signer.at = at
        signer = _Plain(about, key.signer)
        signer.at = at
        signer.sign_pdf(_Writer(BytesIO(pdf)), output=out, bytes_reserved=reserved)
    return out.getvalue()
