"""Fields for numbers and for several choices; a mouse wheel on its way down a page does not change them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from desktop_app.ui.widgets import measure


class Whole(QSpinBox):
    """A whole number between two ends (both included)."""

    def __init__(self, low: int, high: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(low, high)
        self.setSuffix(f" {suffix}" if suffix else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(measure.scaled(84))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()


class Amount(QDoubleSpinBox):
    """A decimal number with at most two places, shown without trailing zeros."""

    edited = Signal()

    def __init__(self, low: Decimal, high: Decimal, suffix: str = "") -> None:
        super().__init__()
        self.setDecimals(2)
        self.setRange(float(low), float(high))
        self.setSuffix(f" {suffix}" if suffix else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(measure.scaled(84))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.valueChanged.connect(lambda _: self.edited.emit())

    @property
    def amount(self) -> Decimal:
        """What it shows, exactly."""
        return Decimal(str(round(self.value(), 2)))

    def set_amount(self, amount: Decimal) -> None:
        """Show this number."""
        self.setValue(float(amount))

    def textFromValue(self, value: float) -> str:  # noqa: D102
        return format(Decimal(str(round(value, 2))).normalize(), "f") if value else "0"

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()


class Ticks(QListWidget):
    """Any number of a list, ticked with the mouse or the space bar. ``edited`` when a person ticked."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # Thousands of names would each be measured.
        self.setUniformItemSizes(True)
        self.itemChanged.connect(lambda _: self.edited.emit())

    def set_choices(self, choices: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Offer (value, words); those in ``ticked`` are ticked, and stand there even where they are not offered."""
        wanted = dict.fromkeys(ticked)
        known = {value for value, _ in choices}
        offered = [*choices, *((value, value) for value in wanted if value not in known)]
        self.blockSignals(True)
        self.clear()
        for value, words in offered:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if value in wanted else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(False)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list."""
        items = [self.item(n) for n in range(self.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )


class Levels(QWidget):
    """Any number of 1 … n, each a check box of its own."""

    edited = Signal()

    def __init__(self, name: str, highest: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._boxes = []
        for level in range(1, highest + 1):
            box = QCheckBox(str(level))
            box.setAccessibleName(f"{name} {level}")
            box.toggled.connect(lambda _: self.edited.emit())
            row.addWidget(box)
            self._boxes.append(box)
        row.addStretch(1)
        self.setFocusProxy(self._boxes[0])

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels that are ticked."""
        return tuple(n for n, box in enumerate(self._boxes, 1) if box.isChecked())

    def set_levels(self, levels: Iterable[int]) -> None:
        """Tick these."""
        wanted = set(levels)
        for n, box in enumerate(self._boxes, 1):
            box.blockSignals(True)
            box.setChecked(n in wanted)
            box.blockSignals(False)


def named(text: str, field: QWidget) -> QLabel:
    """The label of a field: its buddy, and its accessible name."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setBuddy(field)
    field.setAccessibleName(text)
    return made
