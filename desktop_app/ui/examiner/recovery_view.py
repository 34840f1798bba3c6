"""A new recovery code, shown once, to print or to write down. It is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from desktop_app.ui import theme
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.text import button, label


class RecoveryView(Subview):
    """Shows the code; leaving it forgets it."""

    def __init__(self, code: str, branch: str) -> None:
        super().__init__("", "")
        self._code, self._branch = code, branch
        self.head.title.setText(self.tr("New recovery code"))
        self.back.setText(self.tr("I have written it down"))
        self.back.setAccessibleName(self.back.text())
        card = Card()
        self.code = label(code, wrap=True)
        self.code.setFont(measure.font(measure.HEADING_PX, bold=True))
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
        self.setFocusProxy(self.print)

    def _notes(self) -> tuple[str, ...]:
        return (
            self.tr("It opens the store when every passphrase is forgotten. It is shown this once and kept nowhere."),
            self.tr("Print it or write it down, and lock it away from this machine. The code before it is void."),
        )

    def sheet(self) -> QTextDocument:
        """The sheet as it is printed."""
        document = QTextDocument()
        document.setDefaultFont(QFont(theme.FAMILY, 12))
        cursor = QTextCursor(document)
        lines = (
            (self.tr("Recovery code"), 20, True),
            (self._branch, 14, False),
            (self._code, 18, True),
            *((text, 12, False) for text in self._notes()),
        )
        for text, points, bold in lines:
            shape = QTextCharFormat()
            shape.setFont(QFont(theme.FAMILY, points, QFont.Weight.Bold if bold else QFont.Weight.Normal))
            block = QTextBlockFormat()
            block.setBottomMargin(18)
            cursor.insertBlock(block)
            cursor.insertText(text, shape)
        return document

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.sheet().print_(printer)
