"""Many sittings of a hundred questions in one window, a week of simulated time: memory does not grow, no step is slow.

400 sittings by ``make campaign``, a few otherwise.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.banks.formats.draft import Draft, Drafted
from desktop_app.banks.importing import import_draft
from desktop_app.banks.question import Accepted, Blank, Gap, Multiple, Option, Question, Single, TrueFalse
from desktop_app.base.clock import Reading, system_clock
from desktop_app.exams import sitting as sittings
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import save_plan
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.candidate.exam import ExamPage
from tests.ui.candidate_room import CANDIDATE, at, furnish, in_window, signed_in

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
SITTINGS = 400 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 4
WARM_UP = 20 if SITTINGS > 100 else 2
QUESTIONS, BANK = 100, 300
GROWTH, LIMIT_MS = 1.05, 100
WEEK_S, QUESTION_S = 7 * 86_400, 12


def bank() -> list[Question]:
    """300 questions of four kinds, with texts of usual length."""
    options = tuple(Option(f"选项{n}：按照规定核对客户身份并留存记录", Decimal(n == 0)) for n in range(4))
    several = tuple(Option(option.text, Decimal(n < 2)) for n, option in enumerate(options))
    made: list[Question] = []
    for n in range(BANK):
        stem = f"第{n}题：客户持本人有效身份证件到网点办理该项业务时，柜员首先应当如何处理？"
        made.append(
            (
                Single(uid=f"q{n}", stem=stem, options=options),
                Multiple(uid=f"q{n}", stem=stem, options=several),
                TrueFalse(uid=f"q{n}", stem=stem, answer=True),
                Blank(uid=f"q{n}", stem=stem + "____", blanks=(Gap((Accepted("核对身份"),)),)),
            )[n % 4]
        )
    return made


class Hands:
    """A clock that goes on by a week over all sittings."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> Reading:
        return self.now

    def turn(self, seconds: float) -> None:
        """Time passes."""
        self.now = at(self.now, seconds)


def resident_mb() -> float:
    """This process's memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_many_sittings_in_one_window(
    qtbot: QtBot, store: Store, examiner: Actor, figures: Callable[[str], None]
) -> None:
    room = furnish(store, examiner)
    drafted = tuple(Drafted(one, str(n)) for n, one in enumerate(bank()))
    import_draft(room.store, examiner, Draft(questions=drafted), bank="b", file="made", reading=system_clock())
    section = Section(title="全部", bank="b", number=QUESTIONS)
    plan = ExamPlan(code="LONG", title="长考", minutes=120, attempts=1000, pass_percent=Decimal(0), sections=(section,))
    save_plan(room.store, examiner, plan, system_clock())
    hands = Hands()
    closes = at(hands.now, WEEK_S * 2).at
    exam = open_exam(room.store, examiner, "LONG", closes_at=closes, reading=hands())
    took: list[float] = []
    sizes: list[float] = []
    for n in range(SITTINGS):
        sit_once(qtbot, room.store, exam.id, hands, took)
        hands.turn(max(60, WEEK_S / SITTINGS - QUESTIONS * QUESTION_S))
        if n % 10 == 9 or SITTINGS < 100:
            gc.collect()
            sizes.append(resident_mb())
    grown = statistics.median(sizes[-3:]) / sizes[min(WARM_UP, len(sizes)) - 1 if SITTINGS < 100 else WARM_UP // 10 - 1]
    p99 = statistics.quantiles(took, n=100, method="inclusive")[98]
    figures(
        f"{SITTINGS} sittings of {QUESTIONS} questions: memory {sizes[0]:.0f} → {sizes[-1]:.0f} MB ({grown:.3f} since"
        f" the warm-up); a step {statistics.median(took):.1f} ms, p99 {p99:.1f} ms, most {max(took):.0f} ms"
    )
    assert grown < GROWTH
    assert p99 < LIMIT_MS


def sit_once(qtbot: QtBot, store: Store, exam_id: str, hands: Hands, took: list[float]) -> None:
    """One sitting by keys; how long each answer with the next question took goes to ``took`` (ms)."""
    sitting = sittings.start(store, CANDIDATE, exam_id, hands())
    with signed_in(store) as session, in_window(qtbot, ExamPage(session, sitting, hands)) as page:
        over: list[str] = []
        page.submitted.connect(over.append)
        for position in range(1, QUESTIONS + 1):
            begun = time.perf_counter()
            focus = QApplication.focusWidget()
            assert focus is not None
            if sitting.shown[position].kind.value == "blank":
                QTest.keyClicks(focus, "yi")
                QTest.keyClick(focus, Qt.Key.Key_Return)
            else:
                QTest.keyClick(focus, Qt.Key.Key_A)
            if position == page.position and position < QUESTIONS:
                page.go_to(position + 1)
            hands.turn(QUESTION_S)
            page.tick()
            QApplication.processEvents()
            took.append((time.perf_counter() - begun) * 1000)
        page._submit()
        qtbot.waitUntil(lambda: over == [sitting.id])
        assert len(sitting.answers) == QUESTIONS
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
