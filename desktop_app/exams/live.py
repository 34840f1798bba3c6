"""An open sitting as this process holds it: the paper without its key, the answers, and how its clocks stand.

Promises: time left, the time left of a section and of a break follow from the boot clock alone; nothing here tells what
is right. Must not know the store.

The clocks: ``used_ms`` is the exam time used. It accrues to the question that is on the screen, and so to its section;
a section with minutes of its own is closed when they are used up. A break (an accommodation) stops the exam's clock,
for as long as the breaks of a sitting may last in all; then it goes on by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop_app.banks.question import Problem
from desktop_app.base.clock import Reading
from desktop_app.base.errors import InputError, MissingError, RefusedError
from desktop_app.exams.answers import is_whole
from desktop_app.exams.grading import Outcome
from desktop_app.exams.paper import Paper
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.shown import ShownQuestion
from desktop_app.exams.steps import Interruption, Known, Last, Place


class SittingHeld(RefusedError):
    """The sitting was interrupted more often than the plan lets pass: an examiner must release it; facts: sitting."""

    code = "sitting_held"


class SittingOver(RefusedError):
    """The sitting is no longer open; facts: sitting, state."""

    code = "sitting_over"


class SittingElsewhere(RefusedError):
    """The person has an open sitting in another exam; facts: exam."""

    code = "sitting_elsewhere"


class TimeIsUp(RefusedError):
    """The time was up when the answer came: it does not count, and the sitting was submitted as of that time; facts:
    sitting."""

    code = "time_is_up"


class NoSuchPosition(MissingError):
    """The paper has no question of that number; facts: position, questions."""

    code = "no_such_position"


class AnswerUnfit(InputError):
    """This is no answer to that question, and was not saved; facts: position, and those of the problem.

    Each one goes by the code of its ``problem``, whose sentence says what is wanted.
    """

    code = "answer_unfit"

    def __init__(self, position: int, problem: Problem) -> None:
        super().__init__(**{**problem.facts, "position": position})
        self.problem = problem
        self.code = problem.code  # type: ignore[misc]


class SectionOver(RefusedError):
    """The section's own minutes are used up: what was answered in it stands; facts: section, minutes."""

    code = "section_over"


class NoBreakLeft(RefusedError):
    """No break is granted to the candidate, or none is left; facts: minutes (all that was granted)."""

    code = "no_break_left"


class AnswerFixed(RefusedError):
    """In a branching scenario the talk has gone on: what was said before cannot be changed; facts: position, turns."""

    code = "answer_fixed"


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a candidate is told at the end: the score and whether it is passed, None where the plan withholds it or
    marks are awaited. ``outcome`` is the whole of it, for those who may see it."""

    sitting: str
    state: str
    score: Decimal | None
    max_score: Decimal
    passed: bool | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Trouble:
    """Nothing could be written since ``since_ms`` (boot clock): the code of the condition."""

    since_ms: int
    code: str


@dataclass(slots=True)
class Sitting:
    """An open sitting in this process. ``allowed_ms`` is the whole of its time; ``interruption`` is the last that
    it was gone on with after."""

    id: str
    exam_id: str
    staff_no: str
    title: str
    plan: ExamPlan
    paper: Paper
    shown: dict[int, ShownQuestion]
    allowed_ms: int
    resumed: bool = False
    interruption: Interruption | None = None
    state: str = "open"
    answers: dict[int, Any] = field(default_factory=dict)
    flags: set[int] = field(default_factory=set)
    position: int = 1
    submitted: Submitted | None = None
    spent: dict[int, int] = field(default_factory=dict)
    extra_percent: int = 0
    break_allowed_ms: int = 0
    break_used_ms: int = 0
    break_since: Known | None = None
    place: Place = field(default_factory=Place)
    _from: Known = field(default_factory=lambda: Known(datetime.min.replace(tzinfo=UTC), 0, "", 0), repr=False)
    _extra_ms: int = field(default=0, repr=False)
    _skew_ms: int = field(default=0, repr=False)
    _seen_ms: int = field(default=0, repr=False)
    _trouble: Trouble | None = field(default=None, repr=False)
    _last: Last | None = field(default=None, repr=False)
    _came_ms: int = field(init=False, repr=False)
    """The exam time that had been used when the present question was come to."""

    def __post_init__(self) -> None:
        """All that was used before the present question was used on others, and on this one earlier."""
        self._came_ms = sum(self.spent.values())

    @property
    def questions(self) -> tuple[ShownQuestion, ...]:
        """The paper without its key, in its order; branching scenarios as far as they were answered."""
        return tuple(self.shown[item.position] for item in self.paper.items)

    @property
    def begun(self) -> tuple[int, ...]:
        """The questions that are answered in part."""
        return tuple(n for n, answer in sorted(self.answers.items()) if not is_whole(self.shown[n], answer))

    def used_ms(self, reading: Reading) -> int:
        """The exam time used; it stands still while a break lasts."""
        if self.break_since is None:
            return self._from.used(reading)
        passed = self.break_since.used(reading) - self.break_since.used_ms
        return self.break_since.used_ms + max(0, passed - self.break_rest_ms)

    def left_ms(self, reading: Reading) -> int:
        """The time left, never below 0."""
        return max(0, self.allowed_ms - self.used_ms(reading)) if self.state == "open" else 0

    # ------------------------------------------------------------ sections

    def section_of(self, position: int) -> int:
        """The section of a question, from 1."""
        return self.paper.items[position - 1].section

    def section_left_ms(self, section: int, reading: Reading) -> int | None:
        """The time left of a section's own minutes, never below 0; None where it has none. Extra time in percent, and
        time that an examiner gave, are the section's too."""
        minutes = self.plan.sections[section - 1].minutes
        if not minutes:
            return None
        allowed = minutes * 60_000 * (100 + self.extra_percent) // 100 + self._extra_ms
        used = sum(ms for position, ms in self.spent.items() if self.section_of(position) == section)
        if self.section_of(self.position) == section:
            used += self._here_ms(reading)
        return max(0, allowed - used)

    def is_open(self, position: int, reading: Reading) -> bool:
        """Whether the question's section has time left."""
        return self.section_left_ms(self.section_of(position), reading) != 0

    def next_open(self, reading: Reading) -> int | None:
        """The first question, from the present one on and then from the start, whose section has time left."""
        count = len(self.paper.items)
        around = [*range(self.position, count + 1), *range(1, self.position)]
        return next((position for position in around if self.is_open(position, reading)), None)

    def _here_ms(self, reading: Reading) -> int:
        """The time used on the present question since it was come to."""
        return self.used_ms(reading) - self._came_ms

    def come_to(self, position: int, reading: Reading) -> None:
        """Another question is on the screen: from now on time is used for that."""
        if position != self.position:
            here = self._here_ms(reading)
            self.spent[self.position] = self.spent.get(self.position, 0) + here
            self._came_ms += here
            self.position = position
            self.place = Place(drafts=self.place.drafts)

    # ------------------------------------------------------------ breaks

    @property
    def break_rest_ms(self) -> int:
        """How long breaks may still last, the present one not counted."""
        return max(0, self.break_allowed_ms - self.break_used_ms)

    def break_left_ms(self, reading: Reading) -> int:
        """How long the present break, or the next, may last."""
        if self.break_since is None:
            return self.break_rest_ms
        passed = self.break_since.used(reading) - self.break_since.used_ms
        return max(0, self.break_rest_ms - passed)
