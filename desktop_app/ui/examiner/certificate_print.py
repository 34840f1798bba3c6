"""The printing room: which certificates, how they stand on the sheets, and where they go.

Must not know how a sheet is drawn, or what a run keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.certificates.calibration import calibration_sheet
from desktop_app.certificates.print_files import FilesThere, Task, going_on, new_task, on_printer, to_file, to_folder
from desktop_app.certificates.print_order import MOST_GUTTER, MOST_MARGIN, MOST_OFFSET, PER_SHEET, Choice, Order
from desktop_app.certificates.print_runs import Run
from desktop_app.certificates.print_sheets import SmallCode, draw_sheets, small_code
from desktop_app.exams.exam import exams
from desktop_app.staff.people import posts, units
from desktop_app.ui import moments
from desktop_app.ui.examiner.certificate_runs import RunsCard
from desktop_app.ui.examiner.page_on_paper import PageOnPaper
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.printing import PdfDialog, PdfPages, PrintingPages
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Banner, Card, Waiting, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import phrase, say

_OFFSET = "print_offset"
_PATIENCE_MS = 250


@dataclass(frozen=True, slots=True)
class _Looked:
    """What would be printed, and its first sheet."""

    certificates: int
    sheets: int
    small: SmallCode | None
    data: bytes


class CertificatePrintView(Subview):
    """Prints certificates drawn anew. ``changed`` when a run was begun, went on, or lost a sheet."""

    changed = Signal()

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self.printing: PrintingPages | None = None
        self.head.title.setText(self.tr("Print certificates"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.print_ = button(self.tr("Print …"), self._on_print, role="primary", symbol="printer")
        self.head.add(button(self.tr("Save as one PDF …"), self._on_file, symbol="save"))
        self.head.add(button(self.tr("Save into a folder …"), self._on_folder, symbol="download"))
        self.head.add(self.print_)
        self.banner, self.waiting = Banner(), Waiting()
        self.waiting.cancelled.connect(self._on_stop)
        self.page = PageOnPaper(self.tr("The first sheet as it prints"))
        self.box.addWidget(self.banner)
        self.box.addWidget(self.waiting)
        measure.keep(self.page, lambda: self.page.setMinimumHeight(measure.scaled(300)))
        columns = Columns((1, 1), 360)
        self.account = label("", "muted", wrap=True)
        self.runs = RunsCard(session)
        self.runs.again.connect(self._on_again)
        self.runs.told.connect(lambda text: self.banner.tell(text, "good"))
        self.runs.refused.connect(self._refuse)
        self.runs.lost.connect(self._on_lost)
        self._soon = WhileShown(self, _PATIENCE_MS, self._look, once=True)
        cards = ((0, self._which()), (0, self._how()), (1, self.account), (1, self.page), (1, self.runs))
        for n, widget in cards:
            columns.boxes[n].addWidget(widget)
        self._watch()
        for box in columns.boxes:
            box.addStretch(1)
        self.box.addWidget(scrolling(columns), 1)
        self.first = self.exam
        self.fill()

    def _which(self) -> Card:
        card = Card(self.tr("Which certificates"))
        self.exam, self.post, self.unit = QuietCombo(), QuietCombo(), QuietCombo()
        self.exam.addItem(self.tr("Of every exam"), "")
        zone = moments.zone(self._session.store)
        for one in exams(self._session.store):
            self.exam.addItem(f"{one.title}  {one.opens_at.astimezone(zone):%Y-%m-%d}", one.id)
        self.post.addItem(self.tr("Every post"), "")
        for post in posts(self._session.store):
            self.post.addItem(post, post)
        self.unit.addItem(self.tr("Every unit"), "")
        for unit in units(self._session.store):
            self.unit.addItem(unit, unit)
        self.serials = QLineEdit()
        self.unprinted = QCheckBox(self.tr("Only what was never printed, or was spoiled"))
        self.unprinted.setChecked(True)
        form = Form()
        form.add(self.tr("Exam"), self.exam)
        form.add(self.tr("Post"), self.post)
        form.add(self.tr("Unit"), self.unit)
        form.add(self.tr("Or these certificate numbers"), self.serials)
        form.box.addSpacing(4)
        form.box.addWidget(self.unprinted)
        card.box.addWidget(form)
        return card

    def _how(self) -> Card:
        card = Card(self.tr("On the sheet"))
        self.per_sheet = QuietCombo()
        for count in PER_SHEET:
            words = self.tr("One, in its own size") if count == 1 else self.tr("{n} on an A4 sheet").format(n=count)
            self.per_sheet.addItem(words, count)
        self.margin, self.gutter = Whole(0, MOST_MARGIN // 10, "mm"), Whole(0, MOST_GUTTER // 10, "mm")
        self.margin.setValue(Order().margin // 10)
        self.gutter.setValue(Order().gutter // 10)
        self.crop_marks = QCheckBox(self.tr("Marks to cut along"))
        self.crop_marks.setChecked(True)
        self.form = QCheckBox(self.tr("On forms that are printed already"))
        tenths = self.tr("× 0.1 mm")
        self.right, self.down = Whole(-MOST_OFFSET, MOST_OFFSET, tenths), Whole(-MOST_OFFSET, MOST_OFFSET, tenths)
        for field, tenth in zip((self.right, self.down), self._kept_offset(), strict=True):
            field.setValue(tenth)
        fields = Form()
        fields.add(self.tr("Certificates a sheet"), self.per_sheet)
        fields.add(self.tr("Margin"), self.margin)
        fields.add(self.tr("Between two"), self.gutter)
        fields.add(self.tr("Move to the right"), self.right)
        fields.add(
            self.tr("Move down"), self.down, self.tr("Kept on this computer. The calibration sheet tells how much.")
        )
        for box in (self.crop_marks, self.form):
            fields.box.addWidget(box)
        fields.box.addWidget(label(self.tr("Then names, dates and the QR code alone are printed."), "muted", wrap=True))
        fields.box.addSpacing(4)
        fields.box.addWidget(button(self.tr("Calibration sheet …"), self._on_calibrate, symbol="file-text"))
        card.box.addWidget(fields)
        return card

    # ------------------------------------------------------------ what is shown

    def _watch(self) -> None:
        """Whatever is chosen otherwise shows in the preview."""
        for combo in (self.exam, self.post, self.unit, self.per_sheet):
            combo.currentIndexChanged.connect(self._soon.again)
        for field in (self.margin, self.gutter, self.right, self.down):
            field.valueChanged.connect(self._soon.again)
        for box in (self.unprinted, self.crop_marks, self.form):
            box.toggled.connect(self._soon.again)
        self.serials.textChanged.connect(self._soon.again)

    def fill(self) -> None:
        """Read the runs again; what was never printed is other now."""
        self.runs.fill()
        if self.isVisible():
            self._soon.start()

    def _kept_offset(self) -> tuple[int, int]:
        right, _, down = str(QSettings().value(_OFFSET, "0,0")).partition(",")
        try:
            return int(right), int(down)
        except ValueError:
            return 0, 0

    def order(self) -> Order:
        """How certificates come onto paper, as the fields have it."""
        QSettings().setValue(_OFFSET, f"{self.right.value()},{self.down.value()}")
        return Order(
            per_sheet=int(self.per_sheet.currentData()),
            margin=self.margin.value() * 10,
            gutter=self.gutter.value() * 10,
            crop_marks=self.crop_marks.isChecked(),
            form=self.form.isChecked(),
            right=self.right.value(),
            down=self.down.value(),
        )

    def choice(self) -> Choice:
        """Which certificates, as the fields have it."""
        return Choice(
            serials=tuple(self.serials.text().replace("，", " ").replace(",", " ").split()),
            exam_id=str(self.exam.currentData()) or None,
            post=str(self.post.currentData()),
            unit=str(self.unit.currentData()),
            unprinted=self.unprinted.isChecked(),
        )

    # ------------------------------------------------------------ what is done

    def _task(self) -> Task | None:
        try:
            return new_task(self._session.store, self.choice(), self.order())
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return None

    def _look(self) -> None:
        if self._working.busy:
            self._soon.start()
            return
        store, choice, order = self._session.store, self.choice(), self.order()

        def work(_: Progress) -> _Looked:
            task = new_task(store, choice, order)
            return _Looked(
                task.certificates, len(task.sheets), small_code(task.sheets), draw_sheets(task.sheets[:1], order)
            )

        self._working.start(
            self.tr("Drawing the certificate …"), work, self._looked, self._none_looked, looking=True, view=self
        )

    def _looked(self, seen: _Looked) -> None:
        self.page.show_pdf(seen.data)
        self.page.show()
        told = self.tr("Certificates {n} on sheets {m}; the first sheet:").format(n=seen.certificates, m=seen.sheets)
        if seen.small is not None:
            told = f"{phrase('qr_small', {'side': seen.small.side, 'module': seen.small.module})}\n{told}"
        self.account.setText(told)

    def _none_looked(self, error: BranchExamError) -> None:
        self.page.clear()
        self.page.hide()
        self.account.setText(say(error))

    def _on_file(self) -> None:
        task = self._task()
        if task is not None:
            choose_to_save(
                self, self.tr("Save as one PDF"), "certificates.pdf", "PDF (*.pdf)", lambda path: self.write(task, path)
            )

    def write(self, task: Task, path: Path) -> None:
        """Write the sheets as one PDF."""
        store, actor = self._session.store, self._session.signed_in()
        self._do(lambda progress: to_file(store, actor, task, path, system_clock(), progress), str(path))

    def _on_folder(self) -> None:
        task = self._task()
        if task is None:
            return
        dialog = QFileDialog(self, self.tr("Save into a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.write_folder(task, Path(chosen)))
        dialog.open()

    def write_folder(self, task: Task, folder: Path, *, over: bool = False) -> None:
        """Write a PDF a sheet; what is there already is asked about."""
        store, actor = self._session.store, self._session.signed_in()

        def failed(error: BranchExamError) -> None:
            if isinstance(error, FilesThere):
                confirm(
                    self,
                    self.tr("Files are there already"),
                    say(error),
                    self.tr("Write over them"),
                    lambda: self.write_folder(task, folder, over=True),
                )
            else:
                self.banner.tell(say(error), "bad")

        self._do(
            lambda progress: to_folder(store, actor, task, folder, system_clock(), progress, replace=over),
            str(folder),
            failed,
        )

    def _do(
        self, work: Callable[[Progress], Run], where: str, failed: Callable[[BranchExamError], object] | None = None
    ) -> None:
        def done(run: Run) -> None:
            self.fill()
            self.changed.emit()
            self.banner.tell(self.tr("Run {n} is in {where}.").format(n=run.number, where=where), "good")

        self._working.start(self.tr("Printing certificates …"), work, done, failed or self._refuse, view=self)

    def _on_lost(self) -> None:
        self.fill()
        self.changed.emit()

    def _refuse(self, error: BranchExamError) -> None:
        self.banner.tell(say(error), "bad")

    def _on_calibrate(self) -> None:
        data = calibration_sheet(self.right.value(), self.down.value(), system_clock().at, landscape=True)
        PdfDialog(self.tr("Calibration sheet"), data, "calibration.pdf", self.window()).open()

    # ------------------------------------------------------------ the printer

    def _on_print(self) -> None:
        task = self._task()
        if task is not None:
            self._print(task)

    def _on_again(self, number: int, first: int) -> None:
        try:
            task = going_on(self._session.store, number, first)
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return
        self._print(task)

    def _print(self, task: Task) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.banner.tell(
                self.tr("This computer has no printer. Set one up, or save a PDF and print it elsewhere."), "caution"
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        wide, tall = task.sheets[0].places.sheet
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide > tall else QPageLayout.Orientation.Portrait
        )
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.send(task, printer)

    def send(self, task: Task, printer: QPrinter) -> None:
        """Draw the sheets, and send them to the printer one after another."""
        self._working.start(
            self.tr("Printing certificates …"),
            lambda progress: draw_sheets(task.sheets, task.order, progress),
            lambda data: self._send(task, printer, data),
            self._refuse,
            view=self,
        )

    def _send(self, task: Task, printer: QPrinter, data: bytes) -> None:
        pages = PdfPages(data, self)
        printing = PrintingPages(pages, printer, self)
        printing.progressed.connect(self.waiting.step)
        printing.ended.connect(lambda done: self.sent(task, printer, done))
        self.waiting.begin(self.tr("Sending to the printer …"))
        self.printing = printing
        printing.start()

    def _on_stop(self) -> None:
        if self.printing is not None:
            self.printing.stop()

    def sent(self, task: Task, printer: QPrinter, done: int) -> None:
        """The first ``done`` sheets are through: that goes on record, and what is left can go on from there."""
        self.printing = None
        self.waiting.end()
        session = self._session
        name = printer.printerName() or printer.outputFileName()
        run = on_printer(session.store, session.signed_in(), task, done, Path(name).name, system_clock())
        self.fill()
        self.changed.emit()
        whole = done == len(task.sheets)
        text = self.tr("Run {n}: sheets sent to the printer: {done} of {all}.")
        self.banner.tell(text.format(n=run.number, done=done, all=len(task.sheets)), "good" if whole else "caution")
