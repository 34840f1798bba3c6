"""Whether what the store keeps of a sitting is as the program made it.

Promises: a step, a paper, an owner, an end, a mark or a result that was changed from outside is found and named; nobody
marks, grades again, releases or certifies such a sitting. Changes nothing. Within the limits that ``sealing`` states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_app.base.clock import as_text
from desktop_app.base.errors import RefusedError
from desktop_app.base.progress import Progress, silent
from desktop_app.exams.grading import RULES_VERSION
from desktop_app.exams.keeping import Kept, graded, kept, newest_outcome, owner_of, plan_digest, read_steps
from desktop_app.exams.sealing import SEALS, marks_as_sealed, result_seals, seal_holds
from desktop_app.exams.steps import Step, chain_check
from desktop_app.store import Database, Store

_ENDS: Final = ("submitted", "void")


class Touched(StrEnum):
    """What is not as it was made: a step; the paper; the plan that the exam was opened with; all of it, made anew; the
    end; a mark or a result; or it has no form any more."""

    STEP = "step"
    PAPER = "paper"
    PLAN = "plan"
    WHOLE = "whole"
    END = "end"
    RESULT = "result"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Breach:
    """What was changed from outside, and the number of the step at which it shows."""

    at: int
    touched: Touched


class RecordChanged(RefusedError):
    """The record of the sitting was changed from outside; facts: sitting, staff_no, step, touched."""

    code = "record_changed"


def breach(store: Store, db: Database, one: Kept, steps: Sequence[Step]) -> Breach | None:
    """What was changed from outside, the earliest first; None where all is as it was made.

    Where every step fits the one before, and paper or plan does not fit them, that shows at the first step; what does
    not fit the seals shows at the last.
    """
    broken = chain_check(one.id, steps, one.chain)
    if broken is not None:
        return Breach(broken, Touched.STEP)
    began = steps[0].data if steps else {}
    # Answers from paper say no fingerprint, and what began before plans were sealed says no plan.
    if began.get("fingerprint", one.paper.fingerprint) != one.paper.fingerprint:
        return Breach(1, Touched.PAPER)
    if "plan" in began and began["plan"] != plan_digest(db, one.exam_id):
        return Breach(1, Touched.PLAN)
    sealed = seal_holds(db, one.id, one.chain)
    if sealed is False or (sealed is None and _must_be_sealed(steps)):
        return Breach(len(steps), Touched.WHOLE)
    if not _ended_so(one, steps):
        return Breach(len(steps), Touched.END)
    if not _results_hold(store, db, one, steps):
        return Breach(len(steps), Touched.RESULT)
    return None


def require_sound(store: Store, db: Database, one: Kept, steps: Sequence[Step] | None = None) -> None:
    """Nothing is built on a record that was changed. ``steps``: the sitting's, where the caller has just read them.
    Raises ``RecordChanged``."""
    found = breach(store, db, one, read_steps(db, one.id) if steps is None else steps)
    if found is not None:
        raise changed(one.id, one.staff_no, found)


def is_sound(store: Store, sitting_id: str) -> bool:
    """Whether nothing of a sitting was changed from outside. Raises ``UnknownSitting``."""
    return breach(store, store.read, kept(store.read, sitting_id), read_steps(store.read, sitting_id)) is None


def changed(sitting_id: str, staff_no: str, found: Breach) -> RecordChanged:
    """What is said of such a sitting."""
    return RecordChanged(sitting=sitting_id, staff_no=staff_no, step=found.at, touched=found.touched.value)


def changed_records(store: Store, progress: Progress = silent) -> tuple[RecordChanged, ...]:
    """Every sitting that was changed from outside. Raises ``Cancelled``."""
    ids = [row[0] for row in store.read.execute("SELECT id FROM sitting ORDER BY number").fetchall()]
    found = []
    for done, sitting_id in enumerate(ids, 1):
        try:
            require_sound(store, store.read, kept(store.read, sitting_id))
        except RecordChanged as error:
            found.append(error)
        except (ValueError, TypeError, LookupError, ArithmeticError):
            # What was written by hand may have any form.
            owner = owner_of(store.read, sitting_id)
            found.append(changed(sitting_id, owner, Breach(0, Touched.UNREADABLE)))
        progress(done, len(ids))
    return tuple(found)


def _must_be_sealed(steps: Sequence[Step]) -> bool:
    """Whether the sitting ended under a version that seals it and its results: a seal that is missing was taken off."""
    return any(step.kind == "submitted" and step.data.get("seals", 0) >= SEALS for step in steps)


def _ended_so(one: Kept, steps: Sequence[Step]) -> bool:
    """Whether state and end are those that the steps say."""
    ends = [step for step in steps if step.kind in _ENDS]
    if not ends:
        return one.state not in _ENDS and one.ended_at is None
    return one.state == ends[-1].kind and one.ended_at is not None and as_text(one.ended_at) == ends[0].at


def _results_hold(store: Store, db: Database, one: Kept, steps: Sequence[Step]) -> bool:
    """Whether the results are those that were made. One from before results were sealed must follow from the answers,
    where the rules have not changed since."""
    submitted = next((step for step in steps if step.kind == "submitted"), None)
    seals = result_seals(db, one.id)
    if submitted is None:
        return not seals
    if not seals or False in seals:
        return False
    if _must_be_sealed(steps) and None in seals:
        return False
    if seals[-1] is None:
        newest = newest_outcome(db, one.id)
        return newest is None or newest.rules != RULES_VERSION or graded(store, db, one) == newest
    return marks_as_sealed(db, one.id)
