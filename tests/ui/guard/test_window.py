"""The window as a whole: it guards an exam, locks when nobody is there, and asks before anything is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base import clock
from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.staff import Actor, add_examiner
from desktop_app.store import Store, wall_clock
from desktop_app.ui.candidate.before import BeforePage
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.candidate.result import ResultPage
from desktop_app.ui.entrance.clock import ClockPage
from desktop_app.ui.entrance.door import DoorPage
from desktop_app.ui.entrance.lock import LockPage
from desktop_app.ui.entrance.unlock import UnlockPage
from desktop_app.ui.examiner.importing import ImportPage
from desktop_app.ui.examiner.plans import PlansPage
from desktop_app.ui.guard.idle import IDLE_KEY, IdleWatch, idle_minutes
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation
from desktop_app.ui.widgets import measure
from tests.store_fixtures import PASSPHRASE
from tests.ui.candidate_room import CANDIDATE, at, furnish, type_in

CTRL = Qt.KeyboardModifier.ControlModifier
OTHER = "another long passphrase"


@pytest.fixture
def window(store: Store, translation: Translation, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on the store, at the Door."""
    made = MainWindow(store.folder, translation)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: isinstance(made.page, UnlockPage), timeout=10_000)
    made.take(store)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made._dropping = True
    made.close()


def _lock_page(window: MainWindow) -> LockPage | None:
    return window._locking.page if window._locking is not None else None


def _asked(window: QWidget) -> QMessageBox:
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return box


def _click(box: QMessageBox, verb: str) -> None:
    next(one for one in box.buttons() if one.text() == verb).click()
    QApplication.processEvents()


def _try(qtbot: QtBot, page: LockPage | ClockPage, passphrase: str) -> None:
    page.passphrase.edit.setText(passphrase)
    page.act()
    qtbot.waitUntil(lambda: page._job is None, timeout=10_000)


# ---------------------------------------------------------------- an exam


def test_an_exam_is_guarded_from_its_first_question_to_its_end(
    window: MainWindow, store: Store, examiner: Actor, qtbot: QtBot
) -> None:
    room = furnish(store, examiner)
    size = window.size()
    window.enter(CANDIDATE)
    sitting = sittings.start(store, CANDIDATE, room.exam.id, system_clock())
    window.candidate.show_exam(sitting)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert isinstance(window.page, ExamPage), "a running sitting is never locked"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.wait(1300)
    window.page._submit()
    qtbot.waitUntil(lambda: isinstance(window.page, ResultPage), timeout=10_000)
    assert not window.isFullScreen()
    assert window.size() == size
    (away,) = sittings.sitting_report(store, sitting.id)["interruptions"]
    assert away["kind"] == "away"
    assert 1.0 <= away["seconds"] < 5.0
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


# ---------------------------------------------------------------- locking


def test_the_lock_keeps_what_is_behind_and_opens_to_the_same_examiner_alone(
    window: MainWindow, store: Store, examiner: Actor, qtbot: QtBot
) -> None:
    add_examiner(store, examiner, "E002", "孙主任", OTHER, system_clock())
    window.enter(examiner)
    assert window.frame is not None
    plans = window.frame.show_page("plans")
    assert isinstance(plans, PlansPage)
    plans._on_new()
    assert plans.editor is not None
    plans.editor.fields.title.setFocus()
    type_in("没有保存的方案")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    locked = _lock_page(window)
    assert locked is not None
    assert not plans.isVisible()
    for wrong in ("no passphrase at all", OTHER):
        _try(qtbot, locked, wrong)
        assert locked.banner.text
        assert _lock_page(window) is locked
    _try(qtbot, locked, PASSPHRASE)
    qtbot.waitUntil(lambda: _lock_page(window) is None)
    assert plans.isVisible()
    assert plans.editor.fields.title.text() == "没有保存的方案"
    assert window.session is not None
    assert window.session.actor == examiner


def test_signing_out_of_a_locked_window_asks_about_what_is_not_saved(window: MainWindow, examiner: Actor) -> None:
    _edit_a_plan(window, examiner)
    window.lock()
    locked = _lock_page(window)
    assert locked is not None
    locked.leave.click()
    assert "没保存" in _asked(window).text()
    _click(_asked(window), "Cancel")
    assert _lock_page(window) is locked
    locked.leave.click()
    _click(_asked(window), "Leave without saving")
    assert isinstance(window.page, DoorPage)
    assert window.page.isVisible()
    assert _lock_page(window) is None


def test_an_open_dialog_goes_with_the_window_and_comes_back(window: MainWindow, examiner: Actor, qtbot: QtBot) -> None:
    window.enter(examiner)
    box = QMessageBox(window)
    box.setText("asks")
    box.open()
    window.lock()
    assert not box.isVisible()
    locked = _lock_page(window)
    assert locked is not None
    _try(qtbot, locked, PASSPHRASE)
    qtbot.waitUntil(lambda: _lock_page(window) is None)
    assert box.isVisible()
    box.close()


def test_a_candidate_who_locks_is_signed_out(window: MainWindow, store: Store, examiner: Actor) -> None:
    furnish(store, examiner)
    window.enter(CANDIDATE)
    assert isinstance(window.page, HomePage)
    window.lock()
    assert isinstance(window.page, DoorPage)
    window.lock()
    assert isinstance(window.page, DoorPage)


def test_idleness_is_counted_by_the_machine_and_ended_by_a_key(
    store: Store, examiner: Actor, qtbot: QtBot, qapp: QApplication
) -> None:
    assert qapp is not None
    now = [system_clock()]
    store.set_setting(IDLE_KEY, "2", actor=examiner, at=now[0])
    watch = IdleWatch(store, lambda: now[0])
    rung: list[bool] = []
    watch.idle.connect(lambda: rung.append(True))

    def _pass(seconds: float) -> None:
        now[0] = at(now[0], seconds)
        watch.look()

    _pass(119)
    assert not rung
    widget = QWidget()
    qtbot.addWidget(widget)
    QTest.keyClick(widget, Qt.Key.Key_Shift)
    _pass(119)
    assert not rung
    _pass(1)
    assert rung == [True]
    # A machine that slept has been idle.
    _pass(3600)
    assert rung == [True, True]
    watch.stop()
    for broken in ("", "0", "many", "-5", "99999"):
        store.set_setting(IDLE_KEY, broken, actor=examiner, at=now[0])
        assert idle_minutes(store) == 10


# ---------------------------------------------------------------- what is not saved


def _edit_a_plan(window: MainWindow, examiner: Actor) -> PlansPage:
    window.enter(examiner)
    assert window.frame is not None
    plans = window.frame.show_page("plans")
    assert isinstance(plans, PlansPage)
    plans._on_new()
    assert plans.editor is not None
    plans.editor.fields.title.setFocus()
    type_in("没保存")
    return plans


def test_signing_out_asks_before_a_plan_is_lost(window: MainWindow, examiner: Actor) -> None:
    plans = _edit_a_plan(window, examiner)
    assert window.frame is not None
    window.frame.left.emit()
    box = _asked(window)
    assert "没保存" in box.text()
    _click(box, "Cancel")
    assert plans.isVisible()
    window.frame.left.emit()
    _click(_asked(window), "Leave without saving")
    assert isinstance(window.page, DoorPage)


def test_another_language_asks_before_a_plan_is_lost(window: MainWindow, examiner: Actor) -> None:
    plans = _edit_a_plan(window, examiner)
    window.speak("zh")
    _click(_asked(window), "Cancel")
    assert window.translation.language == "en"
    assert plans.editor is not None
    assert plans.editor.fields.title.text() == "没保存"
    window.speak("zh")
    _click(_asked(window), "Leave without saving")
    assert window.translation.language == "zh"
    assert window.frame is not None
    assert window.frame.unsaved == ""


def test_closing_asks_before_a_plan_is_lost(window: MainWindow, examiner: Actor) -> None:
    _edit_a_plan(window, examiner)
    window.close()
    assert window.isVisible()
    _click(_asked(window), "Leave without saving")
    assert not window.isVisible()


def test_nothing_unsaved_nothing_asked(window: MainWindow, examiner: Actor) -> None:
    window.enter(examiner)
    assert window.frame is not None
    importing = window.frame.show_page("import")
    assert isinstance(importing, ImportPage)
    assert window.frame.unsaved == ""
    importing.stack.setCurrentIndex(1)
    assert window.frame.unsaved == "the questions that are being imported"
    importing.stack.setCurrentIndex(0)
    window.frame.left.emit()
    assert isinstance(window.page, DoorPage)


# ---------------------------------------------------------------- the clock


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What the machine's clock shows, for the pages that ask about it."""
    shown = [system_clock().at]
    real = system_clock

    def _clock() -> Reading:
        return replace(real(), at=shown[0])

    monkeypatch.setattr(clock, "system_clock", _clock)
    monkeypatch.setattr("desktop_app.ui.entrance.clock.system_clock", _clock)
    monkeypatch.setattr(wall_clock, "LONG_UNUSED", timedelta(days=60))
    return shown


def _clock_page(window: MainWindow) -> ClockPage:
    page = window.page
    assert isinstance(page, ClockPage)
    page._clock = clock.system_clock
    return page


def test_a_dead_battery_is_asked_about_at_the_start(
    window: MainWindow, store: Store, examiner: Actor, wall: list[datetime]
) -> None:
    furnish(store, examiner)
    right = wall[0]
    wall[0] = datetime(2009, 1, 1, tzinfo=UTC)
    window.take(store)
    page = _clock_page(window)
    assert "2009-01-01 08:00:00" in page.lead.text()
    assert f"{right.astimezone():%Y}" in page.lead.text()
    assert page.main.isHidden(), "nobody can say that it is right"
    page.again.click()
    assert page.banner.text
    assert window.page is page
    wall[0] = right
    page.again.click()
    assert isinstance(window.page, DoorPage)


def test_an_examiner_says_that_the_clock_had_been_fast(
    qtbot: QtBot, window: MainWindow, store: Store, examiner: Actor, wall: list[datetime]
) -> None:
    furnish(store, examiner)
    wall[0] -= timedelta(days=3)
    window.take(store)
    page = _clock_page(window)
    assert (page.fast.isHidden(), page.main.isHidden()) == (False, False)
    assert page.focusWidget() is page.again
    page.passphrase.edit.setText(PASSPHRASE)
    page.main.click()
    assert page.banner.text == "The clock is still doubtful.", "without a reason it is looked at again"
    page.why.setText("主板电池没电")
    page.main.click()
    qtbot.waitUntil(lambda: isinstance(window.page, DoorPage), timeout=10_000)
    said = [entry for entry in store.journal() if entry.action == wall_clock.SET_RIGHT]
    assert [one.facts["why"] for one in said] == ["主板电池没电"]


def test_without_a_right_clock_everything_but_an_exam(
    window: MainWindow, store: Store, examiner: Actor, wall: list[datetime]
) -> None:
    room = furnish(store, examiner)
    wall[0] = datetime(2009, 1, 1, tzinfo=UTC)
    window.take(store)
    _clock_page(window).on.click()
    assert isinstance(window.page, DoorPage)
    window.enter(CANDIDATE)
    home = window.page
    assert isinstance(home, HomePage)
    home.exam_chosen.emit(room.exam.id)
    _clock_page(window).on.click()
    assert isinstance(window.page, HomePage)
    # One that runs goes by the boot clock, whatever the wall clock says.
    sittings.start(store, CANDIDATE, room.exam.id, system_clock())
    window.page.exam_chosen.emit(room.exam.id)
    assert isinstance(window.page, BeforePage)


def test_a_clock_far_ahead_is_confirmed_by_an_examiner_on_record(
    window: MainWindow, store: Store, examiner: Actor, wall: list[datetime], qtbot: QtBot
) -> None:
    furnish(store, examiner)
    wall[0] += timedelta(days=90)
    window.take(store)
    page = _clock_page(window)
    assert page.asked.isVisible()
    _try(qtbot, page, "no passphrase at all")
    assert page.banner.text
    assert window.page is page
    _try(qtbot, page, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(window.page, DoorPage))
    newest = store.journal(1)[0]
    assert (newest.action, newest.staff_no) == ("clock_confirmed", examiner.staff_no)
    window.take(store)
    assert isinstance(window.page, DoorPage), "asked once"


def test_an_examiner_who_enters_confirms_by_a_click(
    window: MainWindow, store: Store, examiner: Actor, wall: list[datetime]
) -> None:
    furnish(store, examiner)
    wall[0] += timedelta(days=90)
    window.enter(examiner)
    page = _clock_page(window)
    assert page.asked.isHidden()
    page.act()
    assert window.frame is not None
    assert store.journal(1)[0].action == "clock_confirmed"


# ---------------------------------------------------------------- the day's start


def test_the_language_can_be_chosen_before_the_data_is_open(
    store_folder: Path, translation: Translation, qtbot: QtBot
) -> None:
    made = MainWindow(store_folder, translation)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: isinstance(made.page, UnlockPage), timeout=10_000)
    page = made.page
    assert isinstance(page, UnlockPage)
    (other,) = page.languages
    assert other.text() == "中文"
    other.click()
    again = made.page
    assert isinstance(again, UnlockPage)
    assert again.open_button.text() == "打开"
    assert [one.text() for one in again.languages] == ["English"]
    assert all(one.accessibleName() for one in again.findChildren(QPushButton))
    made.close()


def test_a_size_of_text_that_a_candidate_chooses_goes_with_them(
    window: MainWindow, store: Store, examiner: Actor
) -> None:
    furnish(store, examiner)
    window.take(store)
    window._scale(1)
    assert measure.percent() == 110, "nobody is signed in: the station's own"
    window.enter(CANDIDATE)
    window._scale(1)
    assert measure.percent() == 125
    window.show_door()
    assert measure.percent() == 110
    window._scale(0)
    assert measure.percent() == 100
