"""An examiner sits no exam, and decides nothing about what they sat before they became one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop_app.certificates.certificate import issue
from desktop_app.certificates.issuing_many import issue_many
from desktop_app.exams.exam import add_people, give_time
from desktop_app.exams.plan import Release
from desktop_app.exams.regrading import regrade, regrade_all
from desktop_app.exams.results import Mark, mark, release, release_exam, result
from desktop_app.exams.running import end_sitting, release_resume, void
from desktop_app.exams.sitting import answer, start, submit
from desktop_app.staff import Actor, Role, act_as, add_examiner
from desktop_app.staff.examiners import remove_examiner
from desktop_app.staff.people import ExaminerSits, OwnSitting
from desktop_app.store import Store
from tests.exams.making import Hands, Open, at, bring_in, every_kind, single


def test_an_examiner_sits_no_exam_until_another_takes_the_role_away(
    store: Store, examiner: Actor, opened: Open, hands: Hands
) -> None:
    exam = opened()
    second = add_examiner(store, examiner, "E002", "李主任", "another passphrase", hands()).actor
    add_people(store, examiner, exam.id, ["E002"], hands())
    for actor in (second, Actor("E002", "李主任", Role.CANDIDATE)):
        with pytest.raises(ExaminerSits):
            start(store, actor, exam.id, hands())
    remove_examiner(store, examiner, "E002", hands())
    assert start(store, Actor("E002", "李主任", Role.CANDIDATE), exam.id, hands()).state == "open"


def test_what_an_examiner_sat_before_another_decides(
    store: Store, examiner: Actor, opened: Open, hands: Hands, me: Actor
) -> None:
    exam = opened(release=Release.BY_EXAMINER, resumes_alone=0, pass_percent=Decimal(0))
    sitting = start(store, me, exam.id, hands())
    add_examiner(store, examiner, "T001", "张三", "another passphrase", hands())
    own = act_as(store, "T001")
    running: dict[str, Callable[[Actor], object]] = {
        "time": lambda who: give_time(store, who, exam.id, "T001", 60_000, "停电", hands()),
        "end": lambda who: end_sitting(store, who, sitting.id, "火警", hands()),
        "void": lambda who: void(store, who, sitting.id, "坐错了座位", hands()),
        "go on": lambda who: release_resume(store, who, sitting.id, hands()),
    }
    before = store.journal()
    for what, decide in running.items():
        with pytest.raises(OwnSitting):
            decide(own)
        assert store.journal() == before, what
    position = at(sitting, "e1")
    answer(store, sitting, position, "写了", hands.goes(1))
    submit(store, me, sitting, hands.goes(1))
    changed = [one for one in every_kind() if one.uid != "s2"]
    bring_in(store, examiner, [*changed, single("r *w x y", uid="s2", stem="单选二")])
    ended: dict[str, Callable[[Actor], object]] = {
        "mark": lambda who: mark(store, who, sitting.id, [Mark(position, Decimal(1))], hands()),
        "regrade": lambda who: regrade(store, who, sitting.id, "key repaired", hands()),
        "regrade all": lambda who: regrade_all(store, who, [sitting.id], "key repaired", hands()),
        "release": lambda who: release(store, who, sitting.id, hands()),
    }
    for what, decide in ended.items():
        with pytest.raises(OwnSitting):
            decide(own)
        assert result(store, sitting.id).version == 1, what
    for decide in ended.values():
        decide(examiner)
    assert result(store, sitting.id).released
    with pytest.raises(OwnSitting):
        issue(store, own, sitting.id, hands())
    many = issue_many(store, own, [sitting.id], hands())
    assert [error.code for error in many.refused.values()] == ["own_sitting"]
    assert issue(store, examiner, sitting.id, hands()).facts.staff_no == "T001"
    with pytest.raises(OwnSitting):
        void(store, own, sitting.id, "坐错了座位", hands())
    assert release_exam(store, own, exam.id, hands()) == 0  # nothing of theirs waits
