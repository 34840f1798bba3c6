"""What stands on the printed pages: all of it, within its column, a question on one page; and nothing that is right."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop_app.banks.formats import workbook
from desktop_app.banks.question import Option, Question, Scenario, Source, walk
from desktop_app.base.progress import Cancelled
from desktop_app.exams.generator import Stream
from desktop_app.exams.paper import Item, Paper, option_order
from desktop_app.exams.plan import MultipleRule
from desktop_app.exams.printed import printing
from desktop_app.exams.printed.kept import PrintedPaper
from desktop_app.exams.printed.key_pages import cited, key_pages
from desktop_app.exams.printed.marks import unprintable
from desktop_app.exams.printed.paper_pages import A3, A4, paper_pages
from desktop_app.exams.printed.sheet_pages import sheet_pages
from desktop_app.exams.printed.texts import Language, numeral
from desktop_app.pdf.columns import Pages
from desktop_app.pdf.flow import cleaned
from tests.exams import making
from tests.exams.making import ON, every_kind, multiple, scenario, section, single

AT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
LAW = Source("商业银行法", "全国人大常委会", "主席令第三十四号", "第四十三条")


def picture(wide: int = 300, tall: int = 120) -> bytes:
    out = BytesIO()
    Image.new("L", (wide, tall), 128).save(out, "PNG")
    return out.getvalue()


def paper_of(questions: Sequence[Question], *sizes: int, seed: str = "17", **more: object) -> PrintedPaper:
    """A printed paper of these questions, cut into sections of these sizes."""
    sections = [section(size, title=f"第{n}部分", points=Decimal(2)) for n, size in enumerate(sizes, 1)]
    cuts = [s for s, size in enumerate(sizes, 1) for _ in range(size)]
    items = []
    for n, (question, s) in enumerate(zip(questions, cuts, strict=True), 1):
        stream = Stream(seed, f"{n}")
        parts = question.parts if isinstance(question, Scenario) else ()
        orders = [option_order(one, True, stream) for one in (question, *parts)]
        items.append(Item(n, n, "b", question.uid, s, Decimal(2), orders[0], tuple(orders[1:])))
    plan = making.plan(*sections, title="柜员上岗考试", **more)
    return PrintedPaper("261125-17-7K2M", plan, Paper("P", seed, ON, tuple(items)), dict(enumerate(questions, 1)))


def flat(text: str) -> str:
    """Text without white space and marks for a gap, as two are compared."""
    return re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", text))


def said(data: bytes) -> str:
    return flat("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


def long_questions() -> tuple[Question, ...]:
    words = "商业银行应当按照《商业银行资本管理办法》的规定，计量信用风险、市场风险和操作风险加权资产（RWA），"
    options = tuple(Option(f"{letter}{words * 2}", Decimal(n == 0)) for n, letter in enumerate("甲乙丙丁戊己"))
    return (
        single(uid="l1", stem=words * 12, options=options),
        multiple(uid="l2", stem="Basel III: " + "the net stable funding ratio and the leverage ratio, " * 20),
        single(uid="l3", stem="https://example.com/" + "a" * 300, options=options[:4]),
        single(uid="l4", stem="图", images={"a.png": picture(3000, 200), "b.png": picture(100, 2000), "坏": b"no"}),
        multiple(uid="l5", stem="很多选项", options=tuple(Option(str(n), Decimal(n == 0)) for n in range(30))),
        single(uid="l6", stem="𬱖𬭎𠮷与表情\U0001f600不在字库", options=options[:2]),
        single(uid="l7", stem="<table><tr><td>" + "长" * 80 + "</td><td>b</td></tr></table>尾", stem_format="html"),
        scenario(single(stem=words * 3), making.essay(stem="理由"), uid="l8", stem=words * 30),
    )


def overflowing(pages: Pages) -> list[str]:
    """Rows that leave their column to the right or at its foot."""
    bad = []
    for one in pages.placed:
        column = next(c for c in pages.columns if c.x == one.x)
        if one.row.wide > column.wide + 0.5 or one.top - one.row.tall < column.top - column.tall - 0.5:
            bad.append(f"page {one.page + 1} at {one.top:.0f}: {one.row.wide:.1f} x {one.row.tall:.1f}")
    return bad


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("questions", [every_kind(), long_questions()], ids=["kinds", "long"])
def test_nothing_leaves_its_column(questions: Sequence[Question], language: Language) -> None:
    one = paper_of(questions, 3, len(questions) - 3)
    for layout in (A4, A3):
        for on_paper in (False, True):
            assert overflowing(paper_pages(one, "城东支行", language, layout, on_paper=on_paper)[0]) == []
    assert overflowing(sheet_pages(one, "城东支行", language)[0]) == []
    assert overflowing(key_pages(one, "城东支行", language)[0]) == []


def test_every_character_of_every_kind_can_be_read_back() -> None:
    questions = (*every_kind(), *long_questions()[:3], long_questions()[7])
    one = paper_of(questions, len(questions))
    found = said(printing.papers_pdf([one], "城东支行", AT, sheets=False, on_paper=True))
    for question in questions:
        for each in walk(question):
            texts = [each.stem, *(option.text for option in getattr(each, "options", ()))]
            for text in texts:
                # A question may go on after the foot of a page.
                pieces = [flat(text)] if flat(text) in found else [flat(part) for part in re.split(r"，|,", text)]
                assert all(piece in found for piece in pieces), text[:60]
    assert "密封线内不要答题" in found
    assert "法规截止日期:2026年11月24日" in found
    assert "第1页共" in found


def test_a_paper_and_its_answer_sheet_tell_nothing_of_what_is_right() -> None:
    questions = [replace(one, explanation="密钥解析", source=LAW) for one in every_kind()]
    one = paper_of(questions, 12)
    papers = printing.papers_pdf([one], "城东支行", AT)
    key = printing.keys_pdf([one], "城东支行", AT)
    assert "密钥解析" not in said(papers)
    assert "五十" not in said(papers)
    assert {"密钥解析", "五十", "机密★启用前"} <= {
        word for word in ("密钥解析", "五十", "机密★启用前") if word in said(key)
    }
    assert flat("依据：《商业银行法》（主席令第三十四号）第四十三条，全国人大常委会") in said(key)
    assert cited(LAW, "en").startswith("Source: 《商业银行法》")


def test_a_picture_of_an_explanation_is_not_on_the_paper() -> None:
    shown = {"q.png": picture(31, 31), "key.png": picture(47, 47), "opt.png": picture(53, 53)}
    options = (Option("![图](opt.png)", Decimal(1)), Option("无"))
    question = single(uid="s", stem="看图", images=shown, options=options, explanation="见 ![](key.png)")
    one = paper_of([question], 1)

    def _pictures(data: bytes) -> list[tuple[int, int]]:
        return sorted(
            image.image.size for page in PdfReader(BytesIO(data)).pages for image in page.images if image.image
        )

    assert _pictures(printing.papers_pdf([one], "支行", AT, sheets=False)) == [(31, 31), (53, 53)]
    assert (47, 47) in _pictures(printing.keys_pdf([one], "支行", AT))


def test_options_stand_in_as_many_columns_as_their_length_allows() -> None:
    def _tall(length: int) -> float:
        options = tuple(Option("长" * length, Decimal(n == 0)) for n in range(4))
        pages = paper_pages(paper_of([single(uid="s", stem="题", options=options)], 1), "支行", "zh")[0]
        return round(sum(one.row.tall for one in pages.placed), 1)

    four, two, one, wrapped = map(_tall, (2, 12, 40, 60))
    assert (two - four, one - two, wrapped - one) == (17, 34, 68)


def test_a_question_is_not_cut_where_a_page_can_hold_it() -> None:
    options = tuple(Option("选" * 30, Decimal(k == 0)) for k in range(4))
    questions = [single(uid=f"s{n}", stem=f"第{n}个问题，" * 9, options=options) for n in range(40)]
    pages = paper_pages(paper_of(questions, 40), "支行", "zh")[0]
    assert pages.count > 3
    # Within a question every row but the last stays with the next: what ends a page is never such a row.
    for before, after in pairwise(pages.placed):
        if before.page != after.page:
            assert not before.row.stays


def test_sizes_pages_and_order_of_the_parts() -> None:
    one, other = paper_of(every_kind(), 12), paper_of(every_kind(), 12, seed="18")
    reader = PdfReader(BytesIO(printing.papers_pdf([one, other], "支行", AT, layout=A3)))
    sizes = ["A3" if page.mediabox[2] > 1000 else "A4" for page in reader.pages]
    assert re.fullmatch(r"(A3)+(A4)+(A3)+(A4)+", "".join(sizes))
    assert "Helvetica" not in str(reader.pages[0]["/Resources"])


def test_the_rule_for_several_right_options_is_told() -> None:
    told = {}
    for rule in MultipleRule:
        one = paper_of([multiple(uid="m")], 1, multiple_rule=rule)
        told[rule] = said(printing.papers_pdf([one], "支行", AT, sheets=False))
    assert "少选、错选均不得分" in told[MultipleRule.ALL_OR_NOTHING]
    assert "少选得一半分" in told[MultipleRule.HALF]
    assert "得部分分" in told[MultipleRule.SHARE]
    assert "错选扣分" in told[MultipleRule.CREDITS]


def test_printing_can_be_cancelled() -> None:
    def _stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        printing.papers_pdf([paper_of(every_kind(), 12)], "支行", AT, progress=_stop)


def test_characters_that_no_font_has_are_named() -> None:
    one = paper_of(long_questions(), 8)
    assert unprintable([one]) == ("\U0001f600",)
    assert "〓" in said(printing.papers_pdf([one], "支行", AT, sheets=False))


def test_numerals() -> None:
    assert [numeral(n, "zh") for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
    assert numeral(3, "en") == "3"


def test_a_hundred_questions_of_real_banks_are_printed_whole_and_soon(samples: Path) -> None:
    questions: list[Question] = []
    for path in sorted((samples / "finance_zh").glob("test-*.csv")):
        drafted = workbook.read(path.read_bytes(), name=path.name).questions
        questions += [one.question for one in drafted[:15]]
    questions = questions[:100]
    assert len(questions) == 100
    one = paper_of(questions, 100)
    printing.papers_pdf([one], "支行", AT)  # fonts are parsed once a process
    begun = time.process_time()
    data = printing.papers_pdf([one], "支行", AT)
    assert time.process_time() - begun < 2
    found = said(data)
    for question in questions:
        for text in (question.stem, *(option.text for option in getattr(question, "options", ()))):
            pieces = [flat(cleaned(part)) for part in re.split(r"[，。,\n]", text)]
            assert all(piece in found for piece in pieces), text[:60]
