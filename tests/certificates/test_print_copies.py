"""Certificates drawn anew for paper: the pixels of the kept file, no signature, and no claim to one."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desktop_app.base.progress import Cancelled
from desktop_app.certificates.code import encode
from desktop_app.certificates.making import Maker
from desktop_app.certificates.print_order import Order, PrintOrderRefused, order_from
from desktop_app.certificates.print_sheets import NoRoomOnSheet, PrintSheet, arrange, draw_sheets, small_code
from desktop_app.certificates.proof import State, verify_pdf
from desktop_app.certificates.records import Certificate
from desktop_app.certificates.serial import serial_number
from desktop_app.pdf.page import MM
from desktop_app.pdf.reading import read_keywords
from desktop_app.templates.kept import default, shipped
from tests.certificates.test_layout import CASES
from tests.certificates.world import AT, ON, ZONE, Branch, facts

BRANCH = Branch()
ALL: list[dict[str, Any]] = [*CASES.values(), {"holder": "张三·𬱖𬭎", "score": "92.5", "max_score": "100"}]


def kept(number: int, **changes: Any) -> tuple[Certificate, bytes]:
    """A certificate and its signed file."""
    said = facts(serial=serial_number("K7M2Q1", 1, 2026, number), **changes)
    made = Maker(BRANCH.private, BRANCH.certificate, AT, ZONE).make(said)
    one = Certificate(said.serial, "S", "P1", said, made.code, "k", default().name, "E001", AT, None, None, None, None)
    return one, made.pdf


def several(count: int, name: str = "") -> list[Certificate]:
    name = name or default().name
    made = []
    for number in range(1, count + 1):
        said = facts(serial=serial_number("K7M2Q1", 1, 2026, number))
        code, at = encode(said, BRANCH.private), AT + timedelta(seconds=number)
        made.append(Certificate(said.serial, "S", "P1", said, code, "k", name, "E", at, None, None, None, None))
    return made


def arranged(ones: list[Certificate], order: Order) -> tuple[PrintSheet, ...]:
    return arrange(ones, order, {one.name: one for one in shipped()}.__getitem__)


def drawn(ones: list[Certificate], **order: Any) -> bytes:
    return draw_sheets(arranged(ones, Order(**order)), Order(**order))


def _pixels(pdf: bytes, path: Path, dots: int = 100) -> list[bytes]:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    path.with_suffix(".pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dots), path.with_suffix(".pdf"), path], check=True)
    return [page.read_bytes() for page in sorted(path.parent.glob(f"{path.name}-*.ppm"))]


def test_every_page_has_the_pixels_of_its_kept_file(tmp_path: Path) -> None:
    made = [kept(number, **changes) for number, changes in enumerate(ALL, 1)]
    anew = _pixels(drawn([one for one, _ in made]), tmp_path / "anew")
    assert len(anew) == len(ALL) >= 8
    for number, (_, signed) in enumerate(made):
        assert _pixels(signed, tmp_path / f"kept{number}") == [anew[number]]
    assert len(set(anew)) == len(anew)


def test_each_template_is_drawn_anew_as_it_was_issued(tmp_path: Path) -> None:
    ones, signed = [], []
    for number, template in enumerate(shipped(), 1):
        said = facts(serial=serial_number("K7M2Q1", 1, 2026, number))
        made = Maker(BRANCH.private, BRANCH.certificate, AT, ZONE).make(said, template)
        signed.append(made.pdf)
        name = template.name
        ones.append(Certificate(said.serial, "S", "P1", said, made.code, "k", name, "E", AT, None, None, None, None))
    anew = _pixels(drawn(ones), tmp_path / "anew")
    for number, pdf in enumerate(signed):
        assert _pixels(pdf, tmp_path / f"kept{number}") == [anew[number]], shipped()[number].name
    # The plain one stands upright, the others across: each on a sheet of its own size.
    assert len({page.split(b"\n", 2)[1] for page in anew}) == 2


def test_the_same_sheets_give_the_same_bytes() -> None:
    ones = several(5)
    assert drawn(ones, per_sheet=4) == drawn(ones, per_sheet=4)
    sheets = arranged(ones, Order())
    assert draw_sheets(sheets[2:3], Order()) == draw_sheets(arranged(ones, Order())[2:3], Order())


def test_fonts_and_frame_are_in_it_once() -> None:
    one, thirty = drawn(several(1)), drawn(several(30))
    assert len(thirty) - len(one) < 30 * 6_000
    fonts = {str(font["/BaseFont"]) for font in _fonts(thirty)}
    assert len(fonts) == len(_fonts(thirty)) == len(_fonts(one))


def _fonts(pdf: bytes) -> list[Any]:
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found[font.indirect_reference.idnum] = font.get_object()
    return list(found.values())


# ---------------------------------------------------------------- not to be mistaken for the certificate


def test_a_print_copy_says_what_it_is() -> None:
    about = PdfReader(BytesIO(drawn(several(1)))).metadata
    assert about is not None
    assert "打印件" in str(about.title)
    assert "unsigned" in str(about.subject)


@pytest.mark.parametrize("order", [{}, {"per_sheet": 4}, {"form": True}])
def test_verifying_a_print_copy_tells_what_its_code_says_and_no_more(order: dict[str, Any]) -> None:
    (one,) = several(1)
    verdict = verify_pdf(drawn([one], **order), [BRANCH.public], on=ON)
    assert (verdict.state, verdict.why, verdict.of_code) == (State.NOT_A_CERTIFICATE, "print_copy", State.VALID)
    assert verdict.facts == one.facts
    assert not verdict.genuine
    unknown = verify_pdf(drawn([one], **order), [Branch().public], on=ON)
    assert (unknown.state, unknown.of_code) == (State.NOT_A_CERTIFICATE, State.UNKNOWN_ISSUER)
    gone = verify_pdf(drawn([one], **order), [BRANCH.public], on=ON, revoked=[one.serial])
    assert (gone.state, gone.of_code) == (State.NOT_A_CERTIFICATE, State.REVOKED)


def test_several_on_paper_are_no_certificate_and_name_nobody() -> None:
    verdict = verify_pdf(drawn(several(3)), [BRANCH.public], on=ON)
    assert (verdict.state, verdict.why) == (State.NOT_A_CERTIFICATE, "print_copy")
    assert (verdict.facts, verdict.of_code) == (None, None)


def test_a_changed_code_in_a_print_copy_is_forged() -> None:
    (one,) = several(1)
    pdf = drawn([one])
    at = pdf.index(one.code.encode()) + 200
    changed = bytearray(pdf)
    changed[at] = ord("A") if changed[at] != ord("A") else ord("B")
    assert verify_pdf(bytes(changed), [BRANCH.public], on=ON).state is State.FORGED


def test_a_signed_file_that_calls_itself_a_print_copy_is_no_certificate_either() -> None:
    one, signed = kept(1)
    at = signed.index(one.code.encode())
    relabelled = signed[:at] + b"PRINT-COPY " + signed[at + len("PRINT-COPY ") :]
    verdict = verify_pdf(relabelled, [BRANCH.public], on=ON)
    assert not verdict.genuine
    assert verdict.why != "print_copy"


# ---------------------------------------------------------------- forms, offsets, several on a sheet


def _words(pdf: bytes, path: Path) -> list[tuple[str, float, float]]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True)
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', done.stdout)
    return [(word, float(x), float(y)) for x, y, word in found]


def test_a_form_gets_what_is_the_holder_s_alone(tmp_path: Path) -> None:
    (one,) = several(1)
    whole = "".join(word for word, _, _ in _words(drawn([one]), tmp_path / "whole.pdf"))
    sparing = "".join(word for word, _, _ in _words(drawn([one], form=True), tmp_path / "form.pdf"))
    for name, text in one.facts.printed().items():
        assert "".join(text.split()) in sparing, name
    for fixed in ("合格证书", "CERTIFICATE", "兹证明", "盖章处", "扫码核验", "工号"):
        assert fixed in whole
        assert fixed not in sparing
    page = PdfReader(BytesIO(drawn([one], form=True))).pages[0]
    assert "/XObject" not in page["/Resources"]  # type: ignore[operator]
    assert read_keywords(drawn([one], form=True)) == f"PRINT-COPY {one.code}"


def test_an_offset_moves_everything_by_tenths_of_a_millimetre(tmp_path: Path) -> None:
    ones = several(1)
    plain = _words(drawn(ones, form=True), tmp_path / "plain.pdf")
    moved = _words(drawn(ones, form=True, right=15, down=-7), tmp_path / "moved.pdf")
    assert len(plain) == len(moved) > 5
    for (word, x, y), (again, to_x, to_y) in zip(plain, moved, strict=True):
        assert word == again
        assert to_x - x == pytest.approx(1.5 * MM, abs=0.01)
        assert to_y - y == pytest.approx(-0.7 * MM, abs=0.01)


@pytest.mark.parametrize("per_sheet", [2, 4, 8, 10])
def test_several_on_a_sheet_and_what_is_left_on_the_last(per_sheet: int, tmp_path: Path) -> None:
    ones = several(11)
    pdf = drawn(ones, per_sheet=per_sheet)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == -(-11 // per_sheet)
    assert {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in pages} == {(595, 842)}
    text = "".join(word for word, _, _ in _words(pdf, tmp_path / "n.pdf"))
    assert [one.serial in text for one in ones] == [True] * 11


def test_codes_are_read_from_sheets_of_four(tmp_path: Path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    ones = several(4)
    pages = _pixels(drawn(ones, per_sheet=4), tmp_path / "four", dots=300)
    with Image.open(BytesIO(pages[0])) as scan:
        found = zxingcpp.read_barcodes(scan.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert {one.text for one in found} == {one.code for one in ones}


def test_a_code_too_small_for_telephones_is_named() -> None:
    ones = several(10)
    assert small_code(arranged(ones, Order())) is None
    assert small_code(arranged(ones, Order(per_sheet=2))) is None
    small = small_code(arranged(ones, Order(per_sheet=10)))
    assert small is not None
    assert small.side < 20
    assert small.module < 0.25


def test_what_cannot_be_asked_for() -> None:
    asked: tuple[tuple[str, Any], ...] = (
        ("per_sheet", 0),
        ("per_sheet", 11),
        ("margin", -1),
        ("gutter", 301),
        ("down", -301),
    )
    for field, value in asked:
        with pytest.raises(PrintOrderRefused) as refused:
            replace(Order(), **{field: value})
        assert refused.value.facts["fact"] == field
    with pytest.raises(NoRoomOnSheet):
        arranged(several(2), Order(per_sheet=10, margin=400, gutter=300))


def test_an_order_of_another_version_is_read() -> None:
    order = Order(per_sheet=8, form=True, right=-3)
    assert order_from(order.to_json()) == order
    assert order_from('{"per_sheet": 2, "staples": true}') == Order(per_sheet=2)


def test_cancel_stops_between_two_sheets() -> None:
    def second(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        draw_sheets(arranged(several(3), Order()), Order(), second)
    assert drawn(several(1)).startswith(b"%PDF")
