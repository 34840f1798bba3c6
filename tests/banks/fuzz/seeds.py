"""Sound files of every reader, made by the tests of the readers: what is damaged starts from them."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.banks.bank import BankInfo
from desktop_app.banks.canonical_form import to_canonical
from desktop_app.banks.exporting import WRITERS
from desktop_app.banks.formats import qti2
from tests.banks import grid
from tests.banks.formats import test_gift, test_moodle_xml, test_qti, test_qti12, test_qti_out, test_word, word_making
from tests.banks.workbooks import FINE, HEADINGS, xlsx
from tests.faults.bad_files import compound
from tests.tables.open_documents import simple


@dataclass(frozen=True)
class Reader:
    """A reader, the ending that its files have, and sound files of it."""

    format: str
    suffix: str
    seeds: tuple[bytes, ...]


_INFO = BankInfo("b", "b", "", 1, 1, {}, {}, False)
_BANK = [grid.all_at_once(one) for one in grid.BASE.values()]
_ROWS = [
    [*HEADINGS, "解析", "分值", "难度"],
    [*FINE, "见条例", "2", "易"],
    ["多选题", "哪些？", "甲", "乙", "丙", "", "AB", "", "1", "3"],
    ["判断题", "对吗？", "", "", "", "", "√", "", "", ""],
    ["填空题", "首都是____。", "", "", "", "", "北京;北京市", "", "", ""],
]  # fmt: skip
_CSV = "\n".join(",".join(row) for row in _ROWS)
_HTML = "<html><body><table>{}</table></body></html>".format(
    "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
)
_PACKAGE = test_qti.zipped(
    **{"imsmanifest.xml": test_qti.manifest("a.xml"), "a.xml": test_qti.CASES[3][0], "b.xml": test_qti.CASES[9][0]}
)
_LIST = "1. Q\nA. a\nB. b\n答案：B\n\n判断题\n1. x（√）\n填空题\n1. ___和___\n答案：一；二\n参考答案\n1-2 AB\n"
_FORMULA = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
_TOML = """[[questions]]
kind = "single"
stem = "存款保险的限额是多少？"
points = 2
options = ["十万", {text = "五十万", credit = 1, feedback = "对"}]

[[questions]]
kind = "numeric"
stem = "得息多少？"
numbers = [{value = "150", tolerance = 0.5}]
"""


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def xls(rows: list[list[str]]) -> bytes:
    """A workbook of 1997 (MS-XLS): one sheet, each cell a LABEL record, each figure a NUMBER record."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    name = "Sheet1"
    head = _record(0x0809, begin) + _record(0x0042, struct.pack("<H", 1200))
    sheet_at = len(head) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IHBB", sheet_at, 0, len(name), 0) + name.encode()
    cells = b""
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            where = struct.pack("<HHH", row, column, 0)
            if text.isdecimal():
                cells += _record(0x0203, where + struct.pack("<d", float(text)))
            elif text:
                cells += _record(0x0204, where + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0)) + cells + _record(0x000A, b"")
    return compound({"Workbook": head + _record(0x0085, bound) + _record(0x000A, b"") + sheet})


def _written(suffix: str) -> bytes:
    return WRITERS[suffix](_BANK, _INFO).data


READERS: Mapping[str, Reader] = {
    "xlsx": Reader("workbook", ".xlsx", (xlsx(_ROWS), _written(".xlsx"))),
    "xls": Reader("workbook", ".xls", (xls(_ROWS),)),
    "ods": Reader("workbook", ".ods", (simple(_ROWS),)),
    "csv": Reader("workbook", ".csv", (_CSV.encode(), _CSV.encode("gb18030"), _written(".csv"))),
    "html table": Reader("workbook", ".xls", (_HTML.encode(),)),
    "word": Reader(
        "word",
        ".docx",
        (
            test_word.saved(test_word.lines("1. Q\nA. a\tB. b", "答案：B", "2. x（√）3. y（×）")),
            word_making.body(
                word_making.para("1. Q ", _FORMULA),
                word_making.para(word_making.run("A. a", '<w:color w:val="FF0000"/>'), "B. b"),
            ),
        ),
    ),
    "text": Reader("text", ".txt", (_LIST.encode(), ("# 单选题\n\n" + _LIST).encode())),
    "gift": Reader("gift", ".gift", ("\n\n".join(text for text, _ in test_gift.CASES).encode(), _written(".gift"))),
    "aiken": Reader("aiken", ".txt", (b"Q\nA) a\nB) b\nANSWER: A\n\nR\nA. a\nB. b\nANSWER: A,B\n",)),
    "moodle_xml": Reader(
        "moodle_xml", ".xml", (test_moodle_xml.quiz(*(xml for xml, _ in test_moodle_xml.CASES)), _written(".xml"))
    ),
    "qti12": Reader(
        "qti12", ".xml", (test_qti12.file(*(xml for xml, _ in test_qti12.CASES), test_qti12.BLACKBOARD).encode(),)
    ),
    "qti2": Reader(
        "qti2", ".zip",
        (_PACKAGE, qti2.write(test_qti_out.EVERY).data, *(xml.encode() for xml, _ in test_qti.CASES)),
    ),
    "qti3": Reader("qti3", ".xml", tuple(test_qti.renamed(xml).encode() for xml, _ in test_qti.CASES)),
    "canonical": Reader(
        "canonical", ".json",
        (
            json.dumps({"questions": [to_canonical(one) for one in _BANK]}, ensure_ascii=False).encode(),
            json.dumps([to_canonical(_BANK[0])]).encode(),
        ),
    ),
    "toml": Reader("toml", ".toml", (_TOML.encode(),)),
}  # fmt: skip
