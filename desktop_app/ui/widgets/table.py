"""A table fed by one ``RowsModel``: sortable, copied by Ctrl+C, opened by Enter or a double click.

The widths that somebody gave its columns are kept on this machine, by the table's ``remember``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.ui.rows_model import ROW_ROLE, Column, RowsModel, SortedRows
from desktop_app.ui.widgets import measure

T = TypeVar("T")

_KEEP_MS = 300
_WIDEST = 9999


class Table(QTableView, Generic[T]):
    """Rows of one kind. ``opened`` carries the row, ``selected`` whenever the selection changes."""

    opened = Signal(object)
    selected = Signal()

    def __init__(
        self, name: str, columns: Sequence[Column[T]], parent: QWidget | None = None, *, remember: str = ""
    ) -> None:
        super().__init__(parent)
        self._remember = remember
        self._placing = False
        self.setAccessibleName(name)
        self.model_of_rows: RowsModel[T] = RowsModel(columns, self)
        self._sorted = SortedRows(self.model_of_rows, self)
        self.setModel(self._sorted)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._percent = measure.percent()
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self._keep_widths)
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(self._on_opened)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())

    def set_rows(self, rows: Sequence[T], widths: Sequence[int] = ()) -> None:
        """Show these rows; ``widths`` in pixels for the first columns, on the first call alone."""
        first = not self.model_of_rows.rows
        kept = self.current_row()
        self.model_of_rows.set_rows(rows)
        if first:
            self._place(self._kept_widths() or tuple(widths))
        if kept is not None and kept in rows:
            self.select_row(rows.index(kept))

    def _place(self, widths: Sequence[int]) -> None:
        self._placing = True
        for column in range(self.model_of_rows.columnCount()):
            # A heading is never cut; the sign of the sorting has no room of its own in it.
            width = widths[column] if column < len(widths) else self.columnWidth(column)
            self.setColumnWidth(column, max(width, self._heading_width(column)))
        self._placing = False

    def _on_resized(self, column: int, *_: int) -> None:
        # The last column takes what is left; only a hand on the header is somebody's wish.
        by_hand = not self._placing and column < self.model_of_rows.columnCount() - 1
        if self._remember and by_hand and self.isVisible():
            self._keeping.start()

    def _keep_widths(self) -> None:
        header = self.horizontalHeader()
        scale = 100 / measure.percent()
        widths = [round(header.sectionSize(column) * scale) for column in range(self.model_of_rows.columnCount() - 1)]
        QSettings().setValue(f"columns/{self._remember}", ",".join(map(str, widths)))

    def _kept_widths(self) -> tuple[int, ...]:
        """What was kept, in pixels at the present size of text; nothing where the columns are others by now."""
        kept = str(QSettings().value(f"columns/{self._remember}", "")) if self._remember else ""
        pieces = kept.split(",")
        whole = all(piece.isascii() and piece.isdigit() and 1 <= int(piece) <= _WIDEST for piece in pieces)
        if not whole or len(pieces) != self.model_of_rows.columnCount() - 1:
            return ()
        return tuple(measure.scaled(int(piece)) for piece in pieces)

    def _heading_width(self, column: int) -> int:
        title = str(self.model_of_rows.headerData(column, Qt.Orientation.Horizontal) or "")
        return measure.bold_width(title) + 20

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        now = measure.percent()
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_percent") and now != self._percent:
            header = self.horizontalHeader()
            self._placing = True
            for column in range(self.model_of_rows.columnCount()):
                header.resizeSection(column, round(header.sectionSize(column) * now / self._percent))
            self._placing = False
            self._percent = now

    def set_filter(self, text: str) -> None:
        """Show only rows in which any column holds ``text``."""
        self._sorted.setFilterFixedString(text)

    def current_row(self) -> T | None:
        """The row under the cursor."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def selected_rows(self) -> tuple[T, ...]:
        """Every selected row, from the top."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(index.data(ROW_ROLE) for index in indexes)

    def select_row(self, number: int) -> None:
        """Select a row by its place in the rows that were set."""
        index = self._sorted.mapFromSource(self.model_of_rows.index(number, 0))
        if index.isValid():
            self.setCurrentIndex(index)
            self.selectRow(index.row())

    def select_rows(self, numbers: Sequence[int]) -> None:
        """Select several rows by their places in the rows that were set; the cursor stays where it is."""
        chosen = QItemSelection()
        for number in numbers:
            index = self._sorted.mapFromSource(self.model_of_rows.index(number, 0))
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _as_text(self) -> str:
        model: Any = self._sorted
        lines = []
        for index in sorted(self.selectionModel().selectedRows(), key=lambda i: i.row()):
            cells = (model.index(index.row(), column).data() for column in range(model.columnCount()))
            lines.append("\t".join(str(cell) for cell in cells))
        return "\n".join(lines)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW_ROLE))
