"""An exam (考试场次): a plan opened for people between two instants.

Promises: the plan is frozen when the exam is opened; an exam that could not be drawn is never opened; who has begun is
never taken out of it. Who may start lies in ``admission``, who has come and where they sit in ``attendance``, what
happens to it while people sit (time given, closing) in ``running``. Must not know answers.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams import balance as balances
from desktop_app.exams.balance import Balance
from desktop_app.exams.keeping import UnknownExam
from desktop_app.exams.paper import CannotBeDrawn, check_plan
from desktop_app.exams.plan import ExamPlan, from_data, to_data
from desktop_app.exams.plans import day_of, plan, pool_of
from desktop_app.exams.running import NotInExam, close_exam, give_time
from desktop_app.staff import Actor, Role, people, person, require
from desktop_app.store import Store

__all__ = [
    "DEFAULT_WINDOW",
    "Exam",
    "ExamBegun",
    "ExamClosed",
    "ExamPerson",
    "ExamWindowEmpty",
    "ExamWithoutPeople",
    "NotInExam",
    "UnknownExam",
    "add_people",
    "change_room",
    "close_exam",
    "exam",
    "exam_people",
    "exams",
    "extend_exam",
    "give_time",
    "not_sat",
    "open_exam",
    "people_of",
    "remove_people",
    "require_open",
]


DEFAULT_WINDOW: Final = timedelta(hours=24)
_MOST_NAMED: Final = 20
_LONGEST_ROOM: Final = 100


class ExamWithoutPeople(InputError):
    """Nobody would sit the exam; facts: posts."""

    code = "exam_without_people"


class ExamWindowEmpty(InputError):
    """An exam must close after it opens; facts: opens_at, closes_at."""

    code = "exam_window_empty"


class ExamClosed(RefusedError):
    """The exam is closed; facts: exam."""

    code = "exam_closed"


class ExamBegun(RefusedError):
    """Whoever has begun the exam stays in it: their sitting is declared void, or counts; facts: exam, staff_no."""

    code = "exam_begun"


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam. ``plan`` is as it was at opening, and so is ``balance``, what its papers aim at (None: no statistics);
    instants are UTC; ``state`` is ``open`` or ``closed``; ``make_up_of`` is the exam that it is made up for."""

    id: str
    plan: ExamPlan
    title: str
    room: str
    opens_at: datetime
    closes_at: datetime
    state: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    balance: Balance | None = None
    make_up_of: str | None = None

    @property
    def plan_code(self) -> str:
        """The code of the plan."""
        return self.plan.code


@dataclass(frozen=True, slots=True)
class ExamPerson:
    """Somebody of an exam. ``extra_ms`` is time given by an examiner; ``sat`` whether they have a sitting in it;
    ``station`` where they are to sit (empty: anywhere); ``late_until`` when they may start at the latest, where that
    is later than everybody's; ``left_at`` when they were noted to have left."""

    staff_no: str
    name: str
    post: str
    admitted_at: datetime | None
    extra_ms: int
    absent: bool
    sat: bool
    unit: str = ""
    station: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    late_until: datetime | None = None


_COLUMNS = "id, body, title, room, opens_at, closes_at, state, opened_by, opened_at, closed_at, balance, make_up_of"


def open_exam(
    store: Store,
    actor: Actor,
    plan_code: str,
    *,
    staff_nos: Sequence[str] = (),
    posts: Sequence[str] = (),
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    room: str = "",
    title: str = "",
    make_up_of: str | None = None,
    only_named: bool = False,
    reading: Reading,
) -> Exam:
    """Open a plan for people: those named and those of the posts; nobody given: all candidates of the roster.

    From now, and for a day, where no instants are given. ``make_up_of``: the first exam that it is made up for
    (``make_up.open_make_up``); there, and with ``only_named``, nobody given is nobody. Raises ``NotAllowed``,
    ``UnknownPlan``, ``UnknownPerson``, ``ExamWithoutPeople``, ``ExamWindowEmpty``, ``CannotBeDrawn`` (on the day it
    opens).
    """
    require(actor, Role.EXAMINER)
    found = plan(store, plan_code)
    opens = opens_at or reading.at
    closes = closes_at or opens + DEFAULT_WINDOW
    if closes <= opens or closes <= reading.at:
        raise ExamWindowEmpty(opens_at=as_text(opens), closes_at=as_text(closes))
    pool, day = pool_of(store, found), day_of(store, opens)
    missing = check_plan(found, pool, day)
    if missing:
        raise CannotBeDrawn(plan_code, missing)
    shares = balances.item_shares(store.read, {section.bank for section in found.sections})
    balance = balances.balance_of(found, pool, shares, day)
    if staff_nos or posts or only_named or make_up_of is not None:
        who = people_of(store, staff_nos, posts)
    else:
        who = people_of(store, [one.staff_no for one in people(store, role=Role.CANDIDATE)], ())
    exam_id = f"E{day_of(store, opens):%Y%m%d}-{secrets.token_hex(3).upper()}"
    facts: dict[str, Fact] = {"exam": exam_id, "plan": plan_code, "people": len(who)}
    with store.write("exams", actor=actor, action="exam_opened", at=reading, facts=facts) as db:
        db.execute(
            "INSERT INTO exam (id, plan_code, title, body, room, opens_at, closes_at, opened_by, opened_at, balance,"
            " make_up_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                exam_id,
                plan_code,
                title or found.title,
                json.dumps(to_data(found), ensure_ascii=False, sort_keys=True),
                room,
                as_text(opens),
                as_text(closes),
                actor.staff_no,
                as_text(reading.at),
                json.dumps(balances.to_data(balance), ensure_ascii=False),
                make_up_of,
            ),
        )
        db.conn.executemany(
            "INSERT INTO exam_person (exam_id, staff_no) VALUES (?, ?)", [(exam_id, one) for one in who]
        )
    return exam(store, exam_id)


def people_of(store: Store, staff_nos: Sequence[str], posts: Sequence[str]) -> tuple[str, ...]:
    """Those named and those of the posts, each once. Raises ``UnknownPerson``, ``ExamWithoutPeople``."""
    named = {person(store, staff_no).staff_no: None for staff_no in staff_nos}
    if posts:
        named.update({one.staff_no: None for one in people(store) if one.post in posts and one.staff_no not in named})
    if not named:
        raise ExamWithoutPeople(posts="、".join(posts))
    return tuple(named)


def exams(store: Store) -> tuple[Exam, ...]:
    """Every exam, the latest first."""
    rows = store.read.execute(f"SELECT {_COLUMNS} FROM exam ORDER BY opened_at DESC, id").fetchall()
    return tuple(map(_exam, rows))


def exam(store: Store, exam_id: str) -> Exam:
    """One exam. Raises ``UnknownExam``."""
    row = store.read.execute(f"SELECT {_COLUMNS} FROM exam WHERE id = ?", (exam_id,)).fetchone()
    if row is None:
        raise UnknownExam(exam=exam_id)
    return _exam(row)


def _exam(row: Sequence[Any]) -> Exam:
    return Exam(
        row[0],
        from_data(json.loads(row[1])),
        row[2],
        row[3],
        from_text(row[4]),
        from_text(row[5]),
        row[6],
        row[7],
        from_text(row[8]),
        from_text(row[9]) if row[9] else None,
        balances.from_data(json.loads(row[10])),
        row[11],
    )


def exam_people(store: Store, exam_id: str) -> tuple[ExamPerson, ...]:
    """Who is to sit it, by number. Raises ``UnknownExam``."""
    exam(store, exam_id)
    rows = store.read.execute(
        "SELECT p.staff_no, s.name, s.post, p.admitted_at, p.extra_ms, p.absent, EXISTS ("
        "   SELECT 1 FROM sitting t WHERE t.exam_id = p.exam_id AND t.staff_no = p.staff_no AND t.state <> 'void'),"
        " s.unit, p.station, p.arrived_at, p.left_at, p.late_until"
        " FROM exam_person p JOIN staff s ON s.staff_no = p.staff_no WHERE p.exam_id = ?"
        " ORDER BY length(p.staff_no), p.staff_no",
        (exam_id,),
    ).fetchall()
    return tuple(
        ExamPerson(
            staff_no=row[0],
            name=row[1],
            post=row[2],
            admitted_at=_instant(row[3]),
            extra_ms=row[4],
            absent=bool(row[5]),
            sat=bool(row[6]),
            unit=row[7],
            station=row[8],
            arrived_at=_instant(row[9]),
            left_at=_instant(row[10]),
            late_until=_instant(row[11]),
        )
        for row in rows
    )


def _instant(text: str | None) -> datetime | None:
    return from_text(text) if text else None


def not_sat(store: Store, exam_id: str) -> tuple[ExamPerson, ...]:
    """Who has no sitting in it. Raises ``UnknownExam``."""
    return tuple(one for one in exam_people(store, exam_id) if not one.sat)


def add_people(
    store: Store,
    actor: Actor,
    exam_id: str,
    staff_nos: Sequence[str],
    reading: Reading,
    *,
    posts: Sequence[str] = (),
) -> int:
    """Add people to an open exam, those named and those of the posts; gives how many are new to it. Raises
    ``NotAllowed``, ``UnknownExam``, ``UnknownPerson``, ``ExamClosed``, ``ExamWithoutPeople``."""
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    numbers = people_of(store, staff_nos, posts)
    facts: dict[str, Fact] = {"exam": exam_id, "people": len(numbers), "staff_no": _few(numbers)}
    with store.write("exams", actor=actor, action="exam_people_added", at=reading, facts=facts) as db:
        return sum(
            db.execute("INSERT OR IGNORE INTO exam_person (exam_id, staff_no) VALUES (?, ?)", (exam_id, one)).rowcount
            for one in numbers
        )


def remove_people(store: Store, actor: Actor, exam_id: str, staff_nos: Sequence[str], reading: Reading) -> None:
    """Take people out of an open exam who have not begun it; all of them or none.

    Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``, ``NotInExam``, ``ExamBegun``.
    """
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    facts: dict[str, Fact] = {"exam": exam_id, "people": len(staff_nos), "staff_no": _few(staff_nos)}
    with store.write("exams", actor=actor, action="exam_people_removed", at=reading, facts=facts) as db:
        for staff_no in staff_nos:
            if db.execute("SELECT 1 FROM sitting WHERE exam_id = ? AND staff_no = ?", (exam_id, staff_no)).fetchone():
                raise ExamBegun(exam=exam_id, staff_no=staff_no)
            gone = db.execute("DELETE FROM exam_person WHERE exam_id = ? AND staff_no = ?", (exam_id, staff_no))
            if not gone.rowcount:
                raise NotInExam(exam=exam_id, staff_no=staff_no)


def _few(staff_nos: Sequence[str]) -> str:
    """Numbers as the journal names them: it need not hold a whole roster."""
    return "、".join(staff_nos[:_MOST_NAMED]) + ("…" if len(staff_nos) > _MOST_NAMED else "")


def extend_exam(store: Store, actor: Actor, exam_id: str, closes_at: datetime, reading: Reading) -> Exam:
    """Let people start until another instant. Raises ``NotAllowed``, ``UnknownExam``, ``ExamClosed``,
    ``ExamWindowEmpty``."""
    require(actor, Role.EXAMINER)
    found = require_open(store, exam_id)
    if closes_at <= found.opens_at:
        raise ExamWindowEmpty(opens_at=as_text(found.opens_at), closes_at=as_text(closes_at))
    facts: dict[str, Fact] = {"exam": exam_id, "closes_at": as_text(closes_at)}
    with store.write("exams", actor=actor, action="exam_extended", at=reading, facts=facts) as db:
        db.execute("UPDATE exam SET closes_at = ? WHERE id = ?", (as_text(closes_at), exam_id))
    return exam(store, exam_id)


def change_room(store: Store, actor: Actor, exam_id: str, room: str, reading: Reading) -> Exam:
    """Hold an exam in another room, of which its people are told. Raises ``NotAllowed``, ``UnknownExam``,
    ``ExamClosed``."""
    require(actor, Role.EXAMINER)
    require_open(store, exam_id)
    plain = " ".join(room.split())[:_LONGEST_ROOM]
    facts: dict[str, Fact] = {"exam": exam_id, "room": plain}
    with store.write("exams", actor=actor, action="room_changed", at=reading, facts=facts) as db:
        db.execute("UPDATE exam SET room = ? WHERE id = ?", (plain, exam_id))
    return exam(store, exam_id)


def require_open(store: Store, exam_id: str) -> Exam:
    """The exam, where it is open. Raises ``UnknownExam``, ``ExamClosed``."""
    found = exam(store, exam_id)
    if found.state != "open":
        raise ExamClosed(exam=exam_id)
    return found
