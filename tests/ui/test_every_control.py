"""Every page that can be reached: each control has a name for a screen reader, and the Tab key comes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.certificates.certificate import issue
from desktop_app.exams import sitting as sittings
from desktop_app.exams.attendance import Presence, assign_seat, note_presence
from desktop_app.exams.place import set_seat
from desktop_app.exams.results import Mark, mark, release
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.tables.findings import Report
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.entrance.door import DoorPage
from desktop_app.ui.entrance.unlock import UnlockPage
from desktop_app.ui.entrance.welcome import WelcomePage
from desktop_app.ui.examiner.recovery_view import RecoveryView
from desktop_app.ui.examiner.roster_view import RosterRead, RosterView
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation
from tests.store_fixtures import PASSPHRASE
from tests.ui.candidate_room import CANDIDATE, Room, furnish, plan_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
_WITHIN = QAbstractSpinBox | QComboBox | QLineEdit | QCalendarWidget


def _inner(widget: QWidget) -> bool:
    """Whether it is a piece of another control."""
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        if isinstance(parent, _WITHIN):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QScrollBar | QHeaderView | QSplitterHandle) or widget.objectName().startswith("qt_")


def _controls(window: QWidget) -> list[QWidget]:
    """What the keyboard can be on."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.metaObject().className() not in ("ExamPage", "ResultPage")
        and not _inner(one)
    ]


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} in {[type(one).__name__ for one in _above(widget)][:4]}"


def _above(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _look(window: QWidget, page: str) -> int:
    QApplication.processEvents()
    controls = _controls(window)
    assert controls, page
    unnamed = [
        one for one in controls if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert not unnamed, f"{page}: no name: {[_told(one) for one in unnamed]}"
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    controls[0].setFocus()
    reached: set[QWidget] = set()
    # A field for a date takes the key several times, once for each of its parts.
    for _ in range(6 * len(controls)):
        at = QApplication.focusWidget()
        assert at is not None, f"{page}: the keyboard is nowhere"
        reached |= {at, *_above(at)} if _inner(at) else {at}
        if len(reached) > 1 and at is controls[0]:
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
    # Of radio buttons that belong together one is a stop of the Tab key, the arrows lead to the others.
    missed = [one for one in controls if one not in reached and not isinstance(one, QRadioButton)]
    assert not missed, f"{page}: Tab does not come to {[_told(one) for one in missed]}"
    return len(controls)


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    return furnish(store, examiner, plan_of(pass_percent=Decimal(10)))


def _sat(room: Room) -> str:
    sitting = sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    for position, value in ((1, "A"), (2, ["A", "C"]), (8, ["A", False]), (10, "先倾听。")):
        sittings.answer(room.store, sitting, position, value, system_clock())
    sittings.submit(room.store, CANDIDATE, sitting, system_clock())
    return sitting.id


def _window(folder: Path, translation: Translation, qtbot: QtBot) -> MainWindow:
    window = MainWindow(folder, translation)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def _wait(qtbot: QtBot, window: MainWindow, kind: type[QWidget]) -> Any:
    qtbot.waitUntil(lambda: isinstance(window.page, kind), timeout=10_000)
    return window.page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_entrance(
    store: Store, room: Room, translation: Translation, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    translation.use(language)
    window = _window(tmp_path / "none", translation, qtbot)
    wizard = _wait(qtbot, window, WelcomePage)
    wizard.wishes.branch, wizard.wishes.staff_no, wizard.wishes.name = "城东支行", "E001", "王敏"
    wizard.wishes.passphrase = wizard.wishes.again = PASSPHRASE
    wizard.wishes.code_typed = wizard.wishes.code
    for n in range(len(wizard.steps)):
        _look(window, f"wizard, step {n + 1}")
        if n < len(wizard.steps) - 1:
            wizard.go_forward()
    window.close()
    window = _window(store.folder, translation, qtbot)
    unlock = _wait(qtbot, window, UnlockPage)
    for n in range(3):
        unlock._show(n)
        _look(window, f"unlock, {n}")
    window.take(store)
    door = _wait(qtbot, window, DoorPage)
    _look(window, "door")
    door.list.setCurrentRow(0)
    _look(window, "door, somebody chosen")
    door._show(1)
    _look(window, "door of the examiners")
    window.close()


def test_a_candidate(store: Store, room: Room, translation: Translation, qtbot: QtBot) -> None:
    window = _window(store.folder, translation, qtbot)
    _wait(qtbot, window, UnlockPage)
    window.take(store)
    window.enter(CANDIDATE)
    _look(window, "home")
    window.candidate.show_before(room.exam.id)
    _look(window, "before the exam")
    window.candidate.show_exam(sittings.start(store, CANDIDATE, room.exam.id, system_clock()))
    page = _wait(qtbot, window, ExamPage)
    seen = set()
    for one in page.sitting.questions:
        page.go_to(one.position)
        seen.add(one.kind)
        _look(window, f"question {one.position}, {one.kind}")
    assert len(seen) == 9
    for position, value in ((1, "A"), (10, "先倾听。")):
        sittings.answer(store, page.sitting, position, value, system_clock())
    sittings.submit(store, CANDIDATE, page.sitting, system_clock())
    sitting_id = page.sitting.id
    mark(store, room.examiner, sitting_id, [Mark(10, Decimal(5))], system_clock())
    window.candidate.show_result_again(sitting_id)
    _look(window, "result")
    window.candidate.show_home()
    _look(window, "home with a result")
    window.close()


def _opened(window: MainWindow, page: Any, what: str, open_it: Callable[[], object]) -> Any:
    open_it()
    QApplication.processEvents()
    _look(window, what)
    return page.views.opened


class _Examiner:
    """An examiner at the window, who looks at one page after another."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.frame is not None
        assert window.session is not None
        self.window, self.qtbot, self.frame, self.session = window, qtbot, window.frame, window.session

    def still(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.jobs.busy, timeout=10_000)

    def page(self, name: str) -> Any:
        page = self.frame.show_page(name)
        self.still()
        _look(self.window, name)
        table = getattr(page, "table", None)
        if table is not None and table.model_of_rows.rows:
            table.select_row(0)
            self.still()
            _look(self.window, f"{name}, a row chosen")
        return page


@pytest.fixture
def at_work(store: Store, examiner: Actor, room: Room, translation: Translation, qtbot: QtBot) -> Iterator[_Examiner]:
    window = _window(store.folder, translation, qtbot)
    _wait(qtbot, window, UnlockPage)
    window.take(store)
    window.enter(examiner)
    yield _Examiner(window, qtbot)
    window.close()


def test_enter_presses_the_button_that_the_keyboard_is_on(at_work: _Examiner) -> None:
    at_work.frame.rail["staff"].setFocus()
    QTest.keyClick(at_work.frame.rail["staff"], Qt.Key.Key_Return)
    staff: Any = at_work.frame.page
    staff.add_examiner()
    staff.views.opened.back.setFocus()
    QTest.keyClick(staff.views.opened.back, Qt.Key.Key_Enter)
    assert staff.views.opened is None


def test_an_examiner_before_the_exam(at_work: _Examiner, room: Room) -> None:
    for name in ("overview", "banks", "import"):
        at_work.page(name)
    window, plans = at_work.window, at_work.page("plans")
    editor = _opened(window, plans, "plan", plans._on_open)
    editor.fields.more.setChecked(True)
    at_work.still()
    _look(window, "plan, more settings")
    editor.try_.click()
    at_work.still()
    _look(window, "sample paper")
    plans.views.show_own()
    exams = at_work.page("exams")
    form = _opened(window, exams, "form of an exam", exams.open_one)
    for choice in (form.people.by_post, form.people.one_by_one):
        choice.setChecked(True)
        _look(window, "form of an exam, people")
    view = _opened(window, exams, "an exam", lambda: exams.enter(room.exam))
    at_work.still()
    assert len(view.table.model_of_rows.rows) == 3
    for n in range(3):
        view.table.select_row(n)
        _look(window, f"an exam, seat {n}")


def test_an_examiner_after_the_exam(at_work: _Examiner, room: Room) -> None:
    sitting_id = _sat(room)
    at_work.page("marking")
    mark(room.store, room.examiner, sitting_id, [Mark(10, Decimal(5))], system_clock())
    release(room.store, room.examiner, sitting_id, system_clock())
    at_work.page("results")
    issue(room.store, room.examiner, sitting_id, system_clock())
    certificates = at_work.page("certificates")
    _opened(at_work.window, certificates, "issue", certificates.issue_for)
    _opened(at_work.window, certificates, "verify", certificates.verify)


def test_an_examiner_with_certificates(at_work: _Examiner, room: Room) -> None:
    sitting_id = _sat(room)
    mark(room.store, room.examiner, sitting_id, [Mark(10, Decimal(5))], system_clock())
    release(room.store, room.examiner, sitting_id, system_clock())
    issue(room.store, room.examiner, sitting_id, system_clock())
    window, certificates = at_work.window, at_work.page("certificates")
    for words, open_it in (
        ("printing room", certificates.print_room),
        ("keys and trust", certificates.keys),
        ("what runs out", certificates.life),
        ("templates", certificates.templates),
    ):
        view = _opened(window, certificates, words, open_it)
        at_work.still()
        _look(window, f"{words}, read")
    view._on_edit()
    at_work.still()
    _look(window, "a template")
    editor = certificates.views.opened
    for n in range(editor.field.count()):
        editor.field.setCurrentIndex(n)
        _look(window, f"a template, field {n}")
    staff = at_work.page("staff")
    _opened(window, staff, "a person", lambda: staff.panel.wanted.emit(staff.table.current_row()))
    _opened(window, staff, "leavers", staff.show_leavers)


def test_an_examiner_on_the_day(at_work: _Examiner, room: Room) -> None:
    window, store = at_work.window, room.store
    exams = at_work.page("exams")
    view = _opened(window, exams, "an exam", lambda: exams.enter(room.exam))
    at_work.still()
    note_presence(store, room.examiner, room.exam.id, ["T001"], Presence.ARRIVED, system_clock())
    assign_seat(store, room.examiner, room.exam.id, "T002", "A01", system_clock())
    set_seat(store, room.examiner, "B02", system_clock())
    at_work.still()
    for n, words in enumerate(("come", "at another seat")):
        view.table.select_row(n)
        _look(window, f"an exam, {words}")
    _opened(window, exams, "more people", lambda: exams._on_add(room.exam))
    _opened(window, exams, "sealed exams", exams.show_sealed)
    at_work.still()
    _opened(window, exams, "sealing", exams._on_seal)
    _sat(room)
    results = at_work.page("results")
    _opened(window, results, "keys that changed", results._on_regrade)
    at_work.still()
    _look(window, "keys that changed, looked at")


def test_an_examiner_in_the_office(at_work: _Examiner) -> None:
    window, session = at_work.window, at_work.session
    staff = at_work.page("staff")
    _opened(window, staff, "another examiner", staff.add_examiner)
    empty = RosterRead((), (), Report("x.csv", "csv"))
    _opened(window, staff, "roster", lambda: staff.views.show_view(RosterView(session, staff.working, empty)))
    staff.views.show_own()
    settings = at_work.page("settings")
    _opened(window, settings, "passphrase", settings.change_passphrase)
    restore = _opened(window, settings, "restore", lambda: settings.ask_restore(Path("x.zip")))
    restore.by_code.setChecked(True)
    _look(window, "restore by the code")
    _opened(window, settings, "journal", settings.show_journal)
    _opened(window, settings, "recovery", lambda: settings.views.show_view(RecoveryView("A-B", "x", "2026-11-24")))
