"""Results: marks for what no machine can grade, release, and what a candidate may see.

Promises: a score is withheld until every mark is there and the result is released; older results are kept. Must not
know certificates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop_app.banks.bank import questions
from desktop_app.banks.question import Essay, Question, Scenario, Source
from desktop_app.base.clock import Reading, as_text, from_text
from desktop_app.base.errors import Fact, InputError, RefusedError
from desktop_app.exams.closed_book import under_way
from desktop_app.exams.grading import Graded, Outcome
from desktop_app.exams.keeping import (
    Kept,
    ended_by,
    graded,
    keep_result,
    kept,
    marks_of,
    newest_outcome,
    read_steps,
)
from desktop_app.exams.keys import right_answer
from desktop_app.exams.repairing import with_keys
from desktop_app.exams.running import ReasonMissing
from desktop_app.exams.shown import ShownQuestion, part_points, rounded, show, visited
from desktop_app.exams.soundness import require_sound
from desktop_app.exams.steps import replay
from desktop_app.staff import Actor, Role, person, require
from desktop_app.staff.people import require_another, require_self_or_examiner
from desktop_app.store import Database, Store


class NoResultYet(RefusedError):
    """The sitting has not been submitted, or is void; facts: sitting, state."""

    code = "no_result_yet"


class MarkInvalid(InputError):
    """A mark that cannot be given; facts: position, part, points, most, reason (``unknown``, ``not_essay``, ``range``,
    ``number``, ``form``)."""

    code = "mark_invalid"


class MarksAwaited(RefusedError):
    """There are answers to mark before this result can be released; facts: sitting, number."""

    code = "marks_awaited"


@dataclass(frozen=True, slots=True)
class Mark:
    """An examiner's mark: ``points`` for the essay at ``position``; ``part`` counts from 1 in a scenario, else 0."""

    position: int
    points: Decimal
    part: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The newest result of a sitting. ``complete`` and ``released`` must both hold before a candidate sees it;
    ``ended_by`` is ``candidate``, ``time``, ``examiner``, ``exam_closed`` or ``paper``."""

    sitting_id: str
    exam_id: str
    plan_code: str
    title: str
    staff_no: str
    version: int
    at: datetime
    reason: str
    released: bool
    outcome: Outcome
    pass_percent: Decimal
    show_answers: bool
    ended_by: str = "candidate"

    @property
    def visible(self) -> bool:
        """Whether the candidate may see it."""
        return self.released and self.outcome.complete


@dataclass(frozen=True, slots=True)
class ToMark:
    """An answer that waits for its mark. ``answer`` is what was written, ``model`` the model answer, ``most`` the
    points that can be given; ``case`` is the scenario that a part belongs to."""

    sitting_id: str
    exam_id: str
    title: str
    staff_no: str
    name: str
    position: int
    part: int
    stem: str
    answer: str
    model: str
    most: Decimal
    case: str = ""
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A question after the exam: as shown, what was answered and what is right (in the shown form), what it earned."""

    shown: ShownQuestion
    answer: Any
    right: Any
    graded: Graded
    explanation: str
    source: Source | None
    parts: tuple[Reviewed, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    """All images of the question, those of its explanation too."""


# ---------------------------------------------------------------- results


def result(store: Store, sitting_id: str) -> Result:
    """The newest result, whoever may see it. Raises ``UnknownSitting``, ``NoResultYet``."""
    one = kept(store.read, sitting_id)
    row = store.read.execute(
        "SELECT version, at, reason FROM result WHERE sitting_id = ? ORDER BY version DESC LIMIT 1", (sitting_id,)
    ).fetchone()
    outcome = newest_outcome(store.read, sitting_id)
    if row is None or outcome is None or one.state != "submitted":
        raise NoResultYet(sitting=sitting_id, state=one.state)
    return Result(
        sitting_id=sitting_id,
        exam_id=one.exam_id,
        plan_code=one.plan.code,
        title=one.title,
        staff_no=one.staff_no,
        version=row[0],
        at=from_text(row[1]),
        reason=row[2],
        released=one.released_at is not None,
        outcome=outcome,
        pass_percent=one.plan.pass_percent,
        show_answers=one.plan.show_answers,
        ended_by=ended_by(store.read, sitting_id),
    )


def results_of(store: Store, staff_no: str) -> tuple[Result, ...]:
    """Every result of a person, the latest first."""
    rows = store.read.execute(
        "SELECT id FROM sitting WHERE staff_no = ? AND state = 'submitted' ORDER BY ended_at DESC, id", (staff_no,)
    ).fetchall()
    return tuple(result(store, row[0]) for row in rows)


def answers_wait(store: Store, found: Result) -> bool:
    """Whether answers that the plan shows wait until the candidate has handed in another exam: it may ask the same."""
    return found.show_answers and under_way(store.read, found.staff_no) is not None


def review(store: Store, actor: Actor, sitting_id: str) -> tuple[Reviewed, ...]:
    """The paper with answers and keys: for an examiner; for the candidate only where the plan shows answers, the result
    is visible and no answers wait, else nothing. Raises ``NotAllowed``,
    ``NoResultYet``."""
    found = result(store, sitting_id)
    require_self_or_examiner(actor, found.staff_no, found.exam_id)
    may = found.show_answers and found.visible and not answers_wait(store, found)
    if actor.role is not Role.EXAMINER and not may:
        return ()
    one = kept(store.read, sitting_id)
    keys = found.outcome.keys
    loaded = questions(store, [*(item.question_id for item in one.paper.items), *keys.values()])
    answers = replay(read_steps(store.read, sitting_id)).answers
    reviewed = []
    for item, earned in zip(with_keys(one.paper, loaded, keys).items, found.outcome.items, strict=True):
        question, answer = loaded[item.question_id], answers.get(item.position)
        shown = show(item, question, answer)
        right = right_answer(question, item)
        parts: tuple[Reviewed, ...] = ()
        if isinstance(question, Scenario):
            parts = _parts(question, shown, answer, right, earned)
        reviewed.append(
            Reviewed(shown, answer, right, earned, question.explanation, question.source, parts, question.images)
        )
    return tuple(reviewed)


def _parts(
    question: Scenario, shown: ShownQuestion, answer: Any, right: Sequence[Any], earned: Graded
) -> tuple[Reviewed, ...]:
    reached = [n for n, part in enumerate(earned.parts) if part.reached]
    given = answer if isinstance(answer, list) else []
    return tuple(
        Reviewed(
            part_shown,
            given[n] if n < len(given) else None,
            right[at],
            earned.parts[at],
            question.parts[at].explanation,
            question.parts[at].source,
            images=question.parts[at].images,
        )
        for n, (at, part_shown) in enumerate(zip(reached, shown.parts, strict=True))
    )


def wrong_answers(store: Store, actor: Actor, sitting_id: str) -> tuple[Reviewed, ...]:
    """Of ``review``, what did not earn all of its points."""
    return tuple(one for one in review(store, actor, sitting_id) if one.graded.points < one.graded.max)


# ---------------------------------------------------------------- marks


def to_mark(store: Store, exam_id: str | None = None) -> tuple[ToMark, ...]:
    """Every answer that waits for its mark, in the order in which the sittings ended."""
    rows = store.read.execute(
        "SELECT t.id FROM sitting t WHERE t.state = 'submitted' AND (? IS NULL OR t.exam_id = ?)"
        " AND (SELECT complete FROM result WHERE sitting_id = t.id ORDER BY version DESC LIMIT 1) = 0"
        " ORDER BY t.ended_at, t.id",
        (exam_id, exam_id),
    ).fetchall()
    return tuple(one for row in rows for one in essays(store, row[0]) if one.points is None)


def essays(store: Store, sitting_id: str) -> tuple[ToMark, ...]:
    """What an examiner marks in a sitting: every essay that was answered, with its mark where it has one."""
    one = kept(store.read, sitting_id)
    loaded = questions(store, [item.question_id for item in one.paper.items])
    answers = replay(read_steps(store.read, sitting_id)).answers
    given = {
        (position, part): Decimal(points)
        for position, part, points in store.read.execute(
            "SELECT position, part, points FROM mark WHERE sitting_id = ?", (sitting_id,)
        ).fetchall()
    }
    name = person(store, one.staff_no).name
    found = []
    for item in one.paper.items:
        question, answer = loaded[item.question_id], answers.get(item.position)
        for part, essay, text, most in _essays(question, one, item.position, answer):
            found.append(
                ToMark(
                    sitting_id=sitting_id,
                    exam_id=one.exam_id,
                    title=one.title,
                    staff_no=one.staff_no,
                    name=name,
                    position=item.position,
                    part=part,
                    stem=essay.stem,
                    answer=text,
                    model=essay.explanation,
                    most=most,
                    case=question.stem if part else "",
                    points=given.get((item.position, part)),
                )
            )
    return tuple(found)


def _essays(question: Question, one: Kept, position: int, answer: Any) -> list[tuple[int, Essay, str, Decimal]]:
    """(part, essay, what was written, most points) of the essays in a question that were answered."""
    item = one.paper.items[position - 1]
    if isinstance(question, Essay):
        return [(0, question, answer, item.points)] if answer else []
    if not isinstance(question, Scenario) or not answer:
        return []
    worth = part_points(question, item.points)
    found = []
    for at, text in zip(visited(question, item, answer), answer, strict=False):
        part = question.parts[at]
        if isinstance(part, Essay) and text:
            found.append((at + 1, part, text, rounded(worth[at])))
    return found


def read_marks(data: Any) -> tuple[Mark, ...]:
    """Marks from JSON: a list of ``{"position", "points", "part", "note"}`` (part and note may be left out), or an
    object of position → points. Raises ``MarkInvalid``."""
    if isinstance(data, Mapping):
        data = [{"position": position, "points": points} for position, points in data.items()]
    if not isinstance(data, list):
        raise MarkInvalid(position=None, part=None, points="", most="", reason="form")
    return tuple(map(_mark_of, data))


def _mark_of(item: Any) -> Mark:
    if not isinstance(item, Mapping):
        raise MarkInvalid(position=None, part=None, points=str(item)[:20], most="", reason="form")
    position, part, points = item.get("position"), item.get("part", 0), item.get("points")
    wrong: dict[str, Fact] = {"position": str(position)[:20], "part": str(part)[:20], "points": str(points)[:20]}
    try:
        number = Decimal(str(points))
        place, inner = int(str(position)), int(str(part))
    except (InvalidOperation, ValueError):
        raise MarkInvalid(**wrong, most="", reason="number") from None
    if not number.is_finite():
        raise MarkInvalid(**wrong, most="", reason="number")
    return Mark(place, number, inner, str(item.get("note") or ""))


def mark(store: Store, actor: Actor, sitting_id: str, marks: Sequence[Mark], reading: Reading) -> Result:
    """Give marks, all or none, and grade again with them. A mark may be given again: the newest counts. Where the
    result was complete already, a mark that changes it needs a note: the reason, which goes into the journal.

    Raises ``NotAllowed``, ``UnknownSitting``, ``NoResultYet``, ``MarkInvalid``, ``ReasonMissing``, ``RecordChanged``.
    """
    require(actor, Role.EXAMINER)
    facts: dict[str, Fact] = {"sitting": sitting_id, "marks": len(marks), "why": _why_changed(store, sitting_id, marks)}
    with store.write("results", actor=actor, action="marked", at=reading, facts=facts) as db:
        one = kept(db, sitting_id)
        require_another(actor, one.staff_no)
        if one.state != "submitted":
            raise NoResultYet(sitting=sitting_id, state=one.state)
        require_sound(store, db, one)
        most = {(essay.position, essay.part): essay.most for essay in essays(store, sitting_id)}
        for given in marks:
            _keep_mark(db, actor, one, given, most, reading)
        keep_result(db, sitting_id, graded(store, db, one), reading.at, "marked", actor.staff_no)
    return result(store, sitting_id)


def _why_changed(store: Store, sitting_id: str, marks: Sequence[Mark]) -> str:
    """The reasons for changing a complete result, one after the other; empty where nothing is changed."""
    outcome = newest_outcome(store.read, sitting_id)
    if outcome is None or not outcome.complete:
        return ""
    before = marks_of(store.read, sitting_id)
    changed = [one for one in marks if before.get((one.position, one.part), one.points) != one.points]
    if not all(one.note.strip() for one in changed):
        raise ReasonMissing
    return " · ".join(one.note.strip() for one in changed)


def _keep_mark(
    db: Database,
    actor: Actor,
    one: Kept,
    given: Mark,
    most: Mapping[tuple[int, int], Decimal],
    reading: Reading,
) -> None:
    wrong: dict[str, Fact] = {"position": given.position, "part": given.part, "points": str(given.points)}
    limit = most.get((given.position, given.part))
    if limit is None:
        inside = 1 <= given.position <= len(one.paper.items)
        raise MarkInvalid(**wrong, most="", reason="not_essay" if inside else "unknown")
    if not 0 <= given.points <= limit:
        raise MarkInvalid(**wrong, most=str(limit), reason="range")
    db.execute(
        "INSERT INTO mark (sitting_id, position, part, points, note, staff_no, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (sitting_id, position, part) DO UPDATE SET points = excluded.points, note = excluded.note,"
        " staff_no = excluded.staff_no, at = excluded.at",
        (
            one.id,
            given.position,
            given.part,
            format(given.points, "f"),
            given.note,
            actor.staff_no,
            as_text(reading.at),
        ),
    )


# ---------------------------------------------------------------- release


def release(store: Store, actor: Actor, sitting_id: str, reading: Reading) -> Result:
    """Let the candidate see the result. Again changes nothing. Raises ``NotAllowed``, ``NoResultYet``,
    ``MarksAwaited``, ``RecordChanged``.
    """
    require(actor, Role.EXAMINER)
    found = result(store, sitting_id)
    require_another(actor, found.staff_no)
    if not found.outcome.complete:
        number = sum(1 for essay in essays(store, sitting_id) if essay.points is None)
        raise MarksAwaited(sitting=sitting_id, number=number)
    if not found.released:
        facts: dict[str, Fact] = {"sitting": sitting_id}
        with store.write("results", actor=actor, action="result_released", at=reading, facts=facts) as db:
            require_sound(store, db, kept(db, sitting_id))
            db.execute("UPDATE sitting SET released_at = ? WHERE id = ?", (as_text(reading.at), sitting_id))
    return result(store, sitting_id)


def release_exam(store: Store, actor: Actor, exam_id: str, reading: Reading) -> int:
    """Release every complete result of an exam; gives how many that were. Raises ``NotAllowed``."""
    require(actor, Role.EXAMINER)
    released = 0
    rows = store.read.execute(
        "SELECT id FROM sitting WHERE exam_id = ? AND state = 'submitted' AND released_at IS NULL ORDER BY id",
        (exam_id,),
    ).fetchall()
    with store.write("results", at=reading):
        for (sitting_id,) in rows:
            if result(store, sitting_id).outcome.complete:
                release(store, actor, sitting_id, reading)
                released += 1
    return released


def withheld(found: Result) -> bool:
    """Whether a complete result waits for an examiner to release it."""
    return found.outcome.complete and not found.released
