"""Formulas and pictures of a question in the window: drawn, read out, enlarged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Kind, Option, Single
from desktop_app.exams.shown import ShownOption, ShownQuestion, ShownRight
from desktop_app.exams.sitting import Sitting
from desktop_app.ui import theme
from desktop_app.ui.candidate.question_pane import QuestionPane
from desktop_app.ui.candidate.questions.choice import OneView
from desktop_app.ui.candidate.questions.match import MatchView
from desktop_app.ui.candidate.questions.order import OrderView
from desktop_app.ui.candidate.questions.view import has_formulas
from desktop_app.ui.widgets.bank_document import BankDocument
from desktop_app.ui.widgets.choice_row import RadioRow
from desktop_app.ui.widgets.enlarged import Enlarged
from desktop_app.ui.widgets.question_view import QuestionView
from desktop_app.ui.widgets.rich_text import RichText

TEAL = QColor("teal")


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp)


def png(width: int = 60, height: int = 40, colour: str = "teal") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def count(widget: QWidget, colour: QColor) -> int:
    image = widget.grab().toImage()
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def columns_of_ink(widget: QWidget) -> int:
    """How many columns of the widget are not of one colour."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = image.pixel(0, 0)
    return sum(any(image.pixel(x, y) != ground for y in range(image.height())) for x in range(image.width()))


def shown_text(qtbot: QtBot, text: str, text_format: str = "plain", **images: bytes) -> RichText:
    made = RichText()
    qtbot.addWidget(made)
    made.set_content(text, text_format, {f"{name}.png": data for name, data in images.items()})
    made.resize(500, max(20, made.heightForWidth(500)))
    made.show()
    return made


@pytest.mark.parametrize(
    ("text", "text_format"),
    [
        (r"得 $\frac{1}{2}$ 元", "plain"),
        (r"得 \(\frac{1}{2}\) 元", "markdown"),
        (r"得 $\frac{1}{2}$ 元", "markdown"),
        (r"<p>得 \(\frac{1}{2}\) 元</p>", "html"),
    ],
)
def test_a_formula_is_ink_and_no_source(qtbot: QtBot, text: str, text_format: str) -> None:
    shown = shown_text(qtbot, text, text_format)
    assert "frac" not in shown.document.toPlainText()
    assert shown.plain == r"得 \frac{1}{2} 元"
    assert shown.accessibleName() == shown.plain
    source = shown_text(qtbot, r"得 \frac{1}{2} 元")
    # Three characters, and a fraction no wider than one of them.
    assert 20 < columns_of_ink(shown) < columns_of_ink(source) / 1.5
    empty = shown_text(qtbot, "得  元")
    assert columns_of_ink(shown) > columns_of_ink(empty) + 4


def test_what_cannot_be_drawn_stands_as_it_was_written(qtbot: QtBot) -> None:
    assert shown_text(qtbot, r"坏 $\foobar{x}$").plain == r"坏 $\foobar{x}$"
    assert shown_text(qtbot, "从 $100 到 $200").plain == "从 $100 到 $200"


def test_code_is_no_formula(qtbot: QtBot) -> None:
    assert shown_text(qtbot, "`$x$` $y$", "markdown").document.toPlainText().startswith("$x$")
    assert shown_text(qtbot, "<p><code>$x$</code></p>", "html").document.toPlainText() == "$x$"


def test_markdown_signs_within_a_formula_are_its_own(qtbot: QtBot) -> None:
    assert shown_text(qtbot, r"$a_1 * b_2 * c_3$ 与 **粗**", "markdown").plain == "a_1 * b_2 * c_3 与 粗"


def test_a_formula_stands_on_the_baseline_of_the_text(qtbot: QtBot) -> None:
    def _foot(text: str) -> int:
        image = shown_text(qtbot, text).grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        rows = [y for y in range(image.height()) if any(image.pixelColor(x, y).red() < 150 for x in range(500))]
        return max(rows)

    assert abs(_foot("xx") - _foot("$x$ x")) <= 1
    assert abs(_foot("x") - _foot("$x$")) <= 1


@pytest.mark.parametrize("look", list(theme.Look))
def test_a_formula_has_the_colour_of_the_text(qtbot: QtBot, qapp: QApplication, look: theme.Look) -> None:
    theme.apply(qapp, look, 200)
    text = shown_text(qtbot, r"$\frac{aaaa}{bbbb}$")
    ink = QColor(theme.current().text)
    assert count(text, ink) > 20
    theme.apply(qapp)


def test_a_formula_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    small = columns_of_ink(shown_text(qtbot, r"$x+y+z$"))
    theme.apply(qapp, theme.Look.LIGHT, 200)
    large = columns_of_ink(shown_text(qtbot, r"$x+y+z$"))
    theme.apply(qapp)
    assert large == pytest.approx(2 * small, rel=0.2)


def test_a_formula_wider_than_the_text_is_drawn_smaller(qtbot: QtBot) -> None:
    document = BankDocument()
    document.fill("$" + "+".join("abcdefghij" * 5) + "$")
    document.setTextWidth(300)
    assert document.size().width() <= 301


def test_a_picture_within_a_plain_text(qtbot: QtBot) -> None:
    text = shown_text(qtbot, "见![印章](a.png)", a=png())
    assert count(text, TEAL) == 60 * 40
    assert text.plain == "见印章"
    # Once: named in the text, it does not stand below it too.
    assert len(text.document.zoomables) == 1


def test_a_picture_that_stands_elsewhere_is_not_below_the_text(qtbot: QtBot) -> None:
    document = BankDocument()
    document.fill("题干", "plain", {"a.png": png(), "b.png": png()}, elsewhere={"a.png"})
    assert len(document.zoomables) == 1


def choice(**images: bytes) -> ShownQuestion:
    return ShownQuestion(
        position=1,
        kind=Kind.SINGLE,
        stem=r"求 $\frac{1}{2}$ 与 $x^2$",
        options=(ShownOption("A", r"$\frac{a}{b}$ 元"), ShownOption("B", "![红章](b.png)"), ShownOption("C", "丙")),
        images={f"{name}.png": data for name, data in images.items()},
    )


def pane_of(qtbot: QtBot, question: ShownQuestion) -> tuple[QWidget, QuestionPane]:
    sitting = SimpleNamespace(
        shown={1: question}, questions=(1,), plan=SimpleNamespace(sections=(SimpleNamespace(title="一"),))
    )
    page = QWidget()
    qtbot.addWidget(page)
    pane = QuestionPane(cast(Sitting, sitting), page)
    page.resize(900, 600)
    pane.resize(900, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    pane.show_question(1, None)
    QApplication.processEvents()
    return page, pane


def test_option_pictures_and_formulas_are_drawn(qtbot: QtBot) -> None:
    page, pane = pane_of(qtbot, choice(b=png()))
    view = pane.view
    assert isinstance(view, OneView)
    QApplication.processEvents()
    assert count(view.rows[1], TEAL) == 60 * 40
    # And there alone.
    assert count(page, TEAL) == 60 * 40
    assert view.rows[0].accessibleName() == r"A  \frac{a}{b} 元"
    assert view.rows[1].accessibleName() == "B  红章"
    assert view.rows[2].magnifier is None


def test_a_click_on_an_options_picture_chooses_it(qtbot: QtBot) -> None:
    row = RadioRow("A", "![](a.png)", {"a.png": png()})
    qtbot.addWidget(row)
    row.resize(400, row.heightForWidth(400))
    row.show()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(80, row.height() // 2))
    assert row.isChecked()


def enlarged(page: QWidget) -> Enlarged | None:
    found = [one for one in page.findChildren(Enlarged) if one.isVisible()]
    return found[0] if found else None


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    QApplication.processEvents()


def test_enlarging_by_keyboard_alone(qtbot: QtBot) -> None:
    page, pane = pane_of(qtbot, choice(b=png()))
    view = pane.view
    assert isinstance(view, OneView)
    (stem,) = [text for text in pane.findChildren(RichText) if text.document.zoomables]
    stem.setFocus()
    press(Qt.Key.Key_Return)
    shown = enlarged(page)
    assert shown is not None
    assert not shown.isWindow()
    assert r"\frac{1}{2}" in shown.accessibleName()
    width = shown.place.width()
    press(Qt.Key.Key_Plus)
    assert shown.place.width() > width
    press(Qt.Key.Key_Minus)
    press(Qt.Key.Key_Minus)
    assert shown.place.width() < width
    press(Qt.Key.Key_PageDown)
    assert "x^2" in shown.accessibleName()
    # Letters choose nothing below while it is open, and Tab stays within.
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_Tab)
    assert shown.isAncestorOf(cast(QWidget, QApplication.focusWidget()))
    press(Qt.Key.Key_Escape)
    assert enlarged(page) is None
    assert QApplication.focusWidget() is stem
    assert view.value() is None


def test_an_option_is_enlarged_by_its_own_button(qtbot: QtBot) -> None:
    page, pane = pane_of(qtbot, choice(b=png(colour="red")))
    view = pane.view
    assert isinstance(view, OneView)
    magnifier = view.rows[1].magnifier
    assert magnifier is not None
    before = count(page, QColor("red"))
    magnifier.setFocus()
    press(Qt.Key.Key_Space)
    shown = enlarged(page)
    assert shown is not None
    assert "红章" in shown.accessibleName()
    assert count(shown, QColor("red")) > 4 * before
    assert view.value() is None
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert enlarged(page) is None


def test_a_click_on_the_formula_enlarges_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    text = RichText(parent=page)
    text.set_content(r"$\frac{1}{2}$ 元")
    page.resize(400, 300)
    text.resize(400, 60)
    page.show()
    text.grab()
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    assert enlarged(page) is None
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(6, 16))
    assert enlarged(page) is not None


def test_it_goes_with_the_question(qtbot: QtBot) -> None:
    page, pane = pane_of(qtbot, choice(b=png()))
    (stem,) = [text for text in pane.findChildren(RichText) if text.document.zoomables]
    stem.zoom()
    assert enlarged(page) is not None
    pane.show_question(1, None)
    assert enlarged(page) is None


def test_match_and_order(qtbot: QtBot) -> None:
    match = MatchView(
        ShownQuestion(
            position=1,
            kind=Kind.MATCH,
            stem="配对",
            left=(ShownOption("A", "$x^2$"), ShownOption("B", "乙")),
            right=(ShownRight(1, r"$\frac{1}{2}$"), ShownRight(2, "![甲](a.png)"), ShownRight(3, "丙")),
            images={"a.png": png()},
        )
    )
    qtbot.addWidget(match)
    match.resize(800, 300)
    match.show()
    combo = match.combos["A"]
    assert [combo.itemText(n) for n in range(combo.count())] == ["", "1", "2", "3  丙"]
    assert combo.itemData(1, Qt.ItemDataRole.AccessibleTextRole) == r"1  \frac{1}{2}"
    assert combo.accessibleName() == "A  x^2"
    assert count(match, TEAL) == 60 * 40
    order = OrderView(
        ShownQuestion(
            position=1,
            kind=Kind.ORDER,
            stem="排序",
            options=(ShownOption("A", r"$\frac{1}{2}$"), ShownOption("B", "![甲](a.png)")),
            images={"a.png": png()},
        )
    )
    qtbot.addWidget(order)
    order.resize(800, 300)
    order.show()
    QApplication.processEvents()
    assert count(order, TEAL) == 60 * 40
    assert order.list.item(1).text() == "2.  甲"
    order.list.setCurrentRow(1)
    order.magnifier.click()
    shown = enlarged(order.window())
    assert shown is not None
    assert "甲" in shown.accessibleName()


def test_the_examiners_view_shows_the_pictures_of_feedback_and_explanation(qtbot: QtBot) -> None:
    view = QuestionView("预览")
    qtbot.addWidget(view)
    view.resize(600, 900)
    view.show()
    view.show_question(
        Single(
            uid="q",
            stem="题干",
            options=(Option("$x^2$", Decimal(1), feedback="![](a.png)"), Option("乙", Decimal(0))),
            explanation="见 $y$ ![](b.png)",
            images={"a.png": png(), "b.png": png(30, 20, "red")},
        )
    )
    QApplication.processEvents()
    assert count(view, TEAL) == 60 * 40
    assert count(view, QColor("red")) == 30 * 20
    assert "见 y" in view.text


def test_which_questions_hold_a_formula() -> None:
    assert has_formulas(choice(b=png()))
    without = replace(choice(b=png()), stem="从 $100 到 $200", options=(ShownOption("A", "![](b.png)"),))
    assert not has_formulas(without)
    assert has_formulas(replace(without, kind=Kind.SCENARIO, parts=(choice(),)))


def test_a_page_without_formulas_loads_no_typesetter() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from desktop_app.ui.widgets.rich_text import RichText; text = RichText(); text.set_content('从 $100 到 $200');"
        "text.grab(); sys.exit(any(name.startswith('zia') for name in sys.modules))"
    )
    environment: dict[str, Any] = {"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0
