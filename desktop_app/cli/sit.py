"""`sit`: a sitting in a plan's open exam without the window, one JSON value a line.

Promises: a line is acknowledged only once what it says is durable; while nobody types the clock is pulsed twice a
second, so that after a kill the time left is right; at zero the sitting is submitted without being asked.
"""

from __future__ import annotations

import errno
import os
import queue
import sys
import threading
from contextlib import suppress
from typing import Any

from desktop_app import words
from desktop_app.base.errors import BranchExamError, ConditionError, InputError, MissingError
from desktop_app.certificates.certificate import issue_due
from desktop_app.cli.frame import Context, as_json, read_json
from desktop_app.cli.parsing import Commands
from desktop_app.exams import sitting as sittings
from desktop_app.exams.admission import enter_by_slip, open_exam_of_plan
from desktop_app.exams.exam import exam
from desktop_app.exams.sitting import Sitting
from desktop_app.staff import Actor, person

_BEAT_S = 0.5
"""What a kill may cost of the time: a second at most, the pulse's own commit included."""
_AGAIN_S = 0.02


class LineUnreadable(InputError):
    """A line of input that is no instruction; facts: what."""

    code = "sit_line_unreadable"


class NoInput(ConditionError):
    """There is no standard input to read answers from; facts: why."""

    code = "sit_no_input"


class InputBroken(ConditionError):
    """Standard input cannot be read any further; facts: why. What was saved is safe."""

    code = "sit_input_broken"


class NoOpenExam(MissingError):
    """The plan has no exam that is open to this person now; facts: plan, staff_no."""

    code = "no_open_exam"


def add(commands: Commands) -> None:
    """Add this command to the command line."""
    sit = commands.add("sit", _sit)
    sit.add_argument("--plan", required=True, metavar="CODE")
    sit.add_argument("--staff-no", required=True, metavar="NO")
    sit.add_argument("--slip", metavar="CODE")


def _sit(context: Context) -> None:
    asked = context.arguments
    _require_input()
    actor, found = _who_and_what(context)
    if found is None:
        raise NoOpenExam(plan=asked.plan, staff_no=asked.staff_no)
    sitting = sittings.start(context.store, actor, found, context.now())
    _Line(context, actor, sitting).run()


def _who_and_what(context: Context) -> tuple[Actor, str | None]:
    """The candidate, and the exam of that plan that they would sit; with a slip the slip's exam alone."""
    asked, store = context.arguments, context.store
    if asked.slip is None:
        actor = person(store, asked.staff_no).actor
        return actor, open_exam_of_plan(store, asked.plan, asked.staff_no, context.now())
    actor = enter_by_slip(store, asked.staff_no, asked.slip, context.now())
    its = actor.only_exam if actor.only_exam and exam(store, actor.only_exam).plan_code == asked.plan else None
    return actor, its


def _require_input() -> None:
    """Raise ``NoInput`` where nobody could answer, before any time runs."""
    if sys.stdin is None:
        raise NoInput(why=os.strerror(errno.EBADF))


class _Line:
    """The talk with whoever sits."""

    def __init__(self, context: Context, actor: Actor, sitting: Sitting) -> None:
        self.context = context
        self.actor = actor
        self.sitting = sitting
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._broken = ""

    def run(self) -> None:
        reading = self.context.now()
        _say(
            {
                "sitting": self.sitting.id,
                "resumed": self.sitting.resumed,
                "left_ms": self.sitting.left_ms(reading),
                "questions": [
                    shown.to_line(self.sitting.answers.get(shown.position)) for shown in self.sitting.questions
                ],
            }
        )
        if self.sitting.state != "open":
            # Its time ended while nobody looked.
            self._submit()
            return
        # Reading blocks, and the clock must not: a thread reads, this one answers and keeps time.
        threading.Thread(target=self._read, name="stdin", daemon=True).start()
        while True:
            try:
                line = self._lines.get(timeout=self._wait_s())
            except queue.Empty:
                if self._beat():
                    return
                continue
            if line is None:
                if self._broken:
                    raise InputBroken(why=self._broken)
                return
            if line.strip() and self._take(line):
                return

    def _read(self) -> None:
        try:
            for line in sys.stdin:
                self._lines.put(line)
        except (OSError, ValueError) as error:
            self._broken = getattr(error, "strerror", None) or type(error).__name__
        finally:
            # However reading ends, whoever waits for a line must not wait for ever.
            self._lines.put(None)

    def _wait_s(self) -> float:
        left = self.sitting.left_ms(self.context.now()) / 1000
        return max(_AGAIN_S, min(_BEAT_S, left))

    def _beat(self) -> bool:
        """Keep time; whether the sitting ended."""
        # A full disk or a busy store ends no sitting: the next beat tries again.
        with suppress(ConditionError):
            if sittings.pulse(self.context.store, self.sitting, self.context.now()) <= 0:
                self._submit()
                return True
        return False

    def _take(self, line: str) -> bool:
        """Do what a line says; whether the sitting ended."""
        try:
            asked = _instruction(line)
            if asked.get("submit") is True:
                self._submit()
                return True
            position = asked["position"]
            if "answer" in asked:
                left_ms = sittings.answer(
                    self.context.store, self.sitting, position, asked["answer"], self.context.now()
                )
            else:
                left_ms = sittings.flag(self.context.store, self.sitting, position, asked["flag"], self.context.now())
        except sittings.TimeIsUp as error:
            _say({"error": {"code": error.code, "message": words.say(error)}})
            self._submit()
            return True
        except BranchExamError as error:
            _say({"error": {"code": error.code, "message": words.say(error)}})
            return False
        _say({"saved": position, "left_ms": left_ms})
        return False

    def _submit(self) -> None:
        outcome = sittings.submit(self.context.store, self.actor, self.sitting, self.context.now())
        with suppress(ConditionError):
            # The sitting is submitted, whatever keeps its certificate waiting: the next one issued takes it along.
            issue_due(self.context.store, self.actor, self.context.now())
        _say(
            {
                "submitted": True,
                "state": outcome.state,
                "score": outcome.score,
                "max_score": outcome.max_score,
                "passed": outcome.passed,
            }
        )


def _instruction(line: str) -> dict[str, Any]:
    try:
        asked = read_json(line)
    except ValueError:
        raise LineUnreadable(what="json") from None
    if not isinstance(asked, dict):
        raise LineUnreadable(what="object")
    if asked.get("submit") is True:
        return asked
    position = asked.get("position")
    if isinstance(position, bool) or not isinstance(position, int):
        raise LineUnreadable(what="position")
    if "answer" not in asked and not isinstance(asked.get("flag"), bool):
        raise LineUnreadable(what="answer")
    return asked


def _say(value: dict[str, Any]) -> None:
    print(as_json(value), flush=True)  # noqa: T201
