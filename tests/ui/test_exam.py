"""The exam page: a whole sitting by keyboard alone, resuming, saving that tells the truth, time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Kind
from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.running import give_time
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import theme
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.exam_bars import ExamHead
from desktop_app.ui.candidate.saving import LONGEST_MS, SaveState
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.elided import ElidedLabel
from tests.full_disk import fill
from tests.ui.candidate_room import CANDIDATE, Room, at, furnish, in_window, keys, signed_in, type_in

# The offscreen platform says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

K = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    return furnish(store, examiner)


def _sit(room: Room, reading: Reading | None = None) -> Sitting:
    return sittings.start(room.store, CANDIDATE, room.exam.id, reading or system_clock())


def _again(room: Room) -> Sitting:
    """The sitting as the store has it, read anew."""
    return _sit(room)


class Hands:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> Reading:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now = at(self.now, seconds)


def _question(page: ExamPage) -> QMessageBox:
    boxes = [box for box in page.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def _press_by_keys(box: QMessageBox, verb: str) -> None:
    for _ in range(6):
        focus = box.focusWidget()
        if isinstance(focus, QPushButton) and focus.text() == verb:
            QTest.keyClick(focus, K.Key_Space)
            QApplication.processEvents()
            return
        QTest.keyClick(focus or box, K.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"no way to {verb!r} by keys")


def test_enter_in_the_question_goes_on_with_the_exam(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        keys(K.Key_Return, modifier=CONTROL)
        box = _question(page)
        assert "Empty: 10 (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)." in box.text()
        QTest.keyClick(box, K.Key_Return)
        qtbot.waitUntil(page.window().isActiveWindow)
        QApplication.processEvents()
        keys(K.Key_B)
        assert sitting.state == "open"
        assert sitting.answers == {1: "B"}


def test_resuming_brings_back_answers_flags_and_place(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        keys(K.Key_C, K.Key_M, K.Key_G, K.Key_1, K.Key_0, K.Key_Return)
        assert page.position == 10
        type_in("写到一半")
        qtbot.waitUntil(lambda: page.saving.state is SaveState.SAVED, timeout=LONGEST_MS + 1000)
    back = _again(room)
    assert back.resumed
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, back)) as page:
        assert page.position == 10
        assert page.pane.value() == "写到一半"
        assert page.overview.counts[2].text() == "Flagged 1"
        keys(K.Key_PageUp, K.Key_G, K.Key_1, K.Key_Return)
        assert page.position == 1
        assert page.pane.value() == "C"
        assert page.pane.flag.isChecked()


def test_an_interruption_and_given_time_are_told_until_the_next_question(qtbot: QtBot, room: Room) -> None:
    clock = Hands()
    first = _sit(room, clock())
    sittings.answer(room.store, first, 1, "A", clock())
    clock.turn(200)
    back = _sit(room, clock())
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, back, clock)) as page:
        assert "The app was away · 3 min" in page.banner.text
        assert "1 of 10 answered" in page.banner.text
        keys(K.Key_PageDown)
        assert page.banner.text == ""
        clock.turn(1)
        page.tick()
        assert page.banner.text == ""
        give_time(room.store, room.examiner, room.exam.id, CANDIDATE.staff_no, 300_000, "noise", clock())
        clock.turn(1)
        page.tick()
        assert "The examiner gave you 5 min more" in page.banner.text
        page.tick()
        keys(K.Key_PageDown)
        assert page.banner.text == ""


def test_what_is_typed_is_saved_within_two_seconds_of_the_last_key(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(10)
        keys(K.Key_H)
        assert page.saved.text() == "Writing …"
        assert 10 not in sitting.answers
        qtbot.waitUntil(lambda: sitting.answers.get(10) == "h", timeout=2000)
        assert page.saved.text() == "Saved ✓"
        # Somebody who never stops is not left unsaved either.
        with qtbot.waitSignal(page.saving.stored, timeout=2500):
            for _ in range(12):
                keys(K.Key_A)
                qtbot.wait(180)


def test_digits_in_a_field_are_text_and_letters_are_keys_again_after_esc(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(4)
        keys(K.Key_1, K.Key_M, K.Key_G)
        assert page.pane.value() == ["1mg", ""]
        assert sitting.flags == set()
        keys(K.Key_Escape, K.Key_M)
        assert sitting.flags == {4}


def test_a_number_that_is_none_is_not_called_saved_and_stays(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(5)
        keys(K.Key_1, K.Key_X)
        assert page.saved.text() == "Not saved: not an answer yet"
        keys(K.Key_PageDown, K.Key_PageUp)
        assert page.pane.value() == "1x"
        assert 5 not in sitting.answers
        keys(K.Key_End, K.Key_Backspace, K.Key_PageDown)
        assert page.saved.text() == "Saved ✓"
        assert _again(room).answers[5] == "1"


def test_a_full_disk_is_said_and_nothing_is_lost(qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        free = fill(room.store, monkeypatch)
        keys(K.Key_D)
        assert page.saved.text() == "Not saved!"
        assert "disk is full" in page.banner.text
        assert page.pane.value() == "D"
        keys(K.Key_Right, K.Key_Left)
        assert page.pane.value() == "D"
        keys(K.Key_Return, modifier=CONTROL)
        box = _question(page)
        _press_by_keys(box, "Submit")
        assert sitting.state == "open"
        free()
        for _ in range(4):
            page.tick()
        assert page.saved.text() == "Saved ✓"
        assert page.banner.text == ""
    assert _again(room).answers == {1: "D"}


def test_the_clock_warns_and_submits_at_zero_with_what_was_typed(qtbot: QtBot, room: Room) -> None:
    hands = Hands()
    sitting = _sit(room, hands.now)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        over: list[str] = []
        page.submitted.connect(over.append)
        page._timer.stop()
        assert page.time_left.figures.text() == "01:00:00"
        _run(page, hands, 50 * 60 + 1)
        assert page.time_left.figures.text() == "00:09:59"
        assert page.time_left.words.text() == "Less than 10 minutes left"
        assert page.time_left.figures.property("state") == "caution"
        _run(page, hands, 9 * 60)
        assert page.time_left.figures.property("state") == "bad"
        assert "submitted by itself" in page.time_left.words.text()
        page.go_to(10)
        _run(page, hands, 56.5)
        keys(K.Key_O, K.Key_K)
        _run(page, hands, 1.2)  # the last call
        assert sitting.answers[10] == "ok"
        keys(K.Key_Return, modifier=CONTROL)
        _run(page, hands, 2)
        qtbot.waitUntil(lambda: over == [sitting.id])
        assert not [box for box in page.findChildren(QMessageBox) if box.isVisible()]
    assert sitting.state == "submitted"


def _run(page: ExamPage, hands: Hands, seconds: float) -> None:
    """So much time passes while the page is awake: it looks at the clock at least every five seconds."""
    while seconds > 0:
        step = min(5.0, seconds)
        hands.turn(step)
        page.tick()
        seconds -= step
        QApplication.processEvents()


def test_an_answer_after_zero_does_not_count_and_ends_the_page(qtbot: QtBot, room: Room) -> None:
    hands = Hands()
    sitting = _sit(room, hands.now)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        over: list[str] = []
        page.submitted.connect(over.append)
        page._timer.stop()
        hands.turn(3601)
        keys(K.Key_A)
        qtbot.waitUntil(lambda: over == [sitting.id])
        assert sitting.answers == {}


def test_the_page_shows_the_whole_option_row_as_a_target(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        view = page.pane.view
        assert view is not None
        row = view.rows[1]  # type: ignore[attr-defined]
        assert row.height() >= 36
        assert row.width() > 600
        point = row.rect().topRight()
        point.setX(point.x() - 4)
        point.setY(point.y() + 4)
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=point)
        assert sitting.answers == {1: "B"}


def test_clearing_takes_an_answer_back(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        keys(K.Key_A)
        assert sitting.answers == {1: "A"}
        QTest.mouseClick(page.pane.clear, Qt.MouseButton.LeftButton)
        assert sitting.answers == {}
        assert page.pane.value() is None
    assert _again(room).answers == {}


def test_what_is_answered_in_part_is_told_and_enter_goes_to_what_is_left(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        assert page.overview.in_part.isHidden()
        page.go_to(7)
        keys(K.Key_2)
        assert page.overview.cells[6].accessibleName() == "Question 7, answered in part"
        assert page.overview.in_part.text() == "In part 1"
        assert page.overview.counts[0].text() == "Answered 0"
        page.ask_submit()
        assert "Answered in part: 1 (7)." in _question(page).text()
        QTest.keyClick(_question(page), K.Key_Escape)
        qtbot.waitUntil(page.window().isActiveWindow)
        page.pane.take_focus()
        keys(K.Key_1, K.Key_Return)
        assert page.position == 8, "nothing is left open"
        page.go_to(7)
        assert page.overview.cells[6].accessibleName() == "Question 7, answered"
        assert len({(cell.width(), cell.height()) for cell in page.overview.cells}) == 1, "they stand in line"
        page.pane._on_clear()
        keys(K.Key_3, K.Key_Return, K.Key_1)
        assert (page.position, sitting.answers[7]) == (7, {"A": 3, "B": 1})
        # A talk is open until it has ended.
        page.go_to(9)
        keys(K.Key_1, K.Key_Return)
        assert page.overview.cells[8].accessibleName() == "Question 9, answered in part"
        keys(K.Key_1, K.Key_Return)
        assert page.overview.cells[8].accessibleName() == "Question 9, answered"


def test_the_overview_tells_each_question_in_words(qtbot: QtBot, room: Room) -> None:
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        keys(K.Key_A, K.Key_M)
        assert page.overview.cells[0].accessibleName() == "Question 1, answered, flagged"
        assert page.overview.cells[1].accessibleName() == "Question 2, empty"
        QTest.mouseClick(page.overview.cells[6], Qt.MouseButton.LeftButton)
        assert page.position == 7


def test_text_size_changes_while_an_essay_is_being_typed(qtbot: QtBot, room: Room) -> None:
    from desktop_app.ui import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(10)
        keys(K.Key_H, K.Key_I)
        try:
            theme.apply(app, theme.Look.LIGHT, 150)
            QApplication.processEvents()
            assert page.pane.value() == "hi"
            keys(K.Key_X)
            assert page.pane.value() == "hix"
        finally:
            theme.apply(app, theme.Look.LIGHT, 100)


def test_an_item_that_is_dropped_elsewhere_counts_as_ordered(qtbot: QtBot, room: Room) -> None:
    from desktop_app.ui.candidate.questions.order import OrderView

    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        page.go_to(6)
        view = page.pane.view
        assert isinstance(view, OrderView)
        before = [option.letter for option in sitting.shown[6].options]
        item = view.list.item(0).clone()
        view.list.insertItem(3, item)
        view.list.takeItem(0)
        assert sitting.answers[6] == [*before[1:], before[0]]
        assert [view.list.item(n).text()[:2] for n in range(3)] == ["1.", "2.", "3."]


def test_what_is_typed_is_as_large_as_the_question(qtbot: QtBot, room: Room) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Look.LIGHT, 125)
    try:
        with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, _sit(room))) as page:
            for kind in (Kind.BLANK, Kind.NUMERIC, Kind.MATCH, Kind.ESSAY):
                page.go_to(next(one.position for one in page.sitting.questions if one.kind is kind))
                fields = page.pane.view.findChildren(QWidget) if page.pane.view else []
                typed = [one for one in fields if isinstance(one, QLineEdit | QPlainTextEdit | QComboBox)]
                assert typed, kind
                assert {one.fontInfo().pixelSize() for one in typed} == {measure.scaled(measure.STEM_PX)}, kind
    finally:
        theme.apply(app, theme.Look.LIGHT, 100)


def test_every_control_of_the_page_has_a_name(qtbot: QtBot, room: Room) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QPlainTextEdit

    sitting = _sit(room)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting)) as page:
        for position in range(1, 11):
            page.go_to(position)
            for kind in (QAbstractButton, QComboBox, QLineEdit, QListWidget, QPlainTextEdit):
                for control in page.findChildren(kind):
                    if control.isVisible():
                        assert control.accessibleName(), (position, control)


def test_the_time_stands_below_the_title_where_there_is_no_room_beside_it(qtbot: QtBot) -> None:
    head = ExamHead("综合考试", CANDIDATE, lambda: None)
    qtbot.addWidget(head)
    head.tell_saved(SaveState.SAVED)
    head.show()
    title = head.findChildren(ElidedLabel)[0]

    def below() -> bool:
        return head.saved.y() >= title.y() + title.height()

    for width, expected in ((1000, False), (320, True), (1000, False)):
        head.resize(width, head.sizeHint().height())
        qtbot.waitUntil(lambda expected=expected: below() is expected)  # type: ignore[misc]
