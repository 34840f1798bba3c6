"""The question before submitting: how many are empty, answered in part or flagged; whatever key comes first hands
nothing in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from desktop_app.exams.sitting import Sitting

_MOST_NAMED = 10


class BeforeSubmitting(QMessageBox):
    """``decided`` carries whether the paper is to be handed in. ``unfit``: the questions where something stands that is
    no answer."""

    decided = Signal(bool)

    def __init__(self, sitting: Sitting, unfit: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Submit"))
        self.setText("\n".join(self._words(sitting, unfit)))
        self.setInformativeText(self.tr("After submitting, nothing can be changed."))
        stay = self.addButton(self.tr("Go on with the exam"), QMessageBox.ButtonRole.RejectRole)
        self._yes = self.addButton(self.tr("Submit"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(stay)
        self.setEscapeButton(stay)
        self.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self, clicked: QAbstractButton) -> None:
        self.decided.emit(clicked is self._yes)

    def _words(self, sitting: Sitting, unfit: Sequence[int]) -> list[str]:
        count = len(sitting.questions)
        empty = [n for n in range(1, count + 1) if n not in sitting.answers]
        begun = sitting.begun
        words = []
        if empty:
            words.append(self.tr("Empty: {n} ({which}).").format(n=len(empty), which=self._named(empty)))
        if begun:
            words.append(self.tr("Answered in part: {n} ({which}).").format(n=len(begun), which=self._named(begun)))
        if not words:
            words = [self.tr("All {n} questions are answered.").format(n=count)]
        if sitting.flags:
            words.append(self.tr("Flagged: {n}.").format(n=len(sitting.flags)))
        if unfit:
            told = self.tr("What stands in question {which} is not an answer and is not saved.")
            words.append(told.format(which=self._named(unfit)))
        return words

    def _named(self, positions: Sequence[int]) -> str:
        named = self.tr(", ").join(str(n) for n in positions[:_MOST_NAMED])
        return named + (" …" if len(positions) > _MOST_NAMED else "")
