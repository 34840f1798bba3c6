"""Grading sittings of 100 questions again after a key was repaired: limit 3 ms each, so 10,000 in 30 s.

``python -m benchmarks.regrade [SITTINGS]``
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import Multiple, Option, Question, Single, TrueFalse
from desktop_app.base.clock import system_clock
from desktop_app.exams.exam import open_exam
from desktop_app.exams.keeping import add_step, finish, kept
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import draw_in_store, save_plan
from desktop_app.exams.regrading import regrade_all, repairs, submitted
from desktop_app.exams.sitting import new_sitting
from desktop_app.exams.steps import Known
from desktop_app.staff import Actor, first_examiner
from desktop_app.store import CHEAP, Store

LIMIT_MS = 3.0
QUESTIONS, BANK = 100, 400


def bank() -> list[Question]:
    """400 questions of the three usual kinds."""
    options = tuple(Option(f"选项{n}的内容，一句话那么长", Decimal(n == 0)) for n in range(4))
    kinds: tuple[Question, ...] = (
        Single(stem="", options=options),
        Multiple(stem="", options=(replace(options[1], credit=Decimal(1)), *options[:1], *options[2:])),
        TrueFalse(stem="", answer=True),
    )
    return [
        replace(kinds[n % 3], uid=f"q{n}", stem=f"第{n}题：客户持有效证件办理该项业务时，下列说法正确的是")
        for n in range(BANK)
    ]


def repaired(question: Question) -> Question:
    """The question with the other key."""
    assert isinstance(question, TrueFalse)
    return replace(question, answer=not question.answer)


def publish(store: Store, examiner: Actor, questions: list[Question]) -> None:
    """As the bank's next revision."""
    drafted = tuple(Drafted(one, str(n)) for n, one in enumerate(questions))
    import_draft(store, examiner, Draft(questions=drafted), bank="b", file="made", reading=system_clock())


def sat(store: Store, examiner: Actor, number: int) -> None:
    """That many sittings, each with a step a question, as the window would have left them."""
    chance, now = random.Random(1), system_clock()
    save_plan(
        store,
        examiner,
        ExamPlan(code="P", title="P", minutes=90, sections=(Section(title="s", bank="b", number=QUESTIONS),)),
        now,
    )
    with store.write("staff", at=now) as db:
        for n in range(number):
            db.execute("INSERT INTO staff (staff_no, name, added_at) VALUES (?, 'x', '2026-01-01')", (f"T{n}",))
    exam = open_exam(store, examiner, "P", reading=now)
    for n in range(number):
        paper = draw_in_store(store, "P", n, now.at.date())
        with store.write("sittings", at=now) as db:
            sitting_id = new_sitting(db, exam.id, f"T{n}", paper, now, origin="screen")
            at = Known(now.at, now.boot_ms, now.boot_id, 0)
            add_step(db, sitting_id, "started", None, {"allowed_ms": 5_400_000}, at)
            for item in paper.items:
                letters = chance.sample("ABCD", 2)
                kind = int(item.uid[1:]) % 3
                given = chance.random() < 0.8 if kind == 2 else sorted(letters) if kind else letters[0]
                add_step(db, sitting_id, "answered", item.position, {"answer": given}, at)
            finish(store, db, kept(db, sitting_id), at, "candidate")


def main() -> int:
    """Measure, print, and fail where the limit is passed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sittings", nargs="?", type=int, default=1000)
    number = arguments.parse_args().sittings
    with tempfile.TemporaryDirectory() as folder:
        store, _, slot = Store.create(Path(folder) / "s", "benchmark passphrase", branch="B", kdf=CHEAP)
        examiner = first_examiner(store, "E1", "E", slot, system_clock())
        questions = bank()
        publish(store, examiner, questions)
        sat(store, examiner, number)
        publish(store, examiner, [repaired(one) if one.uid == "q2" else one for one in questions])
        begun = time.perf_counter()
        found = repairs(store)
        looked = time.perf_counter() - begun
        begun = time.perf_counter()
        changed = regrade_all(store, examiner, submitted(store), "key repaired", system_clock())
        each = (time.perf_counter() - begun) * 1000 / number
        store.close()
    print(f"{number} sittings of {QUESTIONS} questions, one key repaired: {len(changed)} touched")
    print(f"finding the repaired keys: {looked * 1000 / number:.2f} ms each")
    print(f"grading again: {each:.2f} ms each, 10,000 in {each * 10:.0f} s  ({each / LIMIT_MS:.2f} of the limit)")
    return int(each > LIMIT_MS or len(found) != 1 or not changed)


if __name__ == "__main__":
    sys.exit(main())
