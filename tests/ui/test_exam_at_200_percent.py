"""A whole sitting at 200 % text on the smallest window: nothing is cut off, everything is reached, and it can be handed
in by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import theme
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.widgets.elided import ElidedLabel
from tests.ui.candidate_room import CANDIDATE, furnish, in_window, keys, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QLabel)


@pytest.fixture
def large(qapp: QApplication) -> Iterator[QApplication]:
    """Text at 200 %."""
    theme.apply(qapp, theme.Look.LIGHT, 200)
    yield qapp
    theme.apply(qapp, theme.Look.LIGHT, 100)


def cut(page: QWidget) -> list[str]:
    """What can be seen only in part, and cannot be scrolled to."""
    found = []
    for control in page.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible() or isinstance(control, ElidedLabel):
            continue
        name = control.accessibleName() or getattr(control, "text", lambda: "")() or type(control).__name__
        if not _within_reach(control):
            found.append(f"{name}: outside")
        least = control.minimumSizeHint()
        if isinstance(control, QLabel):
            wrapped = control.heightForWidth(control.width())
            least = QSize(0, wrapped) if control.wordWrap() else control.sizeHint()
        if control.width() < least.width() or control.height() < least.height():
            found.append(f"{name}: {control.size()} < {least}")
    return found


def _within_reach(control: QWidget) -> bool:
    """Whether every edge lies within what holds it, or can be scrolled there."""
    rect, inner = control.rect(), control
    while (holder := inner.parentWidget()) is not None and not inner.isWindow():
        rect = QRect(inner.mapTo(holder, QPoint()) + rect.topLeft(), rect.size())
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and holder is area.viewport():
            # Up and down it can be scrolled; nobody scrolls to and fro to read a line.
            return rect.left() >= 0 and rect.right() <= holder.width()
        if not holder.rect().contains(rect):
            return False
        inner = holder
    return True


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720)])
def test_a_whole_sitting_at_200_percent(
    qtbot: QtBot, store: Store, examiner: Actor, large: QApplication, width: int, height: int
) -> None:
    room = furnish(store, examiner)
    sitting = sittings.start(store, CANDIDATE, room.exam.id, system_clock())
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting), width, height) as page:
        over: list[str] = []
        page.submitted.connect(over.append)
        assert (page.window().width(), page.window().height()) == (width, height)
        given = {
            "single": lambda: keys(K.Key_A),
            "multiple": lambda: keys(K.Key_1, K.Key_3),
            "true_false": lambda: keys(K.Key_2),
            "blank": lambda: type_in("实名"),
            "numeric": lambda: keys(K.Key_1, K.Key_5, K.Key_0),
            "order": lambda: keys(K.Key_Down, modifier=Qt.KeyboardModifier.AltModifier),
            "match": lambda: keys(K.Key_1),
            "scenario": lambda: keys(K.Key_A, K.Key_Return),
            "essay": lambda: type_in("先倾听，再道歉。"),
        }
        for position in range(1, 11):
            assert page.position == position
            QApplication.processEvents()
            assert cut(page) == [], sitting.shown[position].kind
            given[sitting.shown[position].kind.value]()
            QApplication.processEvents()
            assert cut(page) == [], sitting.shown[position].kind
            if position < 10:
                page.following.setFocus()
                keys(K.Key_Space)
        qtbot.waitUntil(lambda: len(sitting.answers) == 10)
        assert (page.window().width(), page.window().height()) == (width, height)
        page.setFocus()
        keys(K.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        box = page.findChild(QMessageBox)
        assert box is not None
        assert box.width() <= width
        keys(K.Key_Tab, K.Key_Space) if QApplication.focusWidget() is box.defaultButton() else keys(K.Key_Space)
        qtbot.waitUntil(lambda: over == [sitting.id])
