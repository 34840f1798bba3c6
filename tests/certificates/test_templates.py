"""Certificates on every template that new ones get: whatever the texts, nothing collides, nothing leaves the page, and
the file is as sound as on the first."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop_app.certificates.code import encode
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.layout import CertificateTextDoesNotFit, draw, draw_all
from desktop_app.certificates.making import Maker
from desktop_app.certificates.proof import State, verify_pdf
from desktop_app.pdf.archive import Description
from desktop_app.pdf.fonts import width
from desktop_app.pdf.page import MM, Sheet, Style
from desktop_app.templates.kept import shipped
from desktop_app.templates.space import ABOVE, BELOW, Box, boxes, inside
from desktop_app.templates.template import PAGES, Kind, Template
from tests.certificates.test_archival import elements
from tests.certificates.test_layout import CASES, LONG
from tests.certificates.test_scan import DPI, by_zbar, by_zxing, scanned
from tests.certificates.world import AT, ON, ZONE, Branch, facts

CAMPAIGN = bool(os.environ.get("BRANCH_EXAM_CAMPAIGN"))
BRANCH = Branch()
NEWEST = list({one.code: one for one in shipped()}.values())
SAID = facts(score="92.5", max_score="100")
CODE = encode(SAID, BRANCH.private)
EACH = pytest.mark.parametrize("template", NEWEST, ids=lambda one: one.name)


def issued(template: Template, **changes: Any) -> bytes:
    return Maker(BRANCH.private, BRANCH.certificate, AT, ZONE).make(facts(**changes), template).pdf


def placed(said: Facts, template: Template) -> list[Box]:
    """Where the texts of a certificate came to stand, in millimetres from the top left corner."""
    found: list[Box] = []
    real = Sheet.text

    def listen(sheet: Sheet, x: float, y: float, text: str, style: Style) -> None:
        wide = width(text, style.font, style.size, style.tracking * style.size)
        left, base = x - style.align.value * wide, sheet.size[1] - y
        found.append(
            Box(
                left / MM,
                (base - ABOVE * style.size) / MM,
                (left + wide) / MM,
                (base + BELOW * style.size) / MM,
            )
        )
        real(sheet, x, y, text, style)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Sheet, "text", listen)
        draw(said, CODE, AT, template=template)
    return found


_SCRIPTS = [
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60),
    st.text("𠀀𠮷𬱖𬭎𪚥张·", min_size=1, max_size=30),
    st.text("ABCWMQgjpy ÀÉŁżĞ'-·", min_size=1, max_size=90),
    st.lists(st.sampled_from(["Featherstonehaugh", "of", "Nguyễn", "Łukasz", "阿卜杜", "买买提·"])).map(" ".join),
    st.text("（），。、·—“”《》张", min_size=1, max_size=40),
]
_TEXTS = st.one_of(_SCRIPTS).map(str.strip).filter(bool)


@EACH
def test_whatever_the_texts_nothing_collides(template: Template) -> None:
    page, drawn = inside(template), list(template.drawn())
    solid = [
        box
        for one in drawn
        if one.kind in (Kind.QR, Kind.SEAL, Kind.PICTURE, Kind.LINE)
        for box in boxes(template, one)
    ]
    seal = template.field("seal")
    assert seal is not None
    within = [box for box in solid if box != boxes(template, seal)[0]]
    fitted: list[int] = []

    @settings(max_examples=2000 if CAMPAIGN else 60, deadline=None)
    @given(holder=_TEXTS, title=_TEXTS, issuer=_TEXTS, post=_TEXTS, unit=_TEXTS, staff_no=_TEXTS)
    def check(**texts: str) -> None:
        try:
            texts_at = placed(facts(score="92.5", max_score="100", **texts), template)
        except CertificateTextDoesNotFit:
            return
        fitted.append(1)
        for one in texts_at:
            assert one.within(page)
            assert not any(one.overlaps(other) for other in within)
        for one, other in combinations(texts_at, 2):
            assert not one.overlaps(other)

    check()
    assert len(fitted) > 10


@EACH
@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("two lines")])
def test_long_and_rare_names_have_a_place(template: Template, name: str) -> None:
    at = placed(facts(**CASES[name]), template)
    assert len(at) >= 15
    assert not [one for one in at if not one.within(inside(template))]


@EACH
def test_it_is_read_aloud_in_the_order_of_its_fields(template: Template) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    pdf = issued(template, score="92.5", max_score="100")
    told = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    texts = [line.strip().strip('"') for line in told.splitlines() if line.strip().startswith('"')]
    printed = SAID.printed()
    expected = []
    for one in template.drawn():
        match one.kind:
            case Kind.FACT:
                expected += [one.label, printed[one.fact]]
            case Kind.SEAL:
                # Together they are one figure, of which the reader is told the first.
                expected.append(one.text)
            case _:
                expected.append(one.text)
    assert [text for text in texts if text] == [text for text in expected if text]
    kinds = [kind for kind, _, _ in elements(pdf)]
    assert kinds.count("H1") == 1
    assert kinds.count("Figure") == 2
    assert kinds.count("Lbl") == kinds.count("LBody") == 7


@EACH
def test_checkers_find_nothing(template: Template, tmp_path: Path) -> None:
    path = tmp_path / "c.pdf"
    path.write_bytes(issued(template, **LONG))
    assert verify_pdf(path.read_bytes(), [BRANCH.public], on=ON).state is State.VALID
    if shutil.which("qpdf") is not None:
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    if shutil.which("pdfsig") is not None:
        told = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid." in told
    pdfa = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    pdf = draw(SAID, CODE, AT, template=template)
    conformance = b"<pdfaid:conformance>%s</pdfaid:conformance>"
    report = pdfa.validate_written(BytesIO(pdf.replace(conformance % b"A", conformance % b"B")), "3b")
    assert list(report.findings) == []


@EACH
@pytest.mark.parametrize("read", [by_zxing, by_zbar])
def test_two_decoders_read_a_slanted_grey_scan(template: Template, read: Any, tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    from PIL import Image

    path = tmp_path / "c.pdf"
    path.write_bytes(issued(template, **LONG))
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", path, path.with_suffix("")], check=True)
    with Image.open(path.with_suffix(".pgm")) as page:
        scanned(page, 2.5, 0.5, 20).save(tmp_path / "scan.png")
    about = PdfReader(path).metadata
    assert about is not None
    assert read(tmp_path / "scan.png") == [about["/Keywords"]]


@EACH
def test_it_is_small(template: Template) -> None:
    assert len(issued(template)) < 60_000
    assert len(issued(template, **LONG)) < 80_000


def test_templates_of_all_sizes_go_into_one_document() -> None:
    pages = [(SAID, CODE, template) for template in [*NEWEST, NEWEST[0]]]
    reader: Any = PdfReader(BytesIO(draw_all(pages, Description("证书", "b", "", AT))))
    for page, (_, _, template) in zip(reader.pages, pages, strict=True):
        size = (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM)
        assert size == pytest.approx(PAGES[template.page], abs=0.01)
    frames = [next(iter(page["/Resources"]["/XObject"].values())).get_object() for page in reader.pages]
    assert frames[0] == frames[-1]
    assert len({frame.get_data() for frame in frames}) == len(NEWEST)
