"""A whole sitting by keyboard alone in the window itself: the Door, Home, before the exam, nine kinds, the result."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Kind
from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.results import result
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.before import BeforePage
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.candidate.questions.order import OrderView
from desktop_app.ui.candidate.questions.text import EssayView, NumberView
from desktop_app.ui.candidate.result import ResultPage
from desktop_app.ui.candidate.saving import SaveState
from desktop_app.ui.entrance.door import DoorPage
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation
from tests.ui.candidate_room import CANDIDATE, PIN, furnish, keys, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ORDER = ["核实身份", "登记挂失", "出具回执"]


@pytest.fixture
def window(store: Store, examiner: Actor, translation: Translation, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window at the Door of a branch where an exam is open."""
    furnish(store, examiner)
    made = MainWindow(store.folder, translation)
    made.show()
    made.take(store)
    made.speak("en")
    made.activateWindow()
    qtbot.waitUntil(lambda: isinstance(made.page, DoorPage) and made.isActiveWindow())
    QApplication.processEvents()
    yield made
    if isinstance(made.page, ExamPage):
        # Closing would ask.
        made.page._submit()
        qtbot.waitUntil(lambda: isinstance(made.page, ResultPage))
    made.close()
    made.deleteLater()


def test_from_the_door_to_the_result_by_keyboard_alone(qtbot: QtBot, window: MainWindow, store: Store) -> None:
    exam = _to_the_exam(qtbot, window)
    sitting = exam.sitting
    _answer_all(exam)
    qtbot.waitUntil(lambda: exam.saving.state is SaveState.SAVED)
    assert exam.overview.counts[0].text() == "Answered 10"
    wanted = {
        1: "A",
        2: ["A", "C"],
        3: False,
        4: ["实名", "自愿"],
        5: "150",
        6: _letters(sitting),
        7: {"A": _number_of(sitting, "A"), "B": _number_of(sitting, "B")},
        8: ["A", False],
        9: ["A", "A"],
        10: "先倾听，再道歉。\n1",
    }
    assert dict(sittings.start(store, CANDIDATE, sitting.exam_id, system_clock()).answers) == wanted
    keys(K.Key_Return, modifier=CONTROL)
    box = _asked(exam)
    assert "All 10 questions are answered." in box.text()
    assert "Flagged: 1." in box.text()
    keys(K.Key_Tab, K.Key_Space) if QApplication.focusWidget() is box.defaultButton() else keys(K.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.page, ResultPage), timeout=10_000)
    page = window.page
    assert isinstance(page, ResultPage)
    assert any("examiner marks your written answers" in one.text() for one in page.findChildren(QLabel))
    outcome = result(store, sitting.id).outcome
    assert [graded.points == graded.max for graded in outcome.items[:9]] == [True] * 9
    assert not outcome.complete
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.countdown.out)
    keys(K.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, DoorPage))
    assert window.session is not None
    assert window.session.actor is None


def _to_the_exam(qtbot: QtBot, window: MainWindow) -> ExamPage:
    """By name and PIN, past the page that says what is coming."""
    type_in("张三")
    keys(K.Key_Return)
    for digit in PIN:
        keys(K(K.Key_0 + int(digit)))
    keys(K.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, HomePage), timeout=10_000)
    QApplication.processEvents()
    keys(K.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, BeforePage))
    before = window.page
    assert isinstance(before, BeforePage)
    QApplication.processEvents()
    keys(K.Key_Return)
    assert window.page is before  # not without the promise
    keys(K.Key_Space, K.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, ExamPage), timeout=10_000)
    page = window.page
    assert isinstance(page, ExamPage)
    QApplication.processEvents()
    return page


def _answer_all(page: ExamPage) -> None:
    sitting = page.sitting
    assert page.pane.kind.text() == "Single choice"
    keys(K.Key_A, K.Key_Return)
    assert page.position == 2
    keys(K.Key_1, K.Key_B, K.Key_C, K.Key_2, K.Key_Return)  # B chosen and let go again
    keys(K.Key_2, K.Key_M, K.Key_Right)  # false, flagged
    type_in("实名")
    keys(K.Key_Return)
    type_in("自愿")
    keys(K.Key_Return)
    assert page.position == 5
    keys(K.Key_1, K.Key_5, K.Key_0)
    assert isinstance(page.pane.view, NumberView)
    assert page.pane.view.field.text() == "150"
    keys(K.Key_PageDown)
    _bring_into_order(page)
    keys(K.Key_Right)
    assert sitting.shown[7].kind is Kind.MATCH
    for letter in ("A", "B"):
        keys(K(K.Key_0 + _number_of(sitting, letter)), K.Key_Tab)
    keys(K.Key_PageDown)
    assert sitting.shown[8].kind is Kind.SCENARIO
    keys(K.Key_A, K.Key_Return, K.Key_B, K.Key_Return)
    assert page.position == 9
    keys(K.Key_A, K.Key_Return)
    assert len(sitting.shown[9].parts) == 2
    assert sitting.shown[9].replies == ("“那好吧。”",)
    keys(K.Key_1, K.Key_Return)
    assert sitting.shown[9].ended
    keys(K.Key_PageDown)
    assert isinstance(page.pane.view, EssayView)
    type_in("先倾听，再道歉。")
    keys(K.Key_Return, K.Key_1)


def _bring_into_order(page: ExamPage) -> None:
    assert isinstance(page.pane.view, OrderView)
    items = QApplication.focusWidget()
    assert isinstance(items, QListWidget)
    assert page.pane.value() is None
    for place, text in enumerate(ORDER):
        row = next(n for n in range(items.count()) if text in items.item(n).text())
        keys(K.Key_Home)
        keys(*[K.Key_Down] * row)
        keys(*[K.Key_Up] * (row - place), modifier=ALT)
    if page.pane.value() is None:
        for _ in range(5):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton) and focus.text() == "Keep this order":
                break
            keys(K.Key_Tab)
        keys(K.Key_Return)
        page.pane.take_focus()
    assert page.pane.value() == _letters(page.sitting)


def _letters(sitting: Sitting) -> list[str]:
    of = {option.text: option.letter for option in sitting.shown[6].options}
    return [of[text] for text in ORDER]


def _number_of(sitting: Sitting, letter: str) -> int:
    right = {"活期存款": "随时支取", "定期存款": "约定存期"}
    left = next(one.text for one in sitting.shown[7].left if one.letter == letter)
    return next(one.number for one in sitting.shown[7].right if one.text == right[left])


def _asked(page: ExamPage) -> QMessageBox:
    boxes = [box for box in page.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (K.Key_Return, Qt.KeyboardModifier.NoModifier),
        (K.Key_Return, CONTROL),
        (K.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
        (K.Key_Space, Qt.KeyboardModifier.NoModifier),
        (K.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_nobody_submits_by_accident(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    page = _to_the_exam(qtbot, window)
    keys(K.Key_Return, modifier=CONTROL)
    box = _asked(page)
    assert "Empty: 10" in box.text()
    keys(key, modifier=modifier)
    qtbot.waitUntil(lambda: not page.findChildren(QMessageBox))
    assert page.sitting.state == "open"
    assert window.page is page
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    keys(K.Key_B)
    assert page.sitting.answers == {1: "B"}


def test_a_sitting_shows_no_search_and_no_way_to_other_pages(qtbot: QtBot, window: MainWindow) -> None:
    page = _to_the_exam(qtbot, window)
    assert window.frame is None
    for modifier in (CONTROL, CONTROL | Qt.KeyboardModifier.ShiftModifier):
        keys(K.Key_F, K.Key_K, K.Key_P, K.Key_O, modifier=modifier)
    keys(K.Key_F3, K.Key_Slash, K.Key_Escape)
    assert window.page is page
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    seen = {child for child in window.findChildren(QPushButton) if child.isVisible()}
    assert {one for one in seen if not page.isAncestorOf(one)} == set()
