"""Sealed exams from the window: sealed at head office, taken in and opened at the branch, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.crypto import keys
from desktop_app.exams import sealed
from desktop_app.exams.exam import exam_people, exams
from desktop_app.exams.sealed import sealed_exams
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.exam_view import ExamView
from desktop_app.ui.examiner.exams import ExamsPage
from desktop_app.ui.examiner.seal_form import SealForm
from desktop_app.ui.examiner.sealed_view import SealedView
from tests.ui.examiner_exam import people_and_plan
from tests.ui.examiner_hands import choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExamsPage]:
    monkeypatch.setattr(sealed, "STRONG", keys.CHEAP)
    people_and_plan(store, examiner)
    with shown(qtbot, store, examiner, ExamsPage) as made:
        yield made


def _view(qtbot: QtBot, page: ExamsPage) -> SealedView:
    press(qtbot, page, "Sealed exams")
    view = page.views.opened
    assert isinstance(view, SealedView)
    qtbot.waitUntil(lambda: not page.working.busy)
    return view


def _sealed(qtbot: QtBot, page: ExamsPage, path: Path, hours: float = -1) -> str:
    """Seal the plan for 综合柜员, to open so many hours from now; the code that is shown."""
    press(qtbot, _view(qtbot, page), "Seal one for branches")
    form = page.views.opened
    assert isinstance(form, SealForm)
    form.opens.set_instant(system_clock().at + timedelta(hours=hours))
    form.closes.set_instant(system_clock().at + timedelta(hours=hours + 8))
    form.posts.setText("综合柜员，客户经理")
    form.numbers.setText("T003 T777")
    assert not form.code.isVisible()
    press(qtbot, form, "Seal and save")
    choose_file(qtbot, form, path)
    qtbot.waitUntil(form.code.isVisible)
    code = form.code.text()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert isinstance(page.views.opened, SealedView)
    assert not any(code in one.text() for one in page.findChildren(QLabel) if one.isVisible())
    return code


def _tab_to(wanted: QWidget) -> None:
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is wanted:
            return
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {wanted}")


def test_from_the_seal_to_the_open_exam_by_keyboard(
    qtbot: QtBot, page: ExamsPage, store: Store, tmp_path: Path
) -> None:
    code = _sealed(qtbot, page, tmp_path / "统考.bxe")
    view = page.views.opened
    assert isinstance(view, SealedView)
    qtbot.waitUntil(lambda: not page.working.busy)
    assert view.empty.isVisible()
    assert sealed_exams(store) == ()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    view.take_focus()
    assert QApplication.focusWidget() is view.take
    QTest.keyClick(view.take, Qt.Key.Key_Space)
    choose_file(qtbot, view, tmp_path / "统考.bxe")
    qtbot.waitUntil(lambda: "lies here, sealed" in page.banner.text and not page.working.busy)
    model = view.table.model_of_rows
    cells = [str(model.data(model.index(0, n))) for n in range(7)]
    assert (cells[0], cells[2], cells[4], cells[6]) == (
        "服务考试", "5", "综合柜员, 客户经理, T003, T777", "Can be opened",
    )  # fmt: skip
    assert not view.go.isEnabled()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    view.take_focus()
    _tab_to(view.code)
    QTest.keyClicks(view.code, "ABCD-EFGH")
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "mistyped" in page.banner.text)
    assert exams(store) == ()
    view.code.clear()
    QTest.keyClicks(view.code, code.lower())
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page.views.opened, ExamView), timeout=10_000)
    (one,) = exams(store)
    assert {person.staff_no for person in exam_people(store, one.id)} == {"T001", "T002", "T003"}
    assert sealed_exams(store)[0].exam_id == one.id


def test_it_says_from_when_and_does_not_open_earlier(
    qtbot: QtBot, page: ExamsPage, store: Store, tmp_path: Path
) -> None:
    code = _sealed(qtbot, page, tmp_path / "f.bxe", hours=5)
    view = page.views.opened
    assert isinstance(view, SealedView)
    qtbot.waitUntil(lambda: not page.working.busy)
    view.take_in(tmp_path / "f.bxe")
    qtbot.waitUntil(lambda: len(view.table.model_of_rows.rows) == 1)
    qtbot.waitUntil(lambda: not page.working.busy)
    assert "can be opened from" in view.count.text()
    view.code.setText(code)
    press(qtbot, view, "Open with the code")
    qtbot.waitUntil(lambda: "cannot be opened before" in page.banner.text)
    (tmp_path / "g.bxe").write_bytes(b"something else")
    view.take_in(tmp_path / "g.bxe")
    qtbot.waitUntil(lambda: "g.bxe" in page.banner.text)
    assert exams(store) == ()
