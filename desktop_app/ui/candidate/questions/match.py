"""Left sides to match with right sides: a combo box for each left side, the right sides in full beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.banks import inline
from desktop_app.exams.shown import ShownQuestion, ShownRight
from desktop_app.ui.candidate.questions.view import AnswerView
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.choice_row import PICTURE
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.text import label


class MatchView(AnswerView):
    """Number keys choose in a combo box, Enter goes to the next that has none yet, Tab to the next."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        self.combos: dict[str, QuietCombo] = {}
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._left(), 3)
        row.addLayout(self._right(), 2)
        self.box.addLayout(row)

    def _left(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for n, left in enumerate(self.shown.left):
            combo = QuietCombo()
            combo.setProperty("role", "answer")
            combo.addItem("", None)
            for right in self.shown.right:
                said = inline.plain(right.text, self.shown.images)
                combo.addItem(self._entry(right), right.number)
                combo.setItemData(combo.count() - 1, said.replace("<", "＜"), Qt.ItemDataRole.ToolTipRole)
                combo.setItemData(combo.count() - 1, f"{right.number}  {said}", Qt.ItemDataRole.AccessibleTextRole)
            combo.setAccessibleName(f"{left.letter}  {inline.plain(left.text, self.shown.images)}")
            combo.setMinimumWidth(measure.scaled(140))
            combo.currentIndexChanged.connect(self._on_changed)
            text = RichText(picture=PICTURE)
            text.set_content(left.text, "plain", self.shown.images, elsewhere=self.shown.images)
            name = label(left.letter, "subheading")
            name.setBuddy(combo)
            grid.addWidget(name, n, 0)
            grid.addWidget(text, n, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(combo, n, 2)
            self.combos[left.letter] = combo
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for right in self.shown.right:
            text, number = RichText(picture=PICTURE), RichText()
            text.set_content(right.text, "plain", self.shown.images, elsewhere=self.shown.images)
            number.set_content(str(right.number))
            number.setFixedWidth(measure.scaled(24))
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            column.addLayout(row)
        column.addStretch(1)
        return column

    def _entry(self, right: ShownRight) -> str:
        """What a combo box says: the number alone where a formula or picture stands beside it."""
        pieces = inline.pieces(right.text, self.shown.images)
        words = "".join(piece.text for piece in pieces if isinstance(piece, inline.Text))
        if all(isinstance(piece, inline.Text) for piece in pieces):
            return f"{right.number}  {words}"
        return str(right.number)

    def _on_changed(self, index: int) -> None:  # noqa: ARG002
        self.chosen.emit(self.value())

    def value(self) -> Any:  # noqa: D102
        chosen = {letter: combo.currentData() for letter, combo in self.combos.items()}
        return {letter: number for letter, number in chosen.items() if number is not None} or None

    def set_value(self, value: Any) -> None:  # noqa: D102
        for letter, combo in self.combos.items():
            combo.blockSignals(True)
            at = combo.findData(value.get(letter)) if isinstance(value, dict) else 0
            combo.setCurrentIndex(max(0, at))
            combo.blockSignals(False)

    def go_on(self) -> bool:  # noqa: D102
        combos = list(self.combos.values())
        here = next((n for n, combo in enumerate(combos) if combo.hasFocus()), None)
        if here is None:
            return False
        empty = [combo for combo in (*combos[here + 1 :], *combos[:here]) if combo.currentData() is None]
        if empty:
            empty[0].setFocus()
        return bool(empty)

    def take_focus(self) -> None:  # noqa: D102
        empty = [combo for combo in self.combos.values() if combo.currentData() is None]
        (empty or list(self.combos.values()))[0].setFocus()
