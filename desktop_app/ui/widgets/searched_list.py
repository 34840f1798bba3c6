"""A list under its search, and beside it what is selected. Must not know what is listed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget


class SearchedList(QWidget):
    """The focus goes to the search; ``beside`` stand at the search's right, ``empty`` where the table has no row."""

    def __init__(self, search: QLineEdit, beside: Sequence[QWidget], table: QWidget, empty: QWidget, panel: QWidget):
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(12)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(search, 1)
        for one in beside:
            bar.addWidget(one)
        column.addLayout(bar)
        column.addWidget(table, 1)
        column.addWidget(empty, 1)
        row.addLayout(column, 1)
        row.addWidget(panel)
        self.setFocusProxy(search)
