"""Who has come to an exam, and where they sit; people added to an open exam and taken out of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.exams.admission import admit
from desktop_app.exams.attendance import (
    Presence,
    SeatsInvalid,
    SeatTaken,
    TooFewSeats,
    assign_seat,
    assign_seats,
    attendance,
    mark_absent,
    note_presence,
    seats_of,
)
from desktop_app.exams.exam import (
    ExamBegun,
    ExamClosed,
    ExamWithoutPeople,
    add_people,
    close_exam,
    exam_people,
    remove_people,
)
from desktop_app.exams.keeping import UnknownExam
from desktop_app.exams.running import NotInExam, void
from desktop_app.exams.sitting import start, submit
from desktop_app.staff import Actor
from desktop_app.staff.people import NotAllowed, UnknownPerson
from desktop_app.store import Store
from tests.exams.making import Hands, Open, candidate


def presences(store: Store, exam_id: str) -> dict[str, str]:
    return {one.person.staff_no: one.presence.value for one in attendance(store, exam_id)}


def test_who_has_come_who_is_absent_and_who_has_left(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    for number in ("T002", "T003", "T004"):
        candidate(store, number)
    exam = opened()
    admit(store, examiner, exam.id, "T002", hands.goes(60))
    note_presence(store, examiner, exam.id, ["T003", "T004"], Presence.ABSENT, hands.goes(60))
    assert presences(store, exam.id) == {"T001": "expected", "T002": "arrived", "T003": "absent", "T004": "absent"}
    note_presence(store, examiner, exam.id, ["T004"], Presence.ARRIVED, hands.goes(60))
    sitting = start(store, me, exam.id, hands.goes(60))
    begun = hands().at
    submit(store, me, sitting, hands.goes(60))
    note_presence(store, examiner, exam.id, ["T002"], Presence.LEFT, hands.goes(60))
    note_presence(store, examiner, exam.id, ["T003"], Presence.EXPECTED, hands())
    assert presences(store, exam.id) == {"T001": "arrived", "T002": "left", "T003": "expected", "T004": "arrived"}
    first, second = attendance(store, exam.id)[:2]
    assert (first.begun_at, first.ended_at) == (begun, begun + timedelta(seconds=60))
    assert first.person.arrived_at == begun
    assert (second.person.left_at, second.begun_at) == (hands().at, None)
    mark_absent(store, examiner, exam.id, "T003", True, hands())
    assert presences(store, exam.id)["T003"] == "absent"
    assert store.journal()[1].facts == {"exam": exam.id, "staff_no": "T003", "presence": "expected"}


def test_a_list_with_somebody_else_on_it_changes_nothing(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    exam = opened()
    with pytest.raises(NotInExam):
        note_presence(store, examiner, exam.id, ["T001", "E001"], Presence.ABSENT, hands())
    with pytest.raises(UnknownExam):
        note_presence(store, examiner, "E0", ["T001"], Presence.ABSENT, hands())
    with pytest.raises(NotAllowed):
        note_presence(store, me, exam.id, ["T001"], Presence.ARRIVED, hands())
    assert presences(store, exam.id) == {"T001": "expected"}


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("1-3", ("1", "2", "3")),
        ("A08～A10，B1", ("A08", "A09", "A10", "B1")),
        (" 窗口 1 ; 窗口 2；窗口 1\n", ("窗口 1", "窗口 2")),
        ("101至102", ("101", "102")),
        ("301-09-301-11", ("301-09", "301-10", "301-11")),
        ("301-1至3，302-1～2", ("301-1", "301-2", "301-3", "302-1", "302-2")),
        ("301-A1-301-A2, 301-B1", ("301-A1", "301-A2", "301-B1")),
        ("3层-窗边", ("3层-窗边",)),
        ("城东支行三楼培训室1-城东支行三楼培训室2", ("城东支行三楼培训室1", "城东支行三楼培训室2")),
    ],
)
def test_seats_are_written_as_people_write_them(text: str, seats: tuple[str, ...]) -> None:
    assert seats_of(text) == seats


@pytest.mark.parametrize("text", ["", " , ", "5-1", "A1-B9", "301-01-302-15", "1-2000", "x" * 21, "A\x00"])
def test_what_are_no_seats_is_refused(text: str) -> None:
    with pytest.raises(SeatsInvalid):
        seats_of(text)


def test_seats_are_given_in_order_and_none_twice(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    for number in ("T002", "T003"):
        candidate(store, number)
    exam = opened()

    def seats() -> list[str]:
        return [one.station for one in exam_people(store, exam.id)]

    assign_seat(store, examiner, exam.id, "T002", " A2 ", hands())
    with pytest.raises(SeatTaken) as caught:
        assign_seat(store, examiner, exam.id, "T003", "A2", hands())
    assert caught.value.facts == {"seat": "A2", "staff_no": "T002"}
    with pytest.raises(TooFewSeats):
        assign_seats(store, examiner, exam.id, seats_of("A1-A2"), hands())
    assert seats() == ["", "A2", ""]
    assert assign_seats(store, examiner, exam.id, seats_of("A1-A4"), hands()) == 2
    assert seats() == ["A1", "A2", "A3"]
    assert assign_seats(store, examiner, exam.id, seats_of("A1-A4"), hands()) == 0
    start(store, me, exam.id, hands.goes(1))
    assert assign_seats(store, examiner, exam.id, seats_of("A1-A9"), hands(), anew=True) == 2
    assert seats() == ["A1", "A2", "A3"]  # whoever has begun keeps theirs
    assert assign_seats(store, examiner, exam.id, seats_of("B1-B9"), hands(), anew=True) == 2
    assert seats() == ["A1", "B1", "B2"]
    assign_seat(store, examiner, exam.id, "T003", "", hands())
    assert seats() == ["A1", "B1", ""]
    for attempt in (
        lambda: assign_seat(store, me, exam.id, "T001", "Z", hands()),
        lambda: assign_seats(store, me, exam.id, ["Z"], hands()),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(NotInExam):
        assign_seat(store, examiner, exam.id, "E001", "Z", hands())
    close_exam(store, examiner, exam.id, hands())
    with pytest.raises(ExamClosed):
        assign_seats(store, examiner, exam.id, ["Z"], hands())


def test_people_are_added_and_those_who_have_not_begun_taken_out(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    exam = opened()
    candidate(store, "T002", post="客户经理")
    candidate(store, "T003", post="客户经理")
    assert add_people(store, examiner, exam.id, ["T001", "T002"], hands()) == 1
    assert add_people(store, examiner, exam.id, [], hands(), posts=["客户经理"]) == 1
    with pytest.raises(UnknownPerson):
        add_people(store, examiner, exam.id, ["T099"], hands())
    with pytest.raises(ExamWithoutPeople):
        add_people(store, examiner, exam.id, [], hands(), posts=["行长"])
    sitting = start(store, me, exam.id, hands.goes(1))
    void(store, examiner, sitting.id, "坐错了座位", hands.goes(1))
    with pytest.raises(ExamBegun):
        remove_people(store, examiner, exam.id, ["T002", "T001"], hands())
    with pytest.raises(NotInExam):
        remove_people(store, examiner, exam.id, ["T002", "E001"], hands())
    with pytest.raises(NotAllowed):
        remove_people(store, me, exam.id, ["T002"], hands())
    assert len(exam_people(store, exam.id)) == 3
    remove_people(store, examiner, exam.id, ["T002"], hands())
    assert [one.staff_no for one in exam_people(store, exam.id)] == ["T001", "T003"]
    assert store.journal()[0].facts == {"exam": exam.id, "people": 1, "staff_no": "T002"}


def test_whoever_begins_after_all_is_no_longer_absent_and_that_is_on_record(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    exam = opened()
    mark_absent(store, examiner, exam.id, me.staff_no, True, hands.goes(60))
    start(store, me, exam.id, hands.goes(60))
    assert presences(store, exam.id)[me.staff_no] == "arrived"
    begun = next(entry for entry in store.journal() if entry.action == "sitting_started")
    assert begun.facts == {"exam": exam.id, "was_absent": True}
