"""The first and the last step of an import: which files into which bank, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.banks.bank import BankInfo
from desktop_app.banks.formats import FORMATS
from desktop_app.tables.findings import Report
from desktop_app.ui import theme
from desktop_app.ui.examiner.import_findings import LEAST_TABLE, FindingsList
from desktop_app.ui.examiner.import_work import FindingRow, account_rows
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.files import local_files
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label


class FilesStep(QWidget):
    """Files by drop or button, and the bank they go into. ``edited`` after every change; ``template_wanted`` where
    somebody has no file yet."""

    edited = Signal()
    template_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._paths: list[Path] = []
        self._titled = False
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self._files_card(), 1)
        box.addWidget(self._bank_card())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))

    def _files_card(self) -> Card:
        card = Card(self.tr("Files"))
        drop = QHBoxLayout()
        drop.setSpacing(12)
        drop.addWidget(IconLabel("upload", theme.current().muted, 28))
        endings = " ".join(dict.fromkeys(suffix for module in FORMATS.values() for suffix in module.SUFFIXES))
        words = self.tr("Drop files here, or choose them. What is read: {endings}").format(endings=endings)
        drop.addWidget(label(words, "muted", wrap=True), 1)
        self.choose = button(self.tr("Choose files"), self._on_choose, symbol="file-text")
        drop.addWidget(self.choose)
        card.box.addLayout(drop)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Chosen files"))
        self.list.setMinimumHeight(130)
        card.box.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.remove = button(self.tr("Remove from the list"), self._on_remove, symbol="x")
        self.template = button(self.tr("Save a template to fill in"), self.template_wanted.emit, symbol="download")
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.template)
        card.box.addLayout(row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._on_remove).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        return card

    def _bank_card(self) -> Card:
        card = Card(self.tr("Into which bank"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.into_old = QRadioButton(self.tr("A bank that is here"))
        self.into_new = QRadioButton(self.tr("A new bank"))
        group = QButtonGroup(self)
        group.addButton(self.into_old)
        group.addButton(self.into_new)
        self.bank = QuietCombo()
        self.bank.setAccessibleName(self.tr("Bank"))
        self.title, self.code = QLineEdit(), QLineEdit()
        self.code.setMaxLength(60)
        grid.addWidget(self.into_old, 0, 0)
        grid.addWidget(self.bank, 0, 1, 1, 4)
        grid.addWidget(self.into_new, 1, 0)
        grid.addWidget(named(self.tr("Name"), self.title), 1, 1)
        grid.addWidget(self.title, 1, 2)
        grid.addWidget(named(self.tr("Code"), self.code), 1, 3)
        grid.addWidget(self.code, 1, 4)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(4, 2)
        card.box.addLayout(grid)
        hint = self.tr(
            "Questions with the same ID, or the same stem and options, are recognised: they are not doubled."
        )
        card.box.addWidget(label(hint, "muted", wrap=True))
        self.into_old.toggled.connect(lambda _: self._on_edited())
        self.bank.activated.connect(lambda _: self.into_old.setChecked(True))
        self.title.textEdited.connect(lambda _: self._on_named())
        self.code.textEdited.connect(lambda _: self._on_named())
        self.bank.currentIndexChanged.connect(lambda _: self.edited.emit())
        return card

    # ------------------------------------------------------------ in and out

    def offer(self, banks: Sequence[BankInfo]) -> None:
        """Offer these banks; the chosen one stays chosen."""
        kept = self.bank.currentData()
        self.bank.blockSignals(True)
        self.bank.clear()
        for info in banks:
            self.bank.addItem(info.title, info.code)
        self.bank.setCurrentIndex(max(0, self.bank.findData(kept)))
        self.bank.blockSignals(False)
        self.into_old.setEnabled(bool(banks))
        if not banks:
            self.into_new.setChecked(True)
        elif not self.into_new.isChecked():
            self.into_old.setChecked(True)
        self._on_edited()

    def choose_bank(self, code: str) -> None:
        """Choose a bank that is offered."""
        place = self.bank.findData(code)
        if place >= 0:
            self.bank.setCurrentIndex(place)
            self.into_old.setChecked(True)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The chosen files."""
        return tuple(self._paths)

    @property
    def target(self) -> tuple[str, str]:
        """Code and title of the bank; the title is empty for one that is here, the code where none is given."""
        if self.into_new.isChecked():
            return self.code.text().strip(), self.title.text().strip()
        return str(self.bank.currentData() or ""), ""

    def add(self, paths: Sequence[Path]) -> None:
        """Add files to the list, each once."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
        self._show()

    def start_over(self) -> None:
        """No files, and no new bank."""
        self._paths.clear()
        self._titled = False
        self.title.clear()
        self.code.clear()
        self._show()

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([str(path) for path in self._paths])
        if self._paths:
            self.list.setCurrentRow(len(self._paths) - 1)
        if not self._titled:
            name = self._paths[0].stem if self._paths else ""
            self.title.setText(name)
            self.code.setText("".join("-" if char in "/\\" else char for char in name)[:60])
        self._on_edited()

    # ------------------------------------------------------------ what happens

    def _on_edited(self) -> None:
        new = self.into_new.isChecked()
        self.bank.setEnabled(self.into_old.isEnabled())
        self.title.setEnabled(new)
        self.code.setEnabled(new)
        self.remove.setEnabled(bool(self._paths))
        self.edited.emit()

    def _on_named(self) -> None:
        self._titled = True
        self.edited.emit()

    def _on_choose(self) -> None:
        suffixes = " ".join(f"*{suffix}" for module in FORMATS.values() for suffix in module.SUFFIXES)
        filters = self.tr("Question files ({suffixes});;All files (*)").format(suffixes=suffixes)
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose files"), "", filters)
        self.add([Path(name) for name in names])

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._paths):
            del self._paths[row]
            self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        self.add(local_files(event.mimeData()))
        event.acceptProposedAction()


class DoneStep(QWidget):
    """What came of it: an account a file, and the findings once more."""

    undo_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        self.accounts: Table[Report] = Table(
            self.tr("Account of each file"),
            (
                Column(self.tr("File"), lambda row: row.file),
                Column(self.tr("Read"), lambda row: str(row.read), lambda row: row.read, number=True),
                Column(self.tr("New"), lambda row: str(row.imported), lambda row: row.imported, number=True),
                Column(self.tr("Changed"), lambda row: str(row.updated), lambda row: row.updated, number=True),
                Column(self.tr("Unchanged"), lambda row: str(row.unchanged), lambda row: row.unchanged, number=True),
                Column(
                    self.tr("Skipped"), lambda row: str(len(row.skipped)), lambda row: len(row.skipped), number=True
                ),
                Column(
                    self.tr("Rejected"), lambda row: str(len(row.rejected)), lambda row: len(row.rejected), number=True
                ),
                Column(self.tr("Revision"), lambda row: str(row.revision or ""), number=True),
            ),
        )
        self.accounts.setMaximumHeight(220)
        self.accounts.setMinimumHeight(LEAST_TABLE)
        box.addWidget(self.accounts)
        self.findings = FindingsList()
        box.addWidget(self.findings, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.undo = button(self.tr("Undo this import"), self.undo_wanted.emit, symbol="undo-2", role="danger")
        self.again = button(self.tr("Import more"), self.again_wanted.emit, symbol="upload")
        row.addWidget(self.undo)
        row.addWidget(self.again)
        row.addStretch(1)
        box.addLayout(row)

    def tell(self, reports: Sequence[Report], findings: Sequence[FindingRow]) -> None:
        """Show these accounts; ``findings`` of files that could not be read stand before theirs."""
        widths = (200, 60, 60, 84, 96, 76, 80, 80)
        self.accounts.set_rows(reports, tuple(map(measure.scaled, widths)))
        rows = [row for row in findings if row.file not in {report.file for report in reports}]
        for report in reports:
            rows += account_rows(report)
        self.findings.show_rows(rows)
        self.undo.setEnabled(any(report.imported or report.updated for report in reports))
