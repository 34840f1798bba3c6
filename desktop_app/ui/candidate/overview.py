"""All questions of the paper at a glance: answered, in part, flagged, empty; one click or its number leads to each."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIntValidator, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.icon import pixmap
from desktop_app.ui.widgets.text import button, label, restyle

_GAP = 4


class _Cell(QPushButton):
    """A question's number. Its state is told by shape and word too: a flag, a tinted ground, half a line below the
    number, a spoken name."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number
        self.flagged = self.begun = False
        self.setProperty("role", "cell")
        self.setCheckable(True)
        # A hundred stops of the Tab key would be in the way; G and a number lead there.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours, painter = theme.current(), QPainter(self)
        if self.flagged:
            painter.drawPixmap(
                2, 2, pixmap("flag", colours.on_accent if self.isChecked() else colours.caution, measure.scaled(11))
            )
        if self.begun:
            side, thick = self.width(), measure.scaled(3)
            colour = colours.on_accent if self.isChecked() else colours.accent
            painter.fillRect(side // 4, self.height() - 2 * thick, side // 4, thick, QColor(colour))
        painter.end()


class Overview(QFrame):
    """``went`` carries a question's number (from 1), ``submitted`` that the person wants to hand in, ``left`` that the
    field for a number was left with Esc."""

    went = Signal(int)
    submitted = Signal()
    left = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.cells = [_Cell(n) for n in range(1, count + 1)]
        for cell in self.cells:
            cell.clicked.connect(lambda _checked=False, number=cell.number: self.went.emit(number))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("All questions"))
        self._area.setWidget(holder)
        box.addWidget(self._area, 1)
        self.counts = [label(), label(), label()]
        self.in_part = label()
        for one in (self.counts[0], self.in_part, *self.counts[1:]):
            box.addWidget(one)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(1, max(1, count), self))
        measure.keep(self.number, lambda: self.number.setFixedWidth(measure.scaled(64)))
        self.number.returnPressed.connect(self._on_number)
        name = label(self.tr("Go to (G)"))
        name.setBuddy(self.number)
        self.number.setAccessibleName(self.tr("Number of the question to go to"))
        row.addWidget(name)
        row.addWidget(self.number)
        row.addStretch(1)
        box.addLayout(row)
        self.submit = button(self.tr("Submit"), self.submitted.emit)
        self.submit.setToolTip(self.tr("Ctrl+Enter"))
        box.addWidget(self.submit)
        self._lay_out()

    def _lay_out(self) -> None:
        side = max(theme.TARGET, measure.scaled(theme.TARGET - 4))
        columns = max(3, measure.scaled(theme.TARGET) * 6 // side) if measure.percent() <= 125 else 4
        self._side = QSize(side, side)
        for n, cell in enumerate(self.cells):
            cell.setFixedSize(self._side)
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, n // columns, n % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(columns, 1)
        self._grid.setRowStretch(len(self.cells) // columns + 1, 1)
        self.setFixedWidth(columns * side + (columns - 1) * _GAP + 24 + 18)

    def tell(
        self,
        current: int,
        answered: Collection[int],
        flagged: Collection[int],
        closed: Collection[int] = (),
        begun: Collection[int] = (),
    ) -> None:
        """Show which question is open (from 1), which are answered, which are flagged, which are in a section whose
        time is used up, and which of those answered are answered in part."""
        for cell in self.cells:
            is_begun, cell.flagged = cell.number in begun, cell.number in flagged
            is_answered = cell.number in answered and not is_begun
            if cell.begun != is_begun:
                cell.begun = is_begun
                cell.update()
            cell.setChecked(cell.number == current)
            if (cell.property("answered"), cell.property("flagged")) != (is_answered, cell.flagged):
                restyle(cell, answered=is_answered, flagged=cell.flagged)
                # The style sheet has put its own smallest height in the place of ours.
                cell.setFixedSize(self._side)
            cell.setEnabled(cell.number not in closed)
            words = [self.tr("Question {n}").format(n=cell.number)]
            words.append(
                self.tr("answered") if is_answered else self.tr("answered in part") if is_begun else self.tr("empty")
            )
            if cell.flagged:
                words.append(self.tr("flagged"))
            if cell.number in closed:
                words.append(self.tr("closed: its part's time is used up"))
            cell.setAccessibleName(", ".join(words))
        self.counts[0].setText(self.tr("Answered {n}").format(n=len(answered) - len(begun)))
        self.in_part.setText(self.tr("In part {n}").format(n=len(begun)))
        self.in_part.setVisible(bool(begun))
        self.counts[1].setText(self.tr("Empty {n}").format(n=len(self.cells) - len(answered)))
        self.counts[2].setText(self.tr("Flagged {n}").format(n=len(flagged)))
        if 1 <= current <= len(self.cells):
            self._area.ensureWidgetVisible(self.cells[current - 1], 0, 60)

    def ask_number(self) -> None:
        """Take the keyboard for a number to go to."""
        self.number.clear()
        self.number.setFocus()

    def _on_number(self) -> None:
        typed = self.number.text()
        self.number.clear()
        if typed and 1 <= int(typed) <= len(self.cells):
            self.went.emit(int(typed))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event) or is_enter(event):
            # Enter in the field has been heard already, and moved the keyboard on: it must not count twice.
            return
        if event.key() == Qt.Key.Key_Escape and self.number.hasFocus():
            self.number.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "submit"):
            self._lay_out()
