"""An exam with people, for the tests of the examiner's pages: four single-choice questions and an essay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Kind
from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.keys import right_answer
from desktop_app.exams.plan import Release
from desktop_app.exams.plans import save_plan
from desktop_app.exams.sitting import Sitting, answer, start, submit
from desktop_app.staff import Actor, Role
from desktop_app.staff.roster import import_roster
from desktop_app.store import Store
from desktop_app.tables.sheet import Sheet
from tests.exams.making import bring_in, essay, plan, section, single

ROSTER = (
    ("T001", "张三", "综合柜员"),
    ("T002", "李四", "客户经理"),
    ("T003", "=王五", "综合柜员"),
)


def people_and_plan(store: Store, examiner: Actor, **more: Any) -> None:
    """Three people, a bank of eight questions and two essays, the plan ``P`` over them."""
    sheet = Sheet("花名册", (("工号", "姓名", "岗位"), *ROSTER))
    import_roster(store, examiner, (sheet,), system_clock())
    made = [single(uid=f"s{n}", stem=f"单选 {n}") for n in range(8)]
    written = [essay(uid="e1", stem="怎样安抚客户？", explanation="致歉两分，处置三分")]
    bring_in(store, examiner, [*made, *written], reading=system_clock())
    sections = (
        section(4, title="单选", kind=Kind.SINGLE, points=Decimal(10)),
        section(1, title="论述", kind=Kind.ESSAY, points=Decimal(5)),
    )
    settings = {"release": Release.BY_EXAMINER, "resumes_alone": 0, "title": "服务考试", "minutes": 60, **more}
    save_plan(store, examiner, plan(*sections, **settings), system_clock())


def opened(store: Store, examiner: Actor, staff_nos: Sequence[str] = (), **more: Any) -> Exam:
    """The plan ``P`` opened for everybody, or for these."""
    people_and_plan(store, examiner, **more)
    now = system_clock()
    return open_exam(
        store, examiner, "P", staff_nos=staff_nos, room="三楼", opens_at=now.at - timedelta(hours=1), reading=now
    )


def as_candidate(staff_no: str) -> Actor:
    """Somebody of the roster."""
    return Actor(staff_no, next(name for number, name, _ in ROSTER if number == staff_no), Role.CANDIDATE)


def begin(store: Store, exam: Exam, staff_no: str) -> Sitting:
    """A sitting that has begun."""
    return start(store, as_candidate(staff_no), exam.id, system_clock())


def answer_right(store: Store, sitting: Sitting, number: int = 4) -> None:
    """The right answers to so many of the single-choice questions."""
    loaded = questions(store, [item.question_id for item in sitting.paper.items])
    for item in sitting.paper.items[:number]:
        answer(store, sitting, item.position, right_answer(loaded[item.question_id], item), system_clock())


def sat(store: Store, exam: Exam, staff_no: str, right: int = 4, essay_text: str = "") -> str:
    """A sitting that was submitted; its id."""
    sitting = begin(store, exam, staff_no)
    answer_right(store, sitting, right)
    if essay_text:
        answer(store, sitting, 5, essay_text, system_clock())
    submit(store, as_candidate(staff_no), sitting, system_clock())
    return sitting.id


def after_a_power_cut() -> Reading:
    """The clocks of a machine that was off in between."""
    now = system_clock()
    return replace(now, boot_ms=5_000, boot_id="another boot")
