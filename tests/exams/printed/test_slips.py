"""What stands on a start slip besides its code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.exams.attendance import assign_seat
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import Admission
from desktop_app.exams.plans import save_plan
from desktop_app.exams.printed.slips import exam_slips
from desktop_app.staff import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import bring_in, candidate, section, single
from tests.pdf.test_sheets import text_of

ZONE = ZoneInfo("Asia/Shanghai")


def test_a_slip_says_when_and_where(store: Store, examiner: Actor, reading: Any) -> None:
    bring_in(store, examiner, [single(uid="s1")])
    candidate(store, "T1")
    candidate(store, "T2")
    save_plan(store, examiner, making.plan(section(1), admission=Admission.SLIP), reading)
    until = reading.at + timedelta(hours=2)
    one = open_exam(store, examiner, "P", room="三楼", closes_at=until, reading=reading)
    assign_seat(store, examiner, one.id, "T1", "A07", reading)
    made = exam_slips(store, examiner, one.id, reading)
    (page,) = text_of(made.pdf)
    assert made.number == 2
    begins = reading.at.astimezone(ZONE)
    when = f"{begins:%Y-%m-%d%H:%M}–{until.astimezone(ZONE):%H:%M}"
    assert page.count(when) == 2
    assert page.count("三楼") == 2
    assert page.count("机位SeatA07") == 1
