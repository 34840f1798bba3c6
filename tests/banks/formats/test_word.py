"""Word files: what a person sees in them, and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from desktop_app.banks.formats import numbering, word
from desktop_app.banks.formats.package import PackageRefused, PackageUnreadable
from desktop_app.banks.formats.xml_file import XmlEntities
from desktop_app.banks.question import Accepted, Blank, Gap, Option, Question, Single, TrueFalse
from tests.banks.formats.questions import PNG

RIGHT = Decimal(1)


def saved(make: Callable[[WordDocument], None]) -> bytes:
    document = Document()
    make(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def questions(make: Callable[[WordDocument], None]) -> list[Question]:
    data = saved(make)
    assert word.sniff(data, "x")
    draft = word.read(data)
    assert not draft.findings, draft.findings
    return [one.question for one in draft.questions]


def lines(*texts: str) -> Callable[[WordDocument], None]:
    def make(document: WordDocument) -> None:
        for text in texts:
            document.add_paragraph(text)

    return make


def two(right: str, stem: str = "Q") -> Single:
    return Single(
        stem=stem,
        options=(
            Option("甲", RIGHT if right == "A" else Decimal(0)),
            Option("乙", RIGHT if right == "B" else Decimal(0)),
        ),
    )


def test_paragraphs_and_line_breaks() -> None:
    assert questions(lines("1. Q\nA. 甲\tB. 乙", "答案：B", "2. 甲。（√）3. 乙。（×）")) == [
        two("B"),
        TrueFalse(stem="甲。", answer=True),
        TrueFalse(stem="乙。", answer=False),
    ]


def add_list(document: WordDocument) -> None:
    """List 90: level 0 is ``1.``, level 1 is ``A.``."""
    part = document.part.numbering_part.element
    part.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def numbered(document: WordDocument, text: str, level: int) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
    )


def test_automatic_numbers_are_read() -> None:
    def make(document: WordDocument) -> None:
        add_list(document)
        for stem in ("Q1", "Q2"):
            numbered(document, stem, 0)
            numbered(document, "甲", 1)
            numbered(document, "乙", 1)
        document.add_paragraph("参考答案")
        document.add_paragraph("1-2 AB")

    assert questions(make) == [two("A", "Q1"), two("B", "Q2")]


def test_answers_in_red() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Q")
        document.add_paragraph("A. 甲")
        document.add_paragraph().add_run("B. 乙").font.color.rgb = RGBColor(0xFF, 0, 0)
        document.add_paragraph("2. R（")
        run = document.paragraphs[-1].add_run("A")
        run.font.color.rgb = RGBColor(0xC0, 0, 0)
        document.paragraphs[-1].add_run("）")
        document.add_paragraph("A. 甲")
        document.add_paragraph("B. 乙")

    assert questions(make) == [two("B"), two("A", "R（  ）")]


def test_blanks_drawn_by_underlining() -> None:
    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph("1. 最高")
        paragraph.add_run("      ").underline = True
        paragraph.add_run("万元。")
        document.add_paragraph("答案：50")

    assert questions(make) == [Blank(stem="最高____万元。", blanks=(Gap((Accepted("50"),)),))]


def test_images_in_stem_and_options() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Q").add_run().add_picture(io.BytesIO(PNG))
        document.add_paragraph("A. 甲")
        document.add_paragraph("B. ").add_run().add_picture(io.BytesIO(PNG + b"x"))
        document.add_paragraph("答案：B")

    (question,) = questions(make)
    assert isinstance(question, Single)
    assert list(question.images.values()) == [PNG, PNG + b"x"]
    name = list(question.images)[1]
    assert question.options == (Option("甲"), Option(f"![]({name})", RIGHT))
    assert question.stem == "Q"


def test_tables_hold_options_and_keys() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Q")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "A. 甲", "B. 乙"
        document.add_paragraph("2. R")
        document.add_paragraph("A. 甲 B. 乙")
        key = document.add_table(rows=2, cols=3)
        for column, (number, answer) in enumerate((("题号", "答案"), ("1", "A"), ("2", "B"))):
            key.cell(0, column).text, key.cell(1, column).text = number, answer

    assert questions(make) == [two("A"), two("B", "R")]


def test_formulas_scripts_deletions_and_text_boxes() -> None:
    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph("1. x")
        paragraph.add_run("2").font.superscript = True
        math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        paragraph._p.append(
            parse_xml(
                f'<m:oMath xmlns:m="{math}"><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>'
                "<m:den><m:r><m:t>π</m:t></m:r></m:den></m:f></m:oMath>"
            )
        )
        paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>gone</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t> kept（√）</w:t></w:r></w:ins>"))

    assert questions(make) == [TrueFalse(stem=r"x²\(\frac{1}{\pi}\) kept", answer=True)]


def test_study_notes_hold_no_question_and_it_is_said() -> None:
    draft = word.read(saved(lines("存款保险笔记", "1. 存款保险制度", "2. 反洗钱制度")))
    assert not draft.questions
    assert [w.code for w in draft.warnings] == ["no_entries"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "doc"),
        (b"{\\rtf1 hello}", "rtf"),
    ],
)
def test_older_formats_say_what_to_do(data: bytes, found: str) -> None:
    assert word.sniff(data, "x.doc")
    with pytest.raises(word.WordLegacy) as error:
        word.read(data)
    assert error.value.facts == {"found": found}


def rezipped(
    data: bytes, change: Callable[[str, bytes], bytes | None], extra: tuple[str, bytes] | None = None
) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            made = change(name, old.read(name))
            if made is not None:
                new.writestr(name, made)
        if extra:
            new.writestr(*extra)
    return target.getvalue()


def test_broken_and_harmful_files() -> None:
    data = saved(lines("1. Q"))
    main = "word/document.xml"
    for change in (
        lambda name, old: None if name == main else old,
        lambda name, old: old[:200] if name == main else old,
        lambda name, old: None if name == "[Content_Types].xml" else old,
    ):
        with pytest.raises(word.WordUnreadable):
            word.read(rezipped(data, change))
    with pytest.raises(PackageUnreadable):
        word.read(data[: len(data) // 2])
    with pytest.raises(PackageRefused):
        word.read(rezipped(data, lambda _, old: old, ("../x.xml", b"x")))
    with pytest.raises(PackageRefused):
        word.read(rezipped(data, lambda _, old: old, ("word/bomb.xml", b"0" * (60 << 20))))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(XmlEntities):
        word.read(rezipped(data, lambda name, old: laughs + old.partition(b"?>")[2] if name == main else old))


@pytest.mark.parametrize(
    ("count", "style", "shown"),
    [
        (3, "decimal", "3"), (28, "upperLetter", "BB"), (3, "lowerLetter", "c"), (1994, "upperRoman", "MCMXCIV"),
        (12, "chineseCounting", "十二"), (20, "chineseCountingThousand", "二十"), (105, "japaneseCounting", "一百零五"),
        (3, "decimalEnclosedCircle", "③"), (7, "decimalZero", "07"),
    ],
)  # fmt: skip
def test_number_formats(count: int, style: str, shown: str) -> None:
    assert numbering.in_format(count, style) == shown
