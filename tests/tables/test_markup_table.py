"""Tables that are markup under the name of a workbook."""

from __future__ import annotations

import pytest

from desktop_app.banks import formats
from desktop_app.tables.reading import read_sheets
from desktop_app.tables.sheet import DamagedTable, NotATable, TooLarge

ROWS = (("题型", "题干", "选项A", "选项B", "答案"), ("单选题", "限额\n是多少？", "10万元", "50万元", "B"))
PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}"><style>td {{ color: red }}</style></head><body>
<table border=1><tr><th>题型</th><th>题干<th>选项A</th><th>选项B</th><th>答案</th></tr>
<tr><td>单选题</td><td>限额<br>是多少？</td><td><font color=red>10万元</font></td><td> 50万元&nbsp;</td><td>B
</td></tr></table><script>alert(1)</script></body></html>"""
BOOK = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="单选"><Table>{rows}</Table></Worksheet>
</Workbook>"""


def xml_row(*cells: str, index: str = "") -> str:
    made = "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells)
    return f"<Row{index}>{made}</Row>"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig"])
def test_html_under_the_name_of_a_workbook(encoding: str) -> None:
    data = PAGE.format(charset=encoding).encode(encoding)
    (sheet,) = read_sheets(data, "题库.xls")
    assert sheet.rows == ROWS
    assert formats.recognise(data, "题库.xls").NAME == "workbook"
    assert formats.recognise(data, "题库.html").NAME == "workbook"


def test_spans_move_what_follows_and_are_merged() -> None:
    page = "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>丁<td>戊<td>己</table>"
    (sheet,) = read_sheets(page.encode(), "a.xls")
    assert sheet.rows == (("甲", "乙", "", "丙"), ("", "丁", "戊", "己"))
    assert sheet.merged == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_layout_tables_around_the_one_are_no_sheets_and_pictures_are_told() -> None:
    page = '<table><tr><td><table><tr><td>甲<img src="file:///etc/passwd"></td></tr></table></td></tr></table>'
    (sheet,) = read_sheets(page.encode(), "a.xls")
    assert sheet.rows == (("甲",),)
    assert [(note.where, note.code) for note in sheet.notes] == [("Sheet1!A1", "cell_picture_missing")]


def test_the_xml_spreadsheet() -> None:
    rows = xml_row(*ROWS[0]) + xml_row(ROWS[1][0], "限额&#10;是多少？", *ROWS[1][2:], index=' ss:Index="3"')
    data = BOOK.format(rows=rows).encode()
    (sheet,) = read_sheets(data, "题库.xls")
    assert sheet.name == "单选"
    assert sheet.rows == (ROWS[0], (), ROWS[1])
    assert formats.recognise(data, "题库.xls").NAME == "workbook"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (BOOK.format(rows='<Row ss:Index="9999999"><Cell ss:Index="9999"><Data>1</Data></Cell></Row>'), TooLarge),
        (BOOK.format(rows="<Row>"), DamagedTable),
        (BOOK.format(rows="").replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook'), DamagedTable),
        ("<html><body><p>没有表格</p></body></html>", NotATable),
    ],
)
def test_each_refusal_has_its_name(data: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_sheets(data.encode(), "a.xls")


def test_text_that_stands_in_no_table_is_told() -> None:
    table = "<table><tr><td>题干</td><td>答案</td></tr></table>"
    page = f"<html><head><title>略</title></head><body><h1>题库</h1><ol><li>一加一？</li></ol>{table}</body></html>"
    (sheet,) = read_sheets(page.encode(), "a.html")
    assert [(one.code, dict(one.facts)) for one in sheet.notes] == [
        ("text_beside_tables", {"count": 2, "text": "题库"})
    ]
    (sheet,) = read_sheets(f"<html><body>{table}</body></html>".encode(), "a.html")
    assert sheet.notes == ()
