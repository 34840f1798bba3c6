"""Certificates that were changed, are another branch's, or whose QR codes were exchanged do not verify: asked on the
command line, with the issuer's key alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from desktop_app.base.clock import system_clock
from desktop_app.certificates import layout
from desktop_app.certificates.certificate import Certificate, certificate, certificates, render
from desktop_app.certificates.issuer import IssuerKey, issuer_key, issuer_pem
from desktop_app.certificates.proof import sign_pdf
from desktop_app.certificates.signature import signed_ranges
from desktop_app.crypto.signing import new_key, self_signed_certificate
from desktop_app.exams.admission import open_exam_of_plan
from desktop_app.exams.sitting import start, submit
from desktop_app.pdf.qr import qr_code
from desktop_app.staff import person
from desktop_app.store import Store
from tests.faults.branch import CAMPAIGN, PASSPHRASE, PEOPLE, Branch, make_branch

pytestmark = pytest.mark.slow
SEED = 6


@dataclass(frozen=True)
class Issued:
    """What a branch has issued, and the key that it issues with."""

    pdfs: tuple[bytes, ...]
    about: tuple[Certificate, ...]
    pem: bytes
    key: IssuerKey


def issued(folder: Path, name: str) -> Issued:
    """A branch whose five people have passed. Each has sat: certificates come of sittings alone."""
    store = Store.open(make_branch(folder, name).folder, passphrase=PASSPHRASE)
    reading = system_clock()
    for staff_no in PEOPLE:
        me = person(store, staff_no).actor
        exam = open_exam_of_plan(store, "AUTO", staff_no, reading)
        assert exam is not None
        submit(store, me, start(store, me, exam, reading), reading)
    from desktop_app.certificates.certificate import issue_due

    issue_due(store, person(store, "T001").actor, system_clock())
    about = tuple(certificate(store, one.serial) for one in certificates(store))
    made = Issued(
        tuple(render(store, one.serial) for one in about), about, issuer_pem(store), issuer_key(store, reading)
    )
    store.close()
    assert len(made.pdfs) == 5
    return made


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Issued:
    return issued(tmp_path_factory.mktemp("east") / "store", "城东支行")


@pytest.fixture
def verdict(ours: Issued, tmp_path: Path) -> Callable[[bytes], str]:
    """The verdict on a file, where there is no store; what is not valid is exit 1 and one line."""
    nowhere = Branch(tmp_path / "nowhere", passphrase=None)
    (tmp_path / "issuer.pem").write_bytes(ours.pem)

    def ask(pdf: bytes) -> str:
        (tmp_path / "presented.pdf").write_bytes(pdf)
        said = nowhere.run(
            "certificate", "verify", str(tmp_path / "presented.pdf"), "--issuer", str(tmp_path / "issuer.pem")
        )
        found: str = said.value["verdict"]
        assert said.status == (0 if found == "valid" else 1)
        assert len(said.err.splitlines()) == said.status, said
        assert not (tmp_path / "nowhere").exists()
        return found

    return ask


def test_a_genuine_one_is_valid(ours: Issued, verdict: Callable[[bytes], str]) -> None:
    assert verdict(ours.pdfs[0]) == "valid"


def test_one_byte_changed_anywhere(ours: Issued, verdict: Callable[[bytes], str]) -> None:
    chance = random.Random(SEED)
    for n in range(200 if CAMPAIGN else 5):
        pdf = bytearray(ours.pdfs[n % 5])
        pdf[chance.randrange(len(pdf))] ^= chance.randrange(1, 256)
        assert verdict(bytes(pdf)) in {"forged", "not a certificate"}


def test_one_byte_changed_where_no_signature_looks(ours: Issued, verdict: Callable[[bytes], str]) -> None:
    """The signature itself is not signed: its last letter, and the zeros behind it."""
    pdf = ours.pdfs[0]
    ranges = signed_ranges(pdf)
    assert ranges is not None
    start = pdf.index(b"<" + ranges[1] + b">") + 1
    used = len(ranges[1].rstrip(b"0"))
    for at in (start + used - 1, start + len(ranges[1]) - 1):
        changed = bytearray(pdf)
        changed[at] = ord("1") if changed[at] != ord("1") else ord("2")
        assert verdict(bytes(changed)) == "forged"
    lower = next(at for at in range(start, start + used) if chr(pdf[at]).isalpha())
    changed = bytearray(pdf)
    changed[lower] |= 0x20  # the same signature in small letters
    assert verdict(bytes(changed)) == "forged"
    assert verdict(pdf + b"\n") == "forged"


def test_from_another_branch(verdict: Callable[[bytes], str], tmp_path: Path) -> None:
    theirs = issued(tmp_path / "store", "城西支行")
    assert verdict(theirs.pdfs[0]) == "unknown issuer"


def exchanged(pdf: bytes, own: str, other: str) -> bytes:
    """The page with another's QR code drawn in place of its own, as an editor of PDFs would save it."""
    mine, theirs = qr_code(own), qr_code(other)
    assert mine is not None
    assert theirs is not None
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    drawn = contents.get_data()
    assert drawn.count(mine.path) == 1
    stream = StreamObject()
    stream.set_data(drawn.replace(mine.path, theirs.path))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_qr_codes_exchanged_by_an_editor(ours: Issued, verdict: Callable[[bytes], str]) -> None:
    first, second = (one.code for one in ours.about[:2])
    assert verdict(exchanged(ours.pdfs[0], first, second)) == "forged"
    assert verdict(exchanged(ours.pdfs[1], second, first)) == "forged"


@pytest.mark.parametrize("who", ["the forger", "the issuer"])
def test_qr_codes_exchanged_and_signed_anew(ours: Issued, verdict: Callable[[bytes], str], who: str) -> None:
    """By a key of the forger's own, and even by the issuer's: what is printed and what is coded must agree."""
    at = ours.about[0].issued_at
    private, shown = ours.key.private, ours.key.certificate
    if who == "the forger":
        private = new_key()
        shown = self_signed_certificate(private, "城东支行", at)
    first, second = ours.about[:2]
    for facts, code in ((first.facts, second.code), (second.facts, first.code)):
        assert verdict(sign_pdf(layout.draw(facts, code, at), private, shown, at)) == "forged"


def test_a_qr_code_of_another_beside_its_own_code_text(
    ours: Issued, verdict: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text inside the file is right, the picture on the page is another's, and the signature is the issuer's."""
    first, second = ours.about[:2]
    monkeypatch.setattr(layout, "qr_code", lambda _: qr_code(second.code))
    at = first.issued_at
    drawn = layout.draw(first.facts, first.code, at)
    assert verdict(sign_pdf(drawn, ours.key.private, ours.key.certificate, at)) == "forged"
