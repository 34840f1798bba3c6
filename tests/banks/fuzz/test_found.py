"""What the campaign has found in readers, each as the smallest file that shows it."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile

import pytest

from desktop_app.banks import formats
from desktop_app.banks.formats import aiken, canonical, gift, moodle_xml, plain_text, qti2, workbook
from desktop_app.tables.sheet import DamagedTable, TooLarge, UnpacksTooLarge
from tests.banks.formats import test_moodle_xml
from tests.banks.fuzz.seeds import xls
from tests.banks.workbooks import FINE, HEADINGS, xlsx
from tests.faults.bad_files import compound

ROWS = [list(HEADINGS), list(FINE)]


def test_a_workbook_of_1997_without_styles_is_read() -> None:
    (one,) = workbook.read(xls(ROWS), name="a.xls").questions
    assert one.question.stem == FINE[1]


@pytest.mark.parametrize(("column", "error"), [(255, TooLarge), (65_535, DamagedTable)])
def test_a_far_cell_of_a_workbook_of_1997_is_not_laid_out(column: int, error: type[Exception]) -> None:
    data = xls([*ROWS, ["x"]])
    cell = struct.pack("<HHHHHHB", 0x0204, 11, 2, 0, 0, 1, 1)
    assert data.count(cell) == 1
    far = struct.pack("<HHHHHHB", 0x0204, 11, 65_535, column, 0, 1, 1)
    with pytest.raises(error):
        workbook.read(data.replace(cell, far), name="a.xls")


def test_a_compound_file_that_goes_in_circles_or_is_cut(capfd: pytest.CaptureFixture[str]) -> None:
    data = xls(ROWS)
    entry = data.index("Workbook".encode("utf-16-le"))
    circle = bytearray(data)
    struct.pack_into("<I", circle, entry + 68, 1)  # its left sibling is itself
    assert len(workbook.read(bytes(circle), name="a.xls").questions) == 1
    for broken in (data[:1200], data[:1600], compound({"Workbook": b""})):
        with pytest.raises(DamagedTable):
            workbook.read(broken, name="a.xls")
    capfd.readouterr()  # what Rust says of its panic goes nowhere in the reading child


def _rezipped(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            held = source.read(info)
            target.writestr(info.filename, held.replace(old, new) if info.filename == name else held)
    return out.getvalue()


def test_a_workbook_that_names_one_sheet_often() -> None:
    data = xlsx(ROWS, ROWS, names=["a", "b"])
    with pytest.raises(DamagedTable):
        workbook.read(_rezipped(data, "xl/workbook.xml", b'name="b"', b'name="a"'))
    # One part under many names would be unpacked as often.
    room = b"<sheetData>" + b" " * (4 << 20)
    large = _rezipped(xlsx(ROWS, names=["a"]), "xl/worksheets/sheet1.xml", b"<sheetData>", room)
    sheet = b'<sheet name="a" sheetId="1" r:id="rId1"/>'
    many = b"".join(b'<sheet name="a%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(1, 150))
    with pytest.raises(UnpacksTooLarge):
        workbook.read(_rezipped(large, "xl/workbook.xml", sheet, many))


@pytest.mark.parametrize("part", [None, 1, "x", []])
def test_a_part_of_a_case_that_is_no_question(part: object) -> None:
    case = {"kind": "scenario", "stem": "Q", "parts": [{"kind": "essay", "stem": "P"}, part]}
    draft = canonical.read(json.dumps({"questions": [case, {"kind": "essay", "stem": "E"}]}).encode())
    assert [one.question.stem for one in draft.questions] == ["E"]
    assert [one.where for one in draft.findings] == ["questions[1]"]


def test_two_entries_for_one_response() -> None:
    item = (
        b'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t" adaptive="false"'
        b' timeDependent="false"><responseDeclaration identifier="R" cardinality="single" baseType="string">'
        b"<correctResponse><value>a</value></correctResponse></responseDeclaration>"
        b'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><p>x'
        b'<textEntryInteraction responseIdentifier="R"/> y <textEntryInteraction responseIdentifier="R"/></p>'
        b"</itemBody>"
        b'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
        b"</assessmentItem>"
    )
    draft = qti2.read(item)
    assert draft.read == 1


@pytest.mark.parametrize(
    "text",
    [
        "A. ", "A.\n", "（A）2.", "![", "【答案】", "____", "1-2 A ", "[id:", "{~a =b}", "{1:MC:", "<math>", "<img ",
        "<!--", "<sup>", "<p ", "<div><div>", "&", "//a\n", "$CATEGORY: a\n\n", "::", "答案：A 2. ", "\n", "\xa0", ",",
        "1-2 ,,,,", "A&\xa0", "\u202e", "1-", "。 A", "\t", "（", "[[", "| ", "$x$", "\\(", "9", "# ", "1. A. a 1-2 ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length(text: str) -> None:
    data = (text * (60_000 // len(text))).encode()
    quiz = test_moodle_xml.quiz(test_moodle_xml.q("cloze", stem=test_moodle_xml.cdata(data.decode()), form="html"))
    began = time.perf_counter()
    for module, one in (
        (gift, data),
        (aiken, data),
        (plain_text, data),
        (plain_text, b"1. Q\nA. a\nB. b\n" + data),
        (gift, b"// " + data + b"\nQ{}"),
        (moodle_xml, quiz),
    ):
        module.read(one)
    formats.recognise(b"1. Q\nA. a\nB. b\n" + data, "a.txt")
    assert time.perf_counter() - began < 5
