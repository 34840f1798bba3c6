"""Let in by a start slip alone: to one exam, once, until it is submitted; and late, for one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop_app.exams.admission import (
    ExamOver,
    LateInvalid,
    SlipWrong,
    SlipWrongAgain,
    WrongSeat,
    enter_by_slip,
    new_slips,
    open_for,
    slips_wait,
    start_late,
)
from desktop_app.exams.attendance import SEAT, assign_seat
from desktop_app.exams.exam import ExamClosed, close_exam, exam_people
from desktop_app.exams.plan import Admission
from desktop_app.exams.results import review
from desktop_app.exams.running import NotInExam, ReasonMissing, void
from desktop_app.exams.sitting import SittingHeld, answer, release_resume, start, submit
from desktop_app.practice.practising import take_over_exams
from desktop_app.practice.progress import today
from desktop_app.practice.wrong_book import take_out
from desktop_app.staff import Actor, set_pin, sign_in
from desktop_app.staff.examiners import HasLeft
from desktop_app.staff.people import NotAllowed, OnlyOneExam, UnknownPerson, leave
from desktop_app.staff.pins import PinWait, WrongPin
from desktop_app.store import Store
from tests.exams.making import Hands, Open, candidate


@pytest.fixture
def slip(store: Store, examiner: Actor, opened: Open, hands: Hands) -> Callable[..., tuple[str, str]]:
    """Opens an exam with slips, and gives its id and T001's code."""

    def make(code: str = "P", **more: object) -> tuple[str, str]:
        exam = opened(code, **{"admission": Admission.SLIP, **more})
        return exam.id, new_slips(store, examiner, exam.id, hands())["T001"]

    return make


def test_a_slip_without_a_pin_lets_into_its_exam_and_goes_on_until_it_is_submitted(
    store: Store, examiner: Actor, slip: Callable[..., tuple[str, str]], hands: Hands
) -> None:
    exam_id, code = slip(attempts=2)
    assert slips_wait(store) == {"T001"}
    me = enter_by_slip(store, "T001", f" {code[:4]}-{code[4:]} ".lower(), hands())
    assert (me.staff_no, me.name, me.only_exam) == ("T001", "张三", exam_id)
    assert store.journal()[0].action == "slip_used"
    (listed,) = exam_people(store, exam_id)
    assert (listed.admitted_at, listed.arrived_at) == (hands().at, hands().at)
    # They went away before they began: the slip is good still.
    me = enter_by_slip(store, "T001", code, hands.goes(60))
    sitting = start(store, me, exam_id, hands())
    answer(store, sitting, 1, None, hands.goes(5))
    # The power went: the same slip, the same sitting.
    again = start(store, enter_by_slip(store, "T001", code, hands.goes(30)), exam_id, hands())
    assert (again.id, again.resumed) == (sitting.id, True)
    submit(store, me, again, hands.goes(5))
    assert slips_wait(store) == frozenset()
    with pytest.raises(SlipWrong):
        enter_by_slip(store, "T001", code, hands.goes(5))
    assert code not in str(store.read.execute("SELECT * FROM exam_person").fetchall())


def test_a_slip_used_beside_the_pin_resumes_without_it(
    store: Store, slip: Callable[..., tuple[str, str]], hands: Hands, me: Actor
) -> None:
    exam_id, code = slip()
    sitting = start(store, me, exam_id, hands(), slip=code)
    assert start(store, enter_by_slip(store, "T001", code, hands.goes(9)), exam_id, hands()).id == sitting.id


def test_nothing_else_of_theirs_is_reached(
    store: Store, examiner: Actor, slip: Callable[..., tuple[str, str]], hands: Hands, me: Actor
) -> None:
    old_id, old_code = slip("OLD", show_answers=True)
    old = start(store, enter_by_slip(store, "T001", old_code, hands()), old_id, hands())
    submit(store, examiner, old, hands.goes(1))
    exam_id, code = slip()
    limited = enter_by_slip(store, "T001", code, hands.goes(1))
    tries: dict[str, Callable[[], object]] = {
        "another exam": lambda: start(store, limited, old_id, hands()),
        "an old result": lambda: review(store, limited, old.id),
        "an old sitting": lambda: submit(store, limited, old, hands()),
        "the day's practice": lambda: today(store, limited, "T001", hands()),
        "the wrong-question book": lambda: take_out(store, limited, hands()),
        "taking over": lambda: take_over_exams(store, limited, hands()),
        "a PIN": lambda: set_pin(store, limited, "T001", "4071", hands()),
    }
    before = store.journal()
    for what, attempt in tries.items():
        with pytest.raises(OnlyOneExam) as caught:
            attempt()
        assert caught.value.facts == {"exam": exam_id}, what
    assert store.journal() == before
    sitting = start(store, limited, exam_id, hands.goes(1))
    submit(store, limited, sitting, hands.goes(1))
    assert review(store, limited, sitting.id) == ()  # the plan shows no answers
    assert submit(store, me, old, hands()).state == "submitted"  # by PIN all of it is theirs


def test_wrong_codes_slow_down_with_wrong_pins(
    store: Store, examiner: Actor, slip: Callable[..., tuple[str, str]], hands: Hands, me: Actor
) -> None:
    exam_id, code = slip()
    set_pin(store, examiner, "T001", "4071", hands())
    for _ in range(2):
        with pytest.raises(WrongPin):
            sign_in(store, "T001", "9999", hands())
    with pytest.raises(SlipWrong):
        enter_by_slip(store, "T001", "ABCDEFGH", hands())
    with pytest.raises(SlipWrong):
        start(store, me, exam_id, hands(), slip="")
    with pytest.raises(SlipWrongAgain) as caught:
        enter_by_slip(store, "T001", "ABCDEFGH", hands())
    assert caught.value.facts == {"wait_s": 30}
    for attempt in (
        lambda: enter_by_slip(store, "T001", code, hands()),
        lambda: start(store, me, exam_id, hands(), slip=code),
        lambda: sign_in(store, "T001", "4071", hands()),
    ):
        with pytest.raises(PinWait):
            attempt()
    assert enter_by_slip(store, "T001", code, hands.goes(31)).only_exam == exam_id
    with pytest.raises(SlipWrong) as again:
        enter_by_slip(store, "T001", "ABCDEFGH", hands())
    assert again.value.code == "slip_wrong"  # whoever proved who they are began anew


def test_new_slips_void_the_old_and_one_that_was_lost_is_replaced(
    store: Store, examiner: Actor, slip: Callable[..., tuple[str, str]], hands: Hands
) -> None:
    exam_id, old = slip(resumes_alone=0)
    code = new_slips(store, examiner, exam_id, hands())["T001"]
    with pytest.raises(SlipWrong):
        enter_by_slip(store, "T001", old, hands())
    sitting = start(store, enter_by_slip(store, "T001", code, hands()), exam_id, hands())
    assert new_slips(store, examiner, exam_id, hands()) == {}
    lost = new_slips(store, examiner, exam_id, hands(), ["T001"])["T001"]
    with pytest.raises(SlipWrong):
        enter_by_slip(store, "T001", code, hands.goes(1))
    limited = enter_by_slip(store, "T001", lost, hands.goes(1))
    with pytest.raises(SittingHeld):
        start(store, limited, exam_id, hands())
    release_resume(store, examiner, sitting.id, hands())
    assert start(store, enter_by_slip(store, "T001", lost, hands()), exam_id, hands.goes(1)).id == sitting.id
    with pytest.raises(NotInExam):
        new_slips(store, examiner, exam_id, hands(), ["E001"])


def test_a_slip_is_good_again_where_its_sitting_does_not_count(
    store: Store, examiner: Actor, slip: Callable[..., tuple[str, str]], hands: Hands
) -> None:
    exam_id, code = slip()
    sitting = start(store, enter_by_slip(store, "T001", code, hands()), exam_id, hands())
    void(store, examiner, sitting.id, "坐错了座位", hands.goes(1))
    assert start(store, enter_by_slip(store, "T001", code, hands.goes(1)), exam_id, hands()).id != sitting.id


def test_who_has_left_or_is_unknown_and_an_exam_that_is_closed(
    store: Store, examiner: Actor, slip: Callable[..., tuple[str, str]], hands: Hands
) -> None:
    exam_id, code = slip()
    with pytest.raises(UnknownPerson):
        enter_by_slip(store, "T099", code, hands())
    limited = enter_by_slip(store, "T001", code, hands())
    close_exam(store, examiner, exam_id, hands())
    with pytest.raises(SlipWrong):
        enter_by_slip(store, "T001", code, hands())
    with pytest.raises(ExamClosed):
        start(store, limited, exam_id, hands())
    leave(store, examiner, "T001", hands().at.date(), hands())
    with pytest.raises(HasLeft):
        enter_by_slip(store, "T001", code, hands())


# ---------------------------------------------------------------- late, and at the right seat


def test_one_person_may_start_late_with_a_reason(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    other = candidate(store, "T002")
    exam = opened()
    hands.goes(25 * 3600)
    with pytest.raises(ExamOver):
        start(store, me, exam.id, hands())
    until = hands().at + timedelta(minutes=30)
    with pytest.raises(ReasonMissing):
        start_late(store, examiner, exam.id, "T001", until, " ", hands())
    with pytest.raises(NotAllowed):
        start_late(store, me, exam.id, "T001", until, "堵车", hands())
    with pytest.raises(LateInvalid):
        start_late(store, examiner, exam.id, "T001", hands().at, "堵车", hands())
    with pytest.raises(NotInExam):
        start_late(store, examiner, exam.id, "E001", until, "堵车", hands())
    assert start_late(store, examiner, exam.id, "T001", until, "堵车", hands()).late_until == until
    assert store.journal()[0].facts["why"] == "堵车"
    (mine,) = open_for(store, "T001", hands())
    assert (mine.can_start, mine.closes_at) == (True, until)
    assert open_for(store, "T002", hands()) == ()
    with pytest.raises(ExamOver):
        start(store, other, exam.id, hands())
    sitting = start(store, me, exam.id, hands.goes(29 * 60))
    assert sitting.left_ms(hands()) == 10 * 60_000  # late, with the whole time


def test_at_the_wrong_seat_nobody_starts_until_the_examiner_lets_them(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    exam = opened()
    assign_seat(store, examiner, exam.id, "T001", "A07", hands())
    assert open_for(store, "T001", hands())[0].can_start  # this computer has no seat of its own
    store.set_setting(SEAT, "A08", actor=examiner, at=hands())
    (mine,) = open_for(store, "T001", hands())
    assert mine.seat == "A07"
    with pytest.raises(WrongSeat) as caught:
        start(store, me, exam.id, hands())
    assert caught.value.facts == {"seat": "A07", "here": "A08"}
    assign_seat(store, examiner, exam.id, "T001", "A08", hands())
    assert start(store, me, exam.id, hands()).state == "open"
