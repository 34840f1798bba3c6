"""The printing room in the window: into files, onto a printer page by page, going on after a jam, spoiled forms."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.base.clock import system_clock
from desktop_app.certificates.calibration import calibration_sheet
from desktop_app.certificates.certificate import issue
from desktop_app.certificates.print_files import new_task
from desktop_app.certificates.print_runs import run, runs, sheet_records, spoiled_sheets
from desktop_app.certificates.print_sheets import draw_sheets
from desktop_app.exams.results import release_exam
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.certificate_print import CertificatePrintView
from desktop_app.ui.examiner.certificates import CertificatesPage
from desktop_app.ui.printing import PdfDialog, PdfPages, PrintingPages
from tests.ui.examiner_exam import opened, sat
from tests.ui.examiner_hands import answer_question, choose_file, press, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def view(qtbot: QtBot, store: Store, examiner: Actor) -> Iterator[CertificatePrintView]:
    exam = opened(store, examiner)
    ids = [sat(store, exam, staff_no) for staff_no in ("T001", "T002", "T003")]
    release_exam(store, examiner, exam.id, system_clock())
    for one in ids:
        issue(store, examiner, one, system_clock())
    with shown(qtbot, store, examiner, CertificatesPage) as page:
        press(qtbot, page, "Print …")
        made = page.views.opened
        assert isinstance(made, CertificatePrintView)
        yield made


def _printer(path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_the_first_sheet_is_shown_and_what_is_saved_is_a_run(
    qtbot: QtBot, view: CertificatePrintView, store: Store, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: view.page.data != b"", timeout=10_000)
    assert "3 on sheets 3" in view.account.text()
    press(qtbot, view, "Save as one PDF")
    choose_file(qtbot, view, tmp_path / "all.pdf")
    qtbot.waitUntil(lambda: "Run 1" in view.banner.text, timeout=10_000)
    assert len(PdfReader(tmp_path / "all.pdf").pages) == 3
    # What was printed is not offered again.
    qtbot.waitUntil(lambda: "No certificate fits" in view.account.text(), timeout=10_000)
    assert view.page.data == b""
    view.unprinted.setChecked(False)
    view.per_sheet.setCurrentIndex(view.per_sheet.findData(10))
    qtbot.waitUntil(lambda: "3 on sheets 1" in view.account.text(), timeout=10_000)
    assert "QR code" in view.account.text()
    view.post.setCurrentIndex(view.post.findData("客户经理"))
    qtbot.waitUntil(lambda: "1 on sheets 1" in view.account.text(), timeout=10_000)


def test_the_preview_waits_for_the_hand_whatever_number_it_types(view: CertificatePrintView) -> None:
    patience = view._soon.interval()
    for field, value in ((view.right, -5), (view.down, 3), (view.margin, 12)):
        field.setValue(value)
        assert view._soon.isActive()
        assert view._soon.interval() == patience
    view.per_sheet.setCurrentIndex(1)
    assert view._soon.interval() == patience


def test_a_folder_is_not_written_over_unasked(
    qtbot: QtBot, view: CertificatePrintView, store: Store, examiner: Actor, tmp_path: Path
) -> None:
    view.unprinted.setChecked(False)
    task = new_task(store, view.choice(), view.order())
    view.write_folder(task, tmp_path / "out")
    qtbot.waitUntil(lambda: "Run 1" in view.banner.text, timeout=10_000)
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(files) == 3
    view.banner.clear()
    view.write_folder(task, tmp_path / "out")
    assert files[0] in answer_question(qtbot, view, "Write over them")
    qtbot.waitUntil(lambda: "Run 2" in view.banner.text, timeout=10_000)


def test_a_jam_is_gone_on_from_and_a_spoiled_sheet_comes_again(
    qtbot: QtBot, view: CertificatePrintView, store: Store, tmp_path: Path
) -> None:
    task = new_task(store, view.choice(), view.order())
    view.send(task, _printer(tmp_path / "first.pdf"))
    qtbot.waitUntil(lambda: view.waiting.isVisible() or bool(runs(store)), timeout=10_000)
    qtbot.waitUntil(lambda: bool(runs(store)), timeout=20_000)
    (one,) = runs(store)
    assert one.sheets == one.printed == 3
    assert len(PdfReader(tmp_path / "first.pdf").pages) == 3
    view.runs.table.select_row(0)
    view.runs.sheet.setValue(2)
    assert not view.runs.spoiled.isEnabled()
    QTest.keyClicks(view.runs.form_number, "0815")
    QTest.keyClicks(view.runs.why, "jam")
    press(qtbot, view, "This sheet was spoiled")
    (lost,) = spoiled_sheets(store)
    assert (lost.sheet, lost.form_number, lost.why) == (2, "0815", "jam")
    again = run(store, 1)
    assert (again.printed, again.next) == (2, 2)
    assert view.runs.from_sheet.value() == 2
    assert view.runs.missing.isEnabled()
    assert [record.done for record in sheet_records(store, 1)] == [True, False, True]


def test_cancel_stops_between_two_sheets_and_the_run_goes_on_from_there(
    qtbot: QtBot, view: CertificatePrintView, store: Store, tmp_path: Path
) -> None:
    task, printer = new_task(store, view.choice(), view.order()), _printer(tmp_path / "first.pdf")
    printing = PrintingPages(PdfPages(draw_sheets(task.sheets, task.order), view), printer, view)
    printing.progressed.connect(lambda done, _: printing.stop() if done == 1 else None)
    with qtbot.waitSignal(printing.ended, timeout=10_000) as sent:
        printing.start()
    assert sent.args == [1]
    view.sent(task, printer, 1)
    (one,) = runs(store)
    assert (one.printed, one.next) == (1, 2)
    assert len(PdfReader(tmp_path / "first.pdf").pages) == 1
    view.runs.table.select_row(0)
    assert view.runs.from_sheet.value() == 2


def test_without_a_printer_it_says_so(
    qtbot: QtBot, view: CertificatePrintView, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.ui.examiner import certificate_print

    class NoPrinters:
        @staticmethod
        def availablePrinterNames() -> list[str]:
            return []

    monkeypatch.setattr(certificate_print, "QPrinterInfo", NoPrinters)
    view.print_.click()
    assert "no printer" in view.banner.text


def test_the_calibration_sheet_moves_with_the_offset(qtbot: QtBot, view: CertificatePrintView) -> None:
    press(qtbot, view, "Calibration sheet")
    dialogs = view.window().findChildren(PdfDialog)
    assert dialogs[0].pages.document.pageCount() == 1
    dialogs[0].close()
    at = system_clock().at
    plain, moved = (calibration_sheet(right, 0, at, landscape=True) for right in (0, 15))
    assert plain != moved
    assert "20 / 60 mm" in PdfReader(BytesIO(moved)).pages[0].extract_text()
