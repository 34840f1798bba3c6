"""Renewed, running out, lacking, in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from desktop_app.base.clock import Reading
from desktop_app.certificates.certificate import certificate, certificates, issue, revoke, state, verify_here
from desktop_app.certificates.issuing import AlreadyIssued, NotPassed
from desktop_app.certificates.proof import State
from desktop_app.certificates.renewal import (
    HoldsNoLonger,
    NotInDoubt,
    RenewalReasonMissing,
    doubtful,
    expiring,
    keep_doubtful,
    renew,
)
from desktop_app.certificates.required import lacking
from desktop_app.exams.plan import from_data
from desktop_app.exams.plans import save_plan
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed, leave
from desktop_app.store import Store
from tests.certificates.world import ON, person, result, sitting

PLAN = {
    "code": "P1",
    "title": "产品知识",
    "minutes": 90,
    "sections": [{"title": "单选", "bank": "b", "number": 1}],
    "required_for": ["柜员"],
}
UNTIL = date(2028, 11, 24)


def after(reading: Reading, days: int) -> Reading:
    return Reading(reading.at + timedelta(days=days), reading.boot_ms, reading.boot_id)


def test_renewing_supersedes_and_a_lost_race_does_not_renew_twice(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    person(store)
    sitting(store)
    old = issue(store, examiner, "S1", reading)
    later = after(reading, 300)
    new = renew(store, examiner, old.serial.lower(), "姓名更正", later)
    assert new.sitting_id == old.sitting_id
    assert new.serial != old.serial
    assert new.facts.valid_until == date(2029, 9, 20)
    assert certificate(store, old.serial).superseded_by == new.serial
    assert verify_here(store, old.code, ON).state is State.SUPERSEDED
    assert verify_here(store, new.code, later.at.date()).state is State.VALID
    (noted,) = [line.facts for line in store.journal() if "renews" in line.facts]
    assert (noted["renews"], noted["why"]) == (old.serial, "姓名更正")
    third = renew(store, examiner, new.serial, "遗失", later)
    assert [state(one, ON) for one in certificates(store)].count(State.VALID) == 1
    for gone in (old, new):
        with pytest.raises(HoldsNoLonger):
            renew(store, examiner, gone.serial, "x", later)
    with pytest.raises(AlreadyIssued):
        issue(store, examiner, "S1", later)
    revoke(store, examiner, third.serial, "x", later)
    with pytest.raises(HoldsNoLonger):
        renew(store, examiner, third.serial, "x", later)


def test_a_newer_sitting_is_what_it_is_renewed_on_an_older_never(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    person(store)
    sitting(store, "S0", at=after(reading, -10).at)
    sitting(store)
    old = issue(store, examiner, "S1", reading)
    assert renew(store, examiner, old.serial, "x", reading).sitting_id == "S1"
    later = after(reading, 700)
    sitting(store, "S2", at=later.at)
    sitting(store, "S3", passed=False, at=after(reading, 701).at)
    (holds,) = [one for one in certificates(store) if one.superseded_by is None]
    assert renew(store, examiner, holds.serial, "到期换发", after(reading, 702)).sitting_id == "S2"
    assert certificate(store, holds.serial).superseded_by is not None


def test_what_is_not_renewed(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    sitting(store)
    old = issue(store, examiner, "S1", reading)
    with pytest.raises(RenewalReasonMissing):
        renew(store, examiner, old.serial, " \n", reading)
    with pytest.raises(NotAllowed):
        renew(store, Actor("T001", "张三", Role.CANDIDATE), old.serial, "x", reading)
    result(store, "S1", 2, passed=False, score="10")
    with pytest.raises(NotPassed):
        renew(store, examiner, old.serial, "x", reading)
    assert certificate(store, old.serial).superseded_by is None


@pytest.mark.parametrize(
    ("on", "days", "found"),
    [(-31, 30, False), (-30, 30, True), (0, 30, True), (1, 30, False), (-61, 60, False), (-90, 90, True)],
)
def test_what_runs_out(store: Store, examiner: Actor, reading: Reading, on: int, days: int, found: bool) -> None:
    person(store)
    sitting(store)
    one = issue(store, examiner, "S1", reading)
    day = UNTIL + timedelta(days=on)
    assert [each.serial for each in expiring(store, day, days)] == ([one.serial] if found else [])


def test_leavers_and_what_holds_no_longer_run_out_unsaid(store: Store, examiner: Actor, reading: Reading) -> None:
    for number in ("T001", "T002"):
        person(store, number)
        sitting(store, f"S-{number}", number)
        issue(store, examiner, f"S-{number}", reading)
    assert len(expiring(store, UNTIL, 30)) == 2
    leave(store, examiner, "T001", ON, reading)
    (left,) = expiring(store, UNTIL, 30)
    assert left.facts.staff_no == "T002"
    revoke(store, examiner, left.serial, "x", reading)
    assert expiring(store, UNTIL, 30) == ()


def test_who_lacks_what_their_post_asks_for(store: Store, examiner: Actor, reading: Reading) -> None:
    save_plan(store, examiner, from_data(PLAN), reading)
    save_plan(store, examiner, from_data(PLAN | {"code": "P2", "required_for": []}), reading)
    # Two of one name, one of another post, one who left.
    for number, post in (("T001", "柜员"), ("T002", "柜员"), ("T003", "保安"), ("T004", "柜员")):
        person(store, number, post=post)
    leave(store, examiner, "T004", ON, reading)
    sitting(store)
    one = issue(store, examiner, "S1", reading)

    def told(on: date) -> list[tuple[str, str, State | None]]:
        return [(each.person.staff_no, each.plan_code, each.state) for each in lacking(store, on)]

    assert told(ON) == [("T002", "P1", None)]
    late = UNTIL + timedelta(days=1)
    assert told(late) == [("T001", "P1", State.EXPIRED), ("T002", "P1", None)]
    revoke(store, examiner, one.serial, "x", reading)
    assert told(ON) == [("T001", "P1", State.REVOKED), ("T002", "P1", None)]


def test_a_result_that_changed_puts_its_certificate_in_doubt(store: Store, examiner: Actor, reading: Reading) -> None:
    person(store)
    sitting(store)
    one = issue(store, examiner, "S1", reading)
    assert doubtful(store) == ()
    with pytest.raises(NotInDoubt):
        keep_doubtful(store, examiner, one.serial, "x", reading)
    result(store, "S1", 2, passed=False, score="55.5")
    (doubt,) = doubtful(store)
    assert (doubt.certificate.serial, doubt.version, str(doubt.score)) == (one.serial, 2, "55.5")
    with pytest.raises(RenewalReasonMissing):
        keep_doubtful(store, examiner, one.serial, "", reading)
    keep_doubtful(store, examiner, one.serial, "按发证当日的标准", reading)
    assert doubtful(store) == ()
    assert verify_here(store, one.code, ON).state is State.VALID
    result(store, "S1", 3, passed=False, score="50")
    assert [each.version for each in doubtful(store)] == [3]
    result(store, "S1", 4, passed=True)
    assert doubtful(store) == ()


@pytest.mark.parametrize("settle", ["revoke", "renew"])
def test_a_doubt_ends_by_revoking_or_by_another_sitting(
    store: Store, examiner: Actor, reading: Reading, settle: str
) -> None:
    person(store)
    sitting(store)
    one = issue(store, examiner, "S1", reading)
    result(store, "S1", 2, passed=False, score="10")
    do: dict[str, Callable[[], object]] = {
        "revoke": lambda: revoke(store, examiner, one.serial, "更正答案后不合格", reading),
        "renew": lambda: renew(store, examiner, one.serial, "补考合格", after(reading, 2)),
    }
    sitting(store, "S2", at=after(reading, 1).at)
    do[settle]()
    assert doubtful(store) == ()
