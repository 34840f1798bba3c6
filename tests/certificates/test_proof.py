"""Verifying without a store: what is genuine is told from what is not, whatever is presented."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from desktop_app.certificates import layout, proof
from desktop_app.certificates.code import PREFIX, encode
from desktop_app.certificates.proof import (
    IssuerUnreadable,
    State,
    Verdict,
    read_issuers,
    read_serials,
    verify_code,
    verify_pdf,
)
from desktop_app.certificates.signature import signed_ranges, signer
from desktop_app.crypto.signing import new_key, public_pem
from desktop_app.pdf.archive import Description
from desktop_app.pdf.page import A4_LANDSCAPE, Style, document
from desktop_app.pdf.qr import qr_code
from desktop_app.pdf.reading import read_keywords, read_page
from tests.certificates.world import AT, ON, Branch, facts

CAMPAIGN = bool(os.environ.get("BRANCH_EXAM_CAMPAIGN"))
BRANCH = Branch()
OTHER = Branch("城西支行")
PDF = BRANCH.issue()
CODE = encode(facts(), BRANCH.private)
REFUSED = {State.FORGED, State.NOT_A_CERTIFICATE}


def verdict(pdf: bytes, *issuers: bytes, on: date = ON, **lists: Any) -> Verdict:
    return verify_pdf(pdf, issuers or (BRANCH.public,), on=on, **lists)


def test_a_genuine_one_is_valid() -> None:
    assert verdict(PDF) == Verdict(State.VALID, facts())
    assert verdict(PDF).genuine
    assert verdict(PDF, OTHER.public, BRANCH.public).state is State.VALID


def test_the_states_of_a_genuine_one() -> None:
    serial = facts().serial
    for verify, presented in ((verify_pdf, PDF), (verify_code, CODE)):

        def told(on: date = ON, verify: Any = verify, presented: Any = presented, **lists: Any) -> State:
            found: Verdict = verify(presented, [BRANCH.public], on=on, **lists)
            assert found.genuine
            assert found.facts == facts()
            return found.state

        assert told() is State.VALID
        assert told(date(2028, 11, 24)) is State.VALID
        assert told(date(2028, 11, 25)) is State.EXPIRED
        assert told(superseded=[serial]) is State.SUPERSEDED
        assert told(date(2030, 1, 1), superseded=[serial]) is State.SUPERSEDED
        assert told(revoked=[serial], superseded=[serial]) is State.REVOKED
        assert told(revoked=["BE-AAAAA1-2026-00002-X"]) is State.VALID


def test_of_another_branch() -> None:
    theirs = OTHER.issue(issuer="城西支行")
    assert verdict(theirs).state is State.UNKNOWN_ISSUER
    assert not verdict(theirs).genuine
    assert verify_pdf(theirs, (), on=ON).state is State.UNKNOWN_ISSUER
    assert verdict(theirs, OTHER.public).state is State.VALID
    code = encode(facts(), OTHER.private)
    assert verify_code(code, [BRANCH.public], on=ON).state is State.UNKNOWN_ISSUER


def test_one_byte_changed_anywhere() -> None:
    chance = random.Random(7)
    names = [{}, {"holder": "𬱖𬭎"}, {"score": "92.5", "max_score": "100"}, {"holder": "Anna Smith"}, {"post": ""}]
    for changes in names:
        pdf = BRANCH.issue(**changes)
        assert verdict(pdf).state is State.VALID
        for at in chance.sample(range(len(pdf)), 3000 if CAMPAIGN else 150):
            changed = bytearray(pdf)
            changed[at] ^= chance.randrange(1, 256)
            found = verdict(bytes(changed))
            assert found.state in REFUSED, (at, found)


def test_one_byte_changed_in_the_signature_container_or_about_it() -> None:
    """Here nothing is covered by the signature: each byte has one way to be."""
    ranges = signed_ranges(PDF)
    assert ranges is not None
    start = PDF.index(b"<" + ranges[1] + b">") - 40
    chance = random.Random(8)
    for at in range(start, start + len(ranges[1]) + 80):
        for change in (0x20, chance.randrange(1, 256)):
            changed = bytearray(PDF)
            changed[at] ^= change
            assert verdict(bytes(changed)).state in REFUSED, at


@pytest.mark.parametrize(
    "pdf",
    [
        PDF + b"\n",
        PDF + b"%%EOF\n",
        PDF[:-1],
        PDF[: len(PDF) // 2],
        PDF[:100],
        b"\n" + PDF,
        PDF + PDF,
        PDF.replace(b"(Issuer)", b"(issuer)"),
    ],
)
def test_something_added_or_cut_off(pdf: bytes) -> None:
    assert verdict(pdf).state in REFUSED


def test_saved_again_with_another_name() -> None:
    for producer in ("plain", "compressed"):
        writer = PdfWriter(clone_from=BytesIO(PDF))
        if producer == "compressed":
            writer.compress_identical_objects()
        out = BytesIO()
        writer.write(out)
        found = verdict(out.getvalue())
        assert found.state is State.FORGED
        assert found.why == "file_changed"


def test_facts_hidden_in_object_streams_are_forged_all_the_same(tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    (tmp_path / "a.pdf").write_bytes(PDF)
    subprocess.run(["qpdf", "--object-streams=generate", "a.pdf", "b.pdf"], cwd=tmp_path, check=True)
    packed = (tmp_path / "b.pdf").read_bytes()
    assert b"/Keywords" not in packed
    assert verdict(packed) == Verdict(State.FORGED, facts(), "file_changed")


def test_unsigned_it_proves_nothing() -> None:
    assert verdict(layout.draw(facts(), CODE, AT)).state is State.FORGED


def test_signed_by_somebody_else_over_a_genuine_code() -> None:
    found = verdict(OTHER.sign(layout.draw(facts(), CODE, AT)), BRANCH.public, OTHER.public)
    assert (found.state, found.why) == (State.FORGED, "code_of_another")
    assert verdict(OTHER.sign(layout.draw(facts(), CODE, AT))).state is State.FORGED


def test_codes_exchanged_between_two_certificates() -> None:
    """Even with the branch's own key: the paper says one thing and the code another."""
    anna, bert = facts(holder="安娜"), facts(holder="伯特", serial="BE-K7M2Q1-2026-00002-V")
    codes = [encode(said, BRANCH.private) for said in (bert, anna)]
    for said, code in zip((anna, bert), codes, strict=True):
        found = verdict(BRANCH.sign(layout.draw(said, code, AT)))
        assert (found.state, found.why) == (State.FORGED, "text_differs")


def test_a_qr_code_of_another_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    other = encode(facts(holder="李四"), BRANCH.private)
    real = qr_code
    monkeypatch.setattr(layout, "qr_code", lambda code: real(other))
    found = verdict(BRANCH.sign(layout.draw(facts(), CODE, AT)))
    assert (found.state, found.why) == (State.FORGED, "qr_of_another")


@pytest.mark.parametrize(
    "change",
    [
        {"holder": "张三三"},
        {"holder": "李四"},
        {"staff_no": "T002"},
        {"title": "产品知识"},
        {"valid_until": date(2038, 11, 24)},
        {"serial": "BE-K7M2Q1-2026-00002-V"},
        {"score": "100", "max_score": "100"},
        {"post": ""},
        {"unit": ""},
    ],
)
def test_a_page_that_prints_something_else(change: dict[str, Any]) -> None:
    found = verdict(BRANCH.sign(layout.draw(facts(**change), CODE, AT)))
    assert (found.state, found.why, found.facts) == (State.FORGED, "text_differs", facts())


def test_a_damaged_code_in_a_file_that_is_signed() -> None:
    found = verdict(BRANCH.sign(layout.draw(facts(), CODE[:-1], AT)))
    assert (found.state, found.why) == (State.FORGED, "code_unreadable")


def _plain(keywords: str = "", name: str = "") -> bytes:
    with document(A4_LANDSCAPE, Description("会议纪要", "a", "b", AT, keywords)) as (sheet, out), sheet.marked(name):
        pass
    return out.getvalue()


def test_what_is_no_certificate() -> None:
    for data in (b"", b"%PDF-", b"PK\x03\x04", os.urandom(1000), _plain(), BRANCH.sign(_plain())):
        assert verdict(data) == Verdict(State.NOT_A_CERTIFICATE)


def test_a_signed_file_with_the_code_alone() -> None:
    found = verdict(BRANCH.sign(_plain(CODE)))
    assert (found.state, found.why) == (State.FORGED, "text_differs")


def test_code_texts() -> None:
    def told(text: str) -> tuple[State, str]:
        found = verify_code(text, [OTHER.public, BRANCH.public], on=ON)
        return found.state, found.why

    assert told(CODE) == (State.VALID, "")
    assert told(f" https://bank.example/v#{CODE.lower()}\n") == (State.VALID, "")
    assert told("") == (State.NOT_A_CERTIFICATE, "")
    assert told("https://bank.example/") == (State.NOT_A_CERTIFICATE, "")
    assert told(CODE[:-1]) == (State.FORGED, "code_unreadable")
    assert told(PREFIX) == (State.FORGED, "code_unreadable")
    last = "0" if CODE[-1] != "0" else "1"
    assert told(CODE[:-1] + last)[0] is State.FORGED


def test_a_code_with_another_signature() -> None:
    changed = encode(facts(holder="李四"), BRANCH.private)[:-40] + CODE[-40:]
    found = verify_code(changed, [BRANCH.public], on=ON)
    assert found.state is State.FORGED


@settings(max_examples=3000 if CAMPAIGN else 150, deadline=None)
@given(st.data())
def test_no_mutation_verifies_or_crashes(data: st.DataObject) -> None:
    pdf = bytearray(PDF)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(pdf) - 1))
        how = data.draw(st.sampled_from(["change", "cut", "repeat", "insert"]))
        length = data.draw(st.integers(1, 200))
        if how == "change":
            pdf[at] ^= data.draw(st.integers(1, 255))
        elif how == "cut":
            del pdf[at : at + length]
        elif how == "repeat":
            pdf[at:at] = pdf[at : at + length]
        else:
            pdf[at:at] = data.draw(st.binary(min_size=1, max_size=20))
        if not pdf:
            break
    found = verdict(bytes(pdf))
    assert found.state in REFUSED or bytes(pdf) == PDF
    # What stands behind the signature is asked too, as a forger who signs for themselves would have it asked.
    read_keywords(bytes(pdf))
    read_page(bytes(pdf))


HOSTILE = [
    b"/Pages 6 0 R>>",
    b"/Kids [ 6 0 R ]",
    b"/Length 99999999999999999999",
    b"/Size -1",
    b"/Prev 0",
    b"<<" * 3000,
    b"[" * 3000,
    b"/ToUnicode 1 0 R",
    b"/Filter [ /FlateDecode /LZWDecode /ASCII85Decode /JPXDecode ]",
    b"/Type /ObjStm /N 1000000 /First -1",
    b"/Font null",
    b"1 0 obj 1 0 R endobj",
    b"(\\777\\",
    b"/Contents [ 1 0 R 2 0 R null ]",
    b"/Keywords 1 0 R",
    b"/Keywords [",
    b"startxref\n7\n%%EOF",
    b"trailer << /Root 1 0 R /Info 1 0 R /Encrypt 1 0 R >>",
]


@settings(max_examples=3000 if CAMPAIGN else 200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000_000), st.sampled_from(HOSTILE), st.booleans()), min_size=1, max_size=3))
def test_hostile_structure_is_read_or_not_but_never_raises(pieces: list[tuple[int, bytes, bool]]) -> None:
    page = bytearray(layout_page())
    for at, piece, over in pieces:
        # Where structure is: between objects, not inside the fonts.
        places = [found for found in range(len(page)) if page.startswith((b"/", b"obj", b"xref"), found)] or [0]
        where = places[at % len(places)]
        page[where : where + (len(piece) if over else 0)] = piece
    read_keywords(bytes(page))
    read_page(bytes(page))
    assert verdict(bytes(page)).state in REFUSED


def layout_page(kept: list[bytes] = []) -> bytes:  # noqa: B006
    if not kept:
        kept.append(_plain(CODE, "holder"))
    return kept[0]


def test_a_file_beyond_reason_is_not_read() -> None:
    told = verdict(PDF[:-10] + b" " * 21_000_000)
    assert (told.state, told.why) == (State.NOT_A_CERTIFICATE, "certificate_file_too_large")
    assert read_page(b"%PDF-" + b" " * 21_000_000) is None


def test_two_pages_or_a_text_marked_twice_are_no_certificate() -> None:
    writer = PdfWriter(clone_from=BytesIO(layout.draw(facts(), CODE, AT)))
    writer.add_page(writer.pages[0])
    two = BytesIO()
    writer.write(two)
    assert read_page(two.getvalue()) is None
    with document(A4_LANDSCAPE, Description("t", "a", "b", AT, CODE)) as (sheet, out):
        for text in ("张三", "李四"):
            sheet.box(100, 100, 200, text, Style(11.5), name="holder")
    assert read_page(out.getvalue()) is None


def test_keys_are_read_from_pem_files() -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    certificate = x509.load_der_x509_certificate(OTHER.certificate).public_bytes(serialization.Encoding.PEM)

    def pem(key: Any) -> bytes:
        written: bytes = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return written

    strange = pem(ed25519.Ed25519PrivateKey.generate()) + pem(ec.generate_private_key(ec.SECP384R1()))
    broken = b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
    other_certificate = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    assert read_issuers(b"# ours\n" + BRANCH.public + strange + broken + other_certificate + certificate) == (
        BRANCH.public,
        OTHER.public,
    )
    private = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    for data in (b"", b"\xff\xfe", strange, broken, private):
        with pytest.raises(IssuerUnreadable):
            read_issuers(data)


def test_lists_of_serials() -> None:
    text = "\ufeff# 撤销名单\nbe-a-1\nBE-A-2, revoked\nBE-A-3 superseded # renewed\n\n   \n"
    assert read_serials(text.encode()) == (frozenset({"BE-A-1", "BE-A-2"}), frozenset({"BE-A-3"}))
    assert read_serials(b"\xff\xfe\x00") == (frozenset({"\ufffd\ufffd\x00"}), frozenset())


def test_a_signature_that_is_no_signature() -> None:
    assert signer(b"%PDF-1.7") is None
    assert signer(PDF.replace(b"/ByteRange [0 ", b"/ByteRange [1 ")) is None
    ranges = signed_ranges(PDF)
    assert ranges is not None
    digits = ranges[1]
    length = len(digits)

    def container(data: bytes) -> bytes:
        return PDF.replace(digits, data.hex().upper().encode().ljust(length, b"0"))

    der = bytes.fromhex(digits.decode())
    for data in (b"", b"\x30\x82", b"\x30\x82\xff\xff", b"\x30\x82\x00\x04\x05\x00\x05\x00", der[:40], der[:300]):
        assert signer(container(data)) is None
    assert signer(PDF.replace(digits, b"Z" * length)) is None
    assert signer(PDF.replace(digits, digits.lower())) is None


def test_nothing_of_the_window_or_the_store_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(PDF)
    (tmp_path / "k.pem").write_bytes(BRANCH.public)
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from desktop_app.certificates.proof import read_issuers, verify_pdf\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "keys = read_issuers((folder / 'k.pem').read_bytes())\n"
        "print(verify_pdf((folder / 'c.pdf').read_bytes(), keys, on=date(2026, 11, 24)).state)\n"
        "heavy = ('PySide6', 'sqlcipher3', 'sqlite_utils', 'pyhanko', 'reportlab', 'desktop_app.store')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["valid", "[]"]
    assert done.stderr == ""


def test_pyhanko_says_the_same(expected_logs: set[str]) -> None:
    expected_logs.add("pyhanko.sign.validation.generic_cms")
    from asn1crypto.x509 import Certificate as Asn1Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    for trusted in (BRANCH, OTHER):
        context = ValidationContext(
            trust_roots=[Asn1Certificate.load(trusted.certificate)], allow_fetching=False, moment=AT
        )
        embedded = PdfFileReader(BytesIO(PDF)).embedded_signatures[0]
        status = validate_pdf_signature(embedded, context)
        assert status.intact
        assert status.valid
        assert status.trusted is (trusted is BRANCH)
        assert str(status.coverage) == "SignatureCoverageLevel.ENTIRE_FILE"


def test_pdfsig_says_valid(tmp_path: Path) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    (tmp_path / "c.pdf").write_bytes(PDF)
    done = subprocess.run(["pdfsig", "-nocert", "c.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Signature is Valid" in done.stdout
    assert "Total document signed" in done.stdout


def test_signing_leaves_version_and_dates_alone() -> None:
    assert b"/Version /2.0" not in PDF
    # The document's and the attached credential's.
    assert PDF.count(b"/ModDate") == 2
    about = PdfReader(BytesIO(PDF)).metadata
    assert about is not None
    assert about.creation_date == about.modification_date == AT


def test_a_key_with_the_same_id_is_not_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The id is a hint, eight bytes long; trust is in the whole key."""
    stranger = public_pem(new_key())
    monkeypatch.setattr(proof, "key_id", lambda public: "0" * 16)
    assert verdict(PDF, stranger).state is State.UNKNOWN_ISSUER
