"""Printing papers from a plan and from an exam, and bringing their answers back, all without a command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.exams.keeping import newest_outcome
from desktop_app.exams.printed.key_pages import written
from desktop_app.exams.printed.places import places
from desktop_app.exams.sitting import sittings
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.exams import ExamsPage
from desktop_app.ui.examiner.plans import PlansPage
from desktop_app.ui.examiner.print_papers import PrintPapers
from desktop_app.ui.examiner.results import ResultsPage
from desktop_app.ui.printing import PdfDialog
from tests.store_fixtures import READING
from tests.ui.examiner_exam import opened, people_and_plan
from tests.ui.examiner_hands import choose_file, find, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[PlansPage]:
    people_and_plan(store, examiner)
    with shown(qtbot, store, examiner, PlansPage) as made:
        qtbot.waitUntil(lambda: made._rows[0].missing is not None)
        yield made


def dialog(qtbot: QtBot) -> PdfDialog:
    """The PDF that is shown."""
    qtbot.waitUntil(lambda: any(isinstance(w, PdfDialog) and w.isVisible() for w in QApplication.topLevelWidgets()))
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, PdfDialog) and w.isVisible())


def said(pdf: PdfDialog) -> str:
    document = pdf.pages.document
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def printed(qtbot: QtBot, page: PlansPage, versions: int) -> PrintPapers:
    press(qtbot, page, "Print papers …")
    view = page.views.opened
    assert isinstance(view, PrintPapers)
    view.versions.setValue(versions)
    press(qtbot, view, "Make the papers")
    shown_pdf = dialog(qtbot)
    assert view._made is not None
    for one in view._made.papers:
        assert one.number in said(shown_pdf)
        assert one.number in view.numbers.text()
    shown_pdf.close()
    return view


def test_papers_keys_and_answers_back(
    qtbot: QtBot, store: Store, examiner: Actor, page: PlansPage, tmp_path: Path
) -> None:
    view = printed(qtbot, page, 2)
    made = view._made
    assert made is not None
    press(qtbot, view, "Keys")
    keys = dialog(qtbot)
    assert "机密" in said(keys)
    keys.close()
    table = tmp_path / "answers.xlsx"
    press(qtbot, view, "Table for the answers …")
    choose_file(qtbot, view, table)
    book = openpyxl.load_workbook(table)
    sheet = book.active
    assert sheet is not None
    heads = [str(cell.value) for cell in sheet[1]]
    for n, (one, who) in enumerate(zip(made.papers, ("T001", "T002"), strict=True), 2):
        sheet.cell(n, 2, who)
        for place in places(one.paper, one.questions):
            sheet.cell(n, heads.index(place.number) + 1, written(place) or "先安抚，再处置")
    book.save(table)
    with shown(qtbot, store, examiner, ResultsPage) as results:
        press(qtbot, results, "Answers from paper …")
        choose_file(qtbot, results, table)
        qtbot.waitUntil(lambda: len(sittings(store)) == 2, timeout=20_000)
        qtbot.waitUntil(lambda: "graded: 2" in results.banner.text)
        assert "Marks are awaited for 2" in results.banner.text
        assert {row.origin for row in results.table.model_of_rows.rows} == {"paper"}
    for row in sittings(store):
        outcome = newest_outcome(store.read, row.id)
        assert outcome is not None
        assert outcome.sections[0].score == outcome.sections[0].max_score


def test_a_paper_that_cannot_be_drawn_is_told_and_leaves_no_number(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    people_and_plan(store, examiner)
    with store.write("banks", at=READING) as db:
        db.execute("UPDATE revision SET state = 'withdrawn'")
    with shown(qtbot, store, examiner, PlansPage) as page:
        press(qtbot, page, "Print papers …")
        view = page.views.opened
        assert isinstance(view, PrintPapers)
        press(qtbot, view, "Make the papers")
        qtbot.waitUntil(view.trouble.isVisible)
        assert "No paper can be drawn" in view.trouble.text
        assert not view.keys.isVisible()
    assert store.read.execute("SELECT count(*) FROM printed_paper").fetchone()[0] == 0


def test_who_leaves_while_papers_are_set_is_shown_none(qtbot: QtBot, store: Store, page: PlansPage) -> None:
    press(qtbot, page, "Print papers …")
    view = page.views.opened
    assert isinstance(view, PrintPapers)
    press(qtbot, view, "Make the papers")
    view.back.click()
    qtbot.waitUntil(lambda: not page.working.busy)
    qtbot.wait(50)
    assert not any(isinstance(w, PdfDialog) and w.isVisible() for w in QApplication.topLevelWidgets())
    # What was set is kept: it may have been meant.
    assert store.read.execute("SELECT count(*) FROM printed_paper").fetchone()[0] == 1


def test_a_sample_paper_is_printed_under_its_seed(qtbot: QtBot, store: Store, page: PlansPage) -> None:
    press(qtbot, page, "Open")
    editor = page.editor
    assert editor is not None
    press(qtbot, editor, "Sample paper")
    editor.sample.seed.setText("4711")
    press(qtbot, editor, "Print this paper …")
    pdf = dialog(qtbot)
    assert "-4711-" in pdf.windowTitle()
    pdf.close()
    editor.sample.seed.setText("vierzig")
    press(qtbot, editor, "Print this paper …")
    qtbot.waitUntil(editor.sample.trouble.isVisible)
    assert store.read.execute("SELECT seed FROM printed_paper").fetchall() == [("4711",)]


def test_an_exam_prints_papers_of_its_own_plan(qtbot: QtBot, store: Store, examiner: Actor) -> None:
    exam = opened(store, examiner)
    with shown(qtbot, store, examiner, ExamsPage) as page:
        page.enter(exam)
        press(qtbot, page, "Print papers …")
        view = page.views.opened
        assert isinstance(view, PrintPapers)
        press(qtbot, view, "Make the papers")
        pdf = dialog(qtbot)
        assert "服务考试" in said(pdf)
        pdf.close()
        view.back.click()
        assert find(page, "Close the exam").isVisible()


def test_a_table_of_papers_from_elsewhere_is_refused(
    qtbot: QtBot, store: Store, examiner: Actor, tmp_path: Path
) -> None:
    people_and_plan(store, examiner)
    table = tmp_path / "answers.csv"
    table.write_text("试卷编号,工号,1\n261124-17-7K2M,T001,A\n", encoding="utf-8")
    with shown(qtbot, store, examiner, ResultsPage) as results:
        results.bring_in(table)
        qtbot.waitUntil(lambda: "261124-17-7K2M" in results.banner.text, timeout=20_000)
    assert sittings(store) == ()
