"""A new recovery code, shown once, to print or to write down. It is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from desktop_app.base.clock import system_clock
from desktop_app.pdf.sheets import recovery_sheet
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.printing import PdfPages
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.text import button, label


class RecoveryView(Subview):
    """Shows the code; leaving it forgets it."""

    def __init__(self, code: str, branch: str, day: str) -> None:
        super().__init__("", "")
        self._code, self._branch, self._day = code, branch, day
        self.head.title.setText(self.tr("New recovery code"))
        self.back.setText(self.tr("I have written it down"))
        self.back.setAccessibleName(self.back.text())
        card = Card()
        self.code = label(code, "title", wrap=True)
        self.code.setAccessibleName(code)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        card.box.addWidget(self.code)
        for text in self._notes():
            card.box.addWidget(label(text, wrap=True))
        self.print = button(self.tr("Print the sheet …"), self._on_print, role="primary", symbol="printer")
        self.head.add(self.print)
        card.box.addStretch(1)
        self.box.addWidget(card, 1)
        self.first = self.print

    def _notes(self) -> tuple[str, ...]:
        return (
            self.tr("It opens the store when every passphrase is forgotten. It is shown this once and kept nowhere."),
            self.tr("Print it or write it down, and lock it away from this machine. The code before it is void."),
        )

    def sheet(self) -> bytes:
        """The sheet as it is printed, a PDF."""
        return recovery_sheet(self._code, self._branch, system_clock().at, self._day)

    def _on_print(self) -> None:
        # Straight to paper: a recovery code in a file would lie beside what it opens.
        pages = PdfPages(self.sheet(), self)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            pages.print_to(printer)
