"""The exams page: opening an exam, and what an examiner does while it runs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pypdf
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams.exam import Exam, exam, exam_people, exams
from desktop_app.exams.make_up import may_again
from desktop_app.exams.plan import Admission
from desktop_app.exams.records import sitting_record, sittings
from desktop_app.exams.sitting import SittingHeld, note_away, start, submit
from desktop_app.staff import Actor, sign_in
from desktop_app.store import Store
from desktop_app.ui.examiner.exam_form import ExamForm
from desktop_app.ui.examiner.exam_view import ExamView
from desktop_app.ui.examiner.exams import ExamsPage
from desktop_app.ui.printing import PdfDialog
from tests.ui.examiner_exam import (
    after_a_power_cut,
    answer_right,
    as_candidate,
    begin,
    opened,
    people_and_plan,
    sat,
)
from tests.ui.examiner_hands import answer_question, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[ExamsPage]:
    with shown(qtbot, store, examiner, ExamsPage) as made:
        yield made


@pytest.fixture
def running(store: Store, examiner: Actor) -> Exam:
    return opened(store, examiner)


def _form(qtbot: QtBot, page: ExamsPage) -> ExamForm:
    press(qtbot, page, "Open an exam")
    form = page.views.opened
    assert isinstance(form, ExamForm)
    return form


def _inside(qtbot: QtBot, page: ExamsPage, one: Exam) -> ExamView:
    page.arrive(one.id)
    view = page.views.opened
    assert isinstance(view, ExamView)
    qtbot.waitUntil(lambda: len(view.table.model_of_rows.rows) > 0)
    return view


def _choose(qtbot: QtBot, view: ExamView, staff_no: str) -> None:
    def _found() -> bool:
        for n, seat in enumerate(view.table.model_of_rows.rows):
            if seat.person.staff_no == staff_no:
                view.table.select_row(n)
                return True
        return False

    qtbot.waitUntil(_found)
    qtbot.waitUntil(view.seat_panel.isVisible)


def _state(view: ExamView, staff_no: str) -> str:
    return next((seat.state for seat in view._rows if seat.person.staff_no == staff_no), "")


def test_an_exam_is_opened_for_a_post(qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor) -> None:
    people_and_plan(store, examiner)
    form = _form(qtbot, page)
    form.people.by_post.setChecked(True)
    assert not form.go.isEnabled()
    ticks = form.people.post_ticks
    item = ticks.item(next(n for n in range(ticks.count()) if ticks.item(n).text() == "综合柜员"))
    item.setCheckState(Qt.CheckState.Checked)
    assert form.people.count.text().endswith("2.")
    form.room.setText("三楼")
    qtbot.waitUntil(form.go.isEnabled)
    press(qtbot, page, "Open the exam")
    qtbot.waitUntil(lambda: isinstance(page.views.opened, ExamView))
    [one] = exams(store)
    assert [person.staff_no for person in exam_people(store, one.id)] == ["T001", "T003"]
    assert (one.title, one.room, one.opened_by) == ("服务考试", "三楼", "E001")
    assert "is open" in page.banner.text


def test_people_are_chosen_one_by_one_and_a_search_keeps_the_ticks(
    qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor
) -> None:
    people_and_plan(store, examiner)
    form = _form(qtbot, page)
    form.people.one_by_one.setChecked(True)
    ticks = form.people.person_ticks
    QTest.keyClicks(form.people.search, "zs")
    visible = [ticks.item(n) for n in range(ticks.count()) if not ticks.item(n).isHidden()]
    assert [item.text().split()[0] for item in visible] == ["张三"]
    visible[0].setCheckState(Qt.CheckState.Checked)
    form.people.search.clear()
    QTest.keyClicks(form.people.search, "T002")
    next(ticks.item(n) for n in range(ticks.count()) if not ticks.item(n).isHidden()).setCheckState(
        Qt.CheckState.Checked
    )
    assert form.people.staff_nos == ("T001", "T002")


def test_a_plan_that_cannot_be_drawn_says_what_is_missing_and_opens_nothing(
    qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor
) -> None:
    from dataclasses import replace

    from desktop_app.exams.plans import plan, save_plan

    people_and_plan(store, examiner)
    kept = plan(store, "P")
    many = replace(kept, code="MANY", sections=(replace(kept.sections[0], number=40), kept.sections[1]))
    save_plan(store, examiner, many, system_clock())
    form = _form(qtbot, page)
    form.choose("MANY")
    qtbot.waitUntil(lambda: form.lacks.text != "")
    assert "单选" in form.lacks.text
    assert "40" in form.lacks.text
    assert not form.go.isEnabled()
    form.choose("P")
    qtbot.waitUntil(lambda: form.lacks.text == "")
    assert form.go.isEnabled()
    assert exams(store) == ()


def test_a_window_that_ends_before_it_begins_is_refused_on_the_page(
    qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor
) -> None:
    people_and_plan(store, examiner)
    form = _form(qtbot, page)
    form.closes.set_instant(form.opens.instant - timedelta(hours=1))
    press(qtbot, page, "Open the exam")
    qtbot.waitUntil(lambda: page.banner.text != "")
    assert exams(store) == ()


def test_the_first_admission_sets_the_pin(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T001")
    QTest.keyClicks(view.seat_panel.pin, "4829")
    QTest.keyClick(view.seat_panel.pin, Qt.Key.Key_Return)
    assert "4829" in page.banner.text
    assert sign_in(store, "T001", "4829", system_clock()).name == "张三"
    assert exam_people(store, running.id)[0].admitted_at is not None
    qtbot.waitUntil(lambda: not view.seat_panel.pin.isVisible())
    _choose(qtbot, view, "T002")
    qtbot.waitUntil(lambda: page.banner.text == "")
    qtbot.waitUntil(view.seat_panel.pin.isVisible)
    press(qtbot, page, "Make one up")
    press(qtbot, page, "Admit")
    assert exam_people(store, running.id)[1].admitted_at is not None


def test_a_pin_that_is_too_simple_admits_nobody(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T001")
    QTest.keyClicks(view.seat_panel.pin, "1111")
    press(qtbot, page, "Admit")
    assert "4 to 8 digits" in page.banner.text
    assert exam_people(store, running.id)[0].admitted_at is None


def test_who_sits_and_how_far_they_are_is_seen_live(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    view = _inside(qtbot, page, running)
    assert _state(view, "T001") == "none"
    sitting = begin(store, running, "T001")
    answer_right(store, sitting, 3)

    def _seen() -> bool:
        seat = next(seat for seat in view._rows if seat.person.staff_no == "T001")
        return (seat.state, seat.answered, seat.questions) == ("open", 3, 5) and 0 < seat.left_ms <= 3_600_000

    qtbot.waitUntil(_seen)
    view.filter.setCurrentIndex(view.filter.findData("waiting"))
    view.filter.activated.emit(view.filter.currentIndex())
    assert {seat.person.staff_no for seat in view.table.model_of_rows.rows} == {"T002", "T003"}


def test_a_held_sitting_is_released(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    begin(store, running, "T001")
    with pytest.raises(SittingHeld):
        start(store, as_candidate("T001"), running.id, after_a_power_cut())
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T001")
    press(qtbot, page, "Release to go on")
    qtbot.waitUntil(lambda: _state(view, "T001") == "open")
    [row] = sittings(store, running.id)
    kinds = [one.kind for one in sitting_record(store, row.id).interruptions]
    assert kinds[-1] == "released"
    assert start(store, as_candidate("T001"), running.id, after_a_power_cut()).resumed


def test_time_is_given_with_a_reason_alone(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    begin(store, running, "T001")
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T001")
    view.seat_panel.minutes.setValue(15)
    assert not view.seat_panel.give.isEnabled()
    QTest.keyClicks(view.seat_panel.why, "printer")
    press(qtbot, page, "Give time")
    assert exam_people(store, running.id)[0].extra_ms == 900_000
    [row] = sittings(store, running.id)
    assert sitting_record(store, row.id).interruptions[-1].note == "printer"
    view.table.clearSelection()
    qtbot.waitUntil(view.room_panel.isVisible)
    QTest.keyClicks(view.room_panel.why, "fire alarm")
    view.room_panel.minutes.setValue(5)
    press(qtbot, page, "Give everybody time")
    assert [person.extra_ms for person in exam_people(store, running.id)] == [1_200_000, 300_000, 300_000]


def test_a_sitting_is_declared_void_after_a_question(
    qtbot: QtBot, page: ExamsPage, store: Store, running: Exam
) -> None:
    sitting_id = sat(store, running, "T001")
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T001")
    assert not view.seat_panel.void.isEnabled()
    QTest.keyClicks(view.seat_panel.why, "copied")
    press(qtbot, page, "Declare void")
    asked = answer_question(qtbot, page, "Declare it void")
    assert "copied" in asked
    assert sitting_record(store, sitting_id).row.state == "void"
    qtbot.waitUntil(lambda: _state(view, "T001") == "void")


def test_a_sitting_is_ended_as_it_stands(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    sitting = begin(store, running, "T002")
    answer_right(store, sitting, 2)
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T002")
    assert not view.seat_panel.end.isEnabled(), "without a reason nothing is ended"
    QTest.keyClicks(view.seat_panel.why, "fire alarm")
    press(qtbot, page, "End the sitting")
    assert "fire alarm" in answer_question(qtbot, page, "End and submit it")
    record = sitting_record(store, sitting.id)
    assert record.row.state == "submitted"
    assert record.outcome is not None
    assert record.outcome.score == 20


def test_somebody_is_noted_as_absent_and_back(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T003")
    press(qtbot, page, "Note as absent")
    qtbot.waitUntil(lambda: _state(view, "T003") == "absent")
    qtbot.waitUntil(lambda: view.seat_panel.absent.text() == "Take back “absent”")
    press(qtbot, page, "Take back “absent”")
    assert not exam_people(store, running.id)[2].absent


def test_start_slips_are_printed_and_let_people_begin(
    qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor
) -> None:
    exam = opened(store, examiner, admission=Admission.SLIP)
    view = _inside(qtbot, page, exam)
    press(qtbot, page, "Print start slips")
    answer_question(qtbot, page, "Make the slips")
    [dialog] = view.room_panel.findChildren(PdfDialog)
    printed = pypdf.PdfReader(io.BytesIO(dialog.pages.data)).pages[0].extract_text()
    code = re.search(r"李四 +T002\s+.*三楼\s+开考代码.*\n?\s*([A-Z2-9]{8})", printed)
    dialog.close()
    assert code, printed
    sitting = start(store, as_candidate("T002"), exam.id, system_clock(), slip=code.group(1))
    assert sitting.state == "open"


def test_the_end_is_moved(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    view = _inside(qtbot, page, running)
    later = running.closes_at.replace(second=0, microsecond=0) + timedelta(hours=2)
    view.room_panel.until.set_instant(later)
    press(qtbot, page, "Change the end")
    assert exam(store, running.id).closes_at == later


def test_closing_submits_what_runs_and_offers_a_make_up_exam(
    qtbot: QtBot, page: ExamsPage, store: Store, running: Exam
) -> None:
    sitting = begin(store, running, "T001")
    view = _inside(qtbot, page, running)
    press(qtbot, page, "Close the exam")
    answer_question(qtbot, page, "Close the exam")
    assert exam(store, running.id).state == "closed"
    assert sitting_record(store, sitting.id).row.state == "submitted"
    qtbot.waitUntil(view.make_up_button.isVisible)
    assert not view.close_button.isVisible()
    press(qtbot, page, "Open a make-up exam")
    form = page.views.opened
    assert isinstance(form, ExamForm)
    assert form.plan.currentData() == "P"
    offered = {one.staff_no: one.why.value for one in may_again(store, running.id)}
    assert form.people.staff_nos == tuple(offered)
    assert {"T002", "T003"} <= set(offered)
    assert "have not sat 2" in form.why.text
    press(qtbot, page, "Open the exam")
    qtbot.waitUntil(lambda: len(exams(store)) == 2)
    assert exams(store)[0].make_up_of == running.id


def test_esc_leads_back_to_the_list(qtbot: QtBot, page: ExamsPage, running: Exam) -> None:
    view = _inside(qtbot, page, running)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.views.opened is None
    [row] = page.table.model_of_rows.rows
    assert (row.people, row.sat, row.phase) == (3, 0, "exam_phase_running")
    page.table.select_row(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(page.views.opened, ExamView)


def test_an_exam_that_is_not_there_is_a_sentence(page: ExamsPage) -> None:
    page.arrive("E-nowhere")
    assert "E-nowhere" in page.banner.text
    assert page.views.opened is None


def test_the_whole_room_stays_in_view_while_the_table_is_read_again(
    qtbot: QtBot, page: ExamsPage, store: Store, running: Exam
) -> None:
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T001")
    press(qtbot, view, "The whole room")
    assert view.room_panel.isVisible()
    view.look()
    qtbot.waitUntil(lambda: view._job is None)
    assert view.room_panel.isVisible(), "the person of before came back by themselves"


def test_who_left_the_window_stands_beside_the_room(qtbot: QtBot, page: ExamsPage, store: Store, running: Exam) -> None:
    sitting = begin(store, running, "T002")
    now = system_clock()
    note_away(store, sitting, now.at, 42.0, now)
    view = _inside(qtbot, page, running)
    _choose(qtbot, view, "T002")
    assert "Left the exam's window · 42 s" in view.seat_panel.on_record.text()
    assert view.seat_panel.on_record.isVisible()
    _choose(qtbot, view, "T001")
    assert not view.seat_panel.on_record.isVisible()


def test_several_people_are_chosen_kept_chosen_and_served_at_once(
    qtbot: QtBot, page: ExamsPage, store: Store, running: Exam
) -> None:
    view = _inside(qtbot, page, running)
    handed_in = begin(store, running, "T003")
    submit(store, as_candidate("T003"), handed_in, system_clock())
    qtbot.waitUntil(lambda: _state(view, "T003") == "submitted")
    view.table.selectAll()
    qtbot.waitUntil(view.several_panel.isVisible)
    assert view.several_panel.count.text() == "3 people chosen"
    press(qtbot, page, "Note as come")
    assert page.banner.text == "Noted as come: 2."
    qtbot.waitUntil(lambda: sum(one.arrived_at is not None for one in exam_people(store, running.id)) == 3)
    assert not view.several_panel.give.isEnabled()
    QTest.keyClicks(view.several_panel.why, "noise")
    qtbot.waitUntil(lambda: view._job is None)
    view.look()
    qtbot.waitUntil(lambda: view._job is None)
    assert len(view.table.selected_rows()) == 3, "the next look leaves them chosen"
    assert view.several_panel.why.text() == "noise"
    press(qtbot, page, "Give time")
    assert page.banner.text.startswith("Given 10 min: 2 people.\n")
    assert "T003 has handed in" in page.banner.text
    given = {one.staff_no: one.extra_ms for one in exam_people(store, running.id)}
    assert given == {"T001": 600_000, "T002": 600_000, "T003": 0}
    press(qtbot, page, "The whole room")
    qtbot.waitUntil(view.room_panel.isVisible)


def test_the_next_look_keeps_whom_is_chosen_not_whom_the_cursor_is_on(
    qtbot: QtBot, page: ExamsPage, store: Store, running: Exam
) -> None:
    view = _inside(qtbot, page, running)
    flags = QItemSelectionModel.SelectionFlag
    _choose(qtbot, view, "T001")
    QTest.keyClicks(view.seat_panel.why, "printer")
    other = view.table.model().index(1, 0)
    view.table.selectionModel().setCurrentIndex(other, flags.NoUpdate)
    for _ in range(2):
        qtbot.waitUntil(lambda: view._job is None)
        view.look()
        qtbot.waitUntil(lambda: view._job is None)
        assert [seat.person.staff_no for seat in view.table.selected_rows()] == ["T001"]
        assert view.seat_panel.why.text() == "printer"
    # Nobody chosen stays nobody, wherever the cursor is.
    view.table.clearSelection()
    view.look()
    qtbot.waitUntil(lambda: view._job is None)
    assert view.table.selected_rows() == ()
