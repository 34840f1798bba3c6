"""Hands and eyes at a window: click what can be seen, type where the cursor is, look at what is drawn.

Promises: nothing is clicked that a person could not click (hidden, disabled, covered), and a text that the fonts cannot
draw fails the look. Used by the demo and by the end-to-end tests. Must not know a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QInputMethodEvent, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


def pause(ms: int) -> None:
    """Let the window live for ``ms`` milliseconds. (``QTest.qWait`` keeps Python's lock: no job would get on.)"""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class NotSeen(AssertionError):
    """What a person would have looked for is not there."""


class Hands:
    """Works at one top-level window. ``out``: where screenshots go, numbered in order."""

    def __init__(self, window: QWidget, out: Path | None = None, first: int = 1) -> None:
        self.window = window
        self.shots: list[Path] = []
        # Where no window manager runs, nobody else gives the window the keyboard.
        window.activateWindow()
        self._out = out
        self.next_number = first

    # ------------------------------------------------------------ eyes

    def wait(self, look: Callable[[], T | None], what: str, seconds: float = 30) -> T:
        """Look again and again until something is there. Raises ``NotSeen`` naming ``what``."""
        end = time.monotonic() + seconds
        while True:
            seen = look()
            if seen is not None and seen is not False:
                return seen
            if time.monotonic() > end:
                raise NotSeen(what)
            pause(20)

    def all(self, kind: type[W], inside: QWidget | None = None) -> list[W]:
        """Every visible widget of a kind."""
        return [one for one in (inside or self.window).findChildren(kind) if one.isVisible()]

    def find(self, kind: type[W], name: str = "", inside: QWidget | None = None) -> W | None:
        """The visible widget with that object name, accessible name or text; the first one where no name is given."""
        for one in self.all(kind, inside):
            if not name or name in (one.objectName(), one.accessibleName(), _text_of(one)):
                return one
        return None

    def see(self, kind: type[W], name: str = "", inside: QWidget | None = None) -> W:
        """Wait for ``find``."""
        return self.wait(lambda: self.find(kind, name, inside), f"{kind.__name__} {name!r}")

    def see_text(self, part: str) -> QWidget:
        """Wait until a visible widget says ``part``."""
        return self.wait(
            lambda: next((one for one in self.all(QWidget) if part in _text_of(one)), None), f"text {part!r}"
        )

    def look(self, name: str) -> Path | None:
        """Take a screenshot. Raises ``NotSeen`` where a text holds a character that no font draws."""
        pause(60)
        for widget in self.all(QWidget):
            for char in missing_glyphs(_text_of(widget), widget.font()):
                raise NotSeen(f"{name}: no glyph for {char!r} (U+{ord(char):04X})")
        if self._out is None:
            return None
        path = self._out / f"{self.next_number:02d}-{name}.png"
        self.next_number += 1
        if not self.window.grab().save(str(path)):
            raise NotSeen(f"{path} could not be written")
        self.shots.append(path)
        return path

    # ------------------------------------------------------------ hands

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that is visible, enabled and not covered."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled(), f"{_named(widget)} to be enabled")
        _scroll_to(widget)
        point = at or _click_point(widget)
        hit = widget.window().childAt(widget.mapTo(widget.window(), point))
        if hit is not None and hit is not widget and not widget.isAncestorOf(hit) and not hit.isAncestorOf(widget):
            raise NotSeen(f"{_named(widget)} is covered by {_named(hit)}")
        target = hit if hit is not None and widget.isAncestorOf(hit) else widget
        QTest.mouseClick(
            target,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            target.mapFrom(widget, point) if target is not widget else point,
        )
        pause(10)

    def press(self, kind_or_name: str, inside: QWidget | None = None) -> None:
        """Click the button that says this."""
        self.click(self.see(QAbstractButton, kind_or_name, inside))

    def type(self, widget: QWidget, text: str) -> None:
        """Put the cursor into a field, empty it, and type; what is no ASCII comes in as from an input method."""
        self.click(widget)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        self.write(text, widget)

    def write(self, text: str, widget: QWidget | None = None) -> None:
        """Type where the cursor is."""
        target = widget or QApplication.focusWidget()
        if target is None:
            raise NotSeen("a field with the cursor in it")
        for run, ascii_run in _runs(text):
            if ascii_run:
                QTest.keyClicks(target, run)
            else:
                event = QInputMethodEvent()
                event.setCommitString(run)
                QApplication.sendEvent(target, event)
        pause(10)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.wait(QApplication.focusWidget, "the focus"), key, modifier)
        pause(10)

    def choose(self, box: QComboBox, text: str) -> None:
        """Choose an entry of a combo box by keys."""
        self.click(box)
        place = self.wait(lambda: max(box.findText(text, Qt.MatchFlag.MatchContains), -1) + 1, f"entry {text!r}") - 1
        view = box.view()
        view.setCurrentIndex(box.model().index(place, 0))
        QTest.keyClick(view, Qt.Key.Key_Return)
        pause(10)

    def pick(self, view: QAbstractItemView, text: str) -> None:
        """Click the row of a list or table that holds ``text`` in its first columns."""

        def _row() -> QPoint | None:
            model = view.model()
            # A list's model keeps its number of columns to itself.
            columns = 1 if isinstance(view, QListView) else min(model.columnCount(), 4)
            for row in range(model.rowCount()):
                for column in range(columns):
                    index = model.index(row, column)
                    if text in str(index.data() or ""):
                        view.scrollTo(index)
                        return view.visualRect(index).center()
            return None

        point = self.wait(_row, f"row {text!r}")
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        pause(10)


def missing_glyphs(text: str, font: QFont) -> set[str]:
    """The characters of a text for which no font has a drawing."""
    seen = {char for char in text if char.isprintable() and not char.isspace()}
    return {char for char in seen if not _drawn(char, font.family())}


@cache
def _drawn(char: str, family: str) -> bool:
    layout = QTextLayout(char, QFont(family))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(glyph != 0 for run in layout.glyphRuns() for glyph in run.glyphIndexes())


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return ""


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {(widget.objectName() or widget.accessibleName() or _text_of(widget))[:40]!r}"


def _click_point(widget: QWidget) -> QPoint:
    # A check box or radio button reacts on its indicator and words, at the left.
    rect = widget.rect()
    return QPoint(min(12, rect.width() // 2), rect.height() // 2) if _checkable_words(widget) else rect.center()


def _checkable_words(widget: QWidget) -> bool:
    from PySide6.QtWidgets import QCheckBox, QRadioButton

    return isinstance(widget, QCheckBox | QRadioButton)


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
            pause(10)
        parent = parent.parentWidget()


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    run = ""
    for char in text:
        if run and char.isascii() != run[-1].isascii():
            yield run, run[-1].isascii()
            run = ""
        run += char
    if run:
        yield run, run[-1].isascii()
