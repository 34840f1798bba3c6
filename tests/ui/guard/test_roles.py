"""A candidate reaches nothing but their own, whatever page or use case they try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import InputError
from desktop_app.certificates.certificate import certificates, issue, revoke
from desktop_app.exams import sitting as sittings
from desktop_app.exams.admission import admit, enter_by_slip, new_slips, start_late
from desktop_app.exams.attendance import Presence, assign_seat, assign_seats, mark_absent, note_presence
from desktop_app.exams.exam import add_people, change_room, close_exam, extend_exam, give_time, open_exam, remove_people
from desktop_app.exams.make_up import open_make_up
from desktop_app.exams.place import set_seat, set_zone
from desktop_app.exams.plans import delete_plan, save_plan
from desktop_app.exams.regrading import regrade, regrade_all
from desktop_app.exams.results import Mark, mark, release, release_exam, review, wrong_answers
from desktop_app.exams.running import end_sitting, release_resume, void
from desktop_app.practice.progress import progress, today
from desktop_app.staff import Actor, Role, add_examiner, reset_pin, set_pin
from desktop_app.staff.examiners import change_own_passphrase, confirm_clock, remove_examiner
from desktop_app.staff.people import NotAllowed, OnlyOneExam
from desktop_app.store import Store
from desktop_app.ui.candidate.before import BeforePage
from desktop_app.ui.candidate.exam import ExamPage
from desktop_app.ui.candidate.home import HomePage
from desktop_app.ui.entrance.door import DoorPage
from desktop_app.ui.entrance.unlock import UnlockPage
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.translate import Translation
from tests.ui.candidate_room import CANDIDATE, Room, furnish, plan_of

ME = Actor("T002", "李四", Role.CANDIDATE)


@dataclass
class Two:
    """张三 has sat, has a result and a certificate; 李四 is curious."""

    room: Room
    sitting_id: str
    serial: str

    @property
    def store(self) -> Store:
        return self.room.store


@pytest.fixture
def two(store: Store, examiner: Actor) -> Two:
    room = furnish(store, examiner, plan_of(pass_percent=Decimal(0)))
    sitting = sittings.start(store, CANDIDATE, room.exam.id, system_clock(), seed=1)
    sittings.answer(store, sitting, 10, "先道歉", system_clock())
    sittings.submit(store, CANDIDATE, sitting, system_clock())
    mark(store, examiner, sitting.id, [Mark(10, sitting.paper.items[9].points)], system_clock())
    issued = issue(store, examiner, sitting.id, system_clock(), confirm_sample=True)
    return Two(room, sitting.id, issued.serial)


Try = Callable[[Two], object]
TRIES: dict[str, Try] = {
    "review": lambda t: review(t.store, ME, t.sitting_id),
    "wrong answers": lambda t: wrong_answers(t.store, ME, t.sitting_id),
    "mark": lambda t: mark(t.store, ME, t.sitting_id, [Mark(10, Decimal(0))], system_clock()),
    "release": lambda t: release(t.store, ME, t.sitting_id, system_clock()),
    "release exam": lambda t: release_exam(t.store, ME, t.room.exam.id, system_clock()),
    "regrade": lambda t: regrade(t.store, ME, t.sitting_id, "x", system_clock()),
    "regrade all": lambda t: regrade_all(t.store, ME, [t.sitting_id], "x", system_clock()),
    "void": lambda t: void(t.store, ME, t.sitting_id, "x", system_clock()),
    "end": lambda t: end_sitting(t.store, ME, t.sitting_id, "x", system_clock()),
    "let go on": lambda t: release_resume(t.store, ME, t.sitting_id, system_clock()),
    "time": lambda t: give_time(t.store, ME, t.room.exam.id, ME.staff_no, 60_000, "x", system_clock()),
    "admit": lambda t: admit(t.store, ME, t.room.exam.id, ME.staff_no, system_clock()),
    "absent": lambda t: mark_absent(t.store, ME, t.room.exam.id, CANDIDATE.staff_no, True, system_clock()),
    "slips": lambda t: new_slips(t.store, ME, t.room.exam.id, system_clock()),
    "people": lambda t: add_people(t.store, ME, t.room.exam.id, [ME.staff_no], system_clock()),
    "take out": lambda t: remove_people(t.store, ME, t.room.exam.id, [ME.staff_no], system_clock()),
    "late": lambda t: start_late(t.store, ME, t.room.exam.id, ME.staff_no, system_clock().at, "x", system_clock()),
    "extend": lambda t: extend_exam(t.store, ME, t.room.exam.id, t.room.exam.closes_at, system_clock()),
    "presence": lambda t: note_presence(t.store, ME, t.room.exam.id, ["T001"], Presence.ABSENT, system_clock()),
    "room": lambda t: change_room(t.store, ME, t.room.exam.id, "x", system_clock()),
    "seat": lambda t: assign_seat(t.store, ME, t.room.exam.id, ME.staff_no, "A1", system_clock()),
    "seats": lambda t: assign_seats(t.store, ME, t.room.exam.id, ["A1", "A2", "A3"], system_clock()),
    "make-up": lambda t: open_make_up(t.store, ME, t.room.exam.id, reading=system_clock()),
    "this computer's seat": lambda t: set_seat(t.store, ME, "A1", system_clock()),
    "time zone": lambda t: set_zone(t.store, ME, "Asia/Urumqi", system_clock()),
    "close": lambda t: close_exam(t.store, ME, t.room.exam.id, system_clock()),
    "open": lambda t: open_exam(t.store, ME, "ALL", reading=system_clock()),
    "plan": lambda t: save_plan(t.store, ME, plan_of(), system_clock()),
    "delete plan": lambda t: delete_plan(t.store, ME, "ALL", system_clock()),
    "issue": lambda t: issue(t.store, ME, t.sitting_id, system_clock(), confirm_sample=True),
    "revoke": lambda t: revoke(t.store, ME, t.serial, "x", system_clock()),
    "another's PIN": lambda t: set_pin(t.store, ME, CANDIDATE.staff_no, "2580", system_clock()),
    "reset PIN": lambda t: reset_pin(t.store, ME, CANDIDATE.staff_no, system_clock()),
    "examiner": lambda t: add_examiner(t.store, ME, "E009", "x", "long passphrase", system_clock()),
    "no examiner": lambda t: remove_examiner(t.store, ME, "E001", system_clock()),
    "passphrase": lambda t: change_own_passphrase(t.store, ME, "long passphrase", system_clock()),
    "clock": lambda t: confirm_clock(t.store, ME, system_clock()),
    "another's practice": lambda t: progress(t.store, ME, CANDIDATE.staff_no, system_clock()),
    "another's day": lambda t: today(t.store, ME, CANDIDATE.staff_no, system_clock()),
}


def test_every_use_case_refuses_and_changes_nothing(two: Two) -> None:
    before = two.store.journal()
    for what, attempt in TRIES.items():
        with pytest.raises(NotAllowed):
            attempt(two)
        assert two.store.journal() == before, what


def test_no_result_is_changed_without_a_reason(two: Two) -> None:
    """What an examiner does to a result or to a running sitting stands on record with why; none at all is refused."""
    store, examiner, exam_id = two.store, two.room.examiner, two.room.exam.id
    running = sittings.start(store, ME, exam_id, system_clock())
    changes: dict[str, Callable[[str], object]] = {
        "a mark": lambda why: mark(store, examiner, two.sitting_id, [Mark(10, Decimal(0), note=why)], system_clock()),
        "grading again": lambda why: regrade(store, examiner, two.sitting_id, why, system_clock()),
        "grading all again": lambda why: regrade_all(store, examiner, [two.sitting_id], why, system_clock()),
        "void": lambda why: void(store, examiner, two.sitting_id, why, system_clock()),
        "the end": lambda why: end_sitting(store, examiner, running.id, why, system_clock()),
        "time": lambda why: give_time(store, examiner, exam_id, ME.staff_no, 60_000, why, system_clock()),
        "revoking": lambda why: revoke(store, examiner, two.serial, why, system_clock()),
    }
    before = store.journal()
    for what, change in changes.items():
        for why in ("", " \n"):
            with pytest.raises(InputError):
                change(why)
        assert store.journal() == before, what
    for what in ("a mark", "grading again", "void", "time", "the end"):
        changes[what]("because")
        facts = store.journal()[0].facts
        assert "because" in (facts.get("why"), facts.get("reason")), what


@pytest.fixture
def window(two: Two, translation: Translation, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Path(two.store.folder), translation)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: isinstance(made.page, UnlockPage), timeout=10_000)
    made.take(two.store)
    made.enter(ME)
    yield made
    made.close()


def _texts(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel))


def test_the_candidates_pages_show_nothing_of_another(two: Two, window: MainWindow) -> None:
    assert isinstance(window.page, HomePage)
    assert window.frame is None
    QApplication.processEvents()
    assert "张三" not in _texts(window)
    assert two.serial not in _texts(window)
    ways = ((window.candidate.show_result_again, two.sitting_id), (window.candidate.show_result, two.sitting_id))
    for open_it, what in (*ways, (window.candidate.show_certificate, two.serial)):
        with pytest.raises(NotAllowed):
            open_it(what)
        assert isinstance(window.page, HomePage), "still on their own page"
    window.candidate.show_before(two.room.exam.id)
    assert "张三" not in _texts(window)


def test_another_persons_sitting_is_never_taken_up(two: Two) -> None:
    sitting = sittings.start(two.store, ME, two.room.exam.id, system_clock())
    assert sitting.id != two.sitting_id
    assert sitting.staff_no == ME.staff_no
    with pytest.raises(NotAllowed):
        sittings.submit(two.store, Actor("T003", "王五", Role.CANDIDATE), sitting, system_clock())
    assert [one.facts.staff_no for one in certificates(two.store, staff_no=ME.staff_no)] == []


def test_a_start_slip_leads_to_its_exam_and_from_there_to_the_door(
    two: Two, translation: Translation, qtbot: QtBot
) -> None:
    """张三 has a result and a certificate; by a slip of another exam they come to neither."""
    translation.use("en")
    store, examiner = two.store, two.room.examiner
    second = open_exam(store, examiner, "ALL", title="补考", reading=system_clock())
    code = new_slips(store, examiner, second.id, system_clock(), ["T001"])["T001"]
    made = MainWindow(Path(store.folder), translation)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: isinstance(made.page, UnlockPage), timeout=10_000)
    made.take(store)
    made.enter(enter_by_slip(store, "T001", code, system_clock()))
    page = made.page
    assert isinstance(page, BeforePage)
    assert page.back.text() == "Sign out"
    for open_it, what in (
        (made.candidate.show_result_again, two.sitting_id),
        (made.candidate.show_result, two.sitting_id),
        (made.candidate.show_certificate, two.serial),
    ):
        with pytest.raises(OnlyOneExam):
            open_it(what)
        assert made.page is page
    page.honest.setChecked(True)
    page.start.click()
    qtbot.waitUntil(lambda: isinstance(made.page, ExamPage), timeout=10_000)
    made.show_door()
    made.enter(enter_by_slip(store, "T001", code, system_clock()))
    page = made.page
    assert isinstance(page, BeforePage)
    assert page.start.text() == "Go on"
    page.back.click()
    assert isinstance(made.page, DoorPage)
    assert made.session is not None
    assert made.session.actor is None
    made.close()
