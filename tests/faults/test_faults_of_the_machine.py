"""A sitting under way, and a machine that fails at random instants: killed, stopped, full, read-only, its disk pulled,
its clock set. What was acknowledged is there, the time is right within a second, and each fault stands on record.

504 faults by ``make campaign``, 54 otherwise. Real: signals, a full and a read-only file system, a disk that goes away
(``disks``). Injected: the wall clock, which the test sets for the sitting alone (``set_clock``).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop_app.exams.steps import PULSE_GAP_MS
from tests.faults.branch import CAMPAIGN, PEOPLE, Branch, Sitter, answer_to
from tests.faults.disks import Disk, disk

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="signals and mounts of Linux")]

SEED = 20261125
ROUNDS = 84 if CAMPAIGN else 9
"""Rounds of the six faults, each once a round, in an order of chance."""

OFF_MS = 1000
HOUR, DAY = 3600, 86_400
SCRIPT = str(Path(__file__).with_name("set_clock.py"))


@dataclass
class Exam:
    """A candidate who answers all the while, and what they know: answers, the time left, when that was."""

    branch: Branch
    offset: Path
    sitter: Sitter
    chance: random.Random
    saved: dict[int, Any] = field(default_factory=dict)
    left_ms: float = 0
    at: float = 0
    off_ms: list[float] = field(default_factory=list)
    acknowledged: int = 0
    expected: Counter[str] = field(default_factory=Counter)

    def told(self, left_ms: float, *, stopped_s: float = 0) -> None:
        """The sitting says how much time is left: as much as there was, less what has passed."""
        now = time.monotonic()
        if self.at:
            self.off_ms.append(abs(left_ms - (self.left_ms - (now - self.at - stopped_s) * 1000)))
            assert self.off_ms[-1] <= OFF_MS, self.off_ms[-1]
        self.left_ms, self.at = left_ms, now

    def try_one(self) -> str:
        """Give an answer; "" where it was acknowledged, else the error's code."""
        one = self.chance.choice(self.sitter.questions)
        value = answer_to(one, self.chance.randrange(1000))
        told = self.sitter.say({"position": one["position"], "answer": value})
        if "error" in told:
            assert told["error"]["message"].endswith("。")
            return str(told["error"]["code"])
        assert told["saved"] == one["position"]
        self.saved[one["position"]] = value
        self.acknowledged += 1
        self.told(told["left_ms"])
        return ""

    def answers(self, number: int) -> None:
        """So many answers, each acknowledged."""
        for _ in range(number):
            assert self.try_one() == ""

    def fails(self) -> str:
        """An answer is refused; gives the code."""
        code = self.try_one()
        assert code
        return code

    def works_again(self) -> None:
        """The app goes on without being told."""
        until = time.monotonic() + 10
        while code := self.try_one():
            assert time.monotonic() < until, f"it does not go on: {code}"
            time.sleep(0.05)

    def comes_back(self, killed_at: float) -> None:
        """After a kill: the same sitting, its answers, its time; the plan stops the clock meanwhile."""
        sitting = self.sitter.paper["sitting"]
        self.sitter = self.branch.sit("STOP", "T001")
        assert self.sitter.paper["sitting"] == sitting
        assert self.sitter.paper["resumed"] is True
        assert self.sitter.answers == self.saved
        self.told(self.sitter.paper["left_ms"], stopped_s=time.monotonic() - killed_at)


def killed(exam: Exam) -> None:
    """kill -9, in the middle of an answer or of thinking."""
    time.sleep(exam.chance.uniform(0, 0.3))
    exam.comes_back(exam.sitter.kill())
    exam.expected["restart"] += 1


def stopped(exam: Exam) -> None:
    """SIGSTOP: the machine hangs, the exam's clock does not."""
    os.kill(exam.sitter.process.pid, signal.SIGSTOP)
    time.sleep(exam.chance.uniform(0.2, 1.0))
    os.kill(exam.sitter.process.pid, signal.SIGCONT)


def clock_set(exam: Exam) -> None:
    """The wall clock moved by an hour or a day, there and back."""
    seconds = exam.chance.choice((HOUR, -HOUR, DAY, -DAY))
    exam.offset.write_text(str(seconds))
    exam.answers(1)
    exam.offset.write_text("0")
    exam.answers(1)
    exam.expected.update(("clock_set_forward", "clock_set_back"))


def full(exam: Exam, held: Disk) -> None:
    """The disk fills up."""
    held.fill()
    until = time.monotonic() + 10
    # A few pages of the log may be there already.
    while not exam.try_one():
        assert time.monotonic() < until, "it is not full"
    held.empty()
    exam.works_again()
    exam.expected["not_saved"] += 1


def read_only(exam: Exam, held: Disk) -> None:
    """The disk turns read-only."""
    held.protect()
    exam.fails()
    held.repair()
    exam.works_again()
    exam.expected["not_saved"] += 1


def pulled(exam: Exam, held: Disk) -> None:
    """The stick is taken out, and put in again."""
    held.pull()
    exam.fails()
    time.sleep(exam.chance.uniform(0, 0.3))
    held.plug_in()
    exam.works_again()
    exam.expected["not_saved"] += 1


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Disk]:
    """A disk for the store."""
    with disk(tmp_path, 64) as made:
        yield made


def test_no_fault_of_the_machine_loses_an_answer_or_the_time(
    template_branch: Path, held: Disk, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    folder, offset = held.folder / "store", tmp_path / "offset"
    shutil.copytree(template_branch, folder)
    os.sync()  # what was only copied is not on a stick yet
    offset.write_text("0")
    branch = Branch(folder, via=(SCRIPT,), settings={"BRANCH_EXAM_TEST_OFFSET": str(offset)})
    chance = random.Random(SEED)
    exam = Exam(branch, offset, branch.sit("STOP", "T001"), chance)
    exam.told(exam.sitter.paper["left_ms"])
    faults: list[Callable[[], None]] = [
        lambda: killed(exam),
        lambda: stopped(exam),
        lambda: clock_set(exam),
        lambda: full(exam, held),
        lambda: read_only(exam, held),
        lambda: pulled(exam, held),
    ]
    happened = 0
    try:
        for _ in range(ROUNDS):
            for fault in chance.sample(faults, len(faults)):
                exam.answers(chance.randrange(1, 6))
                fault()
                exam.answers(1)
                happened += 1
        record = branch.done("sitting", "show", exam.sitter.paper["sitting"])
        found = Counter(one["kind"] for one in record["interruptions"])
        assert found == exam.expected
        assert record["chain"] == {"ok": True, "broken_at": None}
        assert exam.sitter.submit()["submitted"] is True
        assert branch.done("store", "check") == {"ok": True, "findings": []}
    finally:
        branch.close()
    figures(
        f"{happened} faults ({dict(found)}), {exam.acknowledged} answers acknowledged, none lost; time off by"
        f" {statistics.median(exam.off_ms):.0f} ms (median), {max(exam.off_ms):.0f} ms at most (seed {SEED})"
    )


def test_a_machine_that_slept_runs_on_and_stands_on_record(branch: Branch) -> None:
    """Stopped for longer than a busy machine would be: the exam's time went on, and says so."""
    sitters = [branch.sit("STOP", no) for no in list(PEOPLE)[: 5 if CAMPAIGN else 2]]
    for n, sitter in enumerate(sitters):
        sitter.saves(n)
        os.kill(sitter.process.pid, signal.SIGSTOP)
    began = time.monotonic()
    time.sleep(PULSE_GAP_MS / 1000 + 1)
    for sitter in sitters:
        os.kill(sitter.process.pid, signal.SIGCONT)
        one = sitter.questions[0]
        left = sitter.say({"position": one["position"], "flag": True})["left_ms"]
        assert left < sitter.paper["left_ms"] - (time.monotonic() - began) * 1000 + OFF_MS
        time.sleep(1.5)  # the next pulse
        record = branch.done("sitting", "show", sitter.paper["sitting"])
        assert [one["kind"] for one in record["interruptions"]] == ["suspend"]
        assert record["interruptions"][0]["seconds"] >= PULSE_GAP_MS / 1000
