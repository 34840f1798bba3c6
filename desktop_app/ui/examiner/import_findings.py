"""The findings of an import as a table that is narrowed by severity, by code and by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.examiner.import_work import FindingRow, message, place
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import label
from desktop_app.words import phrase

LEAST_TABLE = 88
"""Pixels: a heading and a row, so that the page fits the smallest window."""
_ENDS = "，。；：,;:.（("
_LONGEST_TITLE = 22


class FindingsList(QWidget):
    """Findings with their filters; the chosen one in full beneath. ``chosen`` carries its row, ``opened`` when Enter or
    a double click asks for what it speaks of."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FindingRow, ...] = ()
        self._names = {code: phrase(f"finding_{code}") for code in ("rejected", "skipped", "warning")}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._filters())
        names = self._names
        self.table: Table[FindingRow] = Table(
            self.tr("Findings"),
            (
                Column(self.tr("Where"), lambda row: place(row.finding.where)),
                Column(self.tr("What"), lambda row: names[row.severity]),
                Column(self.tr("Message"), lambda row: message(row.finding)),
            ),
            remember="import_findings",
        )
        self.table.setMinimumHeight(LEAST_TABLE)
        box.addWidget(self.table, 1)
        self.full = label("", wrap=True)
        self.full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(self.full)
        self.severity.currentIndexChanged.connect(lambda _: self._on_severity())
        self.code.currentIndexChanged.connect(lambda _: self._fill())
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(200)
        self._typed.timeout.connect(self._fill)
        self.text.textChanged.connect(lambda _: self._typed.start())
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(self.opened)

    def _filters(self) -> QGridLayout:
        self.severity, self.code, self.text = QuietCombo(), QuietCombo(), QLineEdit()
        self.severity.setMinimumContentsLength(9)
        self.code.setMinimumContentsLength(11)
        self.code.setAccessibleName(self.tr("Which finding"))
        self.text.setPlaceholderText(self.tr("Search in findings"))
        self.text.setAccessibleName(self.tr("Search in findings"))
        head = QGridLayout()
        head.setSpacing(8)
        head.addWidget(named(self.tr("Findings"), self.severity), 0, 0)
        head.addWidget(self.severity, 0, 1)
        head.addWidget(self.code, 0, 2)
        head.addWidget(self.text, 1, 0, 1, 3)
        head.setColumnStretch(2, 1)
        return head

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """Every finding, shown or not."""
        return self._rows

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show these findings; the filters stay as they are as far as they still find something."""
        self._rows = tuple(rows)
        counts = Counter(row.severity for row in self._rows)
        choices = [(self.tr("all  {n}").format(n=len(self._rows)), "")]
        choices += [(f"{name}  {counts[code]}", code) for code, name in self._names.items()]  # type: ignore[index]
        _offer(self.severity, choices)
        self._on_severity()

    def show_all(self) -> None:
        """Take the filters off."""
        self.text.clear()
        self.severity.setCurrentIndex(0)
        self.code.setCurrentIndex(0)

    def choose(self, row: FindingRow) -> None:
        """Put the cursor on a finding, whatever the filters, and the keyboard into the table."""
        if row not in self.table.model_of_rows.rows:
            self.show_all()
        self.table.select_row(self.table.model_of_rows.rows.index(row))
        self.table.setFocus()

    def _of_severity(self) -> list[FindingRow]:
        wanted = self.severity.currentData()
        return [row for row in self._rows if not wanted or row.severity == wanted]

    def _on_severity(self) -> None:
        rows = self._of_severity()
        firsts: dict[str, FindingRow] = {}
        for row in rows:
            firsts.setdefault(row.finding.code, row)
        counts = Counter(row.finding.code for row in rows)
        choices = [(self.tr("any"), "")]
        choices += [(f"{_title(firsts[code])}  {number}", code) for code, number in counts.most_common()]
        _offer(self.code, choices)
        self._fill()

    def _fill(self) -> None:
        self._typed.stop()
        code, words = self.code.currentData(), self.text.text().strip().casefold()
        rows = [row for row in self._of_severity() if not code or row.finding.code == code]
        if words:
            rows = [
                row
                for row in rows
                if words in f"{row.file} {place(row.finding.where)} {message(row.finding)}".casefold()
            ]
        self.table.set_rows(rows, (measure.scaled(110), measure.scaled(76)))
        text = "" if self._rows else self.tr("Nothing to report: every entry was understood.")
        if self._rows and not rows:
            text = self.tr("No finding is like that.")
        if text or self.table.current_row() is None:
            self.full.setText(text)
            self.full.setVisible(bool(text))

    def _on_selected(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.full.setText(f"{row.file} · {place(row.finding.where)}\n{message(row.finding)}")
            self.full.show()
            self.chosen.emit(row)


def _title(row: FindingRow) -> str:
    """What a kind of finding is called in the filter: the beginning of what its first one says."""
    text = message(row.finding)
    end = min((at for mark in _ENDS if (at := text.find(mark)) > 0), default=len(text))
    head = text[:end]
    return head if len(head) <= _LONGEST_TITLE else head[: _LONGEST_TITLE - 1] + "…"


def _offer(field: QuietCombo, choices: Sequence[tuple[str, str]]) -> None:
    kept = field.currentData()
    field.blockSignals(True)
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(0, field.findData(kept)))
    field.blockSignals(False)
