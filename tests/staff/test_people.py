"""Who is on the roster, how they are found, and who may do what."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.base.clock import Reading
from desktop_app.staff import (
    Actor,
    Role,
    act_as,
    add_examiner,
    examiner_of_slot,
    examiners,
    first_examiner,
    people,
    person,
    pinyin,
    require,
)
from desktop_app.staff.examiners import HasLeft, NoExaminerHere, PassphraseUnfit, StaffNumberTaken
from desktop_app.staff.people import (
    LastExaminer,
    NeedOutOfBounds,
    NotAllowed,
    PersonInvalid,
    UnknownPerson,
    accommodate,
    leave,
    posts,
)
from desktop_app.staff.roster import import_roster
from desktop_app.store import Store
from desktop_app.store.slots import PassphraseTooShort, WrongPassphrase
from desktop_app.tables.sheet import Sheet
from tests.store_fixtures import EXAMINER_NAME, EXAMINER_NO, PASSPHRASE

CANDIDATE = Actor("T1", "张三", Role.CANDIDATE)
ROSTER = Sheet(
    "Sheet1",
    (
        ("工号", "姓名", "岗位", "机构"),
        ("T1", "张三", "柜员", "城东"),
        ("T2", "曾国强", "客户经理", "城东"),
        ("T10", "张三", "大堂经理", "城西"),
        ("T3", "Anna Li", "柜员", "城西"),
    ),
)


@pytest.fixture
def staffed(store: Store, examiner: Actor, reading: Reading) -> Store:
    import_roster(store, examiner, [ROSTER], reading)
    return store


def numbers(store: Store, text: str, include_left: bool = False) -> list[str]:
    return [found.staff_no for found in people(store, text=text, include_left=include_left)]


def test_people_are_found_by_number_name_post_and_pinyin(staffed: Store) -> None:
    assert numbers(staffed, "") == ["T1", "T2", "T3", "T10", "E001"]
    assert numbers(staffed, "t1") == ["T1", "T10"]
    assert numbers(staffed, "张三") == ["T1", "T10"]
    assert numbers(staffed, "zs") == ["T1", "T10"]
    assert numbers(staffed, "ZhangS") == ["T1", "T10"]
    assert numbers(staffed, "zs 大堂") == ["T10"]
    assert numbers(staffed, "zgq") == ["T2"]
    assert numbers(staffed, "zengguo") == ["T2"]
    assert numbers(staffed, "al") == ["T3"]
    assert numbers(staffed, "anna") == ["T3"]
    assert numbers(staffed, "nobody") == []
    assert [found.staff_no for found in people(staffed, role=Role.EXAMINER)] == [EXAMINER_NO]
    assert posts(staffed) == ("大堂经理", "客户经理", "柜员")


def test_two_of_one_name_stay_apart(staffed: Store) -> None:
    assert (person(staffed, "T1").post, person(staffed, "T10").post) == ("柜员", "大堂经理")
    with pytest.raises(UnknownPerson):
        person(staffed, "T99")


def test_whoever_has_left_is_kept_and_not_offered(staffed: Store, examiner: Actor, reading: Reading) -> None:
    gone = leave(staffed, examiner, "T1", date(2026, 11, 1), reading)
    assert gone.left_on == date(2026, 11, 1)
    assert numbers(staffed, "zs") == ["T10"]
    assert numbers(staffed, "zs", include_left=True) == ["T1", "T10"]
    assert person(staffed, "T1").left_on == date(2026, 11, 1)
    assert leave(staffed, examiner, "T1", None, reading).left_on is None
    with pytest.raises(UnknownPerson):
        leave(staffed, examiner, "T99", None, reading)
    with pytest.raises(NotAllowed):
        leave(staffed, CANDIDATE, "T1", None, reading)
    assert [entry.action for entry in staffed.journal(2)] == ["returned", "left"]


def test_accommodations(staffed: Store, examiner: Actor, reading: Reading) -> None:
    found = accommodate(staffed, examiner, "T1", reading, extra_percent=25, text_percent=150)
    assert (found.extra_percent, found.text_percent) == (25, 150)
    for extra, text in ((-1, 100), (201, 100), (0, 89), (0, 201)):
        with pytest.raises(NeedOutOfBounds):
            accommodate(staffed, examiner, "T1", reading, extra_percent=extra, text_percent=text)
    with pytest.raises(NotAllowed):
        accommodate(staffed, CANDIDATE, "T1", reading, extra_percent=0, text_percent=100)


def test_require(examiner: Actor) -> None:
    require(examiner, Role.EXAMINER)
    with pytest.raises(NotAllowed) as caught:
        require(CANDIDATE, Role.EXAMINER)
    assert caught.value.facts == {"role": "examiner"}


@pytest.mark.parametrize(
    ("name", "initials", "whole"),
    [
        ("张三", "zs", "zhangsan"),
        ("单雄信", "sxx", "shanxiongxin"),
        ("尉迟恭", "ycg", "yuchigong"),
        ("欧阳修", "oyx", "ouyangxiu"),
        ("买买提·吐尔逊", "mmttex", "maimaitituerxun"),
        ("Anna Li", "al", "annali"),
        ("O'Neil", "o", "oneil"),
        ("张San", "zs", "zhangsan"),
        ("吕布", "lb", "lvbu"),
        ("", "", ""),
        ("·", "", ""),
    ],
)
def test_pinyin(name: str, initials: str, whole: str) -> None:
    assert (pinyin.initials(name), pinyin.whole(name)) == (initials, whole)


# ---------------------------------------------------------------- examiners


def test_the_first_examiner(store: Store, examiner: Actor, reading: Reading) -> None:
    assert examiner == Actor(EXAMINER_NO, EXAMINER_NAME, Role.EXAMINER)
    with pytest.raises(NotAllowed):
        first_examiner(store, "E9", "周", "slot", reading)
    for number, name in (("", "周"), ("E 9", "周"), ("E\n9", "周"), ("E" * 33, "周"), ("E9", " "), ("E9", "周" * 101)):
        with pytest.raises(PersonInvalid):
            first_examiner(store, number, name, "slot", reading)


def test_a_second_examiner_opens_the_store(store: Store, examiner: Actor, reading: Reading) -> None:
    added = add_examiner(store, examiner, " E002 ", "孙 主管", "second passphrase", reading)
    assert (added.staff_no, added.name, added.role) == ("E002", "孙主管", Role.EXAMINER)
    again = Store.open(store.folder, passphrase="second passphrase")
    assert examiner_of_slot(again).staff_no == "E002"
    again.close()
    assert act_as(store, "E002") == added.actor
    assert store.check() == ()
    with pytest.raises(StaffNumberTaken):
        add_examiner(store, examiner, "E002", "孙 主管", "another passphrase", reading)
    with pytest.raises(NotAllowed):
        add_examiner(store, CANDIDATE, "E003", "李", "another passphrase", reading)
    with pytest.raises(PassphraseTooShort):
        add_examiner(store, examiner, "E003", "李", "short", reading)
    with pytest.raises(UnknownPerson):
        person(store, "E003")
    assert store.check() == ()


def test_a_candidate_becomes_an_examiner_and_back(staffed: Store, examiner: Actor, reading: Reading) -> None:
    with pytest.raises(StaffNumberTaken):
        add_examiner(staffed, examiner, "T1", "李四", "another passphrase", reading)
    promoted = add_examiner(staffed, examiner, "T1", "张三", "another passphrase", reading)
    assert (promoted.role, promoted.post) == (Role.EXAMINER, "柜员")
    Store.open(staffed.folder, passphrase="another passphrase").close()
    back = examiners.remove_examiner(staffed, examiner, "T1", reading)
    assert back.role is Role.CANDIDATE
    with pytest.raises(WrongPassphrase):
        Store.open(staffed.folder, passphrase="another passphrase")
    with pytest.raises(LastExaminer):
        examiners.remove_examiner(staffed, examiner, EXAMINER_NO, reading)
    assert person(staffed, EXAMINER_NO).role is Role.EXAMINER
    with pytest.raises(NotAllowed):
        examiners.remove_examiner(staffed, examiner, "T2", reading)
    with pytest.raises(UnknownPerson):
        examiners.remove_examiner(staffed, examiner, "T99", reading)
    assert staffed.check() == ()


def test_an_examiner_without_a_slot_is_removed(staffed: Store, examiner: Actor, reading: Reading) -> None:
    with staffed.write("staff", at=reading) as db:
        db.execute("UPDATE staff SET role = 'examiner' WHERE staff_no = 'T1'")
    assert examiners.remove_examiner(staffed, examiner, "T1", reading).role is Role.CANDIDATE


def test_a_passphrase_of_an_examiner_who_could_not_be_added_opens_nothing(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    with store.write("staff", at=reading) as db:
        db.execute("CREATE TRIGGER refuse BEFORE INSERT ON staff BEGIN SELECT RAISE(ABORT, 'refused'); END")
    with pytest.raises(Exception, match="refused"):
        add_examiner(store, examiner, "E2", "李", "another passphrase", reading)
    with store.write("staff", at=reading) as db:
        db.execute("DROP TRIGGER refuse")
    with pytest.raises(WrongPassphrase):
        store.slot_of("another passphrase")
    assert store.check() == ()


def test_the_examiners_door_of_an_open_store(store: Store, examiner: Actor, reading: Reading) -> None:
    added = add_examiner(store, examiner, "E002", "孙", "second passphrase", reading)
    assert examiners.examiner_of_passphrase(store, "second passphrase") == added.actor
    assert examiners.examiner_of_passphrase(store, PASSPHRASE) == examiner
    with pytest.raises(WrongPassphrase):
        examiners.examiner_of_passphrase(store, "wrong passphrase")
    examiners.change_own_passphrase(store, added.actor, "third passphrase", reading)
    assert examiners.examiner_of_passphrase(store, "third passphrase") == added.actor
    with pytest.raises(NotAllowed):
        examiners.change_own_passphrase(store, CANDIDATE, "third passphrase", reading)
    with pytest.raises(NotAllowed):
        examiners.change_own_passphrase(store, Actor("E9", "", Role.EXAMINER), "third passphrase", reading)


def test_a_store_that_no_examiner_opened(store: Store, reading: Reading) -> None:
    code = store.new_recovery_code()
    again = Store.open(store.folder, recovery_code=code)
    with pytest.raises(NoExaminerHere):
        examiner_of_slot(again)
    again.close()
    store.slot_id = None
    with pytest.raises(NoExaminerHere):
        examiner_of_slot(store)


def test_an_examiner_who_has_left(store: Store, examiner: Actor, reading: Reading) -> None:
    added = add_examiner(store, examiner, "E002", "孙", "second passphrase", reading)
    leave(store, examiner, "E002", date(2026, 11, 1), reading)
    with pytest.raises(HasLeft):
        act_as(store, "E002")
    again = Store.open(store.folder, passphrase="second passphrase")
    with pytest.raises(HasLeft):
        examiner_of_slot(again)
    again.close()
    assert person(store, added.staff_no).role is Role.EXAMINER


def test_nobody_becomes_a_candidate_by_naming_one(staffed: Store) -> None:
    with pytest.raises(NotAllowed):
        act_as(staffed, "T1")
    with pytest.raises(UnknownPerson):
        act_as(staffed, "T99")


def test_the_last_examiner_stays(store: Store, examiner: Actor, reading: Reading) -> None:
    with pytest.raises(LastExaminer):
        leave(store, examiner, EXAMINER_NO, date(2026, 11, 24), reading)
    add_examiner(store, examiner, "E002", "孙主任", "another horse", reading)
    leave(store, examiner, "E002", date(2026, 11, 24), reading)
    with pytest.raises(LastExaminer):
        # The other one has left and cannot act.
        examiners.remove_examiner(store, examiner, EXAMINER_NO, reading)
    assert examiner_of_slot(store) == examiner
    leave(store, examiner, "E002", None, reading)
    leave(store, examiner, EXAMINER_NO, date(2026, 11, 24), reading)


def test_the_journal_tells_who_changed_a_key(store: Store, examiner: Actor, reading: Reading) -> None:
    add_examiner(store, examiner, "E002", "孙主任", "another horse", reading)
    examiners.change_own_passphrase(store, examiner, "a third horse", reading)
    store.new_recovery_code(at=reading, actor=examiner)
    examiners.remove_examiner(store, examiner, "E002", reading)
    told = [(entry.action, entry.staff_no) for entry in store.journal() if entry.topic == "keys"]
    assert told == [
        (action, EXAMINER_NO)
        for action in ("slot_removed", "recovery_code_changed", "passphrase_changed", "slot_added")
    ]


def test_no_two_examiners_have_one_passphrase(store: Store, examiner: Actor, reading: Reading) -> None:
    # Whoever typed it would enter as the other.
    with pytest.raises(PassphraseUnfit):
        add_examiner(store, examiner, "E002", "孙主管", PASSPHRASE, reading)
    assert [one.staff_no for one in people(store, role=Role.EXAMINER)] == [EXAMINER_NO]
    second = add_examiner(store, examiner, "E002", "孙主管", "second passphrase", reading).actor
    with pytest.raises(PassphraseUnfit):
        examiners.change_own_passphrase(store, second, PASSPHRASE, reading)
    examiners.change_own_passphrase(store, second, "second passphrase", reading)
    assert examiners.examiner_of_passphrase(store, PASSPHRASE) == examiner
    assert examiners.examiner_of_passphrase(store, "second passphrase") == second
