"""A paper of 100 from nine real banks, sat through the window from the first to the last question, and graded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app import app
from desktop_app.banks.bank import all_questions
from desktop_app.banks.importing import import_file
from desktop_app.banks.question import Single
from desktop_app.base.clock import system_clock
from desktop_app.exams.admission import admit
from desktop_app.exams.exam import open_exam
from desktop_app.exams.plan import ExamPlan, Section
from desktop_app.exams.plans import save_plan
from desktop_app.exams.records import sittings
from desktop_app.staff import examiner_of_slot, import_roster
from desktop_app.store import CHEAP, Store
from desktop_app.tables.reading import read_sheets
from tests.store_fixtures import PASSPHRASE

pytestmark = pytest.mark.e2e
PIN = "7359"


def _branch(folder: Path, samples: Path) -> dict[str, Any]:
    """A branch with the nine banks and an open exam; gives the right answers, stem → text."""
    store, _ = app.init(folder, "城东支行", "E001", "王敏", PASSPHRASE, empty=True, kdf=CHEAP)
    actor = examiner_of_slot(store)
    for file in sorted((samples / "finance_zh").glob("test-*.csv")):
        import_file(store, actor, file, bank="real", reading=system_clock())
    roster = read_sheets("工号,姓名,岗位,机构\nT001,张三,柜员,城东支行\n".encode(), "roster.csv")
    import_roster(store, actor, roster, system_clock())
    section = Section(title="单项选择", bank="real", number=100)
    save_plan(store, actor, ExamPlan(code="P", title="金融知识", minutes=120, sections=(section,)), system_clock())
    exam = open_exam(store, actor, "P", reading=system_clock())
    admit(store, actor, exam.id, "T001", system_clock(), PIN)
    key = {
        question.stem: next(option.text for option in question.options if option.credit == 1)
        for question in all_questions(store, "real")
        if isinstance(question, Single)
    }
    store.close()
    return key


def test_a_hundred_questions_through_the_window(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    told = {
        "folder": str(folder),
        "out": str(tmp_path),
        "first": 1,
        "language": "zh",
        "passphrase": PASSPHRASE,
        "initials": "zs",
        "pin": PIN,
        "key": _branch(folder, samples),
        "stop_after": 0,
        "flag_at": 5,
    }
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app.ui.tour.sitter"],
        input=json.dumps(told, ensure_ascii=False) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    store = Store.open(folder, passphrase=PASSPHRASE)
    (sat,) = sittings(store)
    store.close()
    assert sat.state == "submitted"
    assert sat.score == 100
    assert sat.max_score == 100
    assert sat.passed is True
