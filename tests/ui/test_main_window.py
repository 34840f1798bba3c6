"""The one window: which page comes after which, and what happens when it closes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import words
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.entrance.door import DoorPage
from desktop_app.ui.entrance.unlock import UnlockPage
from desktop_app.ui.entrance.welcome import WelcomePage
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation
from tests.store_fixtures import PASSPHRASE


@pytest.fixture
def translation(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Translation]:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setattr(words, "_language", None)
    made = Translation(qapp)
    yield made
    made.use("en")
    words.use("zh")


def _page(window: MainWindow, kind: type[QWidget], qtbot: QtBot) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(window.page, kind), timeout=10_000)
    assert window.page is not None
    return window.page


def _window(folder: Path, translation: Translation, qtbot: QtBot) -> MainWindow:
    window = MainWindow(folder, translation)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_first_start_is_the_wizard(tmp_path: Path, translation: Translation, qtbot: QtBot) -> None:
    window = _window(tmp_path / "none", translation, qtbot)
    _page(window, WelcomePage, qtbot)
    window.close()


def test_unlock_door_frame_and_back(store_folder: Path, translation: Translation, qtbot: QtBot) -> None:
    window = _window(store_folder, translation, qtbot)
    page = _page(window, UnlockPage, qtbot)
    assert isinstance(page, UnlockPage)
    page.passphrase.edit.setText(PASSPHRASE)
    page.open_button.click()
    door = _page(window, DoorPage, qtbot)
    assert isinstance(door, DoorPage)
    door.to_examiners.click()
    door.passphrase.edit.setText(PASSPHRASE)
    door.examiner_enter.click()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
    assert window.frame is not None
    for name in window.frame.rail:
        shown = window.frame.show_page(name)
        assert shown.isVisible()
    window.speak("en")
    assert window.frame.rail["banks"].text() == "Question banks"
    window.speak("zh")
    assert window.frame.rail["banks"].text() == "题库"
    window.frame.left.emit()
    _page(window, DoorPage, qtbot)
    assert window.session is not None
    assert window.session.actor is None
    window.close()
    assert window.session is None


def test_closing_lets_go_of_the_store(store: Store, examiner: Actor, translation: Translation, qtbot: QtBot) -> None:
    window = _window(store.folder, translation, qtbot)
    _page(window, UnlockPage, qtbot)
    window.take(store)
    window.enter(examiner)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
    window.close()
    again = Store.open(store.folder, passphrase=PASSPHRASE)
    assert again.check() == ()
    again.close()
