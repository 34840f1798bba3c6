"""Sealed exams: made at head office, held at a branch that cannot read them, opened with a code on the day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.banks.bank import all_questions, banks
from desktop_app.banks.canonical_form import to_canonical
from desktop_app.base.progress import Cancelled
from desktop_app.crypto.keys import CHEAP
from desktop_app.exams.admission import ExamNotOpenYet, open_for
from desktop_app.exams.exam import ExamWindowEmpty, ExamWithoutPeople, exam_people, exams
from desktop_app.exams.paper import CannotBeDrawn
from desktop_app.exams.plans import UnknownPlan, plans, save_plan
from desktop_app.exams.sealed import (
    OpeningCodeMistyped,
    SealedDamaged,
    SealedExam,
    SealedOpened,
    SealedTooEarly,
    SealedTooNew,
    UnknownSealed,
    WrongOpeningCode,
    seal_exam,
    sealed_exam,
    sealed_exams,
    take_sealed,
    unseal_exam,
)
from desktop_app.exams.sitting import start
from desktop_app.practice.sets import practicable
from desktop_app.staff import Actor, examiner_of_slot, first_examiner
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.store.wall_clock import ClockBehind
from desktop_app.templates.kept import UnknownTemplate, save, shipped, template
from tests.exams import making
from tests.exams.making import Hands, bring_in, candidate, every_kind, section, single
from tests.store_fixtures import PASSPHRASE, READING

HOUR = 3600


@dataclass
class Sealed:
    """What head office sends: the file, and the code by phone."""

    data: bytes
    code: str
    head: SealedExam


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Store, Actor]]:
    """Head office's own store, with a bank of every kind and a plan over it."""
    folder = tmp_path / "office"
    with Store.making(folder, PASSPHRASE, branch="总行", clock=lambda: READING, kdf=CHEAP) as (made, _, slot_id):
        first_examiner(made, "H001", "周处长", slot_id, READING)
    made.close()
    opened = Store.open(folder, passphrase=PASSPHRASE)
    examiner = examiner_of_slot(opened)
    bring_in(opened, examiner, every_kind())
    save_plan(opened, examiner, making.plan(section(12), title="全行统考"), READING)
    yield opened, examiner
    opened.close()


@pytest.fixture
def seal(office: tuple[Store, Actor]) -> Callable[..., Sealed]:
    """Seals the plan for tomorrow; keywords change that."""

    def make(**more: object) -> Sealed:
        wanted = {"opens_at": READING.at + timedelta(days=1), "kdf": CHEAP, **more}
        return Sealed(*seal_exam(*office, "P", reading=READING, **wanted))  # type: ignore[arg-type]

    return make


def state(store: Store) -> object:
    """All that opening could change."""
    return (store.journal(), banks(store), plans(store), exams(store), sealed_exams(store))


def remade(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A file whose content was changed and whose check sum was made anew."""
    whole = change(data[:-32])
    return whole + hashlib.sha256(whole).digest()


def test_from_head_office_to_the_exam(
    store: Store, examiner: Actor, hands: Hands, me: Actor, seal: Callable[..., Sealed]
) -> None:
    bring_in(store, examiner, [single(uid="s1", stem="支行自己的题")])
    candidate(store, "T002", post="客户经理")
    sealed = seal(staff_nos=["T001", "T777"], posts=["客户经理"], closes_at=READING.at + timedelta(days=1, hours=2))
    taken = take_sealed(store, examiner, sealed.data, "统考.bxe", hands())
    assert taken == sealed.head == sealed_exam(store, sealed.head.id)
    assert (taken.title, taken.questions, taken.minutes, taken.made_by) == ("全行统考", 12, 10, "总行")
    assert (taken.staff_nos, taken.posts, taken.exam_id) == (("T001", "T777"), ("客户经理",), None)
    before = state(store)
    assert take_sealed(store, examiner, sealed.data, "again.bxe", hands()) == taken
    assert state(store) == before
    hands.goes(24 * HOUR + 60)
    opened = unseal_exam(store, examiner, taken.id, sealed.code.lower().replace("-", " "), hands())
    assert (opened.title, opened.plan_code, opened.opens_at) == ("全行统考", "P", taken.opens_at)
    assert [one.staff_no for one in exam_people(store, opened.id)] == ["T001", "T002"]
    assert sealed_exam(store, taken.id).exam_id == opened.id
    assert store.journal()[0].facts == {"exam": opened.id, "sealed": taken.id, "title": "全行统考"}
    assert sealed.code not in str(store.journal())
    own = {one.code for one in banks(store)}
    assert "b" in own
    assert [one.stem for one in all_questions(store, "b")] == ["支行自己的题"], "what stood here stays as it was"
    (code,) = own - {"b"}
    assert {section.bank for section in opened.plan.sections} == {code}
    brought = all_questions(store, code)
    assert [replace(one, reserved=False) for one in brought] == list(every_kind())
    assert [one.bank for one in practicable(store, hands().at.date())] == ["b"]
    assert len(start(store, me, opened.id, hands()).questions) == 12
    with pytest.raises(SealedOpened):
        unseal_exam(store, examiner, taken.id, sealed.code, hands())


def test_the_certificates_template_comes_with_the_exam(
    store: Store, examiner: Actor, hands: Hands, me: Actor, office: tuple[Store, Actor], seal: Callable[..., Sealed]
) -> None:
    design = next(one for one in shipped() if one.code == "modern")
    kept = save(*office, replace(design, code="head_office", title="总行"), READING)
    save_plan(*office, making.plan(section(12), title="全行统考", template="head_office"), READING)
    sealed = seal()
    taken = take_sealed(store, examiner, sealed.data, "统考.bxe", hands())
    with pytest.raises(UnknownTemplate):
        template(store, "head_office")
    hands.goes(24 * HOUR + 60)
    assert unseal_exam(store, examiner, taken.id, sealed.code, hands()).plan.template == "head_office"
    assert template(store, "head_office") == kept


def test_nothing_of_a_question_or_a_key_stands_outside_the_sealed_part(
    store: Store, examiner: Actor, hands: Hands, seal: Callable[..., Sealed]
) -> None:
    sealed = seal(staff_nos=["T001"])
    take_sealed(store, examiner, sealed.data, "f", hands())
    texts = set()
    for question in every_kind():
        texts |= _texts(to_canonical(question))
    secret = {text for text in texts if len(text.encode()) > 4} | {"五十", "写了", "credit", sealed.code, "sections"}
    kept = store.read.execute("SELECT file FROM sealed_exam").fetchone()[0]
    everything_readable = str(store.journal()) + str(store.read.execute("SELECT * FROM plan").fetchall())
    for text in secret:
        for written in (text.encode(), json.dumps(text).strip('"').encode(), text.encode("utf-16-le")):
            assert written not in sealed.data, text
            assert written not in kept, text
        assert text not in everything_readable, text
    for plain in ("全行统考", "T001", sealed.head.id):
        assert plain.encode() in sealed.data
    assert seal().data != seal().data


def _texts(data: object) -> set[str]:
    if isinstance(data, str):
        return {data}
    if isinstance(data, dict):
        return {text for one in data.values() for text in _texts(one)}
    return {text for one in data for text in _texts(one)} if isinstance(data, list) else set()


def test_the_code_alone_opens_it_and_what_is_wrong_changes_nothing(
    store: Store, examiner: Actor, hands: Hands, me: Actor, seal: Callable[..., Sealed]
) -> None:
    sealed, other = seal(), seal()
    taken = take_sealed(store, examiner, sealed.data, "f", hands())
    hands.goes(25 * HOUR)
    before = state(store)
    swapped = sealed.code[1] + sealed.code[0] + sealed.code[2:]
    mistyped = [sealed.code[:-1], "", "ABCD", "中文", sealed.code + "A"]
    for typed in mistyped if swapped == sealed.code else [*mistyped, swapped]:
        with pytest.raises(OpeningCodeMistyped):
            unseal_exam(store, examiner, taken.id, typed, hands())
    with pytest.raises(WrongOpeningCode):
        unseal_exam(store, examiner, taken.id, other.code, hands())
    with pytest.raises(UnknownSealed):
        unseal_exam(store, examiner, "X0", sealed.code, hands())
    for attempt in (
        lambda: unseal_exam(store, me, taken.id, sealed.code, hands()),
        lambda: take_sealed(store, me, other.data, "f", hands()),
        lambda: seal_exam(store, me, "P", hands().at, hands()),
    ):
        with pytest.raises(NotAllowed):
            attempt()

    def stop(done: int, total: int) -> None:
        if total:
            raise Cancelled

    with pytest.raises(Cancelled):
        unseal_exam(store, examiner, taken.id, sealed.code, hands(), stop)
    assert state(store) == before
    assert unseal_exam(store, examiner, taken.id, sealed.code, hands()).state == "open"


def test_not_before_its_time_whoever_asks(
    store: Store, examiner: Actor, hands: Hands, me: Actor, seal: Callable[..., Sealed]
) -> None:
    sealed = seal()
    taken = take_sealed(store, examiner, sealed.data, "f", hands())
    before = state(store)
    with pytest.raises(SealedTooEarly) as caught:
        unseal_exam(store, examiner, taken.id, sealed.code, hands.goes(24 * HOUR - 1))
    assert caught.value.facts == {"title": "全行统考", "opens_at": "2026-11-25T01:30:00.000Z"}
    with pytest.raises(ClockBehind):
        unseal_exam(store, examiner, taken.id, sealed.code, hands.wall(-3 * 24 * HOUR))
    hands.wall(3 * 24 * HOUR)
    # A head that was edited opens earlier by what it says, and no more by its code.
    early = sealed.data.replace(b"2026-11-25T01:30:00.000Z", b"2026-11-24T01:30:00.000Z").replace(
        taken.id.encode(), b"X0123456789"
    )
    forged = take_sealed(store, examiner, remade(early, lambda whole: whole), "forged", hands())
    assert forged.opens_at == READING.at
    with pytest.raises(WrongOpeningCode):
        unseal_exam(store, examiner, forged.id, sealed.code, hands())
    assert exams(store) == ()
    assert state(store) != before
    with pytest.raises(SealedDamaged):
        take_sealed(store, examiner, remade(sealed.data, lambda whole: whole[:-1] + b"x"), "same id", hands())
    assert unseal_exam(store, examiner, taken.id, sealed.code, hands.goes(1)).state == "open"


def test_a_damaged_cut_or_later_file_is_one_sentence(
    store: Store, examiner: Actor, hands: Hands, seal: Callable[..., Sealed]
) -> None:
    data = seal().data
    before = state(store)
    length = len(data)
    damaged = [b"", b"BXE", b"PK\x03\x04", data[1:], data + b"x", *(data[:cut] for cut in (3, 8, 60, 300, length - 1))]
    damaged += [
        data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in (0, 5, 9, 40, 300, length // 2, length - 40, -1)
    ]
    damaged += [
        remade(data, lambda whole: whole[:4] + b"\xff\xff\xff\xff" + whole[8:]),
        remade(data, lambda whole: whole[:8] + b"\xff" + whole[9:]),
        remade(data, lambda whole: whole.replace(b'"questions": 12', b'"questions": []')),
        remade(data, lambda whole: whole.replace(b'"kdf": [1, 8, 1]', b'"kdf": [1, 8, 9]')),
        remade(data, lambda whole: whole.replace(b'"posts": []', b'"posts": 77')),
    ]
    for n, one in enumerate(damaged):
        with pytest.raises(SealedDamaged):
            take_sealed(store, examiner, one, f"{n}.bxe", hands())
    with pytest.raises(SealedTooNew) as caught:
        take_sealed(store, examiner, remade(data, lambda whole: whole[:3] + b"\x02" + whole[4:]), "f.bxe", hands())
    assert caught.value.facts == {"file": "f.bxe"}
    assert state(store) == before


def test_where_nobody_here_sits_it_nothing_is_brought_in(
    store: Store, examiner: Actor, hands: Hands, me: Actor, seal: Callable[..., Sealed]
) -> None:
    sealed = seal(staff_nos=["T777"])
    taken = take_sealed(store, examiner, sealed.data, "f", hands())
    before = state(store)
    with pytest.raises(ExamWithoutPeople):
        unseal_exam(store, examiner, taken.id, sealed.code, hands.goes(25 * HOUR))
    with pytest.raises(ExamWindowEmpty):
        unseal_exam(store, examiner, taken.id, sealed.code, hands.goes(48 * HOUR))
    assert state(store) == before
    late = seal(closes_at=READING.at + timedelta(days=9))
    again = take_sealed(store, examiner, late.data, "f", hands())
    opened = unseal_exam(store, examiner, again.id, late.code, hands())
    assert [one.staff_no for one in exam_people(store, opened.id)] == ["T001"]


def test_what_cannot_be_held_is_not_sealed(office: tuple[Store, Actor], seal: Callable[..., Sealed]) -> None:
    store, examiner = office
    save_plan(store, examiner, making.plan(section(13), code="P13"), READING)
    for plan_code, opens, error in (
        ("P13", READING.at, CannotBeDrawn),
        ("P14", READING.at, UnknownPlan),
        ("P", READING.at - timedelta(days=3), ExamWindowEmpty),
    ):
        with pytest.raises(error):
            seal_exam(store, examiner, plan_code, opens, READING, kdf=CHEAP)
    with pytest.raises(ExamWindowEmpty):
        seal(closes_at=READING.at)


def test_several_wait_in_the_order_in_which_they_open(
    store: Store, examiner: Actor, hands: Hands, me: Actor, seal: Callable[..., Sealed]
) -> None:
    later, sooner = seal(opens_at=READING.at + timedelta(days=3)), seal()
    for one in (later, sooner):
        take_sealed(store, examiner, one.data, "f", hands())
    assert [one.id for one in sealed_exams(store)] == [sooner.head.id, later.head.id]
    opened = unseal_exam(store, examiner, sooner.head.id, sooner.code, hands.goes(24 * HOUR))
    assert open_for(store, "T001", hands())[0].exam.id == opened.id
    assert not isinstance(open_for(store, "T001", hands())[0].obstacle, ExamNotOpenYet)
