"""Grading again: by replaying the steps, with the rules of today and the keys that the banks hold today.

Promises: older results are kept and every new one says why; a paper whose questions were reworded keeps its old keys;
all sittings of one call are graded again, or none. Must not know certificates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.banks.bank import current_ids, questions
from desktop_app.banks.question import Question
from desktop_app.base.clock import Reading
from desktop_app.base.errors import Fact
from desktop_app.base.progress import Progress, silent
from desktop_app.exams.grading import Outcome
from desktop_app.exams.keeping import (
    Kept,
    graded,
    graded_by,
    keep_result,
    kept,
    keys_of,
    marks_of,
    newest_outcome,
    newest_version,
    read_steps,
)
from desktop_app.exams.paper import Item
from desktop_app.exams.repairing import key_of, repaired
from desktop_app.exams.results import NoResultYet, Result, result
from desktop_app.exams.running import reason_of
from desktop_app.exams.soundness import require_sound
from desktop_app.exams.steps import replay
from desktop_app.staff import Actor, Role, require
from desktop_app.staff.people import require_another
from desktop_app.store import Database, Store


@dataclass(frozen=True, slots=True)
class Repair:
    """A question whose key in the bank is another than the one that ``sittings`` results went by."""

    bank: str
    uid: str
    stem: str
    sittings: int


@dataclass(frozen=True, slots=True)
class Regraded:
    """A sitting graded again: score and passed before and after (``passed`` None while marks are awaited)."""

    sitting_id: str
    staff_no: str
    score_before: Decimal
    score: Decimal
    passed_before: bool | None
    passed: bool | None

    @property
    def changed(self) -> bool:
        """Whether anything that a candidate sees is another."""
        return (self.score, self.passed) != (self.score_before, self.passed_before)


@dataclass(slots=True)
class _Keys:
    """The keys of today for the items of many papers; every question is read once."""

    store: Store
    loaded: dict[int, Question] = field(default_factory=dict)
    current: dict[str, dict[str, int]] = field(default_factory=dict)
    _moved: dict[tuple[int, int], bool] = field(default_factory=dict)

    def want(self, ids: Iterable[int]) -> None:
        """Read what has not been read yet."""
        missing = [one for one in ids if one not in self.loaded]
        if missing:
            self.loaded.update(questions(self.store, missing))

    def today(self, item: Item) -> int | None:
        """The question that holds the item's key today; None where it is the one on the paper."""
        if item.bank not in self.current:
            self.current[item.bank] = current_ids(self.store.read, item.bank)
        now = self.current[item.bank].get(item.uid, item.question_id)
        if now == item.question_id:
            return None
        pair = (item.question_id, now)
        if pair not in self._moved:
            self.want(pair)
            # Whether a key was repaired does not depend on the order in which a paper shows the options.
            self._moved[pair] = repaired(item, self.loaded[item.question_id], self.loaded[now]) is not None
        return now if self._moved[pair] else None

    def differ(self, was: int, now: int) -> bool:
        """Whether two forms of a question grade differently."""
        self.want((was, now))
        return key_of(self.loaded[was]) != key_of(self.loaded[now])

    def of(self, one: Kept, before: Mapping[int, int]) -> dict[int, int]:
        """Position → question, of every item of a paper whose key was repaired. ``before``: those that the newest
        result went by; they stay where the bank no longer has the question."""
        found = {item.position: self.today(item) for item in one.paper.items}
        gone = [item.position for item in one.paper.items if item.uid not in self.current[item.bank]]
        found.update({position: before[position] for position in gone if position in before})
        return {position: now for position, now in found.items() if now is not None}


def submitted(
    store: Store, *, exam_id: str | None = None, plan_code: str | None = None, bank: str | None = None
) -> tuple[str, ...]:
    """The sittings that have a result, of an exam, of a plan, of those whose questions come from a bank, or all."""
    rows = store.read.execute(
        "SELECT t.id FROM sitting t JOIN exam e ON e.id = t.exam_id WHERE t.state = 'submitted'"
        " AND (:exam IS NULL OR t.exam_id = :exam) AND (:plan IS NULL OR e.plan_code = :plan) AND (:bank IS NULL"
        "   OR EXISTS (SELECT 1 FROM json_each(e.body, '$.sections') WHERE json_extract(value, '$.bank') = :bank))"
        " ORDER BY t.ended_at, t.id",
        {"exam": exam_id, "plan": plan_code, "bank": bank},
    ).fetchall()
    return tuple(row[0] for row in rows)


def repairs(
    store: Store,
    *,
    exam_id: str | None = None,
    plan_code: str | None = None,
    bank: str | None = None,
    progress: Progress = silent,
) -> tuple[Repair, ...]:
    """The questions whose key is another today than the one that results went by, those of most sittings first: it was
    repaired since, or a repair was taken back."""
    keys, found, stems = _Keys(store), Counter[tuple[str, str]](), dict[tuple[str, str], str]()
    ids = submitted(store, exam_id=exam_id, plan_code=plan_code, bank=bank)
    for done, sitting_id in enumerate(ids, 1):
        one = kept(store.read, sitting_id)
        before = keys_of(store.read, sitting_id)
        today = keys.of(one, before)
        for item in one.paper.items:
            was, now = (which.get(item.position, item.question_id) for which in (before, today))
            if was != now and keys.differ(was, now):
                found[item.bank, item.uid] += 1
                stems[item.bank, item.uid] = keys.loaded[now].stem
        progress(done, len(ids))
    return tuple(Repair(bank, uid, stems[bank, uid], number) for (bank, uid), number in found.most_common())


def regrade(store: Store, actor: Actor, sitting_id: str, why: str, reading: Reading) -> Result:
    """Grade one sitting again; the reason stands on the new result. Raises ``NotAllowed``, ``ReasonMissing``,
    ``UnknownSitting``, ``NoResultYet``, ``RecordChanged``.
    """
    require(actor, Role.EXAMINER)
    reason = reason_of(why)
    facts: dict[str, Fact] = {"sitting": sitting_id, "why": reason}
    with store.write("results", actor=actor, action="regraded", at=reading, facts=facts) as db:
        one = kept(db, sitting_id)
        require_another(actor, one.staff_no)
        if one.state != "submitted":
            raise NoResultYet(sitting=sitting_id, state=one.state)
        require_sound(store, db, one)
        keys = _Keys(store)
        today = keys.of(one, keys_of(db, sitting_id))
        keep_result(db, sitting_id, graded(store, db, one, today), reading.at, reason, actor.staff_no)
    return result(store, sitting_id)


def regrade_all(
    store: Store,
    actor: Actor,
    sitting_ids: Iterable[str],
    why: str,
    reading: Reading,
    *,
    dry_run: bool = False,
    progress: Progress = silent,
) -> tuple[Regraded, ...]:
    """Grade sittings again, and keep a new result for each whose outcome or keys are others; all or none. Gives those
    that were touched. ``dry_run`` tells what would become of them and keeps nothing.

    Raises ``NotAllowed``, ``ReasonMissing``, ``UnknownSitting``, ``OwnSitting``, ``RecordChanged``, ``Cancelled``.
    """
    require(actor, Role.EXAMINER)
    reason = "" if dry_run else reason_of(why)
    ids, keys = tuple(sitting_ids), _Keys(store)
    touched: list[_Again] = []
    # What takes long is worked out before the store is written to, so that nobody's answer waits for it.
    for done, sitting_id in enumerate(ids, 1):
        again = _again(store, keys, sitting_id)
        if again is not None:
            touched.append(again)
        progress(done, len(ids))
    if touched and not dry_run:
        for again in touched:
            require_another(actor, again.change.staff_no)
        facts: dict[str, Fact] = {"sittings": len(touched), "why": reason}
        with store.write("results", actor=actor, action="regraded_many", at=reading, facts=facts) as db:
            touched = [now for again in touched if (now := _still(store, db, keys, again)) is not None]
            for again in touched:
                keep_result(db, again.change.sitting_id, again.outcome, reading.at, reason, actor.staff_no)
    return tuple(again.change for again in touched)


@dataclass(frozen=True, slots=True)
class _Again:
    """A new outcome, and the version of the result that it was compared with."""

    change: Regraded
    outcome: Outcome
    version: int


def _still(store: Store, db: Database, keys: _Keys, again: _Again) -> _Again | None:
    """What was worked out, done anew where somebody has marked the sitting meanwhile; None where nothing is left to
    do: it was declared void, or graded again by somebody else."""
    same = newest_version(db, again.change.sitting_id) == again.version
    if same and kept(db, again.change.sitting_id).state == "submitted":
        return again
    return _again(store, keys, again.change.sitting_id)


def _again(store: Store, keys: _Keys, sitting_id: str) -> _Again | None:
    """The sitting's new outcome, where it is another than the newest that is kept."""
    db = store.read
    version = newest_version(db, sitting_id)
    one, before = kept(db, sitting_id), newest_outcome(db, sitting_id)
    if one.state != "submitted" or before is None:
        return None
    today = keys.of(one, before.keys)
    keys.want([*(item.question_id for item in one.paper.items), *today.values()])
    steps = read_steps(db, sitting_id)
    after = graded_by(one, keys.loaded, replay(steps).answers, marks_of(db, sitting_id), today)
    if after == before:
        return None
    require_sound(store, db, one, steps)
    change = Regraded(sitting_id, one.staff_no, before.score, after.score, before.passed, after.passed)
    return _Again(change, after, version)
