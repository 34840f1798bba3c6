"""Word files as examiners make them: numbering, colours, tables, tracked changes, and what nobody sees."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import pytest
from docx.document import Document as WordDocument

from desktop_app.banks import formats
from desktop_app.banks.formats import word
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.formats.package import PackageRefused, PackageUnreadable
from desktop_app.banks.question import Single
from tests.banks.formats.list_layouts import summary
from tests.banks.formats.questions import PNG
from tests.banks.formats.word_making import (
    body,
    cell,
    edited,
    level,
    listed,
    num,
    para,
    paras,
    run,
    saved,
    table,
    with_lists,
    with_part,
)

RED = '<w:color w:val="FF0000"/>'
LEVELS = level(0, "decimal", "%1.") + level(1, "upperLetter", "%2.")


def read(data: bytes) -> list[str]:
    assert word.sniff(data, "x.docx")
    return summary(word.read(data))


def choice(n: int, stem: str, *more: str, sign: str = ".") -> str:
    return paras(f"{n}. {stem}", f"A{sign} 甲", f"B{sign} 乙", *more)


# ---------------------------------------------------------------- numbering


def test_levels_of_one_list() -> None:
    data = body(
        *(
            para("Q", properties=listed(1))
            + para("甲", properties=listed(1, 1))
            + para("乙", properties=listed(1, 1))
            + para("答案：B")
            for _ in range(2)
        )
    )
    assert read(with_lists(data, {1: LEVELS}, num(1, 1))) == ["S Q | 甲 乙*"] * 2


def test_options_in_lists_of_their_own_that_restart() -> None:
    starts = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    data = body(
        *(
            para(f"Q{n}", properties=listed(1)) + para("甲", properties=listed(n)) + para("乙", properties=listed(n))
            for n in (2, 3)
        ),
        paras("参考答案", "1-2 AB"),
    )
    made = with_lists(
        data,
        {1: level(0, "decimal", "%1、"), 2: level(0, "upperLetter", "%1．")},
        num(1, 1) + num(2, 2, starts) + num(3, 2, starts),
    )
    assert read(made) == ["S Q2 | 甲* 乙", "S Q3 | 甲 乙*"]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("chineseCounting", "%1、"),
        ("chineseCountingThousand", "（%1）"),
        ("japaneseCounting", "第%1部分"),
        ("upperRoman", "%1."),
    ],
)
def test_headings_with_automatic_numbers(style: str, text: str) -> None:
    data = body(
        para("多选题（每题2分）", properties=listed(1)), choice(1, "Q", "答案：A"),
        para("判断题", properties=listed(1)), paras("1. 甲。（√）"),
    )  # fmt: skip
    made = word.read(with_lists(data, {1: level(0, style, text)}, num(1, 1)))
    assert summary(made) == ["M Q | 甲* 乙", "T 甲。 | √"]
    assert [str(one.question.points) for one in made.questions] == ["2", "1"]


def test_numbers_by_style_and_numbering_taken_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="题"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="O"><w:name w:val="选项"/><w:basedOn w:val="Q"/></w:style></w:styles>'
    )
    off = listed(0)
    data = body(
        *(
            para("Q", properties='<w:pStyle w:val="Q"/>')
            + para("续行", properties=f'<w:pStyle w:val="Q"/>{off}')
            + para("甲", properties='<w:pStyle w:val="O"/>')
            + para("乙", properties='<w:pStyle w:val="O"/>')
            + para("答案：A")
            for _ in range(2)
        )
    )
    linked = level(0, "decimal", "%1.", '<w:pStyle w:val="Q"/>') + level(
        1, "upperLetter", "%2.", '<w:pStyle w:val="O"/>'
    )
    made = edited(with_lists(data, {1: linked}, num(1, 1)), "word/styles.xml", "</w:styles>", styles)
    assert read(made) == ["S Q\n续行 | 甲* 乙"] * 2


def test_circled_numbers_and_a_level_that_an_instance_redefines() -> None:
    redefined = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1、")}</w:lvlOverride>'
    data = body(
        para("正确的有", properties=listed(1)),
        para("甲对", properties=listed(2)),
        para("乙对", properties=listed(2)),
        paras("A. ①", "B. ①②", "答案：B"),
    )
    made = with_lists(
        data, {1: level(0, "bullet", "*"), 2: level(0, "decimalEnclosedCircle", "%1")}, num(1, 1, redefined) + num(2, 2)
    )
    assert read(made) == ["S 正确的有\n① 甲对\n② 乙对 | ① ①②*"]


def test_an_empty_numbered_paragraph_counts_and_says_nothing() -> None:
    data = body(
        para("Q", properties=listed(1)), paras("A. 甲", "B. 乙"), para("", properties=listed(1)),
        para("R", properties=listed(1)), paras("A. 甲", "B. 乙", "参考答案", "1.A 3.B"),
    )  # fmt: skip
    assert read(with_lists(data, {1: LEVELS}, num(1, 1))) == ["S Q | 甲* 乙", "S R | 甲 乙*"]


def test_numbers_that_no_list_can_have_are_read_over() -> None:
    data = body(para("Q", properties=listed(1)), paras("A. 甲", "B. 乙", "答案：A"))
    for broken in ("４", "-1", "99999999999999999999", "x", ""):
        strange = LEVELS.replace('w:ilvl="1"', f'w:ilvl="{broken}"').replace(
            'w:start w:val="1"', f'w:start w:val="{broken}"'
        )
        assert len(read(with_lists(data, {1: strange}, num(1, 1)))) == 1


# ---------------------------------------------------------------- what stands out

THEME_RED = '<w:color w:val="auto" w:themeColor="accent2"/>'


@pytest.mark.parametrize(
    "look",
    [
        RED, '<w:color w:val="C00000"/>', '<w:color w:val="E74C3C"/>', THEME_RED, "<w:b/>", '<w:u w:val="single"/>',
        '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="FFFF00"/>', '<w:rStyle w:val="Red"/>',
    ],
)  # fmt: skip
def test_the_option_that_stands_out_is_right(look: str) -> None:
    data = body(
        paras("1. Q", "A. 甲"), para(run("B. 乙", look)), paras("2. R"), para("A. 甲  ", run("B. 乙", look), "  C. 丙")
    )
    style = (
        f'<w:style w:type="character" w:styleId="Red"><w:name w:val="Red"/><w:rPr>{RED}</w:rPr></w:style></w:styles>'
    )
    data = edited(data, "word/styles.xml", "</w:styles>", style)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        theme = package.read("word/theme/theme1.xml").decode()
    assert "C0504D" in theme  # accent2 of the default theme is a red
    made = word.read(data)
    assert summary(made) == ["S Q | 甲 乙*", "S R | 甲 乙* 丙"]
    assert ("list_key_by_look", 2) in [(one.code, one.facts.get("count")) for one in made.warnings]


def test_all_options_bold_tell_nothing() -> None:
    data = body(para("1. Q"), para(run("A. 甲", "<w:b/>")), para(run("B. 乙", "<w:b/>")), choice(2, "R", "答案：B"))
    assert read(data) == ["S R | 甲 乙*", "! answer_missing"]


def test_bold_switched_off_is_not_bold() -> None:
    data = body(para("1. Q"), para(run("A. 甲", '<w:b w:val="0"/>')), para(run("B. 乙", "<w:b/>")))
    assert read(data) == ["S Q | 甲 乙*"]


def test_other_colours_tell_nothing() -> None:
    data = body(
        para("1. Q"), para(run("A. 甲", '<w:color w:val="0070C0"/>')), paras("B. 乙"), choice(2, "R", "答案：B")
    )
    assert read(data) == ["S R | 甲 乙*", "! answer_missing"]


def test_red_in_brackets_and_red_truth() -> None:
    data = body(
        para("1. Q（", run("AB", RED), "）的是什么"), paras("A. 甲", "B. 乙"),
        para("2. 甲。", run("（对）", RED)), para("3. 乙。", run("×", RED)),
    )  # fmt: skip
    assert read(data) == ["M Q（  ）的是什么 | 甲* 乙*", "T 甲。 | √", "T 乙。 | ×"]


@pytest.mark.parametrize("look", ['<w:u w:val="single"/>', RED, "<w:b/>"])
def test_blanks_filled_in(look: str) -> None:
    data = body(
        paras("一、填空题"),
        para("1. 最高", run("50", look), run("万元", look), "，自", run("2015年", look), "起。"),
        paras("2. 甲____。", "答案：乙"),
    )
    assert read(data) == ["B 最高____，自____起。 | 50万元 / 2015年", "B 甲____。 | 乙"]


def test_blanks_drawn_and_an_underlined_letter() -> None:
    line = '<w:u w:val="single"/>'
    data = body(
        para("1. 最高", run("  ", line), run("    ", line), "万元。"), paras("答案：50"),
        para("2. 下列正确的是", run(" B ", line), "。"), paras("A. 甲", "B. 乙"),
        para("3. 最高", run("  50  ", line), "万元。"),
    )  # fmt: skip
    assert read(data) == ["B 最高____万元。 | 50", "S 下列正确的是____。 | 甲 乙*", "B 最高____万元。 | 50"]


# ---------------------------------------------------------------- what is seen and what is not


def test_tracked_changes_hidden_text_and_fields() -> None:
    data = body(
        para("1. Q", "<w:ins><w:r><w:t>加</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
             run("藏", "<w:vanish/>")),
        para("<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>", properties="<w:rPr><w:del/></w:rPr>"),
        para("A. 甲", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ x</w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
             '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        para('B. <w:hyperlink><w:r><w:t>乙</w:t></w:r></w:hyperlink>'.replace("B. ", run("B. "))),
        paras("答案：B"),
    )  # fmt: skip
    made = word.read(data)
    assert summary(made) == ["S Q加 | 甲7 乙*"]
    assert [one.code for one in made.warnings] == ["word_hidden_text"]


def test_symbols_of_sign_fonts_and_equation_fields() -> None:
    def field(code: str) -> str:
        begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}"

    data = body(
        para("1. 甲。（", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "）"),
        para(
            "2. x",
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
            "1",
            field(r"eq \f(1,2)"),
            field(r" eq \o\ac(○,3)"),
            "（×）",
        ),
        para("3. 乙", field(r"eq \x\to(1)"), "（×）"),
    )
    made = word.read(data)
    assert summary(made) == ["T 甲。 | √", r"T x≥1\(\frac{1}{2}\)③ | ×", "T 乙 | ×"]
    assert [one.facts.get("feature") for one in made.warnings] == [r"EQ \x\to(1)"]


def test_scripts_keep_their_meaning() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    data = body(para("1. 面积m", run("2", up), "，水H", run("2", down), "O，x", run("ab", up), "。（√）"))
    assert read(data) == ["T 面积m²，水H₂O，x^(ab)。 | √"]


def test_a_table_of_contents_headers_and_footnotes_are_no_content() -> None:
    def make(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉 1. 假题"
        document.sections[0].footer.paragraphs[0].text = "第 1 页"
        document.styles.add_style("TOC 1", 1)
        document.add_paragraph("一、单选题......1", style="TOC 1")
        for text in ("一、单选题", "1. Q", "A. 甲", "B. 乙", "答案：A"):
            document.add_paragraph(text)

    made = word.read(saved(make))
    assert summary(made) == ["S Q | 甲* 乙"]
    assert not made.warnings


def test_line_breaks_within_a_paragraph_and_a_text_box() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        "<w:txbxContent>{0}</w:txbxContent></wps:txbx>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    ).format(paras("2. R", "A. 甲", "B. 乙", "答案：B"))
    data = body(
        para("<w:r><w:t>1. Q</w:t><w:br/><w:t>A. 甲</w:t><w:br/><w:t>B. 乙</w:t><w:br/><w:t>答案：A</w:t></w:r>"),
        para(box),
    )
    assert read(data) == ["S Q | 甲* 乙", "S R | 甲 乙*"]


# ---------------------------------------------------------------- tables


def test_a_table_with_headings_is_a_workbook() -> None:
    data = body(
        choice(1, "P", "答案：A"),
        table(["序号", "题型", "题干", "选项A", "选项B", "答案"], ["1", "单选题", "Q", "甲", "乙", "B"],
              ["2", "判断题", "甲。", "", "", "对"],
              ["3", "单选题", "R", "甲", "乙", "D"]),
        choice(2, "S", "答案：B"),
    )  # fmt: skip
    made = word.read(data)
    assert summary(made) == ["S P | 甲* 乙", "S Q | 甲 乙*", "T 甲。 | √", "S S | 甲 乙*", "! answer_beyond_options"]
    assert made.findings[0].where == "table 1!F4"


def test_merged_cells_of_a_table() -> None:
    first, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = body(
        table(["题型", "题干", "选项A", "选项B", "答案"], [cell("多选题", properties=first), "Q", "甲", "乙", "AB"],
              [cell("", properties=below), "R", "甲", "乙", "A"])
    )  # fmt: skip
    assert read(data) == ["M Q | 甲* 乙*", "M R | 甲* 乙"]


def test_a_form_with_labels_at_the_left() -> None:
    data = body(table(["题型", "单选题"], ["题干", "Q"], ["选项A", "甲"], ["选项B", "乙"], ["答案", "B"]))
    assert read(data) == ["S Q | 甲 乙*"]


def test_questions_in_cells() -> None:
    data = body(
        table([cell("1. Q", "A. 甲", "B. 乙", "答案：A")], [cell("2. R", "A. 甲  B. 乙", "答案：B")]),
        table(["3", "S", "A. 甲", "B. 乙", "答案：A"]),
        table([cell("4. T"), cell(para(run("A. 甲")), para(run("B. 乙", RED)))]),
    )
    assert read(data) == ["S Q | 甲* 乙", "S R | 甲 乙*", "S S | 甲* 乙", "S T | 甲 乙*"]


@pytest.mark.parametrize(
    "key",
    [
        table(["题号", "1", "2", "3"], ["答案", "A", "B", "AB"]),
        table(["1", "2", "3"], ["A", "B", "AB"]),
        table(["题号", "答案"], ["1", "A"], ["2", "B"], ["3", "AB"]),
        table(["题号", "答案", "题号", "答案"], ["1", "A", "3", "AB"], ["2", "B", "", ""]),
        paras("参考答案") + table(["题号", "1", "2"], ["答案", "A", "B"], ["题号", "3", ""], ["答案", "AB", ""]),
    ],
)
def test_tables_of_keys(key: str) -> None:
    assert read(body(choice(1, "Q"), choice(2, "R"), choice(3, "S"), key)) == [
        "S Q | 甲* 乙",
        "S R | 甲 乙*",
        "M S | 甲* 乙*",
    ]


# ---------------------------------------------------------------- images


def test_images_in_table_stem_and_key() -> None:
    def make(document: WordDocument) -> None:
        grid = document.add_table(rows=2, cols=4)
        for n, text in enumerate(("题干", "选项A", "选项B", "答案")):
            grid.cell(0, n).text = text
        grid.cell(1, 0).text, grid.cell(1, 1).text, grid.cell(1, 3).text = "Q", "甲", "B"
        grid.cell(1, 2).paragraphs[0].add_run().add_picture(io.BytesIO(PNG))
        for text in ("1. R", "A. 甲", "B. 乙", "答案：A"):
            document.add_paragraph(text)
        document.paragraphs[-1].add_run().add_picture(io.BytesIO(PNG + b"x"))

    made = word.read(saved(make))
    first, second = (one.question for one in made.questions)
    assert isinstance(first, Single)
    assert first.options[1].text == f"![]({next(iter(first.images))})"
    assert first.images
    assert list(first.images.values()) == [PNG]
    assert not second.images
    assert [one.code for one in made.warnings] == ["list_image_with_key"]


def test_images_that_cannot_be_shown_are_named() -> None:
    shape = '<w:r><w:object><v:shape><v:imagedata r:id="rId{0}"/></v:shape></w:object></w:r>'
    data = body(
        para("1. Q", shape.format(901), shape.format(902), shape.format(903)), paras("A. 甲", "B. 乙", "答案：A")
    )
    rels = (
        '<Relationship Id="rId901" Type="x/image" Target="media/image1.wmf"/>'
        '<Relationship Id="rId902" Type="x/image" Target="http://192.0.2.1/a.png" TargetMode="External"/>'
        "</Relationships>"
    )
    data = with_part(
        edited(data, "word/_rels/document.xml.rels", "</Relationships>", rels),
        "word/media/image1.wmf",
        b"\xd7\xcd\xc6\x9a",
    )
    made = word.read(data)
    assert summary(made) == ["S Q | 甲* 乙"]
    assert [(one.where, one.facts.get("image")) for one in made.warnings] == [
        ("paragraph 1", "image1.wmf"), ("paragraph 1", "http://192.0.2.1/a.png"), ("paragraph 1", "image rId903"),
    ]  # fmt: skip


# ---------------------------------------------------------------- the file


def test_what_stands_beside_the_questions_is_counted_and_placed() -> None:
    data = body(paras("某行考试题", "考试说明：闭卷"), choice(1, "Q", "答案：A"), paras("", "附则", "第二章 其他"))
    made = word.read(data)
    assert summary(made) == ["S Q | 甲* 乙"]
    facts: list[Any] = [(one.code, one.facts.get("count"), one.facts.get("places")) for one in made.warnings]
    assert facts[0][0] == "text_passed_over"
    assert "paragraph 1" in str(facts[0][2])


def test_a_key_that_finds_no_question_is_told() -> None:
    made = word.read(body(choice(1, "Q"), paras("参考答案", "1.A 2.B 3.C")))
    assert summary(made) == ["S Q | 甲* 乙"]
    assert [(one.code, one.facts) for one in made.warnings] == [("list_key_unused", {"count": 2, "numbers": "2, 3"})]


def test_embedded_documents_are_told() -> None:
    made = word.read(body(choice(1, "Q", "答案：A"), '<w:altChunk r:id="rId99"/>'))
    assert [one.code for one in made.warnings] == ["word_embedded_left_out"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "doc"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.wps", "wps"),
        (OLE, "a.doc", "doc"),
        (b"{\\rtf1 x}", "a.docx", "rtf"),
        (b"\xef\xbb\xbf<html><body>1. Q</body></html>", "a.doc", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.xml", "xml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.doc", "html"),
    ],
)
def test_other_documents_say_what_they_are(data: bytes, name: str, found: str) -> None:
    assert formats.recognise(data, name).NAME == word.NAME
    with pytest.raises(word.WordLegacy) as error:
        word.read(data, name=name)
    assert error.value.facts == {"found": found}


def test_a_locked_document_says_so() -> None:
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert word.sniff(data, "a.docx")
    assert not word.sniff(data, "a.xlsx")
    with pytest.raises(word.WordEncrypted):
        word.read(data, name="a.docx")


def test_macro_documents_strict_documents_and_other_names_of_the_main_part() -> None:
    data = body(choice(1, "Q", "答案：A"))
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = edited(data, "[Content_Types].xml", usual, "application/vnd.ms-word.document.macroEnabled.main+xml")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = package.read("word/document.xml").decode()
        rels = package.read("_rels/.rels").decode()
    strict = with_part(
        data,
        "word/document.xml",
        main.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    moved = with_part(
        with_part(data, "word/document2.xml", main),
        "_rels/.rels",
        rels.replace("word/document.xml", "word/document2.xml"),
    )
    for one in (macro, strict, moved):
        assert read(one) == ["S Q | 甲* 乙"]


def test_a_cut_file_a_huge_part_and_a_path_that_leads_out() -> None:
    data = body(choice(1, "Q", "答案：A"))
    with pytest.raises(PackageUnreadable):
        word.read(data[:-300])
    for name, content in (("../../evil.xml", b"x"), ("word/document.xml", b"<a>" + b" " * (60 << 20))):
        with pytest.raises(PackageRefused):
            word.read(with_part(data, name, content))


def test_deep_and_long_documents_end_in_time() -> None:
    nested = table([cell("1. Q", "A. 甲", "B. 乙", "答案：A")])
    for _ in range(20):
        nested = f"<w:tbl><w:tr><w:tc>{nested}<w:p/></w:tc></w:tr></w:tbl>"
    assert read(body(nested)) == ["S Q | 甲* 乙"]
    begun = time.monotonic()
    word.read(body(para("（" * 20_000), para("A. " * 20_000), para("1. " * 20_000), para("答案：" * 10_000)))
    assert time.monotonic() - begun < 5


def made_of(draft: Draft) -> int:
    return len(draft.questions)


def test_two_thousand_questions_are_read_fast() -> None:
    data = body(*(choice(n, f"第{n}个问题的题干是什么（  ）", "答案：B", "解析：因为如此。") for n in range(1, 401)))
    begun = time.monotonic()
    assert made_of(word.read(data)) == 400
    assert time.monotonic() - begun < 3
