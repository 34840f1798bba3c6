"""Issuing the certificates of many sittings: drawn and signed in processes beside this one, kept as they come.

Promises: certificates are kept a few at a time as they are made, for good, in the order of the sittings; Cancel stops
before the next and leaves those; one that is refused does not hold up the others. The private key reaches the other
processes through a pipe of theirs alone, never a file, an argument or the environment.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field

from desktop_app.base.clock import Reading
from desktop_app.base.errors import BranchExamError, Fact, MissingError, RefusedError
from desktop_app.base.progress import Cancelled, Progress, silent
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.issuer import IssuerKey, issuer_key
from desktop_app.certificates.issuing import Case, Overtaken, issue, keep, maker, prepare
from desktop_app.certificates.making import Made, Maker
from desktop_app.exams.keeping import owner_of
from desktop_app.staff import Actor, Role, require
from desktop_app.staff.people import require_another
from desktop_app.store import Store
from desktop_app.templates.template import Template

FEW = 12
"""So many are made in this process before another one has started."""
_MOST_PROCESSES = 4
_TOGETHER = 6
"""So many are kept in one transaction where they are made: the disk takes longer over each than its bytes do, and an
answer that waits still waits no longer than for a few rows."""
_AHEAD = 8
"""Certificates under way for each process."""

_Answer = Made | tuple[type[BranchExamError], dict[str, Fact]]
_Make = Callable[[Facts, Template], "Future[_Answer] | None"]
_REFUSALS = (RefusedError, MissingError)


@dataclass(frozen=True, slots=True)
class IssuedMany:
    """What became of the sittings: serials by sitting, and why others were refused. ``cancelled``: the rest were not
    begun."""

    serials: dict[str, str]
    refused: dict[str, BranchExamError]
    cancelled: bool = False


def issue_many(
    store: Store,
    actor: Actor,
    sitting_ids: Sequence[str],
    reading: Reading,
    progress: Progress = silent,
    *,
    confirm_sample: bool = False,
) -> IssuedMany:
    """Issue the certificates of many sittings, as ``issue`` does each. Only an examiner may.

    Raises ``NotAllowed``, and what stops the store; what ``issue`` would refuse is in the result.
    """
    require(actor, Role.EXAMINER)
    wanted = deque(dict.fromkeys(sitting_ids))
    run = _Run(store, actor, reading, confirm_sample, issuer_key(store, reading))
    total = len(wanted)
    with _processes(run.maker, total) as (count, make):
        try:
            while wanted or run.waiting:
                progress(run.done, total)
                while wanted and len(run.waiting) < _AHEAD * count:
                    run.begin(wanted.popleft(), make)
                run.keep_next()
            progress(run.done, total)
        except Cancelled:
            return run.outcome(sitting_ids, cancelled=True)
    return run.outcome(sitting_ids)


@dataclass(slots=True)
class _Run:
    """The sittings under way, in order, and what became of those before."""

    store: Store
    actor: Actor
    reading: Reading
    confirm_sample: bool
    key: IssuerKey
    serials: dict[str, str] = field(default_factory=dict)
    refused: dict[str, BranchExamError] = field(default_factory=dict)
    waiting: deque[tuple[Case, Future[_Answer] | None]] = field(default_factory=deque)

    @property
    def maker(self) -> Maker:
        return maker(self.store, self.key, self.reading)

    @property
    def done(self) -> int:
        return len(self.serials) + len(self.refused)

    def outcome(self, sitting_ids: Sequence[str], *, cancelled: bool = False) -> IssuedMany:
        ordered = {sitting_id: self.serials[sitting_id] for sitting_id in sitting_ids if sitting_id in self.serials}
        return IssuedMany(ordered, self.refused, cancelled)

    def begin(self, sitting_id: str, make: _Make) -> None:
        try:
            require_another(self.actor, owner_of(self.store.read, sitting_id))
            case = prepare(self.store, sitting_id, self.reading, self.confirm_sample, len(self.waiting))
        except _REFUSALS as error:
            self.refused[sitting_id] = error
        else:
            self.waiting.append((case, make(case.facts, case.template)))

    def keep_next(self) -> None:
        """Keep what is next, and those after it that are made, in one transaction; wait for the next one only."""
        ready: list[tuple[Case, Made]] = []
        while self.waiting and len(ready) < _TOGETHER:
            case, answer = self.waiting[0]
            if ready and (answer is None or not answer.done()):
                break
            self.waiting.popleft()
            try:
                ready.append((case, self._made(case, answer)))
            except _REFUSALS as error:
                self.refused[case.basis.earned.sitting_id] = error
        if not ready:
            return
        overtaken = []
        with self.store.write("certificates", at=self.reading):
            for case, made in ready:
                sitting_id = case.basis.earned.sitting_id
                try:
                    keep(self.store, self.actor, case, made, self.key, self.reading)
                    self.serials[sitting_id] = case.facts.serial
                except Overtaken:
                    overtaken.append(sitting_id)
        for sitting_id in overtaken:
            # The serial it was drawn with is another's, or there is none left for it: drawn again.
            try:
                again = issue(self.store, self.actor, sitting_id, self.reading, confirm_sample=self.confirm_sample)
                self.serials[sitting_id] = again.serial
            except _REFUSALS as error:
                self.refused[sitting_id] = error

    def _made(self, case: Case, answer: Future[_Answer] | None) -> Made:
        """What the other process made; where it has died, or there is none, what this one makes."""
        if answer is None:
            return self.maker.make(case.facts, case.template)
        try:
            made = answer.result()
        except BrokenProcessPool:
            return self.maker.make(case.facts, case.template)
        if isinstance(made, Made):
            return made
        error, told = made
        raise error(**told)


# ---------------------------------------------------------------- the other processes


@contextmanager
def _processes(with_: Maker, total: int) -> Iterator[tuple[int, _Make]]:
    """How many processes there are, and what hands one of them a certificate to make."""
    if total <= FEW:
        yield 1, lambda _, __: None
        return
    count = max(1, min(_MOST_PROCESSES, os.cpu_count() or 1))
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, initializer=_start, initargs=(with_,))

    def make(facts: Facts, template: Template) -> Future[_Answer] | None:
        try:
            return pool.submit(_make, facts, template)
        except BrokenProcessPool:
            return None

    try:
        yield count, make
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_MAKER: list[Maker] = []


def _start(with_: Maker) -> None:
    _MAKER[:] = [with_]


def _make(facts: Facts, template: Template) -> _Answer:
    """A certificate, or why there is none: an error of ours does not travel between processes by itself."""
    try:
        return _MAKER[0].make(facts, template)
    except RefusedError as error:
        return type(error), error.facts
