"""kill -9 at any instant while answers are given: none that was acknowledged is missing, and the time left is right."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.base.clock import system_clock
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import Outage
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import sitting_record
from desktop_app.exams.sitting import start, submit
from desktop_app.staff import Role, examiner_of_slot
from desktop_app.staff.people import Actor
from desktop_app.store import Store
from tests.exams import making
from tests.exams.making import bring_in, candidate, section, single
from tests.store_fixtures import PASSPHRASE

_CAMPAIGN = int(os.environ.get("BRANCH_EXAM_CAMPAIGN") or 0)
ROUNDS = 10 if not _CAMPAIGN else max(_CAMPAIGN, 200)
QUESTIONS = 40

# A candidate in a hurry: answers one question after another, and says so once the call has come back.
CHILD = """
import json, random, sys, time
from pathlib import Path
from desktop_app.base.clock import system_clock
from desktop_app.exams.sitting import answer, start
from desktop_app.staff.people import Actor, Role
from desktop_app.store import Store

def say(**what):
    sys.stdout.write(json.dumps(what) + "\\n")
    sys.stdout.flush()

began = time.monotonic()
store = Store.open(Path(sys.argv[1]), passphrase=sys.argv[2])
reading = system_clock()
sitting = start(store, Actor("T001", "", Role.CANDIDATE), sys.argv[3], reading)
say(took=time.monotonic() - began, left=sitting.left_ms(reading), resumed=sitting.resumed,
    synchronous=store.read.execute("PRAGMA synchronous").fetchone()[0],
    answers=sitting.answers, fingerprint=sitting.paper.fingerprint)
chance = random.Random(int(sys.argv[4]))
while True:
    position, letter = chance.randint(1, len(sitting.questions)), chance.choice("ABCD")
    say(position=position, letter=letter, left=answer(store, sitting, position, letter, system_clock()))
"""


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_and_the_time_is_right(
    store_folder: Path, figures: Callable[[str], None]
) -> None:
    store = Store.open(store_folder, passphrase=PASSPHRASE)
    examiner = examiner_of_slot(store)
    candidate(store)
    bring_in(store, examiner, [single(uid=f"s{n}", stem=f"第 {n} 题") for n in range(60)])
    made = making.plan(section(QUESTIONS), minutes=1440, resumes_alone=1000, outage=Outage.STOP)
    save_plan(store, examiner, made, system_clock())
    exam = open_exam(store, examiner, "P", reading=system_clock())
    store.close()

    chance = random.Random(20261124)
    answers: dict[str, str] = {}
    left, fingerprint, acknowledged, slowest, off = 1440 * 60_000, "", 0, 0.0, 0
    for n in range(ROUNDS):
        arguments = [sys.executable, "-c", CHILD, str(store_folder), PASSPHRASE, exam.id, str(n)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            begun = json.loads(child.stdout.readline())
            time.sleep(chance.uniform(0.0, 0.3))
            os.kill(child.pid, signal.SIGKILL)
            lines = [json.loads(line) for line in child.stdout if line.endswith(b"\n")]
        # At most the one answer that was on its way is there besides.
        more = {place for place, said in begun["answers"].items() if answers.get(place) != said}
        assert len(more) <= 1
        assert set(answers) <= set(begun["answers"])
        assert begun["resumed"] is (n > 0)
        assert begun["synchronous"] == 2
        assert fingerprint in ("", begun["fingerprint"])
        assert 0 <= left - begun["left"] <= 1000
        assert begun["took"] < 2
        slowest, off = max(slowest, begun["took"]), max(off, left - begun["left"])
        answers, left, fingerprint = dict(begun["answers"]), begun["left"], begun["fingerprint"]
        for line in lines:
            assert line["left"] <= left
            answers[str(line["position"])], left = line["letter"], line["left"]
        acknowledged += len(lines)

        store = Store.open(store_folder, passphrase=PASSPHRASE)
        assert store.check() == ()
        store.close()

    store = Store.open(store_folder, passphrase=PASSPHRASE)
    me = Actor("T001", "", Role.CANDIDATE)
    sitting = start(store, me, exam.id, system_clock())
    told = submit(store, me, sitting, system_clock())
    record = sitting_record(store, sitting.id)
    assert record.broken_at is None
    assert [one.kind for one in record.interruptions] == ["restart"] * ROUNDS
    assert told.score is not None
    assert Decimal(0) <= told.score <= QUESTIONS
    assert acknowledged > ROUNDS
    store.close()
    figures(
        f"{ROUNDS} kills, {acknowledged} answers acknowledged, none lost;"
        f" resumed in {slowest:.2f} s at most, time off by {off} ms at most"
    )
