"""The exams page on the day: who has come, seats, slips, people added and taken out, late ones; by keyboard too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.exams.admission import enter_by_slip, open_for
from desktop_app.exams.attendance import SEAT, Presence, attendance
from desktop_app.exams.exam import Exam, exam, exam_people, open_exam
from desktop_app.exams.place import set_seat, zone_name
from desktop_app.exams.plan import Admission
from desktop_app.exams.plans import day_of
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.exam_add import ExamAdd
from desktop_app.ui.examiner.exam_view import ExamView
from desktop_app.ui.examiner.exams import ExamsPage
from desktop_app.ui.examiner.settings import SettingsPage
from desktop_app.ui.printing import PdfDialog
from tests.ui.examiner_exam import begin, opened, people_and_plan, sat
from tests.ui.examiner_hands import answer_question, find, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[ExamsPage]:
    with shown(qtbot, store, examiner, ExamsPage) as made:
        yield made


def _inside(qtbot: QtBot, page: ExamsPage, one: Exam, staff_no: str = "") -> ExamView:
    page.arrive(one.id)
    view = page.views.opened
    assert isinstance(view, ExamView)
    qtbot.waitUntil(lambda: len(view.table.model_of_rows.rows) > 0)
    if staff_no:
        _choose(qtbot, view, staff_no)
    return view


def _choose(qtbot: QtBot, view: ExamView, staff_no: str) -> None:
    rows = [seat.person.staff_no for seat in view.table.model_of_rows.rows]
    view.table.select_row(rows.index(staff_no))
    qtbot.waitUntil(view.seat_panel.isVisible)


def _presence(store: Store, one: Exam, staff_no: str) -> Presence:
    return next(line.presence for line in attendance(store, one.id) if line.person.staff_no == staff_no)


def test_who_has_come_and_who_has_left_is_noted_by_keyboard(
    qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor
) -> None:
    running = opened(store, examiner)
    view = _inside(qtbot, page, running, "T003")
    arrival = view.seat_panel.arrival
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    arrival.come.setFocus()
    QTest.keyClick(arrival.come, Qt.Key.Key_Space)
    assert _presence(store, running, "T003") is Presence.ARRIVED
    assert "=王五 has come" in page.banner.text
    qtbot.waitUntil(arrival.gone.isVisible)
    shown_at = next(s for s in view._rows if s.person.staff_no == "T003")
    assert re.fullmatch(r"\d\d:\d\d", view._came(shown_at))
    arrival.come.setFocus()
    QTest.keyClick(arrival.come, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is arrival.gone
    QTest.keyClick(arrival.gone, Qt.Key.Key_Space)
    assert _presence(store, running, "T003") is Presence.LEFT
    qtbot.waitUntil(lambda: arrival.gone.text() == "Take back “has left”")
    press(qtbot, view, "Take back “has left”")
    assert _presence(store, running, "T003") is Presence.ARRIVED
    qtbot.waitUntil(lambda: arrival.come.text() == "Take back “has come”" and arrival.come.isVisible())
    press(qtbot, view, "Take back “has come”")
    assert _presence(store, running, "T003") is Presence.EXPECTED


def test_seats_are_given_one_by_one_and_in_order(qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor) -> None:
    running = opened(store, examiner)
    view = _inside(qtbot, page, running, "T002")
    QTest.keyClicks(view.seat_panel.arrival.seat, "A02")
    QTest.keyClick(view.seat_panel.arrival.seat, Qt.Key.Key_Return)
    press(qtbot, view, "The whole room")
    assert not view.room_panel.give_seats.isEnabled()
    QTest.keyClicks(view.room_panel.seats, "A01-A02")
    press(qtbot, view, "Give seats in order")
    assert "2 people to seat and 1 free" in page.banner.text
    view.room_panel.seats.setText("A01-A04")
    press(qtbot, view, "Give seats in order")
    assert "2." in page.banner.text
    assert [one.station for one in exam_people(store, running.id)] == ["A01", "A02", "A03"]
    qtbot.waitUntil(lambda: view._rows[0].person.station == "A01")


def test_the_room_is_changed(qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor) -> None:
    running = opened(store, examiner)
    view = _inside(qtbot, page, running)
    assert view.room_panel.room.text() == "三楼"
    view.room_panel.room.setText("  五楼  东侧 ")
    QTest.keyClick(view.room_panel.room, Qt.Key.Key_Return)
    assert exam(store, running.id).room == "五楼 东侧"
    qtbot.waitUntil(lambda: "五楼 东侧" in view.about.text())
    assert view.room_panel.room.text() == "五楼 东侧"


def test_somebody_at_the_wrong_seat_is_let_sit_here(
    qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor
) -> None:
    running = opened(store, examiner)
    set_seat(store, examiner, "B09", system_clock())
    view = _inside(qtbot, page, running, "T001")
    view.seat_panel.arrival.seat.setText("A01")
    press(qtbot, view, "Give this seat")
    assert not open_for(store, "T001", system_clock())[0].can_start
    qtbot.waitUntil(view.seat_panel.arrival.here.isVisible)
    press(qtbot, view, "Let them sit here (B09)")
    assert exam_people(store, running.id)[0].station == "B09"
    assert open_for(store, "T001", system_clock())[0].can_start


def test_people_are_added_and_taken_out(qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor) -> None:
    running = opened(store, examiner, ["T001"])
    view = _inside(qtbot, page, running)
    press(qtbot, view, "Add people")
    form = page.views.opened
    assert isinstance(form, ExamAdd)
    assert not form.go.isEnabled()
    ticks = form.people.person_ticks
    names = [ticks.item(n).text() for n in range(ticks.count())]
    assert not any("T001" in name for name in names), "who is in it is not offered"
    assert not form.people.everybody.isVisible()
    next(ticks.item(n) for n in range(ticks.count()) if "T003" in names[n]).setCheckState(Qt.CheckState.Checked)
    press(qtbot, form, "Add them")
    assert "1." in page.banner.text
    assert [one.staff_no for one in exam_people(store, running.id)] == ["T001", "T003"]
    inside = page.views.opened
    assert isinstance(inside, ExamView)
    qtbot.waitUntil(lambda: len(inside.table.model_of_rows.rows) == 2)
    _choose(qtbot, inside, "T003")
    press(qtbot, inside, "Take out of the exam")
    assert "王五" in answer_question(qtbot, inside, "Take them out")
    qtbot.waitUntil(lambda: len(inside.table.model_of_rows.rows) == 1)
    begin(store, running, "T001")
    inside.look()
    qtbot.waitUntil(lambda: inside._rows[0].state == "open")
    _choose(qtbot, inside, "T001")
    assert not inside.seat_panel.arrival.remove.isVisible(), "whoever has begun stays"


def test_a_slip_that_was_lost_is_printed_anew(qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor) -> None:
    running = opened(store, examiner, admission=Admission.SLIP)
    view = _inside(qtbot, page, running, "T002")
    press(qtbot, view, "New start slip")
    answer_question(qtbot, view, "Make the slip")
    [dialog] = view.seat_panel.arrival.findChildren(PdfDialog)
    printed = pypdf.PdfReader(io.BytesIO(dialog.pages.data)).pages[0].extract_text()
    dialog.close()
    code = re.search(r"([A-Z2-9]{8})", printed)
    assert code, printed
    assert enter_by_slip(store, "T002", code.group(1), system_clock()).only_exam == running.id


def test_somebody_starts_late_with_a_reason(qtbot: QtBot, page: ExamsPage, store: Store, examiner: Actor) -> None:
    people_and_plan(store, examiner)
    now = system_clock()
    hour = timedelta(hours=1)
    early = type(now)(now.at - 2 * hour, now.boot_ms, now.boot_id)
    over = open_exam(store, examiner, "P", opens_at=now.at - 2 * hour, closes_at=now.at - hour, reading=early)
    view = _inside(qtbot, page, over, "T001")
    panel = view.seat_panel
    assert panel.late.isVisible()
    assert not panel.late.isEnabled()
    QTest.keyClicks(panel.why, "bus")
    panel.minutes.setValue(20)
    press(qtbot, view, "Let them start late")
    (mine,) = open_for(store, "T001", system_clock())
    assert mine.can_start
    assert timedelta(minutes=19) < mine.closes_at - now.at < timedelta(minutes=21)
    sat(store, over, "T001")
    view.look()
    qtbot.waitUntil(lambda: not panel.late.isVisible())
    _choose(qtbot, view, "T002")
    assert find(view, "Let them start late").isVisible()


def test_the_seat_and_the_time_zone_are_kept_on_the_settings_page(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    with shown(qtbot, store, examiner, SettingsPage) as page:
        card = page.place_card
        QTest.keyClicks(card.seat, " A  07 ")
        QTest.keyClick(card.seat, Qt.Key.Key_Return)
        assert store.setting(SEAT) == "A 07"
        assert "A 07" in page.banner.text
        late = system_clock().at.replace(hour=20, minute=0)  # 4 in the morning in Shanghai, 2 in Urumqi, 22 in Europe
        assert day_of(store, late) > late.date()
        card.zone.setCurrentIndex(card.zone.findData("Europe/Paris"))
        card.zone.activated.emit(card.zone.currentIndex())
        assert zone_name(store) == "Europe/Paris"
        assert day_of(store, late) == late.date()
        assert "Europe/Paris" in page.banner.text
        card.zone.setCurrentIndex(card.zone.findData("Asia/Shanghai"))
        card.zone.activated.emit(card.zone.currentIndex())
        assert [entry.facts["key"] for entry in store.journal()[:3]] == ["timezone", "timezone", "seat"]
