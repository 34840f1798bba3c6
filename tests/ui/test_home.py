"""Before and after the exam: Home, the page before the start, the result."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.certificates.certificate import certificates, issue
from desktop_app.exams import sitting as sittings
from desktop_app.exams.admission import admit, new_slips
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import Admission, Issue, Release
from desktop_app.exams.results import Mark, mark, release
from desktop_app.exams.running import release_resume, void
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.before import BeforePage
from desktop_app.ui.candidate.countdown import IDLE_S
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.candidate.result import ResultPage
from desktop_app.ui.widgets.rich_text import RichText
from tests.ui.candidate_room import CANDIDATE, Room, at, furnish, in_window, keys, plan_of, signed_in, type_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
K = Qt.Key


@pytest.fixture
def room(store: Store, examiner: Actor) -> Room:
    return furnish(store, examiner)


def _text(page: QWidget) -> str:
    """All that a person can read on the page."""
    parts = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    parts += [one.plain for one in page.findChildren(RichText) if one.isVisible()]
    return "\n".join(parts)


def _button(page: QWidget, text: str) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == text]
    assert len(found) == 1, [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]
    return found[0]


def _named(page: QWidget, ending: str) -> list[QPushButton]:
    """The visible buttons whose spoken name ends so."""
    return [one for one in page.findChildren(QPushButton) if one.isVisible() and one.accessibleName().endswith(ending)]


def _right(sitting: Sitting) -> dict[int, object]:
    letters = {option.text: option.letter for option in sitting.shown[6].options}
    numbers = {one.text: one.number for one in sitting.shown[7].right}
    lefts = {one.text: one.letter for one in sitting.shown[7].left}
    return {
        1: "A",
        2: ["A", "C"],
        3: False,
        4: ["实名", "自愿"],
        5: "150",
        6: [letters[text] for text in ("核实身份", "登记挂失", "出具回执")],
        7: {lefts["活期存款"]: numbers["随时支取"], lefts["定期存款"]: numbers["约定存期"]},
        8: ["A", False],
        9: ["A"],
    }


def _sat(room: Room, *, wrong: int = 0, essay: bool = False) -> str:
    """Sit and submit: the first ``wrong`` questions stay empty, the second turn of the talk is taken."""
    sitting = sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    for position, answer in _right(sitting).items():
        if position > wrong:
            sittings.answer(room.store, sitting, position, answer, system_clock())
    sittings.answer(room.store, sitting, 9, ["A", "A"], system_clock())
    if essay:
        sittings.answer(room.store, sitting, 10, "先倾听，再道歉。", system_clock())
    sittings.submit(room.store, CANDIDATE, sitting, system_clock())
    return sitting.id


# ---------------------------------------------------------------- home


def test_home_shows_what_is_open_and_enter_leads_there(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store) as session, in_window(qtbot, HomePage(session)) as page:
        chosen: list[str] = []
        page.exam_chosen.connect(chosen.append)
        text = _text(page)
        assert "九种题型" in text
        assert "60 minutes · attempts left: 1" in text
        assert "My certificates" not in text
        keys(K.Key_Return)
        assert chosen == [room.exam.id]


def test_home_without_an_exam_says_what_comes_next(qtbot: QtBot, room: Room) -> None:
    other = Actor("T099", "赵六", CANDIDATE.role)
    with room.store.write("staff", at=system_clock()) as db:
        db.execute("INSERT INTO staff (staff_no, name, role, added_at) VALUES ('T099', '赵六', 'candidate', '2026')")
    with signed_in(room.store, other) as session, in_window(qtbot, HomePage(session)) as page:
        assert "The examiner opens one" in _text(page)


def test_home_after_the_exam_shows_result_and_certificate_as_they_come(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room, essay=True)
    with signed_in(room.store) as session, in_window(qtbot, HomePage(session)) as page:
        wanted: list[str] = []
        page.certificate_wanted.connect(wanted.append)
        page.result_wanted.connect(wanted.append)
        assert "Marks awaited" in _text(page)
        mark(room.store, room.examiner, sitting_id, [Mark(10, Decimal(4))], system_clock())
        QApplication.processEvents()
        assert "Passed  16 / 17" in _text(page)
        one = issue(room.store, room.examiner, sitting_id, system_clock())
        QApplication.processEvents()
        assert one.serial in _text(page)
        QTest.mouseClick(_button(page, "Open, print"), Qt.MouseButton.LeftButton)
        QTest.mouseClick(_button(page, "Look at it"), Qt.MouseButton.LeftButton)
        assert wanted == [one.serial, sitting_id]


# ---------------------------------------------------------------- before


def test_the_page_before_says_the_rules_and_starts_only_after_the_promise(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store) as session, in_window(qtbot, BeforePage(session, room.exam.id)) as page:
        started: list[Sitting] = []
        page.started.connect(started.append)
        text = _text(page)
        for piece in ("60 minutes", "10 questions, 17 marks in all", "60 % (10.2 marks)", "10 minutes in all"):
            assert piece in text
        keys(K.Key_Return)
        assert not page.start.isEnabled()
        keys(K.Key_Space, K.Key_Return)
        qtbot.waitUntil(lambda: bool(started))
        assert started[0].staff_no == "T001"
        assert not started[0].resumed


def test_going_on_needs_no_second_promise(qtbot: QtBot, room: Room) -> None:
    first = sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    with signed_in(room.store) as session, in_window(qtbot, BeforePage(session, room.exam.id)) as page:
        started: list[Sitting] = []
        page.started.connect(started.append)
        assert not page.honest.isVisible()
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(started))
        assert started[0].id == first.id
        assert started[0].resumed


def test_a_second_interruption_waits_for_the_examiner(qtbot: QtBot, room: Room) -> None:
    first = sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    sittings.start(room.store, CANDIDATE, room.exam.id, system_clock())
    with signed_in(room.store) as session, in_window(qtbot, BeforePage(session, room.exam.id)) as page:
        started: list[Sitting] = []
        page.started.connect(started.append)
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(page.banner.text))
        assert started == []
        page._look()
        assert not page.start.isEnabled()
        release_resume(room.store, room.examiner, first.id, system_clock(), "断电")
        page._look()
        assert page.banner.text == ""
        page.start.click()
        qtbot.waitUntil(lambda: bool(started))
        assert started[0].id == first.id


def test_an_examiner_lets_the_candidate_in_while_the_page_waits(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    room = furnish(store, examiner, plan_of(admission=Admission.EXAMINER))
    with signed_in(store) as session, in_window(qtbot, BeforePage(session, room.exam.id)) as page:
        page.honest.setChecked(True)
        assert page.banner.text
        assert not page.start.isEnabled()
        admit(store, examiner, room.exam.id, "T001", system_clock())
        page._look()
        assert page.start.isEnabled()
        assert page.banner.text == ""


def test_a_start_slip_opens_the_exam_once(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    room = furnish(store, examiner, plan_of(admission=Admission.SLIP))
    slip = new_slips(store, examiner, room.exam.id, system_clock())["T001"]
    with signed_in(store) as session, in_window(qtbot, BeforePage(session, room.exam.id)) as page:
        started: list[Sitting] = []
        page.started.connect(started.append)
        page.honest.setChecked(True)
        type_in("WRONG234")
        keys(K.Key_Return)
        qtbot.waitUntil(lambda: bool(page.banner.text))
        page.slip.setText(slip.lower())
        page.start.click()
        qtbot.waitUntil(lambda: bool(started))


def test_esc_goes_back_home(qtbot: QtBot, room: Room) -> None:
    with signed_in(room.store) as session, in_window(qtbot, BeforePage(session, room.exam.id)) as page:
        left: list[bool] = []
        page.left.connect(lambda: left.append(True))
        keys(K.Key_Escape)
        assert left == [True]


# ---------------------------------------------------------------- result


def test_passed_in_one_glance_and_what_was_wrong_with_its_source(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room, wrong=1, essay=True)
    mark(room.store, room.examiner, sitting_id, [Mark(10, Decimal(5))], system_clock())
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        text = _text(page)
        assert "Passed" in text
        assert "Not passed" not in text
        assert "16 of 17 marks, 10.2 needed" in text
        assert "第1部分" in text
        assert "not answered" in text
        assert "A  人民币 50 万元" in text
        assert "存款保险条例 国务院令第660号 第五条" in text
        assert "once the examiner has issued it" in text
        one = issue(room.store, room.examiner, sitting_id, system_clock())
        QApplication.processEvents()
        wanted: list[str] = []
        page.certificate_wanted.connect(wanted.append)
        QTest.mouseClick(_button(page, "Open, print the certificate"), Qt.MouseButton.LeftButton)
        assert wanted == [one.serial]


def test_not_passed_shows_no_certificate(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room, wrong=8)
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        assert "Not passed" in _text(page)
        assert page.certificate_button is None


def test_answers_stay_hidden_where_the_plan_hides_them(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    room = furnish(store, examiner, plan_of(show_answers=False))
    sitting_id = _sat(room, wrong=1)
    with signed_in(store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        text = _text(page)
        assert "Passed" in text
        assert "人民币 50 万元" not in text
        assert "Every answer is right" not in text


def test_a_result_that_waits_says_so_and_comes_when_it_is_there(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    room = furnish(store, examiner, plan_of(release=Release.BY_EXAMINER))
    sitting_id = _sat(room, essay=True)
    with signed_in(store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        assert "An examiner marks your written answers" in _text(page)
        assert "17" not in _text(page)
        mark(store, examiner, sitting_id, [Mark(10, Decimal(5))], system_clock())
        QApplication.processEvents()
        assert "The examiner releases the result" in _text(page)
        release(store, examiner, sitting_id, system_clock())
        QApplication.processEvents()
        assert "17 of 17 marks" in _text(page)
        assert "Every answer is right." in _text(page)


def test_a_plan_that_issues_by_itself_has_the_certificate_there(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    room = furnish(store, examiner, plan_of(issue=Issue.AUTO))
    sitting_id = _sat(room)
    with signed_in(store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        qtbot.waitUntil(lambda: page.certificate_button is not None, timeout=10_000)
        assert len(certificates(store, staff_no="T001")) == 1


def test_a_void_sitting_has_no_result(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room)
    void(room.store, room.examiner, sitting_id, "代考", system_clock())
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        assert "Passed" not in _text(page)
        assert page.certificate_button is None


def test_two_minutes_of_nothing_sign_out(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room)
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        left: list[bool] = []
        page.left.connect(lambda: left.append(True))
        assert page.countdown.words.text() == "Signs out by itself in 2:00"
        for _ in range(IDLE_S - 1):
            page.countdown.tick()
        assert page.countdown.words.text() == "Signs out by itself in 0:01"
        keys(K.Key_Shift)
        assert page.countdown.words.text() == "Signs out by itself in 2:00"
        assert left == []
        for _ in range(IDLE_S + 5):
            page.countdown.tick()
        assert left == [True]


def test_a_certificate_left_open_goes_with_its_owner(qtbot: QtBot, room: Room) -> None:
    from desktop_app.ui.printing import PdfDialog

    sitting_id = _sat(room, essay=True)
    mark(room.store, room.examiner, sitting_id, [Mark(10, Decimal(5))], system_clock())
    one = issue(room.store, room.examiner, sitting_id, system_clock())
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        dialog = PdfDialog.of_certificate(session, one.serial, page)
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        for _ in range(IDLE_S):
            page.countdown.tick()
        assert closed == [0]


def test_the_plan_is_told_with_a_section_minimum(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    plan = plan_of()
    sections = tuple(replace(section, min_percent=Decimal(50)) for section in plan.sections)
    room = furnish(store, examiner, replace(plan, sections=sections))
    sitting_id = _sat(room, wrong=1)
    with signed_in(store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        text = _text(page)
        assert "Not passed" in text
        assert "below its minimum" in text
        assert "a section is below its own minimum" in text


def test_a_result_of_earlier_leads_back_home_or_out(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room)
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id, back=True)) as page:
        ways: list[str] = []
        page.went_back.connect(lambda: ways.append("home"))
        page.left.connect(lambda: ways.append("out"))
        QTest.mouseClick(_button(page, "Back"), Qt.MouseButton.LeftButton)
        keys(K.Key_Escape)
        QTest.mouseClick(page.countdown.out, Qt.MouseButton.LeftButton)
        assert ways == ["home", "home", "out"]


def test_an_earlier_result_keeps_its_answers_while_another_exam_is_under_way(
    qtbot: QtBot, store: Store, examiner: Actor
) -> None:
    room = furnish(store, examiner)
    sitting_id = _sat(room)
    following = open_exam(store, examiner, room.exam.plan_code, title="afternoon", reading=system_clock())
    sittings.start(store, CANDIDATE, following.id, system_clock())
    with signed_in(store) as session, in_window(qtbot, ResultPage(session, sitting_id, back=True)) as page:
        text = _text(page)
        assert "handed in the exam under way" in text
        assert "not fully right" not in text
        assert "Every answer" not in text


def test_right_after_submitting_the_only_way_is_out(qtbot: QtBot, room: Room) -> None:
    sitting_id = _sat(room)
    with signed_in(room.store) as session, in_window(qtbot, ResultPage(session, sitting_id)) as page:
        assert not page.back.isVisible()


def test_an_exam_that_opens_while_home_is_shown_can_be_begun(
    qtbot: QtBot, store: Store, examiner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = furnish(store, examiner)
    later = timedelta(hours=2)
    exam = open_exam(
        store,
        examiner,
        room.exam.plan_code,
        title="afternoon",
        opens_at=system_clock().at + later,
        closes_at=system_clock().at + 2 * later,
        reading=system_clock(),
    )
    with signed_in(store) as session, in_window(qtbot, HomePage(session)) as page:
        assert [one.isEnabled() for one in _named(page, "afternoon")] == [False]
        before = page.findChildren(QPushButton)
        page.look()
        assert page.findChildren(QPushButton) == before, "nothing has changed, so nothing is made anew"
        now = system_clock()
        monkeypatch.setattr("desktop_app.ui.candidate.home.system_clock", lambda: at(now, later.total_seconds() + 1))
        page.look()
        chosen: list[str] = []
        page.exam_chosen.connect(chosen.append)
        qtbot.waitUntil(lambda: [one.isEnabled() for one in _named(page, "afternoon")] == [True])
        begin = _named(page, "afternoon")[0]
        QTest.mouseClick(begin, Qt.MouseButton.LeftButton)
        assert chosen == [exam.id]
