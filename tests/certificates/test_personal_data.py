"""What is kept of people who have left, and taking it out: gone from the file, and everything else as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop_app.base.clock import Reading
from desktop_app.certificates import personal_data
from desktop_app.certificates.certificate import certificate, issue, verify_here
from desktop_app.certificates.personal_data import (
    NAMELESS,
    RemovalReasonMissing,
    StillHere,
    StillSitting,
    YearsInvalid,
    due,
    held,
    remove,
)
from desktop_app.certificates.proof import State
from desktop_app.exams import sitting as sittings
from desktop_app.exams.exam import exam_people, open_exam
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import sitting_record
from desktop_app.exams.records import sittings as all_sittings
from desktop_app.staff import Actor, Role, person, set_pin
from desktop_app.staff.people import NotAllowed, UnknownPerson, accommodate, leave
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import bring_in, candidate, section
from tests.store_fixtures import NOW

GONE = date(2026, 11, 30)
NAME = "欧阳翠花翠花"


@pytest.fixture
def world(store: Store, examiner: Actor, reading: Reading) -> Actor:
    """A candidate who has passed one exam with a certificate, sat another without, and practised."""
    me = _named(store, "T777")
    bring_in(store, examiner, [making.single(uid=f"s{n}", stem=f"single {n}?") for n in range(3)])
    for code in ("P", "Q"):
        plan = making.plan(section(2, points=Decimal(2)), code=code, pass_percent=Decimal(0), valid_months=24)
        save_plan(store, examiner, plan, reading)
        exam = open_exam(store, examiner, code, reading=reading)
        sat = sittings.start(store, me, exam.id, reading)
        sittings.answer(store, sat, 1, "A", reading)
        sittings.submit(store, me, sat, reading)
        if code == "P":
            issue(store, examiner, sat.id, reading)
    set_pin(store, examiner, me.staff_no, "4711", reading)
    accommodate(store, examiner, me.staff_no, reading, extra_percent=25, text_percent=150)
    return me


def _named(store: Store, number: str) -> Actor:
    me = candidate(store, number)
    with store.write("staff", at=NOW) as db:
        db.execute("UPDATE staff SET name = ? WHERE staff_no = ?", (NAME, number))
    return me


def gone(store: Store, examiner: Actor, who: Actor, reading: Reading) -> None:
    leave(store, examiner, who.staff_no, GONE, reading)


def test_sittings_lose_the_name_and_certificates_keep_it(
    store: Store, examiner: Actor, world: Actor, reading: Reading
) -> None:
    before = {one.id: (one.score, one.passed, one.exam_id) for one in all_sittings(store)}
    never_sat = open_exam(store, examiner, "Q", staff_nos=[world.staff_no], reading=reading)
    gone(store, examiner, world, reading)
    found = held(store, examiner, world.staff_no)
    assert (found.sittings, found.certified, found.certificates) == (1, 1, 1)
    assert remove(store, examiner, world.staff_no, "保存期限已满", reading) == found
    # What is known of the exams adds up as before.
    assert {one.id: (one.score, one.passed, one.exam_id) for one in all_sittings(store)} == before
    named = {one.staff_no for one in all_sittings(store)}
    (nobody,) = named - {world.staff_no}
    assert person(store, nobody).name == NAMELESS
    assert exam_people(store, never_sat.id) == ()
    for one in all_sittings(store):
        assert sitting_record(store, one.id).broken_at is None
        assert [who.staff_no for who in exam_people(store, one.exam_id)] == [one.staff_no]
    # The certificate is what it was, for this store and for a stranger.
    (serial,) = (row[0] for row in store.read.execute("SELECT serial FROM certificate").fetchall())
    kept = certificate(store, serial)
    assert kept.facts.holder == NAME
    assert verify_here(store, kept.code, NOW.date()).state is State.VALID
    left = person(store, world.staff_no)
    assert (left.has_pin, left.phone, left.extra_percent, left.text_percent) == (False, "", 0, 100)
    assert store.check() == ()
    (noted,) = [line for line in store.journal() if line.action == "data_removed"]
    assert noted.facts == {"staff_no": world.staff_no, "why": "保存期限已满"}
    # Nothing is left to take out.
    assert not held(store, examiner, world.staff_no).goes


def test_whoever_holds_no_certificate_is_gone_from_the_file(
    store: Store, examiner: Actor, reading: Reading, store_folder: Path
) -> None:
    me = _named(store, "T778")
    bring_in(store, examiner, [making.single(uid="s1", stem="single?")])
    save_plan(store, examiner, making.plan(section(1), code="P"), reading)
    exam = open_exam(store, examiner, "P", reading=reading)
    sat = sittings.start(store, me, exam.id, reading)
    sittings.submit(store, me, sat, reading)
    leave(store, examiner, me.staff_no, GONE, reading)
    store.settle()
    assert NAME.encode() in plain(store, store_folder)
    remove(store, examiner, me.staff_no, "本人要求", reading)
    assert NAME.encode() not in plain(store, store_folder)
    with pytest.raises(UnknownPerson):
        person(store, me.staff_no)
    assert len(all_sittings(store)) == 1


def plain(store: Store, folder: Path) -> bytes:
    """Every page of the database and of its log as SQLCipher decrypts it, free ones too: AES-256-CBC, the page's IV
    among the last 80 bytes, the first 16 of the file its salt."""
    key, pages = store._key, []
    for name, head, frame in (("branch-exam.db", 0, 0), ("branch-exam.db-wal", 32, 24)):
        data = (folder / name).read_bytes()[head:] if (folder / name).exists() else b""
        for at in range(0, len(data) - 4095 - frame, 4096 + frame):
            page = data[at + frame : at + frame + 4096]
            body = page[16:-80] if at == 0 and not frame else page[:-80]
            cipher = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
            pages.append(cipher.update(body) + cipher.finalize())
    return b"\0".join(pages)


def test_practice_is_deleted(store: Store, examiner: Actor, world: Actor, reading: Reading) -> None:
    bring_in(store, examiner, [making.single(uid="p1", stem="practise?")], bank="open")
    with store.write("practice", at=reading) as db:
        (question,) = db.execute("SELECT max(id) FROM question").fetchone()
        db.execute(
            "INSERT INTO practice_answer (staff_no, bank, uid, question_id, at, way, answer, share)"
            " VALUES (?, 'open', 'p1', ?, '', 'topic', '', '1')",
            (world.staff_no, question),
        )
    gone(store, examiner, world, reading)
    assert held(store, examiner, world.staff_no).practised == 1
    remove(store, examiner, world.staff_no, "保存期限已满", reading)
    assert store.read.execute("SELECT count(*) FROM practice_answer").fetchone() == (0,)


def test_a_sitting_changed_from_outside_does_not_look_sound_afterwards(
    store: Store, examiner: Actor, world: Actor, reading: Reading
) -> None:
    (other,) = (one for one in all_sittings(store) if one.id not in _certified(store))
    with store.write("sittings", at=reading) as db:
        db.execute(
            'UPDATE step SET body = \'{"answer":"B"}\' WHERE sitting = (SELECT number FROM sitting WHERE id = ?)'
            " AND kind = 'answered'",
            (other.id,),
        )
    broken = sitting_record(store, other.id).broken_at
    assert broken is not None
    gone(store, examiner, world, reading)
    remove(store, examiner, world.staff_no, "保存期限已满", reading)
    assert sitting_record(store, other.id).broken_at == broken


def _certified(store: Store) -> set[str]:
    return {row[0] for row in store.read.execute("SELECT sitting_id FROM certificate").fetchall()}


def test_what_is_due_follows_the_years(store: Store, examiner: Actor, world: Actor, reading: Reading) -> None:
    assert due(store, examiner, date(2040, 1, 1)) == ()
    gone(store, examiner, world, reading)
    assert due(store, examiner, date(2029, 11, 29)) == ()
    assert [one.person.staff_no for one in due(store, examiner, date(2029, 11, 30))] == [world.staff_no]
    personal_data.set_years(store, examiner, 0, reading)
    assert [one.due_on for one in due(store, examiner, GONE)] == [GONE]
    remove(store, examiner, world.staff_no, "保存期限已满", reading)
    assert due(store, examiner, date(2040, 1, 1)) == ()
    with pytest.raises(YearsInvalid):
        personal_data.set_years(store, examiner, 31, reading)
    assert personal_data.years(store) == 0


def test_what_is_refused_changes_nothing(store: Store, examiner: Actor, world: Actor, reading: Reading) -> None:
    with pytest.raises(StillHere):
        remove(store, examiner, world.staff_no, "x", reading)
    with pytest.raises(StillHere):
        held(store, examiner, examiner.staff_no)
    exam = open_exam(store, examiner, "Q", reading=reading)
    open_ = sittings.start(store, world, exam.id, reading)
    gone(store, examiner, world, reading)
    with pytest.raises(StillSitting) as refused:
        remove(store, examiner, world.staff_no, "x", reading)
    assert refused.value.facts["sitting"] == open_.id
    with pytest.raises(RemovalReasonMissing):
        remove(store, examiner, world.staff_no, "  ", reading)
    with pytest.raises(NotAllowed):
        remove(store, Actor("T1", "x", Role.CANDIDATE), world.staff_no, "x", reading)
    assert person(store, world.staff_no).has_pin
    assert {one.staff_no for one in all_sittings(store)} == {world.staff_no}


def test_a_leap_day_is_followed_by_the_first_of_march(
    store: Store, examiner: Actor, world: Actor, reading: Reading
) -> None:
    leave(store, examiner, world.staff_no, date(2028, 2, 29), reading)
    assert held(store, examiner, world.staff_no).due_on == date(2031, 3, 1)
