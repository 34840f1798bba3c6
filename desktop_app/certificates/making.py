"""A certificate made of its facts: the code text, the credential, the page, the signature.

Promises: facts, key and instant in, bytes out. Must not know the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from desktop_app.certificates import credential, layout
from desktop_app.certificates.code import behind, encode
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.signature import sign_pdf
from desktop_app.pdf.archive import Attachment
from desktop_app.templates.template import Template


@dataclass(frozen=True, slots=True)
class Made:
    """A certificate: what its QR code says, and the signed file."""

    code: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes certificates with one key (PKCS#8) and its X.509 certificate, at one instant; ``zone`` is the
    branch's, ``address`` what the QR code says before the code text."""

    private: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    at: datetime
    zone: tzinfo
    address: str = ""

    def make(self, facts: Facts, template: Template | None = None) -> Made:
        """The certificate of these facts, on the default template where none is given.

        Raises ``CertificateTextTooLong``, ``CharactersMissing``, ``CertificateTextDoesNotFit``."""
        code = behind(self.address, encode(facts, self.private))
        token = credential.credential(facts, self.private, self.at, self.zone)
        attached = Attachment(
            credential.FILE_NAME, credential.MEDIA_TYPE, token.encode("ascii"), "电子凭证 Open Badges 3.0"
        )
        page = layout.draw(facts, code, self.at, [attached], template)
        return Made(code, sign_pdf(page, self.private, self.certificate, self.at))
