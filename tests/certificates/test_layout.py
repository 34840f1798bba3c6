"""The page as it comes out: nothing collides, nothing leaves the frame, the QR code is read by two decoders."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from desktop_app.certificates.code import encode
from desktop_app.certificates.facts import Facts, from_data, months_later, tidy
from desktop_app.certificates.layout import CertificateTextDoesNotFit, CharactersMissing, check, draw
from desktop_app.pdf.page import MM
from tests.certificates.world import AT, Branch, facts

BRANCH = Branch()
LONG = {
    "holder": "阿卜杜热西提·买买提明江艾合买提",
    "staff_no": "HB20261124001",
    "title": "个人客户经理（理财方向）产品知识、业务流程与监管法规综合能力认证",
    "issuer": "中国某某商业银行股份有限公司内蒙古自治区呼伦贝尔市分行",
    "post": "个人客户经理（理财方向）",
    "unit": "呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇支行营业部",
    "score": "92.55",
    "max_score": "100",
}
ENGLISH = {
    "holder": "Alexandrina Victoria Featherstonehaugh-Cholmondeley-Smythe of Marchmain",
    "title": "Retail Banking Products and Customer Service for Relationship Managers",
    "issuer": "Harbour City Branch, Third Commercial Bank",
    "post": "Senior Relationship Manager, Retail Banking",
    "unit": "Retail",
}
CASES: dict[str, dict[str, Any]] = {
    "short": {},
    "rare": {"holder": "𬱖𬭎𠀀", "score": "100", "max_score": "100"},
    "long": LONG,
    "english": ENGLISH,
    "two lines below": {"post": "个人客户经理" * 4, "unit": "营" * 45, "issuer": "支行" * 14},
    "two lines above": {"title": "综合认证" * 11, "holder": "张" * 40},
    "little": {"post": "", "unit": ""},
}


def page(**changes: Any) -> bytes:
    said = facts(**changes)
    return draw(said, encode(said, BRANCH.private), AT)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Facts, Path]:
    said = facts(**CASES[request.param])
    path = tmp_path / "c.pdf"
    path.write_bytes(draw(said, encode(said, BRANCH.private), AT))
    return said, path


def _needs(tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")


def test_lines_stay_apart_and_within_the_frame(case: tuple[Facts, Path]) -> None:
    _needs("pdftotext")
    _, path = case
    subprocess.run(["pdftotext", "-bbox-layout", path, path.with_suffix(".html")], check=True)
    found = re.findall(
        r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">',
        path.with_suffix(".html").read_text(errors="replace"),
    )
    boxes = [tuple(float(number) for number in box) for box in found]
    assert len(boxes) >= 15
    for x0, y0, x1, y1 in boxes:
        assert 18 * MM < x0 < x1 < (297 - 18) * MM
        assert 18 * MM < y0 < y1 < (210 - 16) * MM
    for n, (ax0, ay0, ax1, ay1) in enumerate(boxes):
        for bx0, by0, bx1, by1 in boxes[n + 1 :]:
            tall = min(ay1 - ay0, by1 - by0)
            # A line's box holds ascender and descender: up to a fifth of it is air.
            apart = min(ax1, bx1) <= max(ax0, bx0) or min(ay1, by1) - max(ay0, by0) < 0.2 * tall
            assert apart, ((ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1))


def test_what_is_printed_is_extracted(case: tuple[Facts, Path]) -> None:
    _needs("pdftotext")
    said, path = case
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    text = "".join(done.stdout.decode().split())
    for name, shown in said.printed().items():
        assert "".join(shown.split()) in text, name
    for fixed in ("合格证书", "CERTIFICATEOFQUALIFICATION", "盖章处", "考试科目", "颁发机构"):
        assert fixed in text


def test_the_qr_code_is_read_by_two_decoders_from_a_scan(case: tuple[Facts, Path]) -> None:
    _needs("pdftoppm")
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image
    from pypdf import PdfReader

    _, path = case
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", path, path.with_suffix("")], check=True)
    about = PdfReader(path).metadata
    assert about is not None
    code = str(about["/Keywords"])
    with Image.open(path.with_suffix(".pgm")) as scan:
        found = zxingcpp.read_barcodes(scan, formats=zxingcpp.BarcodeFormat.QRCode)
    assert [one.text for one in found] == [code]
    corner = found[0].position
    assert (corner.top_right.x - corner.top_left.x) / 150 * 25.4 >= 40
    if shutil.which("zbarimg"):
        done = subprocess.run(
            ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", path.with_suffix(".pgm")],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == code


def test_the_same_facts_give_the_same_page() -> None:
    code = encode(facts(), BRANCH.private)
    assert draw(facts(), code, AT) == draw(facts(), code, AT)


def test_a_page_is_small() -> None:
    assert len(page(**LONG)) < 75_000


def test_a_text_without_a_font_is_refused_by_its_name() -> None:
    with pytest.raises(CharactersMissing) as refused:
        check(facts(holder="张\U00030123\u200b\U00030123", title="\ue000"))
    assert refused.value.facts == {"fact": "holder", "characters": "\U00030123 U+30123、U+200B", "count": 2}


def test_a_text_without_a_place_is_refused() -> None:
    with pytest.raises(CertificateTextDoesNotFit) as refused:
        page(post="柜" * 70)
    assert refused.value.facts == {"fact": "post", "length": 70}


def test_a_code_that_no_qr_code_holds_is_a_bug() -> None:
    with pytest.raises(ValueError, match="QR"):
        draw(facts(), "A" * 700, AT)


def test_texts_are_tidied() -> None:
    assert tidy("  张\u3000三 \n李\xa0四\t") == "张\u3000三 李 四"
    assert tidy("Jose\u0301") == "José"
    assert tidy("\uf9d0") == "\uf9d0"


def test_months_later() -> None:
    day = facts().issued_on
    assert months_later(day, 24).isoformat() == "2028-11-24"
    assert months_later(day.replace(month=8, day=31), 6).isoformat() == "2027-02-28"
    assert months_later(day.replace(month=8, day=31), 18).isoformat() == "2028-02-29"
    assert months_later(day.replace(day=30), 1).isoformat() == "2026-12-30"
    assert months_later(day.replace(month=12), 1).isoformat() == "2027-01-24"


def test_facts_as_data() -> None:
    said = facts(**LONG)
    assert from_data(said.to_data()) == said
    assert said.to_data()["issued_on"] == "2026-11-24"
