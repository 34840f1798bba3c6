"""The user's own workbook back: their cells as they were, ours beside them, and what was lost named."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import partial
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from desktop_app import words
from desktop_app.banks import workbook_marking
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.reading import preview
from desktop_app.banks.review import Reviewed, review
from desktop_app.banks.review_marks import Labels, Mark
from desktop_app.banks.workbook_marking import listed, marked, rebuilt
from desktop_app.base.progress import Cancelled
from desktop_app.tables.findings import Finding, Report
from desktop_app.tables.sheet import DamagedTable, UnpacksTooLarge
from tests.tables.open_documents import simple

SAY = partial(words.say, lang="zh")
LABELS = Labels("检查结果", "位置", "处理", "说明", "未导入", "已跳过", "请核对", "没有发现问题。")
ROWS = [
    ["题型", "题干", "选项A", "选项B", "答案"],
    ["单选题", "一加一等于几？", "1", "2", "B"],
    ["单选题", "二加二等于几？", "3", "4", "E"],
    ["判断题", "太阳从西边升起", "", "", "也许"],
]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def values(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def made(rows: list[list[Any]] = ROWS, **more: Any) -> bytes:
    """An .xlsx as somebody has it: a bold heading, a formula, a comment, a rule, a merged title, a second sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("题库")
    bold = book.add_format({"bold": True, "bg_color": "#00FF00"})
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row, bold if number == 0 else None)
    if more.get("formula"):
        sheet.write_formula("G2", "=1+1", None, 2)
    if more.get("comment"):
        sheet.write_comment("E3", "我的批注")
    sheet.data_validation("A2:A9", {"validate": "list", "source": ["单选题", "判断题"]})
    other = book.add_worksheet("说明")
    other.write("A1", "填写说明")
    if more.get("chart"):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=题库!$C$2:$C$3"})
        other.insert_chart("C3", chart)
    if more.get("shape"):
        other.insert_textbox("C9", "文本框")
    if more.get("sparkline"):
        sheet.add_sparkline("H2", {"range": "题库!C2:D2"})
    book.close()
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for one in source.namelist():
            target.writestr(one, source.read(one))
        target.writestr(name, content)
    return out.getvalue()


def lost(reviewed: Reviewed) -> dict[str, Any]:
    return {one.code.removeprefix("review_lost_"): one.facts["count"] for one in reviewed.dropped}


def test_the_users_workbook_comes_back_with_a_column_and_marked_cells() -> None:
    data = made(formula=True, comment=True)
    draft = preview(data, "我的题库.xlsx")
    assert len(draft.findings) == 2
    reviewed = review(data, "我的题库.xlsx", draft, SAY)
    book = opened(reviewed.data)
    assert book.sheetnames[:2] == ["题库", "说明"]
    sheet, before = book["题库"], opened(data)["题库"]
    for row in before.iter_rows():
        for cell in row:
            assert sheet[cell.coordinate].value == cell.value
            assert sheet[cell.coordinate].font.b == cell.font.b
    assert sheet["G2"].value == "=1+1"
    assert sheet["A1"].fill.start_color.rgb == "FF00FF00"
    assert len(sheet.data_validations.dataValidation) == 1
    assert [sheet.cell(n, 8).value is not None for n in range(1, 5)] == [True, False, True, True]
    assert sheet["H1"].value == "检查结果"
    assert sheet["H3"].value.startswith("未导入: ")
    assert "E" in sheet["H3"].value
    assert sheet["H3"].fill.start_color.rgb.endswith("FFC7CE")
    # the cell itself: filled, and the person's own comment is kept above ours
    assert sheet["E3"].fill.start_color.rgb.endswith("FFC7CE")
    assert sheet["E3"].comment.text.startswith("我的批注")
    assert "未导入" in sheet["E3"].comment.text
    assert sheet["E2"].comment is None
    assert lost(reviewed) == {"results": 1}


def test_a_second_review_uses_the_same_column() -> None:
    data = made()
    once = review(data, "a.xlsx", preview(data, "a.xlsx"), SAY).data
    again = review(once, "a.xlsx", preview(once, "a.xlsx"), SAY).data
    assert opened(again)["题库"].max_column == opened(once)["题库"].max_column
    mended = opened(once)
    mended["题库"]["E3"].value = "B"
    out = io.BytesIO()
    mended.save(out)
    third = opened(review(out.getvalue(), "a.xlsx", preview(out.getvalue(), "a.xlsx"), SAY).data)["题库"]
    assert third["F3"].value is None
    assert third["F4"].value.startswith("未导入")


def test_english_where_it_is_asked_for() -> None:
    data = made()
    sheet = opened(review(data, "a.xlsx", preview(data, "a.xlsx"), partial(words.say, lang="en")).data)["题库"]
    assert sheet["F1"].value == "Findings"
    assert sheet["F3"].value.startswith("Not imported: ")


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_a_csv_comes_back_as_a_new_workbook_with_the_same_text(suffix: str) -> None:
    rows = [*ROWS, ["单选题", '=HYPERLINK("x")，两行\n的题干？', "0012", "12", "C"]]
    text = io.StringIO()
    csv.writer(text, delimiter="\t" if suffix == "tsv" else ",").writerows(rows)
    data = text.getvalue().encode("gb18030")
    reviewed = review(data, f"a.{suffix}", preview(data, f"a.{suffix}"), SAY)
    sheet = opened(reviewed.data).worksheets[0]
    assert [[cell or "" for cell in row[:5]] for row in values(sheet)] == rows
    assert sheet["B5"].data_type == "s"  # the person's own text, and no formula
    assert [bool(sheet.cell(n, 6).value) for n in range(1, 6)] == [True, False, True, True, True]
    assert reviewed.dropped == ()


def test_what_was_found_of_no_row_stands_on_a_sheet_of_its_own() -> None:
    report = Report("a.xlsx", "workbook", warnings=(Finding("说明", "sheet_passed_over", {"rows": 1}),))
    book = opened(review(made(), "a.xlsx", report, SAY).data)
    assert book.sheetnames == ["题库", "说明", "检查结果"]
    assert values(book["检查结果"])[1][0] == "说明"
    assert "没有读取" in values(book["检查结果"])[1][2]


@pytest.mark.parametrize("found", [(), (Finding("line 3", "stem_missing"),)])
def test_any_other_format_gives_one_row_a_finding_and_says_so(found: tuple[Finding, ...]) -> None:
    draft = Draft(findings=found, format="gift")
    reviewed = review(b"::q:: x {=a}", "a.gift", draft, SAY)
    rows = values(opened(reviewed.data).worksheets[0])
    assert rows[0] == ["位置", "处理", "说明"]
    assert len(rows) == 2
    assert rows[1][:2] == (["line 3", "未导入"] if found else ["", ""])
    assert lost(reviewed) == {"listed": 1}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (made(shape=True), "shapes"),
        (made(sparkline=True), "new_rules"),
        (with_part(made(), "xl/vbaProject.bin", b"macro"), "macros"),
        (with_part(made(), "xl/cellimages.xml", b"<x/>"), "cell_images"),
        (with_part(made(), "xl/pivotTables/pivotTable1.xml", b"<x/>"), "pivots"),
        (with_part(made(), "xl/embeddings/oleObject1.bin", b"x"), "objects"),
        (with_part(made(), "xl/threadedComments/threadedComment1.xml", b"<x/>"), "threads"),
        (with_part(made(), "_xmlsignatures/sig1.xml", b"<x/>"), "signature"),
    ],
)
def test_what_openpyxl_drops_is_named(data: bytes, what: str) -> None:
    result = marked(data, [], LABELS)
    assert result is not None
    assert result.lost == {what: 1}
    assert "原文件没有改变" in SAY(Finding("a.xlsx", f"review_lost_{what}", {"count": 1}))


def test_a_chart_that_comes_back_is_not_called_lost() -> None:
    result = marked(made(chart=True), [], LABELS)
    assert result is not None
    assert result.lost == {}
    with zipfile.ZipFile(io.BytesIO(result.data)) as archive:
        assert "xl/charts/chart1.xml" in archive.namelist()


def test_our_texts_cannot_run_and_odd_places_do_no_harm() -> None:
    marks = [
        Mark("题库!E3", "warning", "=cmd|' /C calc'!A1\x07\ud800"),
        Mark("题库!XFE99999999", "warning", "far"),
        Mark("题库!ZZZ3", "warning", "wide"),
        Mark("no such sheet!A1", "rejected", "=1+1"),
        Mark("题库!0", "rejected", "zero"),
        Mark("line 7", "rejected", "line"),
    ]
    plain = Labels(*LABELS[:4], rejected="=r", skipped="s", warning="=w", nothing="")
    made_of = marked(made(), marks, plain)
    assert made_of is not None
    new = rebuilt(b"a,b\nc,d\n", "a.csv", [Mark("line 2", "warning", "=1"), *marks], plain)
    for data in (made_of.data, new.data, listed(marks, plain).data):
        for sheet in opened(data).worksheets:
            for row in sheet.iter_rows():
                assert [cell.coordinate for cell in row if cell.data_type == "f"] == []


def test_a_mark_in_a_merged_cell_is_on_what_the_person_sees() -> None:
    out = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(made()))
    book["题库"].merge_cells("A3:A4")
    book.save(out)
    result = marked(out.getvalue(), [Mark("题库!A4", "warning", "看这里")], LABELS)
    assert result is not None
    sheet = opened(result.data)["题库"]
    assert sheet["A3"].comment.text.endswith("看这里")
    assert sheet["F4"].value.endswith("看这里")


def test_what_openpyxl_cannot_open_or_is_too_large_for_it_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'patternType="gray125"', b'patternType="bad"'))
    data = out.getvalue()
    with pytest.raises(ValueError):
        opened(data)
    report = Report("a.xlsx", "workbook", rejected=(Finding("题库!3", "stem_missing"),))
    reviewed = review(data, "a.xlsx", report, SAY)
    assert str(values(opened(reviewed.data)["题库"])[2][5]).startswith("未导入")
    assert lost(reviewed) == {"look": 1}
    monkeypatch.setattr(workbook_marking, "MOST_CELLS", 3)
    assert marked(made(), [], LABELS) is None


def test_names_that_no_sheet_may_have_are_changed_and_never_collide() -> None:
    titles = workbook_marking._titles(["a/b", "a:b", "A_B", "", "x" * 40, "x" * 41, "History", "'q'"])
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_a_cell_that_is_too_long_is_said_to_be() -> None:
    text = "题干,答案\n" + "长" * 40_000 + ",正确\n"
    made_anew = rebuilt(text.encode(), "a.csv", [], LABELS)
    assert made_anew.lost == {"long_cells": 1}


def test_cancelling_ends_it_and_gives_nothing() -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        review(made(), "a.xlsx", Report("a.xlsx", "workbook"), SAY, progress=cancel)


@pytest.mark.parametrize("data", [made()[:2000], b"PK\x03\x04"], ids=["cut", "no zip"])
def test_a_broken_workbook_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(DamagedTable):
        review(data, "a.xlsx", Report("a.xlsx", "workbook"), SAY)


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = io.BytesIO(made())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.png", "w") as part:
        for _ in range(401):
            part.write(bytes(1 << 20))
    with pytest.raises(UnpacksTooLarge):
        review(bomb.getvalue(), "a.xlsx", Report("a.xlsx", "workbook"), SAY)


def test_an_open_document_comes_back_as_a_new_workbook() -> None:
    data = simple(ROWS)
    reviewed = review(data, "题库.ods", preview(data, "题库.ods"), SAY)
    sheet = opened(reviewed.data)["题库"]
    assert sheet["B2"].value == ROWS[1][1]
    assert sheet["F3"].value.startswith("未导入")
    assert sheet["E3"].comment is not None
    assert lost(reviewed) == {"look": 1}


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_reviewed_workbook_comes_in_as_it_did_before(name: str) -> None:
    rows = [["题型", "题干", "选项A", "选项B", "答案", "命题人"], *ROWS[1:]]
    text = "\n".join(",".join(row) for row in rows).encode()
    data = made(rows) if name.endswith("xlsx") else text
    first = preview(data, name)
    about_all = Finding("", "import_nothing", {})
    marks = [Mark(one.where, "warning", SAY(one)) for one in first.warnings] + [Mark("", "warning", about_all.code)]
    place = next(one.where for one in first.warnings if one.code == "heading_unknown")
    heading = place.rstrip("0123456789").rstrip("ABCDEFGH") + "1" if "!" in place else place
    marks.append(Mark(heading, "warning", "表头整行" * 20))
    again = marked(data, marks, LABELS) if name.endswith("xlsx") else rebuilt(data, name, marks, LABELS)
    assert again is not None
    second = preview(again.data, "b.xlsx")
    assert len(second.questions) == len(first.questions) == 1
    assert len(second.findings) == len(first.findings) == 2
    codes = [one.code for one in second.warnings]
    assert codes.count("heading_unknown") == 1
    assert "sheet_passed_over" in codes
    assert any(
        "表头整行" in cell.comment.text for row in opened(again.data).worksheets[0] for cell in row if cell.comment
    )
