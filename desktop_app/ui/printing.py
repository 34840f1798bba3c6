"""PDF bytes → preview and printer. What the preview shows is what is printed: both draw the same document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.session import Session
from desktop_app.ui.widgets.panels import Banner
from desktop_app.ui.widgets.text import button

_PREVIEWED = 20
"""Pages that are shown: each takes 4 MB."""


class PdfPages:
    """A PDF in memory, drawn page by page on white."""

    def __init__(self, data: bytes, parent: QWidget) -> None:
        self.data = data
        self._buffer = QBuffer(parent)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(parent)
        self.document.load(self._buffer)

    def close(self) -> None:
        """Let go of the document, then of its bytes: in that order, since it still reads them."""
        self.document.close()
        self.document.deleteLater()
        self._buffer.deleteLater()

    def image(self, page: int, width: int) -> QImage:
        """A page, ``width`` pixels wide."""
        points = self.document.pagePointSize(page)
        size = QSize(width, round(width * points.height() / points.width()))
        drawn = self.document.render(page, size)
        # QtPdf draws on a transparent ground.
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return image

    def orientation(self, page: int) -> QPageLayout.Orientation:
        """How the paper lies for a page."""
        points = self.document.pagePointSize(page)
        wide = points.width() > points.height()
        return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait

    def print_to(self, printer: QPrinter) -> None:
        """Draw every page on the printer at its resolution (at most 600 dpi)."""
        printer.setResolution(min(printer.resolution(), 600))
        painter = QPainter(printer)
        for page in range(self.document.pageCount()):
            if page:
                printer.newPage()
            self.paint(painter, printer, page)
        painter.end()

    def paint(self, painter: QPainter, printer: QPrinter, page: int) -> None:
        """Draw one page on the page that the printer is at."""
        area = printer.pageRect(QPrinter.Unit.DevicePixel)
        image = self.image(page, round(area.width()))
        if image.height() > area.height():
            image = self.image(page, round(area.width() * area.height() / image.height()))
        painter.drawImage(QPointF((area.width() - image.width()) / 2, 0), image)


class PrintingPages(QObject):
    """A document on its way to a printer, a page at a time, so that the window stays alive. ``progressed`` says how
    many pages are through, ``ended`` the same at the end or where it was stopped."""

    progressed = Signal(int, int)
    ended = Signal(int)

    def __init__(self, pages: PdfPages, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        printer.setResolution(min(printer.resolution(), 600))
        self._pages, self._printer, self._done = pages, printer, 0
        self._painter: QPainter | None = None
        self._stopped = False

    def start(self) -> None:
        """Begin with the first page."""
        self._printer.setPageOrientation(self._pages.orientation(0))
        self._painter = QPainter(self._printer)
        QTimer.singleShot(0, self._step)

    def stop(self) -> None:
        """Stop after the page that is being drawn."""
        self._stopped = True

    def _step(self) -> None:
        painter, count = self._painter, self._pages.document.pageCount()
        if painter is None:
            return
        if self._stopped or self._done == count or not painter.isActive():
            painter.end()
            self._painter = None
            self.ended.emit(self._done)
            return
        if self._done:
            self._printer.setPageOrientation(self._pages.orientation(self._done))
            self._printer.newPage()
        self._pages.paint(painter, self._printer, self._done)
        self._done += 1
        self.progressed.emit(self._done, count)
        QTimer.singleShot(0, self._step)


class PdfDialog(QDialog):
    """Shows a PDF, prints it, saves it as it is."""

    def __init__(self, title: str, data: bytes, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file_name = file_name
        self.pages = PdfPages(data, self)
        self.banner = Banner()
        box = QVBoxLayout(self)
        box.addWidget(self.banner)
        box.addWidget(self._sheets(title), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Close"), self.reject))
        row.addWidget(button(self.tr("Save as PDF …"), self._on_save, symbol="save"))
        row.addWidget(button(self.tr("Print …"), self._on_print, role="primary", symbol="printer"))
        box.addLayout(row)
        self.resize(980, 680)

    @classmethod
    def of_certificate(cls, session: Session, serial: str, parent: QWidget | None = None) -> PdfDialog:
        """The kept bytes of a certificate."""
        from desktop_app.certificates.certificate import render

        data = render(session.store, serial)
        return cls(serial, data, f"{serial}.pdf", parent)

    def _sheets(self, title: str) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(title)
        holder = QWidget()
        column = QVBoxLayout(holder)
        ratio = self.devicePixelRatioF()
        count = self.pages.document.pageCount()
        for page in range(min(count, _PREVIEWED)):
            sheet = QLabel()
            image = self.pages.image(page, round(900 * ratio))
            image.setDevicePixelRatio(ratio)
            from PySide6.QtGui import QPixmap

            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.setAccessibleName(self.tr("Page {n}").format(n=page + 1))
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        if count > _PREVIEWED:
            more = QLabel(
                self.tr("Pages not shown here, printed and saved all the same: {n}").format(n=count - _PREVIEWED)
            )
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(holder)
        return area

    def _on_save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), self._file_name, "PDF (*.pdf)")
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(self.pages.data)
        except OSError as error:
            self.banner.tell(
                self.tr("The file could not be written ({why}). Choose another folder.").format(why=error.strerror),
                "bad",
            )
        else:
            self.banner.tell(self.tr("Saved: {file}").format(file=chosen), "good")

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(self.pages.orientation(0))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.pages.print_to(printer)
            self.banner.tell(self.tr("Sent to the printer."), "good")
