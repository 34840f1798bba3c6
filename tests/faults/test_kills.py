"""kill -9 while answers are being given through ``sit``: what was acknowledged is there, the time left is right, the
store is sound, and the sitting goes on within two seconds."""

from __future__ import annotations

import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.store import Store
from tests.faults.branch import CAMPAIGN, PASSPHRASE, Branch, Sitter, answer_to, environment

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")]
SEED = 20261124
OFF_MS = 1000
"""How far the time left may be off after a kill."""


class Candidate:
    """Gives answers until the plug is pulled, and knows what was sent, what was acknowledged, and when."""

    def __init__(self, plan: str, staff_no: str) -> None:
        self.plan, self.staff_no = plan, staff_no
        self.saved: dict[int, Any] = {}
        self.sent: list[tuple[int, Any]] = []
        self.acknowledged = 0
        self.left_ms: int | None = None
        self.at = self.killed_at = self.off_ms = 0.0
        self.sitting = ""

    def come_back(self, branch: Branch) -> Sitter:
        """Start ``sit``, and compare the paper with what is known from before."""
        sitter = branch.sit(self.plan, self.staff_no)
        paper = sitter.paper
        if self.left_ms is not None:
            assert paper["resumed"] is True
            assert paper["sitting"] == self.sitting
            self._compare_answers(sitter.answers)
            # Dead time counts where the plan lets the clock run, else only the time until the kill.
            until = sitter.at if self.plan == "RUN" else self.killed_at
            off = paper["left_ms"] - (self.left_ms - (until - self.at) * 1000)
            assert abs(off) <= OFF_MS, off
            self.off_ms = max(self.off_ms, abs(off))
        else:
            assert paper["resumed"] is False
        self.sitting = paper["sitting"]
        self.saved, self.sent, self.acknowledged = sitter.answers, [], 0
        self.left_ms, self.at = paper["left_ms"], sitter.at
        return sitter

    def _compare_answers(self, found: dict[int, Any]) -> None:
        """All that was acknowledged is there, and of the rest what came first."""
        state = dict(self.saved)
        possible = []
        for n, (position, value) in enumerate([*self.sent, (0, None)]):
            if n >= self.acknowledged:
                possible.append(dict(state))
            state[position] = value
        assert found in possible, (self.acknowledged, self.sent, found)

    def hurry(self, sitter: Sitter, chance: random.Random) -> None:
        """Answer one question after another, some before the last is acknowledged, until the plug is pulled."""
        pull = sitter.kill_after(chance.uniform(0.0, 0.4))
        ahead, waiting = chance.choice((1, 1, 4)), deque[int]()
        try:
            while True:
                while len(waiting) < ahead:
                    self._send(sitter, chance, waiting)
                self._took(sitter.hear(), waiting)
        except (AssertionError, BrokenPipeError):
            pull.join()
        self._pulled(sitter, waiting)

    def think(self, sitter: Sitter, chance: random.Random) -> None:
        """Answer a few, then sit and think until the plug is pulled."""
        waiting = deque[int]()
        for _ in range(3):
            self._send(sitter, chance, waiting)
            self._took(sitter.hear(), waiting)
        sitter.kill_after(chance.uniform(0.5, 1.8)).join()
        self._pulled(sitter, waiting)

    def _send(self, sitter: Sitter, chance: random.Random, waiting: deque[int]) -> None:
        one = chance.choice(sitter.questions)
        value = answer_to(one, chance.randrange(1000))
        self.sent.append((one["position"], value))
        waiting.append(one["position"])
        sitter.put({"position": one["position"], "answer": value})

    def _took(self, told: Any, waiting: deque[int]) -> None:
        self.at = time.monotonic()
        assert told["saved"] == waiting.popleft(), told
        assert self.left_ms is not None
        assert told["left_ms"] <= self.left_ms
        self.acknowledged += 1
        self.left_ms = told["left_ms"]

    def _pulled(self, sitter: Sitter, waiting: deque[int]) -> None:
        self.killed_at = time.monotonic()
        for told in sitter.rest():
            self._took(told, waiting)
        sitter.kill()


def kills(branch: Branch, rounds: int, figures: Callable[[str], None]) -> None:
    """So many kills, with a check of the store after each."""
    chance = random.Random(SEED)
    # One whose clock stands still while the app is dead, one whose clock runs on.
    candidates = [Candidate("STOP", "T001"), Candidate("RUN", "T002")]
    acknowledged, took = 0, []
    for n in range(rounds):
        one = candidates[n % 2]
        sitter = one.come_back(branch)
        took.append(sitter.took_s)
        (one.think if n % 5 == 4 else one.hurry)(sitter, chance)
        acknowledged += one.acknowledged
        assert branch.done("store", "check") == {"ok": True, "findings": []}
    for one in candidates:
        sitter = one.come_back(branch)
        took.append(sitter.took_s)
        assert sitter.submit()["submitted"] is True
        assert sitter.end() == (0, "")
        record = branch.done("sitting", "show", one.sitting)
        assert record["chain"] == {"ok": True, "broken_at": None}
        assert {gap["kind"] for gap in record["interruptions"]} == {"restart"}
    assert acknowledged > rounds
    # The machine may be busy with other tests; that all of them were is not likely.
    assert statistics.median(took) < 2, took
    figures(
        f"{rounds} kills, {acknowledged} answers acknowledged, none lost; time off by"
        f" {max(one.off_ms for one in candidates):.0f} ms at most; first line after"
        f" {statistics.median(took):.2f} s, at most {max(took):.2f} s (seed {SEED})"
    )


def test_no_acknowledged_answer_is_lost(branch: Branch, figures: Callable[[str], None]) -> None:
    kills(branch, 10, figures)


@pytest.mark.campaign
def test_no_acknowledged_answer_is_lost_at_200_instants(branch: Branch, figures: Callable[[str], None]) -> None:
    if not CAMPAIGN:
        pytest.skip("BRANCH_EXAM_CAMPAIGN is not set")
    kills(branch, 200, figures)


def test_killed_while_it_submits_it_is_open_or_graded(branch: Branch) -> None:
    chance = random.Random(SEED)
    told: dict[str, bool] = {}
    for _ in range(40 if CAMPAIGN else 4):
        sitter = branch.sit("STOP", "T003")
        sitter.saves(chance.randrange(30))
        sitter.put({"submit": True})
        sitter.kill_after(chance.uniform(0.0, 0.02)).join()
        told[sitter.paper["sitting"]] = any("submitted" in line for line in sitter.rest())
        sitter.kill()
    found = {one["id"]: one for one in branch.done("sitting", "list")}
    assert told.keys() == found.keys()
    assert sum(one["state"] == "open" for one in found.values()) <= 1
    for sitting, submitted in told.items():
        assert found[sitting]["state"] in ("submitted", "open")
        assert found[sitting]["state"] == "submitted" or not submitted
        # Graded in the same transaction: never the one without the other.
        assert (found[sitting]["state"] == "submitted") is bool(
            found[sitting]["max_score"] and found[sitting]["sections"]
        )
    assert branch.done("store", "check")["ok"] is True


def test_having_submitted_it_ends_by_itself(branch: Branch) -> None:
    """Whoever drives it may keep its input open."""
    sitter = branch.sit()
    assert sitter.say({"submit": True})["submitted"] is True
    assert sitter.process.wait(20) == 0
    assert sitter.end() == (0, "")


CALL = re.compile(r"^(\w+)\((\d+)(?:<([^>]*)>)?(.*)$")


def test_each_answer_is_on_the_disk_before_its_acknowledgement(branch: Branch, tmp_path: Path) -> None:
    """As the system sees it: log written, log synced, then the line on standard output."""
    log = tmp_path / "calls"
    tracer = ["strace", "-f", "-y", "-s", "60", "-e", "trace=fdatasync,fsync,write,pwrite64", "-o", str(log)]
    if shutil.which("strace") is None or subprocess.run([*tracer, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is not installed, or may not trace here")
    sitter = Sitter([*tracer, *branch.command("sit", "--plan", "STOP", "--staff-no", "T001")], branch)
    for n in range(30):
        sitter.saves(n)
    sitter.end()
    acknowledged, written, synced = 0, 0, 0
    for line in whole_calls(log.read_text(encoding="utf-8", errors="replace")):
        call = CALL.match(line)
        if call is None:
            continue
        name, number, path, rest = call.groups()
        if name in ("fdatasync", "fsync"):
            assert rest.endswith("= 0"), line
            if path.endswith("-wal"):
                synced = written
        elif path.endswith("-wal"):
            written += 1
        elif name == "write" and number == "1" and "saved" in rest:
            assert written, line
            assert synced == written, line
            acknowledged, written, synced = acknowledged + 1, 0, 0
    assert acknowledged == 30


def whole_calls(log: str) -> list[str]:
    """The calls of all threads in the order of their ends."""
    begun: dict[str, str] = {}
    found = []
    for line in log.splitlines():
        thread, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[thread] = call.removesuffix("<unfinished ...>").rstrip()
        elif resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", call):
            found.append(begun.pop(thread) + resumed[1])
        else:
            found.append(call)
    return found


def test_the_connection_syncs_every_commit(branch: Branch) -> None:
    store = Store.open(branch.folder, passphrase=PASSPHRASE)
    assert store.read.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert store.read.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    store.close()


def test_a_killed_import_is_whole_or_not_there_and_the_exam_goes_on(branch: Branch, tmp_path: Path) -> None:
    rows = [f"第{n}题应当如何处理,甲{n},乙{n},丙{n},A" for n in range(4000)]
    path = tmp_path / "more.csv"
    path.write_text("\n".join(["题干,A,B,C,答案", *rows]), encoding="utf-8")
    chance = random.Random(SEED)
    sitter = branch.sit()
    for n in range(20 if CAMPAIGN else 2):
        importing = subprocess.Popen(
            branch.command("bank", "import", str(path)),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        until = time.monotonic() + chance.uniform(0.5, 1.5)
        while time.monotonic() < until:
            sitter.saves(n)
        importing.kill()
        importing.communicate()
        found = {bank["code"]: bank["questions"] for bank in branch.done("bank", "list")}
        assert found in ({"mine": 40}, {"mine": 40, "more": 4000})
    assert branch.done("bank", "import", str(path))[0]["read"] == 4000
    assert branch.done("store", "check")["ok"] is True
    sitter.saves(7)
    assert sitter.end()[0] == 0
