"""Marking: one answer at a time, without names, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.exams.exam import Exam
from desktop_app.exams.results import essays, result, to_mark
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.marking import MarkingPage
from tests.ui.examiner_exam import opened, sat
from tests.ui.examiner_hands import press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def exam(store: Store, examiner: Actor) -> Exam:
    return opened(store, examiner)


@pytest.fixture
def waiting(store: Store, exam: Exam) -> list[str]:
    """The sittings of T001 and T002, each with an essay to mark."""
    return [sat(store, exam, "T001", essay_text="先 道歉"), sat(store, exam, "T002", essay_text="请客户等候")]


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, waiting: list[str]) -> Iterator[MarkingPage]:
    with shown(qtbot, store, examiner, MarkingPage) as made:
        qtbot.waitUntil(lambda: made.current is not None)
        yield made


def _points(store: Store, sitting_id: str) -> Decimal | None:
    return essays(store, sitting_id)[0].points


def test_an_answer_is_shown_with_its_model_and_without_a_name(page: MarkingPage) -> None:
    texts = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert not any("张三" in text or "T001" in text or "李四" in text for text in texts)
    assert page.stem.text() == "怎样安抚客户？"
    assert page.answer.toPlainText() == "先 道歉"
    assert page.model.toPlainText() == "致歉两分，处置三分"
    assert "3 characters" in page.written.text()
    page.names.setChecked(True)
    assert "张三 T001" in page.who.text()


def test_two_answers_are_marked_by_keyboard_alone(
    qtbot: QtBot, page: MarkingPage, store: Store, waiting: list[str], exam: Exam
) -> None:
    page.activateWindow()
    field = page.points
    QTest.keyClicks(field, "3.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.answer.toPlainText() == "请客户等候"
    assert _points(store, waiting[0]) == Decimal("3.5")
    assert _points(store, waiting[1]) is None
    QTest.keyClicks(field, "0")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert to_mark(store) == ()
    assert result(store, waiting[0]).outcome.score == Decimal("43.5")
    assert page.current is None
    qtbot.waitUntil(page.empty.isVisible)
    assert "All of these answers are marked" in page.banner.text
    with qtbot.waitSignal(page.went) as went:
        press(qtbot, page, "To the results")
    assert went.args == ["results", exam.id]


def test_enter_marks_nothing_before_there_is_a_number(page: MarkingPage, store: Store, waiting: list[str]) -> None:
    assert not page.keep.isEnabled()
    QTest.keyClick(page.points, Qt.Key.Key_Return)
    QTest.keyClick(page.points, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _points(store, waiting[0]) is None
    assert page.answer.toPlainText() == "先 道歉"


def test_no_more_points_than_the_question_is_worth(page: MarkingPage, store: Store, waiting: list[str]) -> None:
    QTest.keyClicks(page.points, "9")
    QTest.keyClick(page.points, Qt.Key.Key_Return)
    kept = _points(store, waiting[0])
    assert kept is None or kept <= 5


def test_steps_are_half_points(page: MarkingPage) -> None:
    for _ in range(3):
        QTest.keyClick(page.points, Qt.Key.Key_Up)
    assert page.points.amount == Decimal("1.0")


def test_a_mark_is_looked_at_again_and_changed(
    qtbot: QtBot, page: MarkingPage, store: Store, waiting: list[str]
) -> None:
    page.points.set_amount(Decimal(2))
    page.note.setText("knapp")
    press(qtbot, page, "Keep the mark and go on")
    assert page.answer.toPlainText() == "请客户等候"
    press(qtbot, page, "Back")
    assert page.answer.toPlainText() == "先 道歉"
    assert (page.points.amount, page.note.text()) == (Decimal(2), "knapp")
    page.points.set_amount(Decimal(4))
    press(qtbot, page, "Keep the mark and go on")
    assert _points(store, waiting[0]) == Decimal(4)


def test_an_answer_is_skipped_and_waits(qtbot: QtBot, page: MarkingPage, store: Store, waiting: list[str]) -> None:
    press(qtbot, page, "Skip")
    assert page.answer.toPlainText() == "请客户等候"
    page.points.set_amount(Decimal(1))
    press(qtbot, page, "Keep the mark and go on")
    assert page.answer.toPlainText() == "先 道歉"
    assert _points(store, waiting[0]) is None


def test_what_is_typed_survives_that_others_submit(
    qtbot: QtBot, page: MarkingPage, store: Store, exam: Exam, waiting: list[str]
) -> None:
    page.points.set_amount(Decimal("2.5"))
    page.note.setText("half a note")
    sat(store, exam, "T003", essay_text="第三份")
    qtbot.waitUntil(lambda: page.progress.text() == "3 to mark")
    assert (page.points.amount, page.note.text()) == (Decimal("2.5"), "half a note")
    assert page.answer.toPlainText() == "先 道歉"


def test_where_nothing_waits_the_page_says_so(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    with shown(qtbot, store, examiner, MarkingPage) as made:
        qtbot.waitUntil(lambda: not made.working.busy)
        assert made.empty.isVisible()
        assert not made.sheet.isVisible()
