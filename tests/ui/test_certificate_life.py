"""What runs out, is lacking and in doubt: listed, renewed, kept, revoked, saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.certificates.certificate import certificate, certificates, issue
from desktop_app.exams.plans import plan, save_plan
from desktop_app.exams.results import release_exam
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.certificate_life import DOUBTFUL, LACKING, LifeView
from desktop_app.ui.examiner.certificates import CertificatesPage
from desktop_app.ui.printing import PdfDialog
from tests.certificates.world import result
from tests.ui.examiner_exam import opened, sat
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def view(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[LifeView]:
    """Two certificates that run out in 50 days; T003 lacks one that the post asks for."""
    exam = opened(store, examiner)
    save_plan(
        store, examiner, replace(plan(store, "P"), required_for=("综合柜员", "客户经理", "大堂经理")), system_clock()
    )
    sat_ids = [sat(store, exam, staff_no, 4) for staff_no in ("T001", "T002")]
    release_exam(store, examiner, exam.id, system_clock())
    for sitting_id in sat_ids:
        issue(store, examiner, sitting_id, system_clock())
    soon = (system_clock().at + timedelta(days=50)).date().isoformat()
    with store.write("certificates", at=system_clock()) as db:
        for serial, facts in db.execute("SELECT serial, facts FROM certificate").fetchall():
            until = certificate(store, serial).facts.valid_until.isoformat()
            db.execute(
                "UPDATE certificate SET valid_until = ?, facts = ? WHERE serial = ?",
                (soon, facts.replace(until, soon), serial),
            )
    with shown(qtbot, store, examiner, CertificatesPage) as page:
        press(qtbot, page, "Running out")
        made = page.views.opened
        assert isinstance(made, LifeView)
        yield made


def _choose(view: LifeView, what: object) -> None:
    view.which.setCurrentIndex(view.which.findData(what))
    view.which.activated.emit(view.which.currentIndex())


def test_what_runs_out_is_renewed_several_at_once(qtbot: QtBot, view: LifeView, store: Store) -> None:
    assert view.lists.currentWidget() is view.empty
    _choose(view, 60)
    assert {one.facts.staff_no for one in view.expiring.model_of_rows.rows} == {"T001", "T002"}
    press(qtbot, view, "Reminder sheets")
    (dialog,) = view.window().findChildren(PdfDialog)
    assert dialog.pages.document.pageCount() == 1
    dialog.close()
    view.expiring.selectAll()
    assert not view.renew.isEnabled()
    QTest.keyClicks(view.why, "runs out")
    press(qtbot, view, "Renew (2)")
    qtbot.waitUntil(lambda: view.lists.currentWidget() is view.empty, timeout=20_000)
    held = [one for one in certificates(store) if one.superseded_by is None]
    assert {one.facts.staff_no for one in held} == {"T001", "T002"}
    assert len(certificates(store)) == 4


def test_who_lacks_one_is_listed_and_saved(qtbot: QtBot, view: LifeView, tmp_path: Path) -> None:
    _choose(view, LACKING)
    assert [one.person.staff_no for one in view.lacking.model_of_rows.rows] == ["T003"]
    assert not view.renew.isVisible()
    press(qtbot, view, "Save the list")
    choose_file(qtbot, view, tmp_path / "lacking.xlsx")
    rows = list(load_workbook(tmp_path / "lacking.xlsx").worksheets[0].values)
    assert rows[0][:2] == ("Number", "Name")
    assert rows[1][0] == "T003"


def test_a_doubtful_one_is_let_hold_or_revoked(qtbot: QtBot, view: LifeView, store: Store) -> None:
    _choose(view, DOUBTFUL)
    assert view.lists.currentWidget() is view.empty
    first, second = certificates(store)
    for one in (first, second):
        result(store, one.sitting_id, 2, passed=False, score="1")
    _choose(view, DOUBTFUL)
    assert len(view.doubtful.model_of_rows.rows) == 2
    view.doubtful.select_row(0)
    QTest.keyClicks(view.why, "by the key of that day")
    press(qtbot, view, "Let it hold")
    [left] = list(view.doubtful.model_of_rows.rows)
    view.doubtful.select_row(0)
    QTest.keyClicks(view.why, "wrong key")
    press(qtbot, view, "Revoke")
    assert "wrong key" in answer_question(qtbot, view, "Revoke it")
    assert view.lists.currentWidget() is view.empty
    assert certificate(store, left.certificate.serial).revoked_why == "wrong key"
    (kept,) = {first.serial, second.serial} - {left.certificate.serial}
    assert certificate(store, kept).revoked_at is None
