"""The question with its key, as examiners look at it: all nine kinds, in the bank's order and in a paper's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app import words
from desktop_app.banks.question import (
    ONE,
    Accepted,
    Blank,
    Essay,
    Gap,
    Match,
    Multiple,
    Number,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
)
from desktop_app.ui.widgets.question_view import QuestionView
from desktop_app.ui.widgets.rich_text import RichText

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
HALF = Decimal("0.5")
SINGLE = Single(
    stem="哪一项？",
    options=(Option("甲", HALF, "差一点"), Option("乙", ONE, "对"), Option("丙")),
    topic=("产品", "存款"),
    difficulty=3,
    points=Decimal("2.50"),
    explanation="因为乙",
    fixed_order=True,
    reserved=True,
    source=Source("条例", "国务院", "第107号", "第三条", date(1993, 3, 1), date(2030, 1, 1)),
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QuestionView]:
    words.use("en")
    made = QuestionView("question")
    made.resize(420, 600)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def lines(view: QuestionView, question: Question, **named: object) -> list[str]:
    view.show_question(question, **named)  # type: ignore[arg-type]
    return view.text.splitlines()


def test_a_single_choice_with_all_that_stands_beside_it(view: QuestionView) -> None:
    assert lines(view, SINGLE) == [
        "Single choice · points: 2.5 · difficulty 3 · options stay in order · reserved, not for practice",
        "产品 / 存款",
        "哪一项？",
        "A",
        "甲",
        "差一点",
        "50% of the points",
        "B",
        "乙",
        "对",
        "Right",
        "C",
        "丙",
        "Answer  B",
        "Explanation",
        "因为乙",
        "Source",
        "条例",
        "国务院",
        "第107号",
        "第三条",
        "in force from 1993-03-01 to 2030-01-01",
    ]


def test_letters_follow_the_order_of_a_paper_and_points_its_section(view: QuestionView) -> None:
    text = lines(view, SINGLE, order=(1, 2, 0), points=Decimal(4))
    assert "points: 4" in text[0]
    assert [text[text.index(letter) + 1] for letter in "ABC"] == ["乙", "丙", "甲"]
    assert "Answer  A" in text


def test_several_right_options(view: QuestionView) -> None:
    question = Multiple(stem="哪些？", options=(Option("甲", ONE), Option("乙", -HALF), Option("丙", HALF)))
    text = lines(view, question)
    assert "Answer  A、C" in text
    assert "-50% of the points" in text


@pytest.mark.parametrize("answer", [True, False])
def test_true_or_false(view: QuestionView, answer: bool) -> None:
    text = lines(view, TrueFalse(stem="对吗？", answer=answer, feedback_true="选了对", feedback_false="选了错"))
    right, wrong = text.index("选了对"), text.index("选了错")
    ticked = [place for place in (right, wrong) if place + 1 < len(text) and text[place + 1] == "Right"]
    assert ticked == [right if answer else wrong]


def test_blanks_with_everything_they_accept(view: QuestionView) -> None:
    gaps = (Gap((Accepted("20"), Accepted("二十", HALF))), Gap((Accepted("ABC"),), match_case=True))
    text = lines(view, Blank(stem="____和____", blanks=gaps))
    assert "Blank 1" in text
    assert "20 / 二十（50% of the points）" in text
    assert text[text.index("ABC") + 1] == "case matters"


def test_a_number_with_its_tolerance_and_unit(view: QuestionView) -> None:
    numbers = (Number(Decimal("5.0"), Decimal("0.1")), Number(Decimal(6), credit=HALF))
    text = lines(view, Numeric(stem="多少？", numbers=numbers, unit="%"))
    assert "unit: %" in text
    assert "5.0 ± 0.1 %" in text
    assert text[text.index("6 %") + 1] == "50% of the points"


def test_items_in_order_and_shuffled(view: QuestionView) -> None:
    question = Order(stem="排序", options=(Option("一", ONE), Option("二", ONE), Option("三", ONE)))
    assert "Answer  A → B → C" in lines(view, question)
    text = lines(view, question, order=(2, 0, 1))
    assert [text[text.index(letter) + 1] for letter in "ABC"] == ["三", "一", "二"]
    assert "Answer  B → C → A" in text


def test_pairs_with_a_distractor(view: QuestionView) -> None:
    question = Match(stem="配对", pairs=(Pair("甲", "1月"), Pair("乙", "2月"), Pair("", "3月")))
    text = lines(view, question)
    assert "甲  →  1月" in text
    assert text[text.index("3月") + 1] == "distractor"
    shown = lines(view, question, order=(1, 2, 0))
    assert {"甲  →  3  1月", "乙  →  1  2月", "2  3月"} <= set(shown)


def test_a_branching_scenario_says_where_each_option_leads(view: QuestionView) -> None:
    first = Single(uid="p1", stem="先问", options=(Option("甲", ONE, next="p2"), Option("乙")))
    second = TrueFalse(uid="p2", stem="再问", answer=True)
    text = lines(view, Scenario(stem="案情", parts=(first, second)))
    assert [line for line in text if line.startswith("Part ")] == [
        "Part 1 · Single choice · points: 1",
        "Part 2 · True or false · points: 1",
    ]
    assert "A → part 2" in text
    assert "B → end" in text
    shuffled = lines(view, Scenario(stem="案情", parts=(first, second)), part_orders=((1, 0), (0, 1)))
    assert "A → end" in shuffled
    assert "B → part 2" in shuffled


def test_an_essay_with_its_model_answer(view: QuestionView) -> None:
    text = lines(view, Essay(stem="论述", explanation="要点"))
    assert text[-2:] == ["Model answer", "要点"]


def test_a_source_with_one_date_says_which(view: QuestionView) -> None:
    starts, ends = Source("甲", effective_on=date(2020, 1, 1)), Source("甲", repealed_on=date(2021, 1, 1))
    assert "in force from 2020-01-01" in lines(view, replace(SINGLE, source=starts))
    assert "repealed on 2021-01-01" in lines(view, replace(SINGLE, source=ends))


def test_html_is_drawn_with_the_images_of_the_question_alone(view: QuestionView, tmp_path: Path) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    file = tmp_path / "a.png"
    image.save(str(file))
    stem = "<p>看<b>图</b><img src='a.png'><img src='file:///etc/hostname'><script>x</script></p>"
    text = lines(view, Essay(stem=stem, stem_format="html", images={"a.png": file.read_bytes()}))
    assert text[1] == "看图"
    served = view.findChildren(RichText)[0].document.loadResource(2, "a.png")
    assert isinstance(served, QImage)
    assert served.size() == image.size()


def test_a_long_word_is_broken_and_nothing_scrolls_sideways(qtbot: QtBot, view: QuestionView) -> None:
    view.show_question(Single(stem="x" * 400, options=(Option("y" * 400, ONE), Option("z"))))
    qtbot.wait(20)
    body = view.widget()
    assert body is not None
    assert body.width() <= view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0


def test_nothing_is_left_after_clearing(view: QuestionView) -> None:
    view.show_question(SINGLE)
    view.clear()
    assert view.text == ""
