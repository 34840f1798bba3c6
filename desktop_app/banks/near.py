"""Near duplicates: pairs of questions that a person should see side by side, and what the person decides of them.

Promises: nothing is dropped by looking; what a decision leaves out is in ``skipped`` with its finding. The search runs
in a child process, so that neither the window nor a running exam notices. Must not know the store.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.likeness import Differs, Face, face
from desktop_app.banks.near_search import Hit, search
from desktop_app.banks.question import Question, derived_uid
from desktop_app.base.progress import Progress, silent
from desktop_app.tables.child import stream_in_child
from desktop_app.tables.findings import Finding

SECONDS = 900
Decision = Literal["keep", "replace", "skip"]


class NearKey(NamedTuple):
    """What names a pair as long as neither question is changed: the place and identity of the one, and of the other
    (``other_where`` is empty for a question of the bank)."""

    where: str
    uid: str
    other_where: str
    other_uid: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two questions that are nearly the same: one of the file at ``where``, and ``other``, which stands earlier in the
    file at ``other_where`` or (that being empty) in the bank under ``other_uid``. ``differs`` may be empty: the same
    question under two identities."""

    where: str
    question: Question
    other: Question
    other_where: str
    other_uid: str
    percent: int
    differs: tuple[Differs, ...]

    @property
    def key(self) -> NearKey:
        """The key of ``decide``."""
        return NearKey(self.where, uid_of(self.question), self.other_where, self.other_uid)

    @property
    def finding(self) -> Finding:
        """The pair as a warning."""
        return near_finding(self.where, self.other_where, self.other_uid, self.percent, self.differs)


def uid_of(question: Question) -> str:
    """The identity under which the bank keeps the question."""
    return question.uid or derived_uid(question)


def near_finding(where: str, other_where: str, other_uid: str, percent: int, differs: Sequence[Differs]) -> Finding:
    """The warning ``near_duplicate``; facts: place (``file`` or ``bank``), other (a place, or a uid of the bank),
    percent, differs (codes joined by +, the gravest first; ``nothing``)."""
    return Finding(
        where,
        "near_duplicate",
        {
            "place": "file" if other_where else "bank",
            "other": other_where or other_uid,
            "percent": percent,
            "differs": "+".join(differs) or "nothing",
        },
    )


def near_duplicates(draft: Draft, existing: Iterable[Question], progress: Progress = silent) -> tuple[Near, ...]:
    """The near pairs within the draft and against the bank's questions, in the draft's order.

    Equal identities are no pair: importing deals with those. Raises ``Cancelled``, ``ReaderDied``, ``ReaderTimedOut``.
    """
    held = list(existing)
    new = [face(item.question, uid_of(item.question)) for item in draft.questions]
    old = [face(question) for question in held]
    found = []
    for hit in near_hits(new, old, progress):
        item = draft.questions[hit.position]
        if hit.other >= 0:
            earlier = draft.questions[hit.other]
            other, place = earlier.question, earlier.where
        else:
            other, place = held[-1 - hit.other], ""
        found.append(Near(item.where, item.question, other, place, uid_of(other), hit.percent, hit.differs))
    return tuple(found)


def near_hits(new: Sequence[Face], old: Sequence[Face], progress: Progress = silent) -> list[Hit]:
    """The near pairs of faces, found in a child. Raises as ``near_duplicates``."""
    if len(new) + len(old) < 2 or not new:
        return []
    done = [0, 0]
    # While waiting the child's reader tells (0, 0): a person who watches should not see the bar fall back.
    batches = stream_in_child(
        search, list(new), list(old), seconds=SECONDS, progress=lambda _done, _total: progress(*done)
    )
    found: list[Hit] = []
    with contextlib.closing(batches):
        for batch in batches:
            if isinstance(batch, tuple):
                done[:] = batch
                progress(*done)
            else:
                found += batch
    progress(done[1], done[1])
    return found


# ---------------------------------------------------------------- deciding


def decide(draft: Draft, decisions: Mapping[NearKey, Decision]) -> Draft:
    """The draft as the person wants it, pair by pair.

    ``keep``: both stay. ``skip``: the one at ``where`` is left out. ``replace``: it takes the other's identity, so that
    the bank's question is updated; within the file the other one is left out. What is left out is in ``skipped``.
    A pair whose questions have changed since it was found is not decided.
    """
    asked: dict[tuple[str, str], list[tuple[NearKey, Decision]]] = {}
    for key, decision in decisions.items():
        asked.setdefault((key.where, key.uid), []).append((key, decision))
    deciding = _Deciding(draft)
    for position, item in enumerate(draft.questions):
        deciding.take(position, asked.get((item.where, uid_of(item.question)), ()))
    kept = [deciding.questions[n] for n in range(len(draft.questions)) if n not in deciding.gone]
    if kept == list(draft.questions) and not deciding.warnings:
        return draft
    return replace(
        draft,
        questions=tuple(kept),
        skipped=(*draft.skipped, *(deciding.gone[n] for n in sorted(deciding.gone))),
        warnings=(*draft.warnings, *deciding.warnings),
    )


class _Deciding:
    """One run of ``decide``: what is left out so far, and which identities were given away."""

    def __init__(self, draft: Draft) -> None:
        self.questions = list(draft.questions)
        self.gone: dict[int, Finding] = {}
        self.warnings: list[Finding] = []
        self._places: dict[tuple[str, str], int] = {}
        for position, item in enumerate(draft.questions):
            self._places.setdefault((item.where, uid_of(item.question)), position)
        self._given: dict[str, str] = {}  # uid of the bank → where the question that takes it stands

    def take(self, position: int, asked: Iterable[tuple[NearKey, Decision]]) -> None:
        """Decide about one question; those before it are decided."""
        asked = list(asked)
        where = self.questions[position].where
        for key, decision in asked:
            if decision == "skip":
                self.gone[position] = _left_out(where, "near_skipped", key.other_where or key.other_uid)
                return
        taken = False
        for key, decision in asked:
            if decision == "replace":
                taken = self._replace(position, key, taken)

    def _replace(self, position: int, key: NearKey, taken: bool) -> bool:
        item = self.questions[position]
        if not key.other_where:
            uid = key.other_uid
            if taken or uid in self._given:
                # One question stands for one: the bank's other near one stays as it is.
                facts = {"other": uid, "first": self._given.get(uid, item.where)}
                self.warnings.append(Finding(item.where, "near_not_replaced", facts))
                return taken
            self._given[uid] = item.where
        else:
            other = self._places.get((key.other_where, key.other_uid))
            if other is None:
                return taken
            # The earlier one may have taken an identity of the bank itself.
            uid = uid_of(self.questions[other].question)
            self.gone.setdefault(other, _left_out(key.other_where, "near_replaced", item.where))
            if taken:
                return taken
        self.questions[position] = Drafted(replace(item.question, uid=uid), item.where)
        return True


def _left_out(where: str, code: str, other: str) -> Finding:
    return Finding(where, code, {"other": other})
