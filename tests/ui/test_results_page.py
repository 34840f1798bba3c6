"""Results: the table of an exam, one sitting in detail, release, export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import silent
from desktop_app.exams.exam import Exam
from desktop_app.exams.results import Mark, mark, result
from desktop_app.exams.running import give_time
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.results import ResultsPage, table_of
from desktop_app.ui.printing import PdfDialog
from tests.ui.examiner_exam import begin, opened, sat
from tests.ui.examiner_hands import choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def exam(store: Store, examiner: Actor) -> Exam:
    return opened(store, examiner)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor, exam: Exam) -> Iterator[ResultsPage]:
    with shown(qtbot, store, examiner, ResultsPage) as made:
        yield made


def _lines(page: ResultsPage) -> list[list[str]]:
    model = page.table.model_of_rows
    return [
        [str(model.data(model.index(row, column))) for column in (0, 3, 4, 6, 7)] for row in range(model.rowCount())
    ]


def test_the_table_tells_score_and_what_is_awaited(page: ResultsPage, store: Store, exam: Exam) -> None:
    assert page.empty.isVisible()
    sat(store, exam, "T001")
    sat(store, exam, "T002", right=1)
    sat(store, exam, "T003", essay_text="答")
    page.reload()
    assert _lines(page) == [
        ["T001", "Submitted", "40", "Passed", "To be released"],
        ["T002", "Submitted", "10", "Not passed", "To be released"],
        ["T003", "Submitted", "", "To be marked", ""],
    ]
    assert page.count.text() == "Sittings 3 · graded 2 · passed 1"


def test_one_sitting_is_shown_by_section_with_its_interruptions(
    page: ResultsPage, store: Store, examiner: Actor, exam: Exam
) -> None:
    sitting = begin(store, exam, "T001")
    give_time(store, examiner, exam.id, "T001", 300_000, "fire alarm", system_clock())
    from desktop_app.exams.running import end_sitting

    end_sitting(store, examiner, sitting.id, "火警", system_clock())
    page.arrive(sitting.id)
    assert page.panel.isVisible()
    text = page.panel.text
    assert "张三  T001" in text
    assert "单选\n0 / 40" in text
    assert "论述\n0 / 5" in text
    assert "Time given by the examiner · 5 min · fire alarm" in text


def test_a_record_that_was_edited_from_outside_says_so(page: ResultsPage, store: Store, exam: Exam) -> None:
    sitting_id = sat(store, exam, "T001")
    store.read.execute(
        "UPDATE step SET body = replace(body, 'B', 'A'), used_ms = 0"
        " WHERE sitting = (SELECT number FROM sitting WHERE id = ?) AND n = 2",
        (sitting_id,),
    )
    page.arrive(sitting_id)
    assert "the steps (see step 2)" in page.panel.text
    table = table_of(store, ("Record",), tuple(page.table.model_of_rows.rows), silent)
    assert "the steps (see step 2)" in str(table[1][11])


def test_one_result_and_then_all_are_released(qtbot: QtBot, page: ResultsPage, store: Store, exam: Exam) -> None:
    first, second, third = sat(store, exam, "T001"), sat(store, exam, "T002"), sat(store, exam, "T003", 4, "答")
    page.arrive(first)
    press(qtbot, page, "Release this one")
    assert result(store, first).released
    assert not result(store, second).released
    press(qtbot, page, "Release results (1)")
    qtbot.waitUntil(lambda: "Results released: 1." in page.banner.text)
    assert result(store, second).released
    assert not result(store, third).released
    assert not page.release_all.isVisible()
    with qtbot.waitSignal(page.went) as went:
        press(qtbot, page, "Mark sittings (1)")
    assert went.args == ["marking", exam.id]


def test_the_table_is_exported_with_formulas_defused(
    qtbot: QtBot, page: ResultsPage, store: Store, examiner: Actor, exam: Exam, tmp_path: Path
) -> None:
    sat(store, exam, "T001")
    sitting_id = sat(store, exam, "T003", essay_text="答")
    mark(store, examiner, sitting_id, [Mark(5, Decimal("3.5"))], system_clock())
    page.reload()
    press(qtbot, page, "Export")
    choose_file(qtbot, page, tmp_path / "out.csv")
    qtbot.waitUntil(lambda: "Written" in page.banner.text)
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:2] + rows[0][-2:] == ["Number", "Name", "单选", "论述"]
    assert rows[2][1] == "'=王五"
    assert rows[2][7:9] == ["43.50", "45"] or rows[2][7:9] == ["43.5", "45"]
    assert [Decimal(points) for points in rows[2][-2:]] == [40, Decimal("3.5")]

    page.export_to(tmp_path / "out.xlsx")
    qtbot.waitUntil((tmp_path / "out.xlsx").exists)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book.active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[2][1] == "'=王五"
    assert cells[2][7] == 43.5
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_folder_that_is_gone_is_one_sentence_and_leaves_nothing(
    qtbot: QtBot, page: ResultsPage, store: Store, exam: Exam, tmp_path: Path
) -> None:
    sat(store, exam, "T001")
    page.reload()
    page.export_to(tmp_path / "gone" / "out.csv")
    qtbot.waitUntil(lambda: page.banner.text != "")
    assert not (tmp_path / "gone").exists()


def test_sheets_of_the_exam_are_shown_before_they_print(
    qtbot: QtBot, page: ResultsPage, store: Store, exam: Exam
) -> None:
    sat(store, exam, "T001", essay_text="答")
    page.reload()
    for action in page.sheets.menu.actions():
        if action.isSeparator() or "workbook" in action.text():
            continue
        if "chosen" in action.text():
            page.table.select_row(0)
        action.trigger()
        qtbot.waitUntil(lambda: bool(_dialogs(page)), timeout=10_000)
        (dialog,) = _dialogs(page)
        assert dialog.pages.document.pageCount() >= 1
        dialog.close()
        qtbot.waitUntil(lambda: not _dialogs(page) and not page.working.busy)


def _dialogs(page: ResultsPage) -> list[PdfDialog]:
    return [one for one in page.findChildren(PdfDialog) if one.isVisible()]
