"""The import page: nothing is written until it is confirmed, every row is accounted for, what cannot be known is asked,
and a reader that dies is a finding."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.banks import formats
from desktop_app.banks.bank import banks, rows
from desktop_app.banks.formats.draft import Draft
from desktop_app.banks.importing import import_draft
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.import_work import FindingRow
from desktop_app.ui.examiner.importing import DONE, FILES, PREVIEW, ImportPage
from tests.ui.bank_data import fill, singles
from tests.ui.examiner_hands import answer_question, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HEADINGS = ["题型", "题干", "选项A", "选项B", "选项C", "答案", "难度系数"]
GOOD = [
    ["单选题", "存款保险的最高偿付限额是多少？", "20万元", "50万元", "100万元", "B", "0.3"],
    ["多选题", "下列属于洗钱上游犯罪的有？", "毒品犯罪", "走私犯罪", "交通肇事", "AB", "0.5"],
]
BAD = [
    ["单选题", "答案指向空选项的题", "甲", "乙", "", "C", "0.2"],
    ["判断题", "银行可以代客户保管密码。", "", "", "", "0", "0.1"],
    ["单选题", "存款保险的最高偿付限额是多少？", "20万元", "50万元", "100万元", "B", "0.3"],
]


def write(path: Path, *lines: list[str]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *lines])
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[ImportPage]:
    with shown(qtbot, store, examiner, ImportPage) as made:
        yield made


def settled(qtbot: QtBot, page: ImportPage, step: int) -> None:
    qtbot.waitUntil(lambda: not page.working.busy and page.step == step, timeout=20_000)


def to_preview(qtbot: QtBot, page: ImportPage, *paths: Path) -> None:
    page.files.add(paths)
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, PREVIEW)


def findings(page: ImportPage) -> list[tuple[str, str, str]]:
    shown_rows: tuple[FindingRow, ...] = page.preview.findings.table.model_of_rows.rows
    return [(row.severity, row.finding.where, row.finding.code) for row in shown_rows]


def test_files_come_by_drop(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = write(tmp_path / "bank.csv", *GOOD)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.invalid/x.csv")])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    # As the window system sends them: the widget that accepted what was dragged in gets what is dropped.
    entered = QDragEnterEvent(QPointF(5, 5), *how)
    QApplication.sendEvent(page.files, entered)
    QApplication.sendEvent(page.files, QDropEvent(QPointF(5, 5), *how))
    assert list(page.files.paths) == [path]
    assert page.files.target == ("bank", "bank")
    assert page.main.text() == "Read the file"
    page.files.list.setFocus()
    QTest.keyClick(page.files.list, Qt.Key.Key_Delete)
    assert not page.files.paths
    assert not page.main.isEnabled()


def test_nothing_is_written_until_confirmed_and_undo_takes_it_back(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *GOOD, *BAD))
    assert banks(store) == ()
    assert page.main.text() == "Import 2 questions"
    assert "5 entries read" in page.preview.summary.text()
    shown_questions = page.preview.questions.model_of_rows.rows
    assert [row.drafted.question.stem for row in shown_questions][:2] == [GOOD[0][1], GOOD[1][1]]
    qtbot.waitUntil(lambda: "Answer  B" in page.preview.view.text)
    kinds = [severity for severity, _, _ in findings(page)]
    assert kinds.count("rejected") == 2
    assert kinds.count("skipped") == 1
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, DONE)
    (info,) = banks(store)
    assert (info.code, info.title, info.questions) == ("branch", "branch", 2)
    (report,) = page.done.accounts.model_of_rows.rows
    assert report.accounted
    assert (report.read, report.imported, len(report.rejected), len(report.skipped)) == (5, 2, 2, 1)
    press(qtbot, page, "Undo this import")
    assert "No exam that is open draws from it" in answer_question(qtbot, page, "Undo")
    qtbot.waitUntil(lambda: "undone" in page.banner.text)
    assert banks(store)[0].questions == 0
    assert not page.done.undo.isEnabled()


def test_findings_are_filtered_by_severity_and_lead_to_the_question(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *GOOD, *BAD))
    everything = len(findings(page))
    severity = page.preview.findings.severity
    severity.setCurrentIndex(severity.findData("skipped"))
    assert [kind for kind, _, _ in findings(page)] == ["skipped"]
    page.preview.findings.table.select_row(0)
    chosen = page.preview.questions.current_row()
    assert chosen is not None
    assert chosen.drafted.where == "line 6"
    assert "line 6" in page.preview.findings.full.text()
    severity.setCurrentIndex(0)
    assert len(findings(page)) == everything


def test_what_cannot_be_known_is_asked_and_read_again(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "branch.csv", *GOOD, *BAD)
    to_preview(qtbot, page, path)
    asked = {(ask.code, ask.about): field for _, ask, field in page.preview.asks._fields}
    assert ("true_code", "0") in asked
    heading = asked["heading", "难度系数"]
    heading.setCurrentIndex(heading.findData("difficulty"))
    code = asked["true_code", "0"]
    code.setCurrentIndex(code.findText("Wrong"))
    press(qtbot, page, "Read again with this")
    settled(qtbot, page, PREVIEW)
    qtbot.waitUntil(lambda: page.main.text() == "Import 3 questions")
    assert ("true_code", "0") not in {(ask.code, ask.about) for _, ask, _ in page.preview.asks._fields}
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, DONE)
    assert {row.kind for row in rows(store, "branch")} == {"single", "multiple", "true_false"}
    # Files of the same shape are read the same way from now on.
    press(qtbot, page, "Import more")
    write(path, ["判断题", "定期存款可以提前支取。", "", "", "", "0", "0.1"])
    to_preview(qtbot, page, path)
    assert not page.preview.asks.isVisible()
    assert page.main.text() == "Import 1 question"


def test_into_a_bank_that_is_here_says_what_is_new_and_importing_again_changes_nothing(
    qtbot: QtBot, page: ImportPage, store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    fill(store, examiner, reading, "products", "产品知识", singles(3))
    page.arrive("products")
    path = write(tmp_path / "branch.csv", *GOOD)
    to_preview(qtbot, page, path)
    assert "'产品知识': 2 new, 0 changed, 0 already there" in page.preview.summary.text()
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, DONE)
    assert banks(store)[0].questions == 5
    went = []
    page.went.connect(lambda name, what: went.append((name, what)))
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    assert went == [("banks", "products")]
    page.arrive("products")
    assert page.step == FILES
    to_preview(qtbot, page, path)
    assert "0 new, 0 changed, 2 already there" in page.preview.summary.text()
    assert not page.main.isEnabled()


def test_a_file_that_cannot_be_read_is_a_finding_and_the_others_are_read(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    missing = tmp_path / "gone.csv"
    good = write(tmp_path / "branch.csv", *GOOD)
    to_preview(qtbot, page, picture, missing, good)
    told = {where: code for _, where, code in findings(page)}
    assert told["picture.xlsx"] == "table_not_a_table"
    assert told["gone.csv"] == "import_file_missing"
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, DONE)
    assert banks(store)[0].questions == 2
    assert any(row.finding.where == "picture.xlsx" for row in page.done.findings.table.model_of_rows.rows)


def _die(*_: object) -> Draft:
    os._exit(3)


def test_a_reader_that_dies_is_a_finding_and_the_window_goes_on(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.banks.reading._read", _die)
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *GOOD))
    assert findings(page) == [("rejected", "branch.csv", "reader_died")]
    assert not page.main.isEnabled()
    monkeypatch.undo()
    QTest.keyClick(page.preview.questions, Qt.Key.Key_Escape)
    assert page.step == FILES
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, PREVIEW)
    assert page.main.text() == "Import 2 questions"


def _sleep(*_: object) -> Draft:
    import time

    time.sleep(60)
    return Draft()


def test_reading_can_be_cancelled(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.banks.reading._read", _sleep)
    page.files.add([write(tmp_path / "branch.csv", *GOOD)])
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    assert not page.main.isEnabled()
    qtbot.waitUntil(page.working.waiting.isVisible)
    press(qtbot, page, "Cancel")
    settled(qtbot, page, FILES)
    assert "nothing has changed" in page.banner.text
    assert page.main.isEnabled()
    assert banks(store) == ()


def test_an_import_that_somebody_built_upon_is_not_undone(
    qtbot: QtBot, page: ImportPage, store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *GOOD))
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, DONE)
    fill(store, examiner, reading, "branch", "", singles(1))
    press(qtbot, page, "Undo this import")
    assert "No exam that is open draws from it" in answer_question(qtbot, page, "Undo")
    qtbot.waitUntil(lambda: "changed again" in page.banner.text)
    assert banks(store)[0].questions == 3


def test_several_files_are_brought_in_all_or_none(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(tmp_path / "a.csv", GOOD[0])
    second = write(tmp_path / "b.csv", GOOD[1])
    to_preview(qtbot, page, first, second)

    def fail_on_the_second(*args: object, file: str, **named: object) -> object:
        if file == "b.csv":
            raise formats.FormatUnknown(name=file, known="")
        return import_draft(*args, file=file, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("desktop_app.ui.examiner.import_work.import_draft", fail_on_the_second)
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.banner.text))
    assert page.step == PREVIEW
    assert sum(info.questions for info in banks(store)) == 0
    monkeypatch.undo()
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    settled(qtbot, page, DONE)
    assert sum(info.questions for info in banks(store)) == 2
    assert [report.file for report in page.done.accounts.model_of_rows.rows] == ["a.csv", "b.csv"]
