"""An exam's window: full screen, absences on record, a clipboard of its own; all of it undone at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QClipboard, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.sitting import Sitting, sitting_report
from desktop_app.staff import Actor, examiner_of_slot
from desktop_app.store import Store
from desktop_app.store.conditions import DiskFull
from desktop_app.ui.guard.exam_guard import FULL_SCREEN_KEY, ExamGuard
from tests.store_fixtures import PASSPHRASE
from tests.ui.candidate_room import CANDIDATE, furnish, keys, type_in

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A system with somebody in front and perhaps a magnifier; it keeps whether the window is hidden from pictures."""

    def __init__(self) -> None:
        self.front, self.magnifier, self.hidden = "", False, False

    def hide_from_pictures(self, window: int, on: bool) -> bool:
        assert window
        self.hidden = on
        return True

    def magnifier_runs(self) -> bool:
        return self.magnifier

    def program_in_front(self) -> str:
        return self.front


class Hands:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> Reading:
        return self.now

    def goes(self, seconds: float) -> None:
        now = self.now
        self.now = Reading(now.at + timedelta(seconds=seconds), now.boot_ms + round(seconds * 1000), now.boot_id)


@dataclass
class Guarded:
    """A page of two text fields, guarded."""

    store: Store
    sitting: Sitting
    window: QWidget
    page: QWidget
    line: QLineEdit
    essay: QPlainTextEdit
    desk: Desk
    hands: Hands
    guard: ExamGuard

    @property
    def absences(self) -> list[float]:
        found = sitting_report(self.store, self.sitting.id)["interruptions"]
        return [one["seconds"] for one in found if one["kind"] == "away"]

    def state(self, state: Qt.ApplicationState) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.emit(state)

    def away(self, seconds: float, step: float = 0.25) -> None:
        """Another program is in front for so long."""
        self.state(INACTIVE)
        self.pass_time(seconds, step)
        self.state(ACTIVE)

    def pass_time(self, seconds: float, step: float = 0.25) -> None:
        for _ in range(round(seconds / step)):
            self.hands.goes(step)
            self.guard._away.look()


@pytest.fixture
def guarded(store: Store, examiner: Actor, qtbot: QtBot) -> Iterator[Guarded]:
    room = furnish(store, examiner)
    hands, desk = Hands(), Desk()
    sitting = sittings.start(store, CANDIDATE, room.exam.id, hands())
    window = QWidget()
    qtbot.addWidget(window)
    page, line, essay = QWidget(), QLineEdit(), QPlainTextEdit()
    box = QVBoxLayout(page)
    for one in (line, essay):
        box.addWidget(one)
    QVBoxLayout(window).addWidget(page)
    window.resize(700, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    guard = ExamGuard(window, page, store, sitting, hands, desk)
    yield Guarded(store, sitting, window, page, line, essay, desk, hands, guard)
    guard.end()
    store.on_changed = None


# ---------------------------------------------------------------- leaving


def test_leaving_is_on_record_with_its_length(guarded: Guarded) -> None:
    guarded.away(0.75)
    assert guarded.absences == []
    guarded.away(4)
    guarded.away(1.5)
    assert guarded.absences == [4.0, 1.5]
    assert guarded.sitting.state == "open"


def test_input_methods_magnifier_and_screen_reader_are_no_absence(guarded: Guarded) -> None:
    for program in ("magnify.exe", "nvda.exe", "textinputhost.exe"):
        guarded.desk.front = program
        guarded.away(30)
    assert guarded.absences == []
    guarded.desk.front = "magnify.exe"
    guarded.state(INACTIVE)
    guarded.pass_time(10)
    guarded.desk.front = "notepad.exe"
    guarded.pass_time(3)
    guarded.state(ACTIVE)
    assert guarded.absences == [3.0]


def test_our_own_dialog_is_no_absence(guarded: Guarded, qtbot: QtBot) -> None:
    dialog = QLabel("asks", guarded.window, Qt.WindowType.Dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    guarded.pass_time(5)
    dialog.close()
    guarded.window.activateWindow()
    qtbot.waitUntil(guarded.window.isActiveWindow)
    assert guarded.absences == []


def test_who_does_not_come_back_is_on_record_all_the_same(guarded: Guarded) -> None:
    guarded.state(INACTIVE)
    guarded.pass_time(40)
    assert guarded.absences == [30.0]
    guarded.guard.settle()
    assert guarded.absences == [40.0]
    guarded.pass_time(6)
    guarded.guard.end()
    assert guarded.absences == [46.0]


def test_what_could_not_be_written_is_written_later(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    def _full(*_: object) -> bool:
        raise DiskFull(folder="x", needed=1)

    with monkeypatch.context() as disk:
        disk.setattr(sittings, "note_away", _full)
        guarded.away(5)
    assert guarded.absences == []
    guarded.guard._look()
    assert guarded.absences == [5.0]


# ---------------------------------------------------------------- clipboard


def _press(widget: QWidget, keys: QKeySequence.StandardKey) -> None:
    widget.setFocus()
    QTest.keySequence(widget, QKeySequence(keys))
    QApplication.processEvents()


def test_the_clipboard_is_neither_read_nor_written(guarded: Guarded) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("what was copied before")
    guarded.line.setFocus()
    type_in("五十万元")
    guarded.line.selectAll()
    _press(guarded.line, QKeySequence.StandardKey.Copy)
    assert clipboard.text() == "what was copied before"
    _press(guarded.essay, QKeySequence.StandardKey.Paste)
    assert guarded.essay.toPlainText() == ""
    guarded.essay.setPlainText("甲乙")
    guarded.essay.selectAll()
    _press(guarded.essay, QKeySequence.StandardKey.Cut)
    assert guarded.essay.toPlainText() == ""
    _press(guarded.line, QKeySequence.StandardKey.Paste)
    assert guarded.line.text() == "五十万元"
    guarded.guard.end()
    assert clipboard.text() == "what was copied before"


def test_within_one_field_text_is_copied_cut_and_pasted(guarded: Guarded) -> None:
    edited: list[str] = []
    guarded.line.textEdited.connect(edited.append)
    guarded.line.setText("ab")
    guarded.line.selectAll()
    _press(guarded.line, QKeySequence.StandardKey.Cut)
    assert guarded.line.text() == ""
    for _ in range(2):
        _press(guarded.line, QKeySequence.StandardKey.Paste)
    assert guarded.line.text() == "abab"
    assert edited[-1] == "abab", "a page saves what was edited"
    guarded.essay.setPlainText("first\nsecond")
    guarded.essay.selectAll()
    _press(guarded.essay, QKeySequence.StandardKey.Copy)
    cursor = guarded.essay.textCursor()
    cursor.clearSelection()
    guarded.essay.setTextCursor(cursor)
    _press(guarded.essay, QKeySequence.StandardKey.Paste)
    assert guarded.essay.toPlainText().count("second") == 2


def test_what_is_selected_does_not_reach_the_selection_of_x11(guarded: Guarded) -> None:
    clipboard = QApplication.clipboard()
    if not clipboard.supportsSelection():
        clipboard.selectionChanged.emit()
        assert clipboard.text(QClipboard.Mode.Selection) == ""
        return
    clipboard.setText("from the page", QClipboard.Mode.Selection)
    QApplication.processEvents()
    assert clipboard.text(QClipboard.Mode.Selection) == ""


def test_nothing_is_dropped_from_outside_and_no_menu_offers_the_clipboard(guarded: Guarded) -> None:
    data = QMimeData()
    data.setText("from another program")
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(guarded.essay.viewport(), drop)
    assert guarded.essay.toPlainText() == ""
    QTest.mouseClick(guarded.essay.viewport(), Qt.MouseButton.RightButton)
    assert QApplication.activePopupWidget() is None


def test_a_press_on_selected_text_drags_nothing(guarded: Guarded) -> None:
    guarded.essay.setPlainText("one two three")
    guarded.essay.selectAll()
    QTest.mousePress(guarded.essay.viewport(), Qt.MouseButton.LeftButton, pos=guarded.essay.cursorRect().center())
    assert not guarded.essay.textCursor().hasSelection()
    QTest.mouseRelease(guarded.essay.viewport(), Qt.MouseButton.LeftButton)


def test_input_methods_and_other_keys_work(guarded: Guarded) -> None:
    guarded.essay.setFocus()
    type_in("您好")
    keys(Qt.Key.Key_A, Qt.Key.Key_Backspace)
    keys(Qt.Key.Key_Z, modifier=CTRL)
    assert guarded.essay.toPlainText().startswith("您好")


def test_outside_the_exam_the_clipboard_is_everybodys(guarded: Guarded) -> None:
    guarded.guard.end()
    guarded.line.setText("x")
    guarded.line.selectAll()
    _press(guarded.line, QKeySequence.StandardKey.Copy)
    assert QApplication.clipboard().text() == "x"
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_V, CTRL)
    QApplication.sendEvent(guarded.essay, event)
    assert guarded.essay.toPlainText() == "x"


# ---------------------------------------------------------------- the screen


def test_the_whole_screen_above_all_others_and_then_as_before(guarded: Guarded) -> None:
    native = guarded.window.windowHandle()
    assert native is not None
    assert guarded.window.isFullScreen()
    assert native.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert guarded.desk.hidden
    guarded.guard.end()
    assert not guarded.window.isFullScreen()
    assert not native.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert not guarded.desk.hidden
    assert (guarded.window.width(), guarded.window.height()) == (700, 500)


def test_a_magnifier_sees_the_exam(guarded: Guarded) -> None:
    guarded.desk.magnifier = True
    guarded.guard._look()
    assert not guarded.desk.hidden
    guarded.desk.magnifier = False
    guarded.guard._look()
    assert guarded.desk.hidden


def test_a_station_may_do_without_full_screen(guarded: Guarded, examiner: Actor) -> None:
    guarded.guard.end()
    guarded.store.set_setting(FULL_SCREEN_KEY, "off", actor=examiner, at=system_clock())
    second = ExamGuard(guarded.window, guarded.page, guarded.store, guarded.sitting, guarded.hands, guarded.desk)
    assert not guarded.window.isFullScreen()
    second.end()


_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from desktop_app.base.clock import system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.staff import Actor, Role
from desktop_app.store import Store
from desktop_app.ui.guard.exam_guard import ExamGuard

app = QApplication(["x"])
store = Store.open(Path(sys.argv[1]), passphrase=sys.argv[2])
sitting = sittings.start(store, Actor("T001", "张三", Role.CANDIDATE), sys.argv[3], system_clock())
window = QWidget()
line = QLineEdit(window)
window.show()
guard = ExamGuard(window, line, store, sitting)
app.processEvents()
assert window.isFullScreen()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_exam_leaves_nothing_behind(store_folder: Path, tmp_path: Path) -> None:
    store = Store.open(store_folder, passphrase=PASSPHRASE)
    room = furnish(store, examiner_of_slot(store))
    store.close()
    home = tmp_path / "home"
    home.mkdir()
    (home / "before").write_text("x", encoding="ascii")
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(store_folder), PASSPHRASE, room.exam.id],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "APPDATA": str(home)},
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    # No settings, no helper process's files: the window and all that was asked for it went with the process.
    assert [path.name for path in home.rglob("*") if path.is_file()] == ["before"]
    again = Store.open(store_folder, passphrase=PASSPHRASE)
    assert sittings.start(again, CANDIDATE, room.exam.id, system_clock()).resumed
    again.close()
