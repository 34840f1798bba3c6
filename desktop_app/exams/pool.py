"""What can be drawn from: questions arranged for drawing, and how far they reach for a plan's sections.

Promises: a ``Pool`` is arranged once and answers for any number of papers; whether a plan can be drawn is told for
all of its sections together. Must not know the store, or what stands in a question.

Two questions with the same stem never stand on one paper. So what is given out are stem groups, each at most once,
and a section takes a group where one of its questions fits. That is a transversal matroid: groups on one side, the
places of the sections on the other. Groups that fit the same sections are counted together (a class), which leaves a
flow between a few classes and a few sections whatever the size of the bank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Protocol

from desktop_app.base.errors import Fact
from desktop_app.exams.plan import ExamPlan, Section


class Drawable(Protocol):
    """What drawing must know of a question (``banks.bank.PoolItem``)."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def bank(self) -> str: ...  # noqa: D102
    @property
    def uid(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def topic(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def difficulty(self) -> int | None: ...  # noqa: D102
    @property
    def stem_key(self) -> str: ...  # noqa: D102
    @property
    def reserved(self) -> bool: ...  # noqa: D102
    @property
    def effective_on(self) -> date | None: ...  # noqa: D102
    @property
    def repealed_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a section lacks. ``have`` is what it could get of the ``need``.

    ``why``: ``bank_unknown`` (nothing of that bank is there), ``too_few``, ``not_in_force`` (enough, were their
    sources in force on the day), ``same_stem`` (enough, did they not share stems), ``shared_pool`` (enough alone, not
    together with the sections named in ``sharing``).
    """

    section: str
    need: int
    have: int
    why: str
    sharing: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The key of its sentence."""
        return f"shortage_{self.why}"

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What fills its sentence."""
        return {"section": self.section, "need": self.need, "have": self.have, "sharing": "、".join(self.sharing)}


_KEPT = 32

CellKey = tuple[str, str, tuple[str, ...], int, str, str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Questions that no section and no date can tell apart, by uid."""

    bank: str
    kind: str
    topic: tuple[str, ...]
    difficulty: int
    effective_on: date | None
    repealed_on: date | None
    items: tuple[Drawable, ...]
    singles: int  # how many share their stem with none

    def fits(self, section: Section) -> bool:
        return (
            self.bank == section.bank
            and (section.kind is None or self.kind == section.kind.value)
            and (not section.difficulty or self.difficulty in section.difficulty)
            and (not section.topic or any(self.on_path(name) for name in section.topic))
        )

    def on_path(self, name: str) -> bool:
        return name in self.topic or any("/".join(self.topic[:n]) == name for n in range(2, len(self.topic) + 1))

    def in_force(self, on: date) -> bool:
        return not (self.effective_on and on < self.effective_on) and not (self.repealed_on and on >= self.repealed_on)


class Pool:
    """Questions arranged for drawing. Their order is that of bank, kind, topic path, difficulty (none: 0), the two
    dates (none: first) and uid, texts compared by code points; it is the order that the cards of a deck refer to."""

    def __init__(self, items: Iterable[Drawable]) -> None:
        cells: defaultdict[CellKey, list[Drawable]] = defaultdict(list)
        for item in items:
            cells[
                item.bank,
                str(item.kind),
                item.topic,
                item.difficulty or 0,
                item.effective_on.isoformat() if item.effective_on else "",
                item.repealed_on.isoformat() if item.repealed_on else "",
            ].append(item)
        seen = Counter(item.stem_key for cell in cells.values() for item in cell)
        self.shared_stems = frozenset(key for key, n in seen.items() if n > 1)
        self.cells = tuple(self._cell(cells[key]) for key in sorted(cells))
        groups: defaultdict[str, set[int]] = defaultdict(set)
        for n, cell in enumerate(self.cells):
            if cell.singles < len(cell.items):
                for item in cell.items:
                    if item.stem_key in self.shared_stems:
                        groups[item.stem_key].add(n)
        self.shared: Mapping[str, tuple[int, ...]] = {key: tuple(sorted(at)) for key, at in groups.items()}
        self._reaches: dict[tuple[tuple[Section, ...], date], Reach] = {}

    def _cell(self, items: list[Drawable]) -> _Cell:
        items.sort(key=lambda item: item.uid)
        one = items[0]
        singles = sum(1 for item in items if item.stem_key not in self.shared_stems)
        return _Cell(
            one.bank,
            str(one.kind),
            one.topic,
            one.difficulty or 0,
            one.effective_on,
            one.repealed_on,
            tuple(items),
            singles,
        )

    def reach(self, sections: tuple[Section, ...], on: date) -> Reach:
        """How far it reaches for these sections on that day; kept, as one plan is drawn for many candidates."""
        found = self._reaches.get((sections, on))
        if found is None:
            if len(self._reaches) >= _KEPT:
                self._reaches.clear()
            found = self._reaches[sections, on] = Reach(self, sections, on)
        return found


class Reach:
    """How far a pool reaches for the sections of a plan on a day. A class is a bit mask: bit s is set where a group
    fits section s."""

    def __init__(self, pool: Pool, sections: Sequence[Section], on: date | None) -> None:
        self.sections = sections
        masks = [
            sum(1 << s for s, section in enumerate(sections) if cell.fits(section))
            if on is None or cell.in_force(on)
            else 0
            for cell in pool.cells
        ]
        self._cells = [cell for cell, mask in zip(pool.cells, masks, strict=True) if mask]
        self._masks = [mask for mask in masks if mask]
        self._stems: dict[str, int] = {}
        self.counts: Counter[int] = Counter()
        for cell, mask in zip(self._cells, self._masks, strict=True):
            self.counts[mask] += cell.singles
        for key, cells in pool.shared.items():
            union = 0
            for n in cells:
                union |= masks[n]
            if union:
                self._stems[key] = union
                self.counts[union] += 1

    def groups(self, s: int) -> int:
        """How many stem groups fit section s."""
        return sum(n for mask, n in self.counts.items() if mask >> s & 1)

    def items(self, s: int) -> int:
        """How many questions fit section s."""
        return sum(len(cell.items) for cell, mask in zip(self._cells, self._masks, strict=True) if mask >> s & 1)

    def candidates(self, s: int) -> Candidates:
        """The questions that fit section s, in the pool's order."""
        chosen = [(cell, mask) for cell, mask in zip(self._cells, self._masks, strict=True) if mask >> s & 1]
        return Candidates(chosen, self._stems)


class Candidates:
    """The questions of one section as one long list that is never built; each with the class of its stem group."""

    def __init__(self, cells: Sequence[tuple[_Cell, int]], stems: Mapping[str, int]) -> None:
        self._cells, self._stems = cells, stems
        self._ends = list(accumulate(len(cell.items) for cell, _ in cells))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, n: int) -> tuple[Drawable, int]:
        at = bisect_right(self._ends, n)
        cell, mask = self._cells[at]
        item = cell.items[n - (self._ends[at - 1] if at else 0)]
        return item, self._stems.get(item.stem_key, mask)


class Promises:
    """A flow from classes to sections that covers what the sections need still: while it stands, the paper can be
    completed. ``missing`` says per section what could not be covered from the start."""

    def __init__(self, needs: Sequence[int], counts: Mapping[int, int]) -> None:
        self._bits = range(len(needs))
        self._free = {mask: n for mask, n in sorted(counts.items()) if n}
        self._promised = {mask: [0] * len(needs) for mask in self._free}
        self.missing = list(needs)
        # A group that fits fewer sections is promised first; whatever is left is found by augmenting paths.
        narrow = sorted(self._free, key=lambda mask: (mask.bit_count(), mask))
        for s in self._bits:
            for mask in narrow:
                if mask >> s & 1:
                    n = min(self.missing[s], self._free[mask])
                    self._promised[mask][s] += n
                    self._free[mask] -= n
                    self.missing[s] -= n
        for s in self._bits:
            while self.missing[s] and self._cover(s):
                self.missing[s] -= 1

    def _cover(self, start: int) -> bool:
        """One more group for a section, by the shortest path on which sections hand on what they were promised."""
        came: dict[int, tuple[int, int]] = {}  # section: (the section that asks for its group, the group's class)
        seen, queue = {start}, deque([start])
        while queue:
            s = queue.popleft()
            for mask, promised in self._promised.items():
                if not mask >> s & 1:
                    continue
                if self._free[mask]:
                    self._free[mask] -= 1
                    promised[s] += 1
                    while s != start:
                        asker, handed = came[s]
                        self._promised[handed][s] -= 1
                        self._promised[handed][asker] += 1
                        s = asker
                    return True
                for t in self._bits:
                    if promised[t] and t not in seen:
                        seen.add(t)
                        came[t] = (s, mask)
                        queue.append(t)
        return False

    def take(self, mask: int, s: int) -> bool:
        """Give a group of that class to section s for good; False (and nothing changed) where the rest could then not
        be completed."""
        promised = self._promised[mask]
        if promised[s]:
            promised[s] -= 1
            return True
        given_back = next(m for m, other in self._promised.items() if other[s])
        self._promised[given_back][s] -= 1
        self._free[given_back] += 1
        if self._free[mask]:
            self._free[mask] -= 1
            return True
        robbed = next(t for t in self._bits if promised[t])
        promised[robbed] -= 1
        if self._cover(robbed):
            return True
        promised[robbed] += 1
        self._promised[given_back][s] += 1
        self._free[given_back] -= 1
        return False


def shortages(plan: ExamPlan, pool: Pool, reach: Reach) -> tuple[Shortage, ...]:
    """What is missing for a paper of that plan, all sections taken together; empty: it can be drawn."""
    alone = [reach.groups(s) for s in range(len(plan.sections))]
    needs = [min(section.number, have) for section, have in zip(plan.sections, alone, strict=True)]
    missing = Promises(needs, reach.counts).missing
    found = []
    for s, section in enumerate(plan.sections):
        if alone[s] < section.number:
            found.append(Shortage(section.title, section.number, alone[s], _why(section, s, pool, reach)))
        elif missing[s]:
            sharing = {t for mask in reach.counts if mask >> s & 1 for t in range(len(plan.sections)) if mask >> t & 1}
            titles = tuple(plan.sections[t].title for t in sorted(sharing - {s}))
            found.append(Shortage(section.title, section.number, section.number - missing[s], "shared_pool", titles))
    return tuple(found)


def _why(section: Section, s: int, pool: Pool, reach: Reach) -> str:
    if not any(cell.bank == section.bank for cell in pool.cells):
        return "bank_unknown"
    if reach.items(s) >= section.number:
        return "same_stem"
    if Reach(pool, [section], None).groups(0) >= section.number:
        return "not_in_force"
    return "too_few"
