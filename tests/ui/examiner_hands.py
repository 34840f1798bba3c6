"""What the tests of the examiner's pages share: a page in a window, and hands for its questions and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import words
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.session import Session

P = TypeVar("P", bound=ExaminerPage)


@contextmanager
def shown(qtbot: QtBot, store: Store, actor: Actor, make: Callable[[Session], P]) -> Iterator[P]:
    """A page as the frame shows it: made, visible, loaded, and reloaded when a topic of its changes."""
    words.use("en")
    session = Session(store, Jobs())
    session.actor = actor
    page = make(session)
    page.resize(1180, 700)
    session.changed.connect(lambda topics: page.reload() if page.topics & topics else None)
    page.show()
    page.reload()
    try:
        yield page
    finally:
        page.close()
        # What was asked for a moment ago still comes to the worker before it is closed.
        qtbot.waitUntil(lambda: not session.jobs.busy)
        session.jobs.close()
        page.deleteLater()
        QApplication.processEvents()
        store.on_changed = None


def find(page: QWidget, text: str) -> QAbstractButton:
    """The visible button that says ``text``, in whole or from its start."""
    found = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and (one.text() == text or one.text().startswith(text))
    ]
    exact = [one for one in found if one.text() == text]
    assert found, f"no visible button {text!r}"
    return (exact or found)[0]


def press(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Click the visible, enabled button that says ``text``."""
    button = find(page, text)
    assert button.isEnabled(), f"{text!r} is disabled"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_question(qtbot: QtBot, page: QWidget, verb: str) -> str:
    """Click ``verb`` in the question that is asked; gives what was asked."""
    qtbot.waitUntil(lambda: any(box.isVisible() for box in page.findChildren(QMessageBox)))
    box = next(box for box in page.findChildren(QMessageBox) if box.isVisible())
    text = f"{box.text()} {box.informativeText()}"
    QTest.mouseClick(find(box, verb), Qt.MouseButton.LeftButton)
    return text


def choose_file(qtbot: QtBot, page: QWidget, path: Path) -> None:
    """Choose ``path`` in the file dialog that is open."""
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in page.findChildren(QFileDialog)))
    dialog = next(dialog for dialog in page.findChildren(QFileDialog) if dialog.isVisible())
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.close()
