"""What is typed: blanks, a number with its unit, an essay with a count of its words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from desktop_app.exams.answers import LONGEST_BLANK, LONGEST_TEXT, read_number
from desktop_app.exams.shown import ShownQuestion
from desktop_app.ui.candidate.questions.view import AnswerView
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.text import label, restyle

_GAP = re.compile(r"_{2,}|（\s*）|\(\s*\)")
# Unihan and kana count one by one; anything else counts by words.
_WORDS = re.compile(r"[぀-ヿ㐀-鿿豈-﫿\U00020000-\U0003ffff]|[^\W_぀-ヿ㐀-鿿豈-﫿\U00020000-\U0003ffff]+")


def count_words(text: str) -> int:
    """How many words a text has: each Chinese character is one, each run of other letters and digits is one."""
    return len(_WORDS.findall(text))


def numbered_gaps(shown: ShownQuestion) -> str:
    """The stem with its gaps numbered as the fields below it are, where it has as many gaps as fields."""
    if shown.blanks < 2 or len(_GAP.findall(shown.stem)) != shown.blanks:
        return shown.stem
    numbers = iter(range(1, shown.blanks + 1))
    return _GAP.sub(lambda _: f"（{next(numbers)}）", shown.stem)


class BlanksView(AnswerView):
    """A field for each blank."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12 if shown.blanks > 1 else 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 20)
        grid.setColumnStretch(2, 1)
        self.fields: list[QLineEdit] = []
        for n in range(1, shown.blanks + 1):
            field = QLineEdit()
            field.setProperty("role", "answer")
            field.setMaxLength(LONGEST_BLANK)
            field.setMaximumWidth(measure.scaled(560))
            field.setAccessibleName(self.tr("Blank {n}").format(n=n))
            # Not textEdited: a screen reader and dictation put a text in without keys.
            field.textChanged.connect(self._on_edited)
            if shown.blanks > 1:
                name = label(f"({n})")
                name.setBuddy(field)
                grid.addWidget(name, n, 0)
            grid.addWidget(field, n, 1)
            self.fields.append(field)
        self.box.addLayout(grid)

    def _on_edited(self, text: str) -> None:  # noqa: ARG002
        self.typed.emit(self.value())

    def go_on(self) -> bool:  # noqa: D102
        for field, following in pairwise(self.fields):
            if field.hasFocus():
                following.setFocus()
                return True
        return False

    def value(self) -> Any:  # noqa: D102
        texts = [field.text() for field in self.fields]
        return texts if any(text.strip() for text in texts) else None

    def set_value(self, value: Any) -> None:  # noqa: D102
        for n, field in enumerate(self.fields):
            field.blockSignals(True)
            field.setText((value[n] or "") if value and n < len(value) else "")
            field.blockSignals(False)

    def take_focus(self) -> None:  # noqa: D102
        empty = [field for field in self.fields if not field.text()]
        (empty or self.fields)[0].setFocus()


_LONG_UNIT: Final = 6


class NumberView(AnswerView):
    """A number; its unit stands behind it."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.field = QLineEdit()
        self.field.setProperty("role", "answer")
        self.field.setMinimumWidth(measure.scaled(90))
        self.field.setMaximumWidth(measure.scaled(220))
        self.field.setMaxLength(40)
        name = self.tr("Number in {unit}").format(unit=shown.unit) if shown.unit else self.tr("Number")
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self._on_edited)
        row.addWidget(self.field, 100)
        row.addWidget(label(shown.unit, wrap=len(shown.unit) > _LONG_UNIT), 50)
        row.addStretch(1)
        self.box.addLayout(row)
        self._hint = label("", wrap=True)
        self._hint.hide()
        self.box.addWidget(self._hint)

    def _on_edited(self, text: str) -> None:
        self._check(text)
        self.typed.emit(self.value())

    def _check(self, text: str) -> None:
        bad = bool(text.strip()) and read_number(text, self.shown.unit) is None
        restyle(self.field, state="bad" if bad else "")
        restyle(self._hint, state="bad" if bad else "")
        self._hint.setText(self.tr("This is not a number yet, so it is not saved. Write it like 1234.5") if bad else "")
        self._hint.setVisible(bad)

    def value(self) -> Any:  # noqa: D102
        text = self.field.text().strip()
        return text or None

    def set_value(self, value: Any) -> None:  # noqa: D102
        self.field.blockSignals(True)
        self.field.setText("" if value is None else str(value))
        self.field.blockSignals(False)
        self._check(self.field.text())

    def take_focus(self) -> None:  # noqa: D102
        self.field.setFocus()


class EssayView(AnswerView):
    """Free text and the number of its words."""

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        self.field = QPlainTextEdit()
        self.field.setProperty("role", "answer")
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setTabChangesFocus(True)
        self.field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.field.setMinimumHeight(measure.scaled(200))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._count = label("", "muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.addWidget(self.field, 1)
        self.box.addWidget(self._count)
        self._silent = False
        self._told = ""
        self.field.textChanged.connect(self._on_changed)
        self._tell_count()

    def _on_changed(self) -> None:
        # An input method that composes changes what is seen, not the text.
        text = self.field.toPlainText()
        if text == self._told:
            return
        self._told = text
        self._tell_count()
        if not self._silent:
            self.typed.emit(self.value())

    def _tell_count(self) -> None:
        text = self.field.toPlainText()
        if len(text) > LONGEST_TEXT:
            words = self.tr("{n} characters: {most} can be kept. Shorten it; what is longer is not saved.")
            self._count.setText(words.format(n=len(text), most=LONGEST_TEXT))
        else:
            self._count.setText(self.tr("{n} words").format(n=count_words(text)))
        restyle(self._count, state="bad" if len(text) > LONGEST_TEXT else "")

    def value(self) -> Any:  # noqa: D102
        text = self.field.toPlainText()
        return text if text.strip() else None

    def set_value(self, value: Any) -> None:  # noqa: D102
        self._silent = True
        self.field.setPlainText(value or "")
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._silent = False

    def take_focus(self) -> None:  # noqa: D102
        self.field.setFocus()

    def caret(self) -> int:  # noqa: D102
        cursor = self.field.textCursor()
        return -1 if cursor.atEnd() else cursor.position()

    def set_caret(self, at: int) -> None:  # noqa: D102
        cursor = self.field.textCursor()
        if 0 <= at < self.field.document().characterCount():
            cursor.setPosition(at)
            self.field.setTextCursor(cursor)
