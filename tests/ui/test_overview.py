"""Today: what runs, what waits, what is missing; each line leads to where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.banks.question import Essay
from desktop_app.base.clock import Reading
from desktop_app.crypto.keys import CHEAP
from desktop_app.exams.exam import Exam, open_exam
from desktop_app.exams.plan import Admission, from_data
from desktop_app.exams.plans import save_plan
from desktop_app.exams.results import Mark, mark, release
from desktop_app.exams.sealed import seal_exam, take_sealed
from desktop_app.exams.sitting import answer, start, submit
from desktop_app.staff import Actor, Role
from desktop_app.staff.roster import import_roster
from desktop_app.store import Store
from desktop_app.tables.sheet import Sheet
from desktop_app.ui.examiner.overview import OverviewPage
from tests.ui.bank_data import fill, singles
from tests.ui.examiner_hands import press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ROSTER = Sheet(
    "花名册",
    (("工号", "姓名", "岗位", "机构"), ("T001", "张三", "综合柜员", "营业部"), ("T002", "单于飞", "客户经理", "滨江")),
)
CANDIDATE = Actor("T001", "张三", Role.CANDIDATE)
PLAN = from_data(
    {
        "code": "P1",
        "title": "柜面业务考试",
        "minutes": 60,
        "release": "by_examiner",
        "sections": [
            {"title": "单选", "bank": "products", "number": 3, "kind": "single"},
            {"title": "问答", "bank": "products", "number": 1, "kind": "essay", "points": "5"},
        ],
    }
)


@pytest.fixture
def branch(store: Store, examiner: Actor, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A branch with people, questions and a plan; the window's clock stands."""
    monkeypatch.setattr("desktop_app.ui.examiner.overview.system_clock", lambda: reading)
    import_roster(store, examiner, (ROSTER,), reading)
    essay = Essay(stem="为什么要核实客户身份？", explanation="为了反洗钱")
    fill(store, examiner, reading, "products", "产品知识", [*singles(4), essay])
    save_plan(store, examiner, replace(PLAN, admission=Admission.PIN), reading)
    return store


@pytest.fixture
def page(qtbot: QtBot, branch: Store, examiner: Actor) -> Iterator[OverviewPage]:
    with shown(qtbot, branch, examiner, OverviewPage) as made:
        qtbot.waitUntil(lambda: made.today is not None)
        yield made


def _lines(page: OverviewPage) -> list[str]:
    return [line.accessibleName() for line in page.lines]


def test_a_sealed_exam_that_opens_today_waits(qtbot: QtBot, branch: Store, examiner: Actor, reading: Reading) -> None:
    for hours, title in ((2, "今天"), (48, "后天")):
        save_plan(branch, examiner, replace(PLAN, title=title), reading)
        opens = reading.at + timedelta(hours=hours)
        data, _, _ = seal_exam(branch, examiner, "P1", opens, reading, kdf=CHEAP)
        take_sealed(branch, examiner, data, "f", reading)
    with shown(qtbot, branch, examiner, OverviewPage) as page:
        qtbot.waitUntil(lambda: page.today is not None)
        sealed = [line for line in _lines(page) if "sealed exam" in line]
        assert len(sealed) == 1
        assert "今天" in sealed[0]
        assert _leads(page, "A sealed exam to open") == ("exams", "sealed")


def _leads(page: OverviewPage, beginning: str) -> tuple[str, object]:
    went: list[tuple[str, object]] = []
    page.went.connect(lambda name, what: went.append((name, what)))
    line = next(line for line in page.lines if line.accessibleName().startswith(beginning))
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert len(went) == 1
    return went[0]


def _opened(store: Store, examiner: Actor, reading: Reading) -> Exam:
    closes = reading.at + timedelta(hours=2)
    return open_exam(store, examiner, "P1", closes_at=closes, room="三楼会议室", reading=reading)


def test_a_quiet_morning(qtbot: QtBot, page: OverviewPage) -> None:
    assert page.date.text() == "2026-11-24"
    assert _lines(page) == ["There is no backup yet. A backup is one file. Keep it on another disk or a stick."]
    assert _leads(page, "There is no backup") == ("settings", None)


def test_an_empty_store_says_how_to_begin(
    qtbot: QtBot, store: Store, examiner: Actor, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(qtbot, store, examiner, OverviewPage) as page:
        qtbot.waitUntil(lambda: page.today is not None)
        assert _leads(page, "There are no questions yet") == ("import", None)
        assert _leads(page, "Nobody is on the roster yet") == ("staff", None)


def test_an_exam_from_opening_to_release(
    qtbot: QtBot, page: OverviewPage, branch: Store, examiner: Actor, reading: Reading
) -> None:
    exam = _opened(branch, examiner, reading)
    qtbot.waitUntil(lambda: any("0 sitting now, 0 of 2 done" in line for line in _lines(page)))
    line = next(line for line in _lines(page) if line.startswith("柜面业务考试"))
    assert "2026-11-24 09:30 – 11:30" in line
    assert "三楼会议室" in line
    assert _leads(page, "柜面业务考试") == ("exams", exam.id)

    sitting = start(branch, CANDIDATE, exam.id, reading, seed=1)
    qtbot.waitUntil(lambda: any("1 sitting now" in line for line in _lines(page)))
    position = next(item.position for item in sitting.paper.items if item.section == 2)
    answer(branch, sitting, position, "为了反洗钱", reading)
    submit(branch, CANDIDATE, sitting, reading)
    qtbot.waitUntil(lambda: any("1 of 2 done" in line for line in _lines(page)))
    assert _leads(page, "Sittings to mark: 1") == ("marking", exam.id)
    assert not any(line.startswith("Results to release") for line in _lines(page))

    mark(branch, examiner, sitting.id, [Mark(position, sitting.paper.items[position - 1].points)], reading)
    qtbot.waitUntil(lambda: any(line.startswith("Results to release: 1") for line in _lines(page)))
    assert _leads(page, "Results to release: 1") == ("results", exam.id)
    assert not any(line.startswith("Sittings to mark") for line in _lines(page))

    release(branch, examiner, sitting.id, reading)
    qtbot.waitUntil(lambda: not any(line.startswith("Results to release") for line in _lines(page)))


def test_exams_of_other_days_are_left_out(
    qtbot: QtBot, page: OverviewPage, branch: Store, examiner: Actor, reading: Reading
) -> None:
    tomorrow = reading.at + timedelta(days=1)
    open_exam(
        branch,
        examiner,
        "P1",
        opens_at=tomorrow,
        closes_at=tomorrow + timedelta(hours=2),
        title="明天的考试",
        reading=reading,
    )
    later = open_exam(
        branch, examiner, "P1", opens_at=reading.at + timedelta(hours=5), title="下午的考试", reading=reading
    )
    qtbot.waitUntil(lambda: any(line.startswith("下午的考试") for line in _lines(page)))
    assert not any(line.startswith("明天的考试") for line in _lines(page))
    assert _leads(page, "下午的考试") == ("exams", later.id)


def test_a_plan_that_cannot_be_drawn_says_what_is_missing(
    qtbot: QtBot, page: OverviewPage, branch: Store, examiner: Actor, reading: Reading
) -> None:
    wanting = replace(PLAN, sections=(replace(PLAN.sections[0], number=9), PLAN.sections[1]))
    save_plan(branch, examiner, wanting, reading)
    qtbot.waitUntil(lambda: any("only 4 fit" in line for line in _lines(page)))
    assert _leads(page, "The plan '柜面业务考试' cannot be drawn today") == ("plans", "P1")


@pytest.mark.parametrize(("days", "asked"), [(6, False), (8, True)])
def test_a_backup_is_asked_for_after_a_week(
    qtbot: QtBot, page: OverviewPage, branch: Store, reading: Reading, tmp_path: Path, days: int, asked: bool
) -> None:
    branch.backup(tmp_path / "backup.zip", at=reading.at - timedelta(days=days))
    qtbot.waitUntil(lambda: any(line.startswith("Last backup 2026-11-") for line in _lines(page)))
    assert any("make another" in line for line in _lines(page)) is asked


def test_the_primary_action_opens_an_exam_and_the_focus_outlives_a_reload(
    qtbot: QtBot, page: OverviewPage, branch: Store, examiner: Actor, reading: Reading
) -> None:
    went: list[tuple[str, object]] = []
    page.went.connect(lambda name, what: went.append((name, what)))
    press(qtbot, page, "Open an exam")
    assert went == [("exams", ("open", ""))]
    page.lines[-1].setFocus()
    _opened(branch, examiner, reading)
    qtbot.waitUntil(lambda: len(page.lines) == 2)
    assert page.lines[-1].hasFocus()
