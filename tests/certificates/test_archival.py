"""The file as an archive and a screen reader take it: tags in the order of reading, PDF/A-3 as far as checkers here
say."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from desktop_app.certificates.code import encode
from desktop_app.certificates.layout import QR_ALT, SEAL_ALT, draw, draw_all
from desktop_app.pdf.archive import Description
from desktop_app.templates.kept import default
from tests.certificates.test_layout import CASES
from tests.certificates.world import AT, Branch, facts

BRANCH = Branch()


def elements(pdf: bytes) -> list[tuple[str, str, str]]:
    """(kind, alternative text, language) of the tags that stand for something drawn, in the order of reading."""
    root: Any = PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"]

    def below(node: Any) -> list[tuple[str, str, str]]:
        found = []
        for child in node["/K"] if isinstance(node["/K"], list) else [node["/K"]]:
            if isinstance(child.get_object(), int):
                found.append((node["/S"][1:], str(node.get("/Alt", "")), str(node.get("/Lang", ""))))
            else:
                assert child.get_object()["/P"].get_object() == node
                found += below(child.get_object())
        return found

    return below(root)


def test_the_tags_are_in_the_order_of_reading() -> None:
    found = elements(BRANCH.issue(score="92.5", max_score="100"))
    facts_ = [("Lbl", "", ""), ("LBody", "", "")] * 7
    assert found == [
        ("H1", "", ""),
        ("P", "", "en"),
        ("P", "", ""),
        ("P", "", ""),
        ("P", "", ""),
        ("P", "", ""),
        ("P", "", "en"),
        ("P", "", ""),
        ("P", "", ""),
        *facts_,
        ("P", "", ""),
        ("P", "", ""),
        ("Figure", SEAL_ALT, ""),
        ("Figure", QR_ALT, ""),
        ("P", "", ""),
    ]


def test_a_screen_reader_gets_everything_once_and_in_order() -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    pdf = BRANCH.issue(holder="张三·𬱖𬭎", score="92.5", max_score="100")
    command = ["pdfinfo", "-struct-text", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    texts = [line.strip().strip('"') for line in told.splitlines() if line.strip().startswith('"')]
    assert [text for text in texts if text] == [
        "合格证书",
        "CERTIFICATE OF QUALIFICATION",
        "城东支行",
        "兹证明  This is to certify that",
        "张三·𬱖𬭎",
        "参加下列考试，成绩合格，特发此证。",
        "has passed the examination named below and is awarded this certificate.",
        "考试科目  Examination",
        "个人客户服务综合认证",
        *("工号  Staff No.", "T001", "岗位  Post", "柜员", "机构  Unit", "城东支行营业部"),
        *("发证日期  Date of issue", "2026-11-24", "有效期至  Valid until", "2028-11-24"),
        *("证书编号  Certificate No.", "BE-K7M2Q1-2026-00001-X", "成绩  Score", "92.5 / 100"),
        *("颁发机构  Issued by", "城东支行", "盖章处", "扫码核验  Scan to verify"),
    ]


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_drawn_outside_a_tag_or_an_artifact(name: str) -> None:
    reader = PdfReader(BytesIO(BRANCH.issue(**CASES[name])))
    page: Any = reader.pages[0]
    assert page["/StructParents"] == 0
    contents = page.get_contents()
    assert contents is not None
    within: list[bool] = []
    numbers = []
    for operands, operator in ContentStream(contents, reader).operations:
        if operator == b"BDC":
            number = operands[1].get("/MCID")
            within.append(number is not None or operands[0] == "/Artifact")
            numbers += [number] if number is not None else []
        elif operator == b"EMC":
            within.pop()
        elif operator in {b"Tj", b"TJ", b"f", b"f*", b"S", b"s", b"B", b"Do", b"sh"}:
            assert any(within), operator
    assert within == []
    assert numbers == list(range(len(numbers)))


def test_many_on_one_document() -> None:
    said = [facts(holder=name, serial=f"BE-K7M2Q1-2026-0000{n}-X") for n, name in enumerate(["张三", "李四", "𬱖𬭎"])]
    pdf = draw_all(
        [(one, encode(one, BRANCH.private), default()) for one in said], Description("证书", "城东支行", "", AT)
    )
    reader: Any = PdfReader(BytesIO(pdf))
    assert [page["/StructParents"] for page in reader.pages] == [0, 1, 2]
    for one, page in zip(said, reader.pages, strict=True):
        assert one.holder in page.extract_text()
    frames = {page["/Resources"]["/XObject"]["/FormXob.frame"].indirect_reference.idnum for page in reader.pages}
    assert len(frames) == 1
    single = len(draw(said[0], encode(said[0], BRANCH.private), AT))
    assert len(pdf) < 2 * single


def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    for name, case in CASES.items():
        (tmp_path / "c.pdf").write_bytes(BRANCH.issue(**case))
        done = subprocess.run(["qpdf", "--check", tmp_path / "c.pdf"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), name
        assert "No syntax or stream encoding errors" in done.stdout


@pytest.mark.parametrize("name", CASES)
def test_pikepdf_approves_of_it_as_pdf_a(name: str) -> None:
    """It knows level B alone, and neither files attached, signature fields nor a certified document's permissions."""
    pdfa = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    said = facts(**CASES[name])
    unsigned = draw(said, encode(said, BRANCH.private), AT)
    signed = BRANCH.issue(**CASES[name])
    conformance = b"<pdfaid:conformance>%s</pdfaid:conformance>"
    for pdf in (unsigned, signed):
        assert pdf.count(conformance % b"A") == 1
        report = pdfa.validate_written(BytesIO(pdf.replace(conformance % b"A", conformance % b"B")), "3b")
        unknown = {finding.message for finding in report.findings if finding.kind == "unsupported"}
        assert unknown == (set() if pdf is unsigned else _UNKNOWN)
        assert [finding for finding in report.findings if finding.kind != "unsupported"] == []


_UNKNOWN = {
    "interactive forms (/AcroForm) are not supported",
    "permissions (/Perms) are not supported",
    "embedded files are not supported",
}
_JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
_FORBIDDEN_IN_PART_1 = {
    "7.11.2 : Error on MetaData, part must be 1",
    "1.2.9 : Body Syntax error, EmbeddedFile entry is present in a FileSpecification dictionary",
    "1.4.7 : Trailer Syntax error, EmbeddedFile entry is present in the Names dictionary",
}


def test_pdfbox_finds_what_only_pdf_a_1_forbids(tmp_path: Path) -> None:
    """Debian's PDFBox knows PDF/A-1b alone: it must find no more than that this is another part, with a file attached
    and a signature field that shows nothing."""
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in _JARS]
    if shutil.which("java") is None or not all(jar.exists() for jar in jars):
        pytest.skip("java and libpdfbox2-java are not installed")
    path = tmp_path / "c.pdf"
    path.write_bytes(BRANCH.issue(holder="张三·𬱖𬭎"))
    command = ["java", "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {line for line in (told.stdout + told.stderr).splitlines() if line[:1].isdigit()}
    found = {line for line in found if "widget annotation lacks an appearance dictionary" not in line}
    assert found == _FORBIDDEN_IN_PART_1


def test_every_character_of_the_general_table_is_printed(samples: Path, tmp_path: Path) -> None:
    """通用规范汉字表: 8,105 characters, in names, titles and units: drawn, and given back as they were."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    characters = "".join((samples / "characters" / "characters.txt").read_text(encoding="utf-8").split())
    assert len(characters) == 8105
    code = encode(facts(), BRANCH.private)
    pieces = [characters[at : at + 40] for at in range(0, len(characters), 40)]
    said = [
        dict(zip(("holder", "title", "unit"), pieces[at : at + 3], strict=False)) for at in range(0, len(pieces), 3)
    ]
    path = tmp_path / "all.pdf"
    path.write_bytes(draw_all([(facts(**one), code, default()) for one in said], Description("证书", "b", "", AT)))
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    pages = ["".join(page.split()) for page in done.stdout.decode().split("\f")]
    for one, page in zip(said, pages, strict=False):
        assert all(piece in page for piece in one.values())
