"""Single choice, multiple choice, true or false: rows that are clickable from edge to edge."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.banks.question import Kind
from desktop_app.exams.shown import ShownQuestion
from desktop_app.ui.candidate.questions.view import AnswerView
from desktop_app.ui.widgets.choice_row import CheckRow, RadioRow


class OneView(AnswerView):
    """One row is chosen: single choice, true or false."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        if shown.kind is Kind.TRUE_FALSE:
            faces: list[tuple[Any, str, str]] = [(True, "A", self.tr("True")), (False, "B", self.tr("False"))]
        else:
            faces = [(option.letter, option.letter, option.text) for option in shown.options]
        self.rows: list[RadioRow] = []
        self._values: list[Any] = []
        for value, letter, text in faces:
            row = RadioRow(letter, text, shown.images)
            row.toggled.connect(self._on_toggled)
            self.rows.append(row)
            self._values.append(value)
            self.box.addWidget(row)

    def _on_toggled(self, now: bool) -> None:
        if now:
            self.chosen.emit(self.value())

    @property
    def choices(self) -> int:  # noqa: D102
        return len(self.rows)

    def value(self) -> Any:  # noqa: D102
        for row, value in zip(self.rows, self._values, strict=True):
            if row.isChecked():
                return value
        return None

    def set_value(self, value: Any) -> None:  # noqa: D102
        for row, own in zip(self.rows, self._values, strict=True):
            row.blockSignals(True)
            # Qt lets no exclusive button be unchecked otherwise.
            row.setAutoExclusive(False)
            row.setChecked(value is not None and type(value) is type(own) and own == value)
        for row in self.rows:
            row.setAutoExclusive(True)
            row.blockSignals(False)

    def mark_right(self, right: Any) -> None:  # noqa: D102
        for row, value in zip(self.rows, self._values, strict=True):
            if value == right or row.isChecked():
                row.judge(value == right)

    def take_focus(self) -> None:  # noqa: D102
        checked = [row for row in self.rows if row.isChecked()]
        (checked or self.rows)[0].setFocus()

    def choose(self, number: int) -> bool:  # noqa: D102
        if not 1 <= number <= len(self.rows):
            return False
        self.rows[number - 1].setChecked(True)
        self.rows[number - 1].setFocus()
        return True


class SeveralView(AnswerView):
    """Any number of rows is chosen: multiple choice."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        self.rows: list[CheckRow] = []
        for option in shown.options:
            row = CheckRow(option.letter, option.text, shown.images)
            row.toggled.connect(self._on_toggled)
            self.rows.append(row)
            self.box.addWidget(row)

    def _on_toggled(self, now: bool) -> None:  # noqa: ARG002
        self.chosen.emit(self.value())

    @property
    def choices(self) -> int:  # noqa: D102
        return len(self.rows)

    def value(self) -> Any:  # noqa: D102
        return [row.letter for row in self.rows if row.isChecked()] or None

    def set_value(self, value: Any) -> None:  # noqa: D102
        for row in self.rows:
            row.blockSignals(True)
            row.setChecked(row.letter in (value or ()))
            row.blockSignals(False)

    def mark_right(self, right: Any) -> None:  # noqa: D102
        for row in self.rows:
            if row.letter in (right or ()) or row.isChecked():
                row.judge(row.letter in (right or ()))

    def take_focus(self) -> None:  # noqa: D102
        self.rows[0].setFocus()

    def choose(self, number: int) -> bool:  # noqa: D102
        if not 1 <= number <= len(self.rows):
            return False
        self.rows[number - 1].toggle()
        self.rows[number - 1].setFocus()
        return True
