"""A bank's revisions as a list, and going back to any of them. Must not know how the store keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.banks.bank import BankInfo
from desktop_app.banks.history import RevisionInfo
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.moments import when
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label


class BankHistory(Subview):
    """The revisions of one bank, the newest first. ``go_back_wanted`` carries the number of the revision that is to
    hold (0: none), ``take_up_wanted`` asks for the one that was taken back last."""

    go_back_wanted = Signal(int)
    take_up_wanted = Signal()

    def __init__(self, info: BankInfo, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        """``zone``: the branch's time zone, in which instants are told."""
        super().__init__("", "", parent)
        self.info = info
        self._zone = zone
        self._next: RevisionInfo | None = None
        back = self.tr("Back to the questions")
        self.back.setText(back)
        self.back.setAccessibleName(back)
        self.head.title.setText(self.tr("Revisions of '{title}'").format(title=info.title))
        hint = self.tr(
            "Every import is a revision. Going back withdraws what came after it and loses nothing: what was withdrawn "
            "can be taken up again. Papers that were drawn keep their questions."
        )
        self.box.addWidget(label(hint, "muted", wrap=True))
        self.table: Table[RevisionInfo] = Table(
            self.tr("Revisions"),
            (
                Column(self.tr("Revision"), lambda row: str(row.number), lambda row: row.number, number=True),
                Column(self.tr("When"), lambda row: when(row.at, self._zone), lambda row: row.at),
                Column(self.tr("Who"), lambda row: f"{row.staff_no} {row.name}".strip()),
                Column(self.tr("State"), self._state),
                Column(
                    self.tr("New or changed"), lambda row: str(row.questions), lambda row: row.questions, number=True
                ),
                Column(self.tr("File"), lambda row: row.file),
            ),
            remember="bank_history",
        )
        self.box.addWidget(self.table, 1)
        self.go_back = button(self.tr("Go back to this one"), self._on_go_back, symbol="undo-2")
        self.take_up = button(self.tr("Take up again"), self.take_up_wanted.emit, symbol="refresh-cw")
        self.empty = button(self.tr("Go back to before the first"), lambda: self.go_back_wanted.emit(0))
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.go_back, self.take_up):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.empty)
        self.box.addLayout(row)
        self.table.selected.connect(self._aim)
        self.table.opened.connect(lambda _: self._on_go_back())
        self.first = self.table

    def _state(self, row: RevisionInfo) -> str:
        if row.holds:
            return self.tr("holds now")
        return self.tr("withdrawn") if row.withdrawn else self.tr("part of what holds")

    def tell(self, revisions: Sequence[RevisionInfo]) -> None:
        """Show these; the cursor stands on the one before that which holds: where one step back leads."""
        self.table.set_rows(revisions, tuple(map(measure.scaled, (76, 146, 130, 150, 120))))
        standing = [n for n, row in enumerate(revisions) if not row.withdrawn]
        if revisions:
            self.table.select_row(standing[1] if len(standing) > 1 else 0)
        self.empty.setEnabled(bool(standing))
        self._next = next((row for row in revisions if row.next_up), None)
        self.take_up.setVisible(self._next is not None)
        if self._next is not None:
            self.take_up.setText(self.tr("Take up revision {n} again").format(n=self._next.number))
            self.take_up.setAccessibleName(self.take_up.text())
        self._aim()

    def _aim(self) -> None:
        row = self.table.current_row()
        self.go_back.setEnabled(row is not None and not row.withdrawn and not row.holds)

    def _on_go_back(self) -> None:
        row = self.table.current_row()
        if row is not None and self.go_back.isEnabled():
            self.go_back_wanted.emit(row.number)
