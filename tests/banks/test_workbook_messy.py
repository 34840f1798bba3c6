"""Workbooks as bank examiners really keep them: pictures, struck text, two rows of headings, keys in every spelling."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.banks import formats
from desktop_app.banks.formats import answers, stems, workbook
from desktop_app.banks.formats.draft import Draft, ReadOptions
from desktop_app.banks.question import Blank, Kind, Multiple, Numeric, Single, TrueFalse
from tests.banks.workbooks import FINE, HEADINGS, codes, only, read, right, warned, xlsx
from tests.tables import open_documents

STEM = FINE[1]
OPTIONS = FINE[2:6]


def png(red: int) -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(bytes([0, red, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def rewritten(data: bytes, parts: Mapping[str, str | bytes], replaced: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """The workbook with other parts, and with texts of parts replaced (part, old, new)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            for part, before, after in replaced:
                if part == name:
                    assert before.encode() in text, text
                    text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
        for name, part_text in parts.items():
            new.writestr(name, part_text)
    return out.getvalue()


# ---------------------------------------------------------------- pictures


def drawn(draft: Draft) -> list[tuple[str, list[bytes]]]:
    return [(item.where, list(item.question.images.values())) for item in draft.questions]


def test_a_picture_in_a_questions_row_is_its_image() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        sheets[0].set_row(1, 60)
        sheets[0].insert_image("B2", "a.png", {"image_data": io.BytesIO(png(1)), "x_offset": 20, "y_offset": 20})
        sheets[0].insert_image("J3", "b.png", {"image_data": io.BytesIO(png(2))})

    draft = read(FINE, ["单选题", "另一题", *OPTIONS, "C"], edit=edit)
    assert drawn(draft) == [("Sheet1!2", [png(1)]), ("Sheet1!3", [png(2)])]
    first = draft.questions[0].question
    assert first.stem_format == "html"
    assert first.stem == f'<p>{STEM}</p><p><img src="{next(iter(first.images))}"></p>'
    assert not draft.warnings


def test_pictures_of_options_stand_below_the_stem_by_number() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        for column, red in (("C", 3), ("D", 4)):
            sheets[0].embed_image(f"{column}2", "x.png", {"image_data": io.BytesIO(png(red))})

    draft = read(["单选题", STEM, "", "", "", "", "B"], edit=edit)
    question = only(draft)
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["［图 1］", "［图 2］"]
    assert right(question) == "B"
    assert list(question.images.values()) == [png(3), png(4)]
    assert question.stem.index("［图 1］") < question.stem.index("［图 2］")
    assert warned(draft) == [("Sheet1!2", "image_moved")]


def test_a_picture_alone_can_be_the_stem() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        sheets[0].insert_image("B2", "x.png", {"image_data": io.BytesIO(png(5))})

    question = only(read(["单选题", "", *OPTIONS, "B"], edit=edit))
    assert "<img" in question.stem
    assert list(question.images.values()) == [png(5)]


def test_pictures_beside_the_key_or_beside_no_question_are_named() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        sheets[0].insert_image("G2", "key.png", {"image_data": io.BytesIO(png(6))})
        sheets[0].insert_image("B9", "far.png", {"image_data": io.BytesIO(png(7))})

    draft = read(FINE, edit=edit)
    assert not draft.questions[0].question.images
    assert [(one.where, one.code) for one in draft.warnings] == [
        ("Sheet1!G2", "image_left_out"),
        ("Sheet1!B9", "image_left_out"),
    ]


def test_a_text_box_is_named() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        sheets[0].insert_textbox("B2", "请看图回答")

    draft = read(FINE, edit=edit)
    assert [(one.code, one.facts["name"]) for one in draft.warnings] == [("cell_drawing_left_out", "请看图回答")]


_CELL_IMAGES = (
    '<etc:cellImages xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><etc:cellImage><xdr:pic><xdr:nvPicPr>'
    '<xdr:cNvPr id="2" name="ID_1" descr="a"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/>'
    "</xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>"
)
_CELL_IMAGE_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>'
    "</Relationships>"
)


def test_pictures_that_wps_keeps_in_cells() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        for row, name in ((1, "ID_1"), (2, "ID_2")):
            sheets[0].write_formula(row, 7, f'=_xlfn.DISPIMG("{name}",1)', None, f'=DISPIMG("{name}",1)')

    made = xlsx([[*HEADINGS, "图片"], FINE, ["单选题", "另一题", *OPTIONS, "C"]], names=["Sheet1"], edit=edit)
    parts: dict[str, str | bytes] = {
        "xl/cellimages.xml": _CELL_IMAGES,
        "xl/_rels/cellimages.xml.rels": _CELL_IMAGE_LINKS,
        "xl/media/image1.png": png(8),
    }
    draft = workbook.read(rewritten(made, parts))
    assert drawn(draft) == [("Sheet1!2", [png(8)]), ("Sheet1!3", [])]
    assert [(one.where, one.code) for one in draft.warnings] == [("Sheet1!H3", "cell_picture_missing")]


# ---------------------------------------------------------------- what the person saw


def test_struck_text_is_deleted_text() -> None:
    def edit(book: Any, sheets: list[Any]) -> None:
        struck = book.add_format({"font_strikeout": True})
        sheets[0].write_rich_string("G2", struck, "A", "B")
        sheets[0].write("F2", OPTIONS[3], struck)
        for column in range(7):
            sheets[0].write(2, column, FINE[column], struck)

    draft = read(FINE, FINE, edit=edit)
    question = draft.questions[0].question
    assert right(question) == "B"
    assert isinstance(question, Single)
    assert len(question.options) == 3
    assert [one.code for one in draft.skipped] == ["row_struck_out"]
    assert sorted(one.where for one in draft.warnings if one.code == "cell_text_struck") == ["Sheet1!F2", "Sheet1!G2"]


def test_raised_and_lowered_digits_stay_raised() -> None:
    def edit(book: Any, sheets: list[Any]) -> None:
        up, down = book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
        sheets[0].write_rich_string("B2", "10", up, "8", " 与 CO", down, "2", " 之和")

    assert only(read(FINE, edit=edit)).stem == "10⁸ 与 CO₂ 之和"


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        sheets[0].set_row(1, None, None, {"hidden": True})
        sheets[0].set_column(2, 2, None, None, {"hidden": True})
        sheets[1].hide()

    table = [HEADINGS, FINE]
    draft = workbook.read(xlsx(table, [HEADINGS, ["单选题", "隐藏的题", *OPTIONS, "A"]], names=["甲", "乙"], edit=edit))
    assert len(draft.questions) == 2
    assert [(one.where, one.code) for one in draft.warnings] == [
        ("甲", "rows_hidden"),
        ("甲", "columns_hidden"),
        ("乙", "sheet_hidden"),
    ]


def test_rows_that_end_before_a_merged_cell_have_its_text() -> None:
    headings = "".join(open_documents.cell(text) for text in ("题型", "题干", "答案", "知识点"))
    first = "".join(open_documents.cell(text) for text in ("判断题", "甲", "对"))
    topic = open_documents.cell("存款", 'table:number-columns-spanned="1" table:number-rows-spanned="2"')
    second = "".join(open_documents.cell(text) for text in ("判断题", "乙", "错"))
    rows = (open_documents.row(headings), open_documents.row(first, topic))
    hidden = open_documents.row(second, "<table:covered-table-cell/>", attributes='table:visibility="filter"')
    draft = workbook.read(open_documents.ods(open_documents.table(*rows, hidden)))
    assert [item.question.topic for item in draft.questions] == [("存款",), ("存款",)]
    assert [(one.where, one.code, dict(one.facts)) for one in draft.warnings] == [("题库", "rows_hidden", {"rows": 1})]


@pytest.mark.parametrize("heading", ["检查结果", "Findings"])
def test_a_reviewed_workbook_comes_in_again(heading: str) -> None:
    draft = workbook.read(xlsx([[*HEADINGS, heading], [*FINE, "未导入：答案不对"]]))
    assert (len(draft.questions), draft.findings, draft.warnings) == (1, (), ())


def test_a_formula_without_its_result_is_told() -> None:
    made = xlsx([HEADINGS, [*FINE[:2], 1, *FINE[3:]]], names=["Sheet1"])
    old = '<c r="C2"><v>1</v></c>'
    draft = workbook.read(rewritten(made, {}, [("xl/worksheets/sheet1.xml", old, '<c r="C2"><f>1+1</f></c>')]))
    assert [(one.where, one.code) for one in draft.warnings if one.code != "option_gap"] == [
        ("Sheet1!C2", "cell_formula_unsolved")
    ]


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize("letters", [["A", "B", "C", "D"], ["选项A", "选项B", "选项C", "选项D"]])
@pytest.mark.parametrize("merge", [True, False])
def test_headings_over_two_rows(letters: list[str], merge: bool) -> None:
    def edit(_book: Any, sheets: list[Any]) -> None:
        if merge:
            sheets[0].merge_range(0, 2, 0, 5, "选项")
            for column, name in ((0, "题型"), (1, "题干"), (6, "答案")):
                sheets[0].merge_range(0, column, 1, column, name)

    upper = ["题型", "题干", "选项", "", "", "", "答案"]
    question = only(read(["", "", *letters, ""], FINE, headings=upper, edit=edit))
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == list(OPTIONS)
    assert right(question) == "B"


@pytest.mark.parametrize("upper", [["选项", "", "", ""], ["选项", "选项", "选项", "选项"]])
def test_one_heading_over_all_options(upper: list[str]) -> None:
    question = only(read(FINE, headings=["题型", "题干", *upper, "答案"]))
    assert right(question) == "B"
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == list(OPTIONS)


def test_a_column_without_a_heading_is_asked_about() -> None:
    draft = read([*FINE, "见第三条"], headings=HEADINGS)
    assert warned(draft) == [("Sheet1!H1", "heading_empty")]
    assert [(ask.about, ask.examples) for ask in draft.needs] == [("#8", ("见第三条",))]
    said = read([*FINE, "见第三条"], headings=HEADINGS, options=ReadOptions(columns={"#8": "explanation"}))
    assert only(said).explanation == "见第三条"
    assert not said.warnings


def test_dividers_under_the_kind_column_and_headings_again_are_told() -> None:
    draft = read(["二、多选题（每题2分）"], HEADINGS, ["", STEM, *OPTIONS, "AB"])
    assert isinstance(only(draft), Multiple)
    assert warned(draft) == [("Sheet1!A2", "row_not_a_question"), ("Sheet1!3", "headings_again")]


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("单 选 题", Kind.SINGLE),
        ("选择题（多选）", Kind.MULTIPLE),
        ("理论-单选题", Kind.SINGLE),
        ("单选题1", Kind.SINGLE),
        ("是非判断题", Kind.TRUE_FALSE),
        ("T/F", Kind.TRUE_FALSE),
        ("辨析题", Kind.ESSAY),
    ],
)
def test_more_names_of_kinds(cell: str, kind: Kind) -> None:
    assert answers.kind_of(cell) is kind


def test_a_name_of_two_kinds_leaves_it_to_the_answer() -> None:
    draft = read(["单选/多选", STEM, *OPTIONS, "B"], ["单选/多选", "另一题", *OPTIONS, "BC"])
    assert [item.question.kind for item in draft.questions] == [Kind.SINGLE, Kind.MULTIPLE]


def test_an_unknown_kind_is_asked_about() -> None:
    draft = read(["听力题", *FINE[1:]])
    assert codes(draft) == [("Sheet1!A2", "kind_unknown")]
    assert [(ask.code, ask.about) for ask in draft.needs] == [("kind_code", "听力题")]
    options = ReadOptions(kind_codes={"听力题": Kind.SINGLE})
    assert right(only(read(["听力题", *FINE[1:]], options=options))) == "B"


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("answer", "letters"),
    [
        ("选B", "B"),
        ("应选B", "B"),
        ("答：B", "B"),
        ("B选项", "B"),
        ("B项", "B"),
        ("“B”", "B"),
        ("B（正确）", "B"),
        ("*B", "B"),
        ("A或B", "AB"),
        ("A,B;C", "ABC"),
        ("A.10万元 B.50万元", "AB"),
        ("A、10万元；B、50万元", "AB"),
        ("B. 50万元", "B"),
        ("50万元；10万元", "AB"),
    ],
)
def test_keys_in_more_spellings(answer: str, letters: str) -> None:
    assert right(only(read(["", STEM, *OPTIONS, answer]))) == letters


@pytest.mark.parametrize("answer", ["A-C", "A~D", "B.10万元", "A.10万元 B.100万元", "1", "①③", "略"])
def test_keys_that_could_mean_anything_are_rejected(answer: str) -> None:
    assert codes(read(["", STEM, *OPTIONS, answer])) == [("Sheet1!G2", "answer_unreadable")]


@pytest.mark.parametrize(
    ("answer", "meant"),
    [("V", True), ("对的", True), ("A.正确", True), ("B、错误", False), ("R", True), ("W", False), ("叉", False)],
)
def test_judgements_in_more_spellings(answer: str, meant: bool) -> None:
    question = only(read(["判断题", STEM, "", "", "", "", answer]))
    assert isinstance(question, TrueFalse)
    assert question.answer is meant


def test_the_reason_behind_a_judgement_is_kept_as_explanation() -> None:
    question = only(read(["判断题", STEM, "", "", "", "", "错误，应为50万元", "第五条"], headings=[*HEADINGS, "解析"]))
    assert isinstance(question, TrueFalse)
    assert question.answer is False
    assert question.explanation == "错误，应为50万元\n第五条"


def test_a_judgement_in_the_stems_brackets() -> None:
    question = only(read(["判断题", "存款保险实行限额偿付（√）", "", "", "", "", ""]))
    assert isinstance(question, TrueFalse)
    assert question.answer
    assert "√" not in question.stem


def test_options_that_a_kind_cannot_have_are_told() -> None:
    draft = read(
        ["判断题", STEM, "正确", "错误", "不确定", "", "A"], ["填空题", "限额____", "甲", "", "", "", "50万元"]
    )
    assert [(one.where, one.code) for one in draft.warnings] == [
        ("Sheet1!E2", "options_left_out"),
        ("Sheet1!C3", "options_left_out"),
    ]


@pytest.mark.parametrize(
    "answer", ["北京|上海", "北京；上海", "北京、上海", "北京，上海", "北京\n上海", "①北京②上海", "（1）北京（2）上海"]
)
def test_as_many_blanks_as_the_stem_has(answer: str) -> None:
    question = only(read(["填空题", "首都是____，最大的城市是____。", "", "", "", "", answer]))
    assert isinstance(question, Blank)
    assert [[one.text for one in gap.accept] for gap in question.blanks] == [["北京"], ["上海"]]


def test_one_blank_keeps_its_alternatives_whole() -> None:
    question = only(read(["填空题", "大城市有____。", "", "", "", "", "北京、上海;上海、北京"]))
    assert isinstance(question, Blank)
    assert [one.text for one in question.blanks[0].accept] == ["北京、上海", "上海、北京"]


@pytest.mark.parametrize(
    ("answer", "value", "unit"),
    [
        ("50万元", "50", "万元"),
        ("3.5％", "3.5", "%"),
        ("1,000 元", "1000", "元"),
        ("1e3", "1000", ""),
        ("-5℃", "-5", "℃"),
    ],
)
def test_numbers_with_their_units(answer: str, value: str, unit: str) -> None:
    question = only(read(["数值题", "多少？", "", "", "", "", answer]))
    assert isinstance(question, Numeric)
    assert (str(question.numbers[0].value), question.unit) == (value, unit)


# ---------------------------------------------------------------- other cells


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("甲；乙；丙", "甲乙丙"),
        ("A、甲；B、乙；C、丙", "甲乙丙"),
        ("A.甲B.乙C.丙D.丁", "甲乙丙丁"),
        ("A甲 B乙 C丙", "甲乙丙"),
        ("1.甲\n2.乙", "甲乙"),
        ("①甲|②乙", "甲乙"),
        ("甲#乙#丙", "甲乙丙"),
    ],
)
def test_all_options_in_one_cell_in_more_spellings(cell: str, texts: str) -> None:
    assert "".join(text for _, text in stems.options_in_cell(cell)) == texts


@pytest.mark.parametrize(("cell", "points"), [("每题2分", "2"), ("2.5分/题", "2.5"), ("两分", "2"), (" ２ ", "2")])
def test_points_in_more_spellings(cell: str, points: str) -> None:
    assert answers.points(cell) == Decimal(points)


@pytest.mark.parametrize("cell", ["0", "-1", "100%", "多", "1e999999", ""])
def test_points_that_are_none(cell: str) -> None:
    assert answers.points(cell) is None


@pytest.mark.parametrize("cell", ["自2024年1月1日起施行", "2024/01/01", "2024.1.1", "20240101", "45292"])
def test_days_in_more_spellings(cell: str) -> None:
    question = only(read([*FINE, "存款保险条例", cell], headings=[*HEADINGS, "依据", "施行日期"]))
    assert question.source is not None
    assert str(question.source.effective_on) == "2024-01-01"


def test_a_days_format_is_no_cause_for_a_warning() -> None:
    draft = read([*FINE, "存款保险条例", (45292, "yyyy/m/d")], headings=[*HEADINGS, "依据", "施行日期"])
    assert only(draft).source is not None
    assert not draft.warnings


@pytest.mark.parametrize("cell", ["存款/保险", "存款 > 保险", "存款→保险", "存款-保险", "存款——保险", "存款 - 保险"])
def test_paths_of_topics(cell: str) -> None:
    assert only(read([*FINE, cell], headings=[*HEADINGS, "知识点"])).topic == ("存款", "保险")


@pytest.mark.parametrize("cell", ["e-banking", "2020-2024", "ISO-27001"])
def test_a_hyphen_in_a_word_parts_no_topic(cell: str) -> None:
    assert only(read([*FINE, cell], headings=[*HEADINGS, "知识点"])).topic == (cell,)


# ---------------------------------------------------------------- HTML in cells


def test_paragraphs_in_cells_become_plain_text() -> None:
    row = [
        "单选题",
        "<p>1、最高偿付&nbsp;限额是（ B ）</p>",
        "<p>10万元</p>",
        "<span>50万元</span>",
        "100&nbsp;万元",
        "",
        "<p>B</p>",
    ]
    question = only(read(row))
    assert isinstance(question, Single)
    assert (question.stem, question.stem_format) == ("最高偿付 限额是（  ）", "plain")
    assert [option.text for option in question.options] == ["10万元", "50万元", "100 万元"]
    assert right(question) == "B"


def test_a_stem_that_shows_more_stays_html_and_harmless() -> None:
    picture = f"data:image/png;base64,{base64.b64encode(png(9)).decode()}"
    stem = f'<p>见<b>图</b><img src="{picture}"><script>alert(1)</script><img src="http://a.cn/b.png"></p>'
    draft = read(["单选题", stem, *OPTIONS, "B"])
    question = only(draft)
    assert question.stem_format == "html"
    assert "<b>图</b>" in question.stem
    assert "script" not in question.stem
    assert list(question.images.values()) == [png(9)]
    assert ("Sheet1!B2", "image_left_out") in warned(draft)


@pytest.mark.parametrize("stem", ["若 a<b 且 b>c，则？", "AT&T 与 A&B 的关系", "x < y & y > z"])
def test_signs_are_no_markup(stem: str) -> None:
    question = only(read(["单选题", stem, *OPTIONS, "B"]))
    assert (question.stem, question.stem_format) == (stem, "plain")


# ---------------------------------------------------------------- which format it is

_TABLE = '题型,题干,选项A,选项B,答案\n单选题,"集合{x|x>1}中 ~ 与 =5 ::",甲,乙,A\n'
_AIKEN = "1 加 1 等于几？\nA. 1\nB. 2\nANSWER: B\n\n2 加 2 等于几？\nA. 3\nB. 4\nANSWER: B\n"


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a", "题库.dat"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_table_is_one_by_any_name(name: str, encoding: str, separator: str) -> None:
    assert formats.recognise(_TABLE.replace(",", separator).encode(encoding), name).NAME == "workbook"


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a"])
def test_a_list_of_questions_is_no_table_by_any_name(name: str) -> None:
    assert formats.recognise(_AIKEN.encode(), name).NAME == "aiken"


def test_a_table_in_markdown_is_no_csv() -> None:
    assert not workbook.sniff("| 题型 | 题干 | 答案 |\n|---|---|---|\n| 单选 | 题 | A |\n".encode(), "a.md")


def test_real_files_are_what_they_are_by_any_name(samples: Path) -> None:
    for path in sorted((samples / "finance_zh").glob("test-*.csv")):
        assert formats.recognise(path.read_bytes(), path.stem + ".txt").NAME == "workbook", path.name
    for path in sorted((samples / "aiken").iterdir()):
        assert formats.recognise(path.read_bytes(), path.stem + ".csv").NAME == "aiken", path.name
