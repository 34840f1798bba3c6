"""Mending in the preview: findings lead to entries and back, what was rejected becomes a question, near duplicates are
decided side by side, the file comes back with its findings, and nothing is written before it is confirmed."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.banks.bank import all_questions, banks
from desktop_app.banks.formats.workbook_template import template
from desktop_app.banks.question import Multiple, Single, TrueFalse
from desktop_app.base.clock import Reading
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.importing import DONE, FILES, PREVIEW, ImportPage
from tests.ui.bank_data import fill, singles
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HEADINGS = ["题型", "题干", "选项A", "选项B", "选项C", "答案", "知识点"]
ROWS = [
    ["单选题", "存款保险的最高偿付限额是多少？", "20万元", "50万元", "100万元", "B", "产品"],
    ["单选题", "答案指向空选项的题", "甲", "乙", "", "C", "产品"],
    ["多选题", "没有答案的题", "甲", "乙", "丙", "", ""],
    ["怪题", "存款自愿，取款自由。", "", "", "", "正确", ""],
]


def write(path: Path, *rows: list[str]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[ImportPage]:
    with shown(qtbot, store, examiner, ImportPage) as made:
        yield made


def settled(qtbot: QtBot, page: ImportPage, step: int = PREVIEW) -> None:
    qtbot.waitUntil(lambda: not page.working.busy and page.step == step, timeout=20_000)


def to_preview(qtbot: QtBot, page: ImportPage, *paths: Path) -> None:
    page.files.add(paths)
    press(qtbot, page, "Read ")
    settled(qtbot, page)


def codes(page: ImportPage) -> list[str]:
    return [row.finding.code for row in page.preview.findings.table.model_of_rows.rows]


def key(where: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key pressed where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, where, held)


def retype(text: str) -> None:
    """What stands in the field that the keyboard is on, written over."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(focus, Qt.Key.Key_Delete)
    QTest.keyClicks(focus, text)


def tab_to(wanted: QWidget) -> None:
    for _ in range(60):
        if wanted.hasFocus():
            return
        key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {wanted.accessibleName()!r}")


def _to_its_finding_and_back(page: ImportPage) -> None:
    preview = page.preview
    tab_to(preview.its_findings)
    key(Qt.Key.Key_Space)
    assert preview.findings.table.hasFocus()
    found = preview.findings.table.current_row()
    assert found is not None
    assert found.finding.code == "entry_mended"
    key(Qt.Key.Key_Return)
    assert preview.questions.hasFocus()


def test_the_whole_page_by_keyboard_alone(qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path) -> None:
    page.activateWindow()
    page.files.add([write(tmp_path / "branch.csv", *ROWS)])
    page.files.choose.setFocus()
    tab_to(page.main)
    key(Qt.Key.Key_Space)
    settled(qtbot, page)
    preview = page.preview
    assert preview.questions.hasFocus()
    assert page.main.text() == "Import 1 question"
    # From the questions to the findings, to an entry that was rejected, into its form.
    key(Qt.Key.Key_F6)
    assert preview.findings.table.hasFocus()
    key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(preview.editor.stem.hasFocus)
    assert "答案指向空选项的题" in preview.editor.stem.toPlainText()
    assert not page.main.isEnabled()
    tab_to(preview.editor.answer)
    retype("Z")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Z" in preview.editor.banner.text
    assert banks(store) == ()
    retype("B")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.main.text() == "Import 2 questions")
    assert preview.questions.hasFocus()
    row = preview.questions.current_row()
    assert row is not None
    assert row.drafted.where == "line 3"
    qtbot.waitUntil(lambda: "Answer  B" in preview.view.text)
    _to_its_finding_and_back(page)
    # Esc leaves the form, and the form alone.
    key(Qt.Key.Key_F2)
    qtbot.waitUntil(preview.editor.stem.hasFocus)
    key(Qt.Key.Key_Escape)
    assert page.step == PREVIEW
    assert preview.questions.hasFocus()
    # Left out by Delete, taken back by Ctrl+Z.
    key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.main.text() == "Import 1 question")
    assert "entry_left_out" in codes(page)
    key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.main.text() == "Import 2 questions"
    tab_to(page.main)
    key(Qt.Key.Key_Space)
    settled(qtbot, page, DONE)
    assert sorted(question.stem for question in all_questions(store, "branch")) == sorted(row[1] for row in ROWS[:2])
    (report,) = page.done.accounts.model_of_rows.rows
    assert report.accounted
    assert [finding.code for finding in report.warnings] == ["entry_mended"]


def test_kind_and_answer_of_rejected_rows_are_mended_and_a_question_too(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *ROWS))
    findings, editor = page.preview.findings, page.preview.editor

    def open_finding(code: str) -> None:
        row = next(row for row in findings.rows if row.finding.code == code)
        findings.choose(row)
        assert "What was read of it" in page.preview.unread.text()
        press(qtbot, page, "Edit")

    open_finding("answer_missing")
    editor.answer.setText("A、C")
    press(qtbot, page, "Take the change")
    settled(qtbot, page)
    open_finding("kind_unknown")
    assert editor.kind.currentText() == "not said"
    editor.kind.setCurrentIndex(editor.kind.findData("true_false"))
    assert not any(field.isVisible() for field in editor.options)
    press(qtbot, page, "Take the change")
    settled(qtbot, page)
    page.preview.questions.select_row(0)
    press(qtbot, page, "Edit")
    editor.stem.setPlainText("存款保险的限额是多少？")
    editor.options[3].setText("200万元")
    editor.topic.setText("产品/存款")
    editor.points.setText("2")
    press(qtbot, page, "Take the change")
    settled(qtbot, page)
    assert page.main.text() == "Import 3 questions"
    assert "Changes made here: 3" in page.preview.summary.text()
    press(qtbot, page, "Import 3 questions")
    settled(qtbot, page, DONE)
    single, multiple, judged = all_questions(store, "branch")
    assert isinstance(single, Single)
    assert [option.text for option in single.options] == ["20万元", "50万元", "100万元", "200万元"]
    assert (single.stem, single.topic, str(single.points)) == ("存款保险的限额是多少？", ("产品", "存款"), "2")
    assert isinstance(multiple, Multiple)
    assert [option.credit > 0 for option in multiple.options] == [True, False, True]
    assert isinstance(judged, TrueFalse)
    assert judged.answer


def test_the_lines_of_a_text_file_are_edited_and_read_by_the_same_reader(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "quiz.gift"
    path.write_text("::Q1:: 首都是？ {=北京 ~上海}\n\n::Q2:: 限额？ {=50万 ~20万\n", encoding="utf-8")
    to_preview(qtbot, page, path)
    row = next(row for row in page.preview.findings.rows if row.severity == "rejected")
    page.preview.findings.choose(row)
    press(qtbot, page, "Edit")
    lines = page.preview.editor.lines
    assert lines.toPlainText() == "::Q2:: 限额？ {=50万 ~20万"
    lines.setPlainText("::Q2:: 限额？")
    press(qtbot, page, "Take the change")
    qtbot.waitUntil(lambda: not page.working.busy and bool(page.preview.editor.banner.text), timeout=20_000)
    assert page.preview.inner
    lines.setPlainText("::Q2:: 限额？ {=50万 ~20万}")
    press(qtbot, page, "Take the change")
    qtbot.waitUntil(lambda: page.main.text() == "Import 2 questions", timeout=20_000)
    assert codes(page) == ["entry_mended", "feature_left_out_often"]


def test_changes_are_made_again_when_the_file_is_read_again_and_undone_one_by_one(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    path = write(tmp_path / "branch.csv", *ROWS)
    to_preview(qtbot, page, path)
    page.preview.questions.select_row(0)
    press(qtbot, page, "Edit")
    page.preview.editor.stem.setPlainText("新的题干")
    press(qtbot, page, "Take the change")
    settled(qtbot, page)
    page.preview.answered.emit()  # as when a heading was explained
    settled(qtbot, page)
    qtbot.waitUntil(lambda: "Changes made here: 1" in page.preview.summary.text())
    assert page.preview.questions.model_of_rows.rows[0].drafted.question.stem == "新的题干"
    press(qtbot, page, "Undo the last change")
    assert page.preview.questions.model_of_rows.rows[0].drafted.question.stem == ROWS[0][1]
    assert not page.preview.undo.isVisible()
    # A file that has changed on the disk meanwhile is another file: nothing is put upon it.
    page.preview.questions.select_row(0)
    press(qtbot, page, "Leave out")
    qtbot.waitUntil(lambda: "Changes made here: 1" in page.preview.summary.text())
    write(path, ROWS[0])
    page.preview.answered.emit()
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.main.text() == "Import 1 question")
    assert "Changes" not in page.preview.summary.text()


def test_findings_are_filtered_by_code_and_by_words(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *ROWS, ROWS[2]))
    findings = page.preview.findings
    assert sorted(codes(page)) == ["answer_missing", "answer_missing", "answer_option_empty", "kind_unknown"]
    findings.code.setCurrentIndex(findings.code.findData("answer_missing"))
    assert findings.code.currentText().endswith("2")
    assert codes(page) == ["answer_missing"] * 2
    findings.code.setCurrentIndex(0)
    QTest.keyClick(page.preview.questions, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert findings.text.hasFocus()
    QTest.keyClicks(findings.text, "line 5")
    qtbot.waitUntil(lambda: codes(page) == ["kind_unknown"])
    QTest.keyClicks(findings.text, " nothing")
    qtbot.waitUntil(lambda: codes(page) == [])
    assert "No finding is like that" in findings.full.text()


def test_sheets_are_chosen_and_chosen_back(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    for n, name in enumerate(("新题", "旧题")):
        sheet = book.create_sheet(name, n)
        sheet.append(HEADINGS)
        sheet.append(["判断题", f"{name}一。", "", "", "", "正确", ""])
    del book["Sheet"]
    book.save(path)
    to_preview(qtbot, page, path)

    def sheets() -> dict[str, bool]:
        menu = page.preview.sheets.menu()
        assert menu is not None
        return {action.text(): action.isChecked() for action in menu.actions()}

    def turn(name: str) -> None:
        menu = page.preview.sheets.menu()
        assert menu is not None
        next(action for action in menu.actions() if action.text().startswith(name)).trigger()
        settled(qtbot, page)

    assert page.preview.sheets.isVisible()
    assert sheets() == {"新题: 1 entries": True, "旧题: 1 entries": True}
    turn("旧题")
    qtbot.waitUntil(lambda: page.main.text() == "Import 1 question")
    assert sheets() == {"新题: 1 entries": True, "旧题: 1 entries": False}
    turn("新题")  # the last one stays
    assert sheets() == {"新题: 1 entries": True, "旧题: 1 entries": False}
    turn("旧题")
    qtbot.waitUntil(lambda: page.main.text() == "Import 2 questions")
    assert all(sheets().values())


def test_near_duplicates_are_decided_side_by_side(
    qtbot: QtBot, page: ImportPage, store: Store, examiner: Actor, reading: Reading, tmp_path: Path
) -> None:
    fill(store, examiner, reading, "products", "产品知识", singles(1))
    page.reload()
    page.arrive("products")
    alike = [
        ["单选题", "存款保险的最高赔付限额是人民币多少万元？", "20万元", "50万元", "100万元", "B", "产品"],
        ["单选题", "存款保险的最高偿付限额是人民币多少万元？", "20万元", "50万元", "100万元", "B", "产品"],
        ["单选题", "银行业从业人员应当遵守的首要原则是什么呢？", "诚信", "盈利", "规模", "A", "合规"],
        ["单选题", "银行业从业人员应当遵守的首要原则是什么？", "诚信", "盈利", "规模", "A", "合规"],
    ]
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *alike))
    press(qtbot, page, "Find similar questions")
    near = page.preview.near
    qtbot.waitUntil(near.isVisible, timeout=20_000)
    assert not page.main.isEnabled()
    assert (near.pair.near.where, near.pair.near.other_where) == ("line 3", "line 2")
    assert near.mine.marked == ["偿"]
    assert near.other.marked == ["赔"]
    assert "What differs: the stem's wording" in near.differs.text()
    # Nothing is decided by looking; Esc leaves everything as it is.
    key(Qt.Key.Key_Escape)
    assert page.step == PREVIEW
    assert page.main.text() == "Import 4 questions"
    press(qtbot, page, "Find similar questions")
    qtbot.waitUntil(near.isVisible, timeout=20_000)
    near.mine.text.setFocus()
    key(Qt.Key.Key_L)
    assert near.pair.near.where == "line 5"
    key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert near.pair.near.where == "line 3"
    near.alike.setChecked(True)
    key(Qt.Key.Key_R)
    assert near.state.text() == "2 of 2 decided"
    assert near.take.hasFocus()
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.main.text() == "Import 2 questions")
    assert codes(page) == ["near_replaced", "near_replaced"]
    press(qtbot, page, "Import 2 questions")
    settled(qtbot, page, DONE)
    assert {question.stem for question in all_questions(store, "products")} >= {alike[1][1], alike[3][1]}
    assert banks(store)[0].questions == 3


def _sleep(*_: object) -> Iterator[list[object]]:
    time.sleep(60)
    yield []


def test_looking_for_near_duplicates_says_when_there_are_none_and_can_be_cancelled(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_preview(qtbot, page, write(tmp_path / "branch.csv", ROWS[0], ["判断题", "存款自愿。", "", "", "", "正确", ""]))
    press(qtbot, page, "Find similar questions")
    qtbot.waitUntil(lambda: "No two questions are nearly the same" in page.banner.text, timeout=20_000)
    monkeypatch.setattr("desktop_app.banks.near.search", _sleep)
    before = page.preview.questions.model_of_rows.rows
    press(qtbot, page, "Find similar questions")
    qtbot.waitUntil(page.working.waiting.isVisible)
    press(qtbot, page, "Cancel")
    settled(qtbot, page)
    assert "nothing has changed" in page.banner.text
    assert page.preview.questions.model_of_rows.rows == before
    assert banks(store) == ()


def test_the_file_is_saved_with_its_findings(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = write(tmp_path / "branch.csv", *ROWS)
    kept = path.read_bytes()
    to_preview(qtbot, page, path)
    menu = page.preview.review.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["branch.csv"]
    menu.actions()[0].trigger()
    target = tmp_path / "branch with findings.xlsx"
    choose_file(qtbot, page, target)
    qtbot.waitUntil(lambda: "Saved with the findings" in page.banner.text, timeout=20_000)
    cells = [str(cell.value or "") for row in openpyxl.load_workbook(target).worksheets[0].rows for cell in row]
    assert ROWS[1][1] in cells
    assert any("points at an empty option" in cell for cell in cells)
    assert path.read_bytes() == kept
    page.review_to(page._read[0], path)
    qtbot.waitUntil(lambda: not page.working.busy and "Saved" not in page.banner.text)
    assert path.read_bytes() == kept


def test_a_template_is_saved_before_any_file_is_chosen(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    press(qtbot, page, "Save a template to fill in")
    choose_file(qtbot, page, tmp_path / "t.xlsx")
    qtbot.waitUntil(lambda: "Fill it in" in page.banner.text)
    assert (tmp_path / "t.xlsx").read_bytes() == template()
    page.template_to(tmp_path / "t.csv")
    qtbot.waitUntil(lambda: ".csv" in page.banner.text)
    assert page.step == FILES


def test_undo_of_an_import_names_the_exams_that_draw_from_the_bank(
    qtbot: QtBot, page: ImportPage, store: Store, examiner: Actor, tmp_path: Path
) -> None:
    from tests.ui.examiner_exam import opened

    exam = opened(store, examiner)
    code = exam.plan.sections[0].bank
    page.reload()
    page.arrive(code)
    to_preview(qtbot, page, write(tmp_path / "branch.csv", *ROWS))
    press(qtbot, page, "Import 1 question")
    settled(qtbot, page, DONE)
    before = sum(info.questions for info in banks(store))
    press(qtbot, page, "Undo this import")
    assert f"{exam.title} (0 sitting now)" in answer_question(qtbot, page, "Cancel")
    assert sum(info.questions for info in banks(store)) == before
    press(qtbot, page, "Undo this import")
    answer_question(qtbot, page, "Undo")
    qtbot.waitUntil(lambda: "undone" in page.banner.text)
    assert sum(info.questions for info in banks(store)) == before - 1
