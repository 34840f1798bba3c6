"""Keys that changed, from the window: what would change, and grading again with a reason, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Question
from desktop_app.base.clock import system_clock
from desktop_app.exams.exam import Exam
from desktop_app.exams.results import result
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.banks import BanksPage
from desktop_app.ui.examiner.regrade_view import RegradeView
from desktop_app.ui.examiner.results import ResultsPage
from tests.exams.making import bring_in, essay, single
from tests.ui.examiner_exam import opened, sat
from tests.ui.examiner_hands import press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def exam(store: Store, examiner: Actor) -> Exam:
    return opened(store, examiner)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, exam: Exam) -> Iterator[ResultsPage]:
    with shown(qtbot, store, examiner, ResultsPage) as made:
        yield made


def _mend(store: Store, examiner: Actor, options: str, **more: Any) -> None:
    """Every single-choice question of the bank with these options."""
    made: list[Question] = [single(options, uid=f"s{n}", stem=f"单选 {n}", **more) for n in range(8)]
    bring_in(store, examiner, [*made, essay(uid="e1", stem="怎样安抚客户？")], reading=system_clock())


def _view(qtbot: QtBot, page: ResultsPage) -> RegradeView:
    view = page.views.opened
    assert isinstance(view, RegradeView)
    qtbot.waitUntil(lambda: not page.working.busy)
    return view


def _said(view: RegradeView) -> str:
    return "\n".join(one.text() for one in view.empty.findChildren(QLabel))


def _cells(view: RegradeView) -> list[list[str]]:
    model = view.table.model_of_rows
    return [[str(model.data(model.index(row, n))) for n in range(6)] for row in range(model.rowCount())]


def test_nothing_changed_is_said(qtbot: QtBot, page: ResultsPage, store: Store, exam: Exam) -> None:
    page.reload()
    assert not page.regrade.isEnabled()
    sat(store, exam, "T001")
    page.reload()
    press(qtbot, page, "Keys that changed")
    view = _view(qtbot, page)
    assert "keys that the banks hold today" in _said(view)
    assert not view.go.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.views.opened is None


def test_a_repaired_key_is_previewed_and_then_graded_by_keyboard_alone(
    qtbot: QtBot, page: ResultsPage, store: Store, examiner: Actor, exam: Exam
) -> None:
    right, wrong = sat(store, exam, "T001"), sat(store, exam, "T002", right=1)
    _mend(store, examiner, "r *w x y")
    page.arrive(exam.id)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.regrade.setFocus()
    QTest.keyClick(page.regrade, Qt.Key.Key_Space)
    view = _view(qtbot, page)
    assert QApplication.focusWidget() is view.scope
    lines = view.keys.text().splitlines()
    assert all("results that went by the other key" in line for line in lines[:6])
    assert [row[:5] for row in _cells(view)] == [
        ["T001", "张三", "40", "0", "Passed"],
        ["T002", "李四", "10", "0", "Not passed"],
    ]
    assert "would no longer pass: 1" in view.count.text()
    assert result(store, right).version == 1, "a preview keeps nothing"
    assert not view.go.isEnabled()
    while (focus := QApplication.focusWidget()) is not view.why:
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    QTest.keyClicks(view.why, "the key was wrong")
    assert view.go.isEnabled()
    QTest.keyClick(view.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.views.opened is None)
    assert "Graded again: 2." in page.banner.text
    newest = result(store, right)
    assert (newest.version, newest.reason, newest.outcome.score) == (2, "the key was wrong", Decimal(0))
    assert result(store, wrong).version == 2
    press(qtbot, page, "Keys that changed")
    assert "keys that the banks hold today" in _said(_view(qtbot, page))


def test_all_exams_of_the_plan_are_looked_at_on_demand(
    qtbot: QtBot, page: ResultsPage, store: Store, examiner: Actor, exam: Exam
) -> None:
    from desktop_app.exams.exam import open_exam

    sat(store, exam, "T001")
    other = open_exam(store, examiner, "P", reading=system_clock())
    sat(store, other, "T002")
    _mend(store, examiner, "r *w x y")
    page.arrive(other.id)
    press(qtbot, page, "Keys that changed")
    view = _view(qtbot, page)
    assert [row[0] for row in _cells(view)] == ["T002"]
    view.scope.setCurrentIndex(1)
    view.scope.activated.emit(1)
    qtbot.waitUntil(lambda: not page.working.busy)
    assert sorted(row[0] for row in _cells(view)) == ["T001", "T002"]


def test_from_the_bank_all_results_with_its_questions_are_looked_at(
    qtbot: QtBot, page: ResultsPage, store: Store, examiner: Actor, exam: Exam
) -> None:
    sat(store, exam, "T001")
    _mend(store, examiner, "r *w x y")
    with shown(qtbot, store, examiner, BanksPage) as banks:
        banks.arrive("b")
        qtbot.waitUntil(lambda: banks.bank is not None and banks.keys.isEnabled())
        with qtbot.waitSignal(banks.went) as went:
            press(qtbot, banks, "Results by other keys")
    assert went.args == ["results", ("keys", "b")]
    page.arrive(went.args[1])
    view = _view(qtbot, page)
    assert "bank b" in view.scope.currentText()
    assert [row[0] for row in _cells(view)] == ["T001"]
    page.arrive(("keys", "another"))
    assert _cells(_view(qtbot, page)) == []
