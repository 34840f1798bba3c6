"""The exam page's other clocks: a section's own minutes, and a break that was granted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Kind
from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import save_plan
from desktop_app.exams.results import result
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.staff.people import accommodate
from desktop_app.store import Store
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.result import ResultPage
from desktop_app.ui.widgets.panels import Banner
from tests.ui.candidate_room import CANDIDATE, Room, at, furnish, in_window, keys, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key


class Hands:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> Reading:
        return self.now

    def turn(self, seconds: float) -> None:
        """Time passes."""
        self.now = at(self.now, seconds)


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    """An exam room."""
    return furnish(store, examiner)


@pytest.fixture
def hands() -> Hands:
    """The clock."""
    return Hands()


def sit(room: Room, examiner: Actor, *minutes: int) -> Sitting:
    """A sitting of two sections over the room's questions, with these minutes."""
    bank = room.exam.plan.sections[0].bank
    sections = tuple(
        Section(title=f"第{n}部分", bank=bank, number=2, minutes=limit) for n, limit in enumerate(minutes, 1)
    )
    plan = ExamPlan(code="TIMED", title="限时", minutes=30, sections=sections, shuffle_questions=False)
    save_plan(room.store, examiner, plan, system_clock())
    exam = open_exam(room.store, examiner, "TIMED", reading=system_clock())
    return sittings.start(room.store, CANDIDATE, exam.id, system_clock())


def test_a_section_whose_time_is_used_up_is_left_and_closed(
    qtbot: QtBot, room: Room, examiner: Actor, hands: Hands
) -> None:
    sitting = sit(room, examiner, 2, 0)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        assert page.section_left.isVisible()
        assert page.section_left.figures.text() in ("00:02:00", "00:02:01")
        page.following.click()
        assert page.position == 2
        hands.turn(90)
        page.tick()
        assert page.section_left.figures.text() in ("00:00:30", "00:00:31")
        assert "1 minute" in page.section_left.words.text()
        hands.turn(31)
        page.tick()
        assert page.position == 3
        assert "2" in page.banner.text
        assert not page.section_left.isVisible()
        assert [cell.isEnabled() for cell in page.overview.cells] == [False, False, True, True]
        assert "closed" in page.overview.cells[0].accessibleName()
        page.previous.click()
        assert page.position == 3
        assert page.banner.text
        page.go_to(1)
        assert page.position == 3
        assert page.sitting.state == "open"


def test_what_is_typed_when_the_section_ends_counts(qtbot: QtBot, room: Room, examiner: Actor, hands: Hands) -> None:
    sitting = sit(room, examiner, 2, 0)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        kind = sitting.shown[1].kind.value
        if kind in ("single", "multiple"):
            keys(K.Key_A)
        elif kind == "true_false":
            keys(K.Key_1)
        else:
            type_in("1")
        hands.turn(118.5)
        page.tick()
        hands.turn(2)
        page.tick()
        assert page.position == 3
        assert not page.saving.unsaved
        assert not page._told_of_saving


def test_when_every_section_is_over_the_paper_is_handed_in(
    qtbot: QtBot, room: Room, examiner: Actor, hands: Hands
) -> None:
    sitting = sit(room, examiner, 1, 1)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        over: list[str] = []
        page.submitted.connect(over.append)
        for _ in range(2):
            hands.turn(61)
            page.tick()
        qtbot.waitUntil(lambda: over == [sitting.id])
        assert sitting.state == "submitted"


def test_a_break_hides_the_questions_and_stops_the_clock(
    qtbot: QtBot, room: Room, examiner: Actor, hands: Hands
) -> None:
    accommodate(
        room.store, examiner, CANDIDATE.staff_no, system_clock(), extra_percent=0, text_percent=100, break_minutes=5
    )
    sitting = sit(room, examiner, 10, 0)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        page.tick()
        assert page.rest.isVisible()
        assert "5" in page.rest.text()
        left = page.time_left.figures.text()
        page.rest.click()
        assert page.cover.isVisible()
        assert not page.pane.isVisible()
        assert QApplication.focusWidget() is page.cover.go_on
        hands.turn(120)
        page.tick()
        assert page.time_left.figures.text() == left
        assert page.cover.figures.text() == "00:03:00"
        keys(K.Key_Right, K.Key_A)
        assert page.position == 1
        page.ask_submit()
        assert page._box is None
        QTest.keyClick(page.cover.go_on, K.Key_Return)
        assert page.pane.isVisible()
        assert not page.cover.isVisible()
        assert "3" in page.rest.text()
        page.rest.click()
        hands.turn(181)
        page.tick()
        page.tick()
        # Used up: the exam goes on by itself, and there is no other.
        assert page.pane.isVisible()
        assert not page.rest.isVisible()


def test_without_leave_there_is_no_break(qtbot: QtBot, room: Room, examiner: Actor, hands: Hands) -> None:
    sitting = sit(room, examiner, 0, 0)
    with signed_in(room.store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        page.tick()
        assert not page.rest.isVisible()
        assert not page.section_left.isVisible()


def test_the_result_says_that_the_time_was_up(qtbot: QtBot, room: Room, examiner: Actor, hands: Hands) -> None:
    sitting = sit(room, examiner, 1, 1)
    with signed_in(room.store) as session:
        with in_window(qtbot, ExamPage(session, sitting, hands)) as page:
            hands.turn(30 * 60 + 1)
            page.tick()
            qtbot.waitUntil(lambda: sitting.state == "submitted")
        with in_window(qtbot, ResultPage(session, sitting.id)) as shown:
            assert any("time was up" in one.text for one in shown.findChildren(Banner))
    assert result(room.store, sitting.id).ended_by == "time"


def test_the_result_says_how_long_each_section_took(qtbot: QtBot, room: Room, examiner: Actor, hands: Hands) -> None:
    hands.turn(5)  # the exam opens by the real clock, a moment after this one was read
    bank = room.exam.plan.sections[0].bank
    sections = tuple(Section(title=kind.value, bank=bank, kind=kind, number=1) for kind in (Kind.SINGLE, Kind.NUMERIC))
    save_plan(room.store, examiner, ExamPlan(code="TWO", title="两部分", minutes=30, sections=sections), hands())
    exam = open_exam(room.store, examiner, "TWO", reading=hands())
    hands.turn(1)
    sitting = sittings.start(room.store, CANDIDATE, exam.id, hands())
    with signed_in(room.store) as session:
        with in_window(qtbot, ExamPage(session, sitting, hands)) as page:
            page._timer.stop()
            hands.turn(90)
            page.go_to(2)
            hands.turn(45)
            page._submit()
            qtbot.waitUntil(lambda: sitting.state == "submitted")
        with in_window(qtbot, ResultPage(session, sitting.id)) as shown:
            said = [one.text() for one in shown.findChildren(QLabel) if "time used" in one.text()]
    assert said == ["time used 00:01:30", "time used 00:00:45"]
