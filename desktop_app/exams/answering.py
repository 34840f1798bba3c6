"""While a sitting runs: answers, flags, the pulse, breaks, and its end.

Promises: what is acknowledged is on the disk; submitting grades in the same transaction; a clock that was set and a
machine that slept go on record. Must not know what is right: the questions of a ``Sitting`` carry no key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from desktop_app.banks.bank import question
from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import ConditionError
from desktop_app.exams.answers import answer_problem, normal
from desktop_app.exams.keeping import (
    STEPS_OF,
    Kept,
    add_pulse,
    add_step,
    append_step,
    finish,
    kept,
    newest_outcome,
)
from desktop_app.exams.live import (
    AnswerFixed,
    AnswerUnfit,
    NoBreakLeft,
    NoSuchPosition,
    SectionOver,
    Sitting,
    SittingOver,
    Submitted,
    TimeIsUp,
    Trouble,
)
from desktop_app.exams.shown import ShownQuestion, show
from desktop_app.exams.steps import PULSE_GAP_MS, Known, Last, Place, clock_note, place_data
from desktop_app.staff import Actor
from desktop_app.staff.people import require_self_or_examiner
from desktop_app.store import Database, Store

# ---------------------------------------------------------------- while it runs


def answer(store: Store, sitting: Sitting, position: int, value: Any, reading: Reading) -> int:
    """Save an answer (None takes it back) durably; gives the time left in ms.

    Raises ``NoSuchPosition``, ``AnswerUnfit``, ``AnswerFixed``, ``SittingOver``; ``TimeIsUp`` where the time was up:
    the sitting is then submitted.
    """
    shown = _at(sitting, position, reading)
    if shown.branching:
        shown = _led_on(store, sitting, position, value)
    problem = answer_problem(shown, value)
    if problem:
        raise AnswerUnfit(position, problem)
    value = normal(shown, value)
    left = _live_step(store, sitting, "answered", position, {"answer": value}, reading)
    if value is None:
        sitting.answers.pop(position, None)
    else:
        sitting.answers[position] = value
    sitting.shown[position] = shown
    sitting.come_to(position, reading)
    return left


def flag(store: Store, sitting: Sitting, position: int, on: bool, reading: Reading) -> int:
    """Flag a question, or take the flag back; gives the time left in ms. Raises as ``answer``."""
    _at(sitting, position, reading)
    left = _live_step(store, sitting, "flagged", position, {"flag": on}, reading)
    (sitting.flags.add if on else sitting.flags.discard)(position)
    return left


def note_position(store: Store, sitting: Sitting, position: int, reading: Reading) -> int:
    """Note which question is on the screen, to come back to it; gives the time left in ms. Raises as ``answer``."""
    _at(sitting, position, reading)
    if position == sitting.position:
        return sitting.left_ms(reading)
    left = _live_step(store, sitting, "moved", position, {}, reading)
    sitting.come_to(position, reading)
    return left


def pulse(store: Store, sitting: Sitting, reading: Reading, place: Place | None = None) -> int:
    """Say that the sitting runs; to be called once a second. Gives the time left in ms; at 0 call ``submit``.

    ``place``: where the candidate is now; kept only where that is elsewhere than before, with the pulse's own commit.

    Also learns what an examiner has done meanwhile: time given, the sitting ended. A machine that slept in between,
    and a wall clock that was set, go on record.
    """
    if sitting.state != "open":
        return 0
    now = _now(sitting, reading)
    with _telling(sitting, now, reading) as faults, store.write("pulse", at=reading) as db:
        state, last = _refreshed(db, sitting)
        if state == "open":
            asleep = reading.boot_ms - sitting._seen_ms
            if asleep > PULSE_GAP_MS and sitting._trouble is None:
                faults.insert(0, {"kind": "suspend", "seconds": asleep / 1000, "note": "ran_on"})
            last = _add_notes(db, sitting, faults, now, last)
            if place is not None and place != sitting.place and sitting.left_ms(reading):
                last = add_step(db, sitting.id, "placed", sitting.position, place_data(place), now, last)
            add_pulse(db, sitting.id, now)
    sitting._last = last
    sitting.place = place or sitting.place
    sitting._seen_ms = reading.boot_ms
    return sitting.left_ms(reading)


def note_away(store: Store, sitting: Sitting, since: datetime, seconds: float, reading: Reading) -> bool:
    """Put on record that the exam's window was left at ``since`` for so many seconds. Whether it stands there: a
    sitting that is over takes no more steps.

    Called again with the same ``since``, the last length counts: a long absence is on record before it has ended.
    """
    if sitting.state != "open" or seconds <= 0:
        return False
    with store.write("sittings", at=reading) as db:
        state, last = _refreshed(db, sitting)
        if state == "open":
            body = {"kind": "away", "seconds": round(seconds, 1), "since": as_text(since)}
            last = _add_notes(db, sitting, [body], _now(sitting, reading), last)
    sitting._last = last
    return state == "open"


# ---------------------------------------------------------------- breaks


def take_break(store: Store, sitting: Sitting, reading: Reading) -> int:
    """Begin a break, during which the exam's clock stands; gives how long it may last, in ms. Raises ``NoBreakLeft``,
    ``SittingOver``, ``TimeIsUp``.
    """
    if sitting.break_since is not None:
        return sitting.break_left_ms(reading)
    if sitting.state == "open" and not sitting.break_rest_ms:
        raise NoBreakLeft(minutes=sitting.break_allowed_ms // 60_000)
    _live_step(store, sitting, "break_begun", sitting.position, {}, reading)
    sitting.break_since = _now(sitting, reading)
    return sitting.break_rest_ms


def end_break(store: Store, sitting: Sitting, reading: Reading) -> int:
    """Go on after a break; gives the time left in ms. Without a break nothing happens. Raises as ``answer``."""
    if sitting.break_since is None:
        return sitting.left_ms(reading)
    lasted = sitting.break_rest_ms - sitting.break_left_ms(reading)
    before = sitting.break_since, sitting.break_used_ms, sitting._from
    now = _now(sitting, reading)
    sitting.break_since = None
    sitting.break_used_ms += lasted
    sitting._from = now
    try:
        return _live_step(store, sitting, "break_ended", sitting.position, {"ms": lasted}, reading)
    except ConditionError:
        # Where its end is not on the disk the break lasts: else a later resume would charge the whole of it.
        sitting.break_since, sitting.break_used_ms, sitting._from = before
        raise


def _at(sitting: Sitting, position: int, reading: Reading) -> ShownQuestion:
    if sitting.state != "open":
        raise SittingOver(sitting=sitting.id, state=sitting.state)
    shown = sitting.shown.get(position)
    if shown is None:
        raise NoSuchPosition(position=position, questions=len(sitting.shown))
    # At zero of the whole exam the sitting ends, which is said by what is written.
    if not sitting.is_open(position, reading) and sitting.left_ms(reading):
        section = sitting.plan.sections[sitting.section_of(position) - 1]
        raise SectionOver(section=section.title, minutes=section.minutes)
    return shown


def _now(sitting: Sitting, reading: Reading) -> Known:
    return Known(sitting._from.believed(reading), reading.boot_ms, reading.boot_id, sitting.used_ms(reading))


def _refreshed(db: Database, sitting: Sitting) -> tuple[str, Last]:
    """The sitting's state as the store has it now, and its last step; time that examiners gave is taken over. One
    query: beside a busy thread each one more waits for its turn."""
    state: str
    state, extra_ms, key, chain = db.execute(
        f"SELECT t.state, p.extra_ms, s.id, s.chain FROM {STEPS_OF}"
        " JOIN exam_person p ON p.exam_id = t.exam_id AND p.staff_no = t.staff_no"
        " WHERE t.id = ? ORDER BY s.id DESC LIMIT 1",
        (sitting.id,),
    ).fetchone()
    sitting.state = state
    sitting.allowed_ms += extra_ms - sitting._extra_ms
    sitting._extra_ms = extra_ms
    return state, Last(key, chain)


def _add_notes(db: Database, sitting: Sitting, notes: list[dict[str, Any]], now: Known, last: Last) -> Last:
    """Put on record what was noticed; gives the last step."""
    for note in notes:
        last = add_step(db, sitting.id, "noted", None, note, now, last)
    return last


@contextmanager
def _telling(sitting: Sitting, now: Known, reading: Reading) -> Iterator[list[dict[str, Any]]]:
    """Around a write of the running sitting: what has gone wrong since the last one, to be put on record. It counts as
    told only once it is on the disk; where nothing can be written, that is told with the next write."""
    skew = now.skew_ms(reading)
    clock = clock_note(skew - sitting._skew_ms)
    faults = [clock] if clock else []
    if sitting._trouble:
        seconds = (reading.boot_ms - sitting._trouble.since_ms) / 1000
        faults.insert(0, {"kind": "not_saved", "seconds": seconds, "note": sitting._trouble.code})
    try:
        yield faults
    except ConditionError as error:
        sitting._trouble = sitting._trouble or Trouble(reading.boot_ms, error.code)
        raise
    if clock:
        sitting._skew_ms = skew
    sitting._trouble = None


def _appended(
    store: Store, sitting: Sitting, kind: str, position: int, body: dict[str, Any], now: Known, reading: Reading
) -> bool:
    """Add a step by one statement: whether it stands. Not where somebody else has added one since, nor where there is
    something to tell with it."""
    if sitting._last is None or sitting._trouble or clock_note(now.skew_ms(reading) - sitting._skew_ms):
        return False
    try:
        added = append_step(store, sitting._last, kind, position, body, now)
    except ConditionError as error:
        sitting._trouble = Trouble(reading.boot_ms, error.code)
        raise
    sitting._last = added or sitting._last
    return added is not None


def _live_step(store: Store, sitting: Sitting, kind: str, position: int, body: dict[str, Any], reading: Reading) -> int:
    """Add a step of the running sitting, durably; gives the time left. Whoever acts has come back from a break."""
    if sitting.break_since is not None:
        end_break(store, sitting, reading)
    left, now = sitting.left_ms(reading), _now(sitting, reading)
    if left and _appended(store, sitting, kind, position, body, now, reading):
        return left
    with _telling(sitting, now, reading) as faults, store.write("sittings", at=reading) as db:
        state, last = _refreshed(db, sitting)
        left = sitting.left_ms(reading)
        if left:
            last = _add_notes(db, sitting, faults, now, last)
            last = add_step(db, sitting.id, kind, position, body, now, last)
        elif state == "open":
            finish_at_zero(store, db, sitting.id, now, sitting.allowed_ms)
    sitting._last = last
    if left:
        return left
    if state == "open":
        told_to(store, sitting)
        raise TimeIsUp(sitting=sitting.id)
    raise SittingOver(sitting=sitting.id, state=state)


def _led_on(store: Store, sitting: Sitting, position: int, value: Any) -> ShownQuestion:
    """A branching scenario as far as an answer leads; what was said before must stand."""
    item = sitting.paper.items[position - 1]
    before = sitting.answers.get(position, [])
    shown = sitting.shown[position]
    fixed = len(shown.parts) - 1 if not shown.ended else len(before) - 1
    said = before[: max(fixed, 0)]
    if said and (not isinstance(value, list) or value[: len(said)] != said):
        raise AnswerFixed(position=position, turns=len(said))
    return show(item, question(store, item.question_id), value)


# ---------------------------------------------------------------- submit


def submit(store: Store, actor: Actor, sitting: Sitting, reading: Reading) -> Submitted:
    """Submit and grade, in one transaction; at or after zero as of that time. Again: what was said the first time.

    Raises ``NotAllowed``, ``SittingOver`` (held or void meanwhile).
    """
    require_self_or_examiner(actor, sitting.staff_no, sitting.exam_id)
    with store.write("sittings", at=reading) as db:
        state, _ = _refreshed(db, sitting)
        if state == "open":
            now = _now(sitting, reading)
            with store.write("sittings", actor=actor, action="sitting_submitted", at=reading):
                if sitting.left_ms(reading):
                    finish(store, db, kept(db, sitting.id), now, "candidate")
                else:
                    finish_at_zero(store, db, sitting.id, now, sitting.allowed_ms)
    return told_to(store, sitting)


def finish_at_zero(store: Store, db: Database, sitting_id: str, now: Known, allowed_ms: int) -> None:
    """Inside the caller's transaction: submit as of the instant at which the time was up."""
    over = now.used_ms - allowed_ms
    zero = Known(now.at - timedelta(milliseconds=over), now.boot_ms - over, now.boot_id, allowed_ms)
    finish(store, db, kept(db, sitting_id), zero, "time")


def told_to(store: Store, sitting: Sitting) -> Submitted:
    """What the candidate is told of a sitting that was submitted, kept in it. Raises ``SittingOver``."""
    one = kept(store.read, sitting.id)
    sitting.state = one.state
    if one.state != "submitted":
        raise SittingOver(sitting=sitting.id, state=one.state)
    sitting.submitted = _told(store.read, one)
    return sitting.submitted


def _told(db: Database, one: Kept) -> Submitted:
    outcome = newest_outcome(db, one.id)
    assert outcome is not None  # finish has kept one
    open_ = outcome.complete and one.released_at is not None
    return Submitted(
        one.id,
        one.state,
        outcome.score if open_ else None,
        outcome.max_score,
        outcome.passed if open_ else None,
        outcome,
    )
