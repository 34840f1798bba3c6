"""The one window: which page comes after which, and what happens when it closes."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import records
from desktop_app.exams import sitting as sittings
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import Outage
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.store.conditions import DiskFull
from desktop_app.ui import examiner
from desktop_app.ui.candidate.before import BeforePage
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.entrance.door import DoorPage
from desktop_app.ui.entrance.unlock import UnlockPage
from desktop_app.ui.entrance.welcome import WelcomePage
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation
from tests.store_fixtures import PASSPHRASE
from tests.ui.candidate_room import CANDIDATE, furnish, plan_of


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


def _answer_when_asked(window: MainWindow, verb: str, heard: list[str]) -> QTimer:
    """Click ``verb`` in the question before closing, which runs a loop of its own."""

    def _look() -> None:
        for box in window.findChildren(QMessageBox):
            if box.isVisible():
                timer.stop()
                heard.append(box.text())
                next(one for one in box.buttons() if one.text() == verb).click()

    timer = QTimer(window)
    timer.setInterval(20)
    timer.timeout.connect(_look)
    timer.start()
    return timer


def test_closing_in_an_exam_asks_and_loses_nothing_that_was_typed(
    store: Store, examiner: Actor, translation: Translation, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = furnish(store, examiner)
    window = _window(store.folder, translation, qtbot)
    _page(window, UnlockPage, qtbot)
    window.take(store)
    window.enter(CANDIDATE)
    sitting = sittings.start(store, CANDIDATE, room.exam.id, system_clock())
    window.candidate.show_exam(sitting)
    page = _page(window, ExamPage, qtbot)
    assert isinstance(page, ExamPage)
    page.go_to(10)
    field = page.findChildren(QPlainTextEdit)[0]
    heard: list[str] = []
    field.setPlainText("刚写下的")
    _answer_when_asked(window, "Go on with the exam", heard)
    window.close()
    assert window.isVisible()
    assert sitting.answers[10] == "刚写下的", "saved before anything is asked"
    with monkeypatch.context() as patch:

        def _full(*_: object) -> int:
            raise DiskFull(path="x")

        patch.setattr(sittings, "answer", _full)
        field.setPlainText("写不下的")
        _answer_when_asked(window, "Go on with the exam", heard)
        window.close()
    _answer_when_asked(window, "Close anyway", heard)
    window.close()
    assert not window.isVisible()
    assert ["could not be saved" in text for text in heard] == [False, True, False]
    again = Store.open(store.folder, passphrase=PASSPHRASE)
    back = sittings.start(again, CANDIDATE, room.exam.id, system_clock())
    assert back.answers[10] == "写不下的", "tried again when it could be"
    again.close()


def test_who_was_in_the_middle_of_an_exam_finds_it_after_signing_in(
    store: Store, examiner: Actor, translation: Translation, qtbot: QtBot
) -> None:
    room = furnish(store, examiner)
    window = _window(store.folder, translation, qtbot)
    _page(window, UnlockPage, qtbot)
    window.take(store)
    window.enter(CANDIDATE)
    _page(window, HomePage, qtbot)
    sittings.start(store, CANDIDATE, room.exam.id, system_clock())
    window.show_door()
    window.enter(CANDIDATE)
    before = _page(window, BeforePage, qtbot)
    assert isinstance(before, BeforePage)
    assert (before.start.text(), before.start.hasFocus()) == ("Go on", True)
    before.back.click()
    _page(window, HomePage, qtbot)
    window.close()


def test_closing_while_the_store_is_being_made_leaves_none(
    tmp_path: Path, translation: Translation, qtbot: QtBot
) -> None:
    window = _window(tmp_path / "none", translation, qtbot)
    page = _page(window, WelcomePage, qtbot)
    assert isinstance(page, WelcomePage)
    page.wishes.branch, page.wishes.staff_no, page.wishes.name = "城东支行", "E001", "王敏"
    page.wishes.passphrase = page.wishes.again = PASSPHRASE
    page.wishes.code_typed = page.wishes.code
    for _ in range(5):
        page.go_forward()
    qtbot.wait(50)
    work = page._jobs._pool
    window.close()
    work.shutdown(wait=True)
    assert not (tmp_path / "none" / "branch-exam.db").exists()


def test_what_ran_out_while_the_computer_was_off_is_ended_at_the_next_start(
    qtbot: QtBot, translation: Translation, store: Store, examiner: Actor
) -> None:
    furnish(store, examiner, plan_of(outage=Outage.RUN_ON, minutes=20))
    now = system_clock()
    before = Reading(now.at - timedelta(hours=2), 5_000, "the day before")
    exam = open_exam(store, examiner, "ALL", closes_at=before.at + timedelta(hours=1), reading=before)
    sittings.start(store, CANDIDATE, exam.id, before)
    window = _window(Path(store.folder), translation, qtbot)
    _page(window, UnlockPage, qtbot)
    window.take(store)
    qtbot.waitUntil(lambda: [one.state for one in records.sittings(store)] == ["submitted"], timeout=20_000)
    assert "sitting_abandoned" in [entry.action for entry in store.journal()]
    window.close()


def test_no_page_loads_what_it_may_never_need() -> None:
    modules = [path.stem for path in Path(examiner.__file__).parent.glob("*.py") if path.stem != "__init__"]
    heavy = ("openpyxl", "xlsxwriter", "xlrd", "reportlab", "pyhanko", "pypdf", "joserfc", "PIL", "ziamath", "fsrs")
    code = (
        "import importlib, sys\n"
        f"for name in {modules}: importlib.import_module('desktop_app.ui.examiner.' + name)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
