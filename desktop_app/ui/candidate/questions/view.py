"""What every family of question widgets is to the exam page: it shows one question and tells what is answered.

Promises: answers have the shown form of ``exams.answers``, None for an empty one. Must not know the key (nothing here
has it), the store, or whether an answer is saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.banks import inline
from desktop_app.exams.shown import ShownQuestion


def in_answers(shown: ShownQuestion) -> frozenset[str]:
    """The names of the images that stand in what is chosen, ordered or matched, and so not below the stem."""
    return frozenset().union(*(inline.pictures(text, shown.images) for text in _texts(shown)))


def has_formulas(shown: ShownQuestion) -> bool:
    """Whether a formula stands in the question or a part of it that is shown."""
    texts = (shown.stem, *_texts(shown))
    return any(
        isinstance(span.piece, inline.Formula) for text in texts for span in inline.spans(text, shown.images)
    ) or any(has_formulas(part) for part in shown.parts)


def _texts(shown: ShownQuestion) -> Iterator[str]:
    for option in (*shown.options, *shown.left):
        yield option.text
    for right in shown.right:
        yield right.text


class AnswerView(QWidget):
    """The part of a question that is answered. The stem stands above it.

    ``chosen`` carries an answer that is to be saved at once, ``typed`` one that is still being written.
    """

    area: QScrollArea | None = None
    """What scrolls, where the view does so itself."""

    chosen = Signal(object)
    typed = Signal(object)

    def __init__(self, shown: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)

    @property
    def choices(self) -> int:
        """How many options letters and digits choose between here."""
        return 0

    def value(self) -> Any:
        """The answer as it stands now, None for an empty one."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this answer, without telling."""
        raise NotImplementedError

    def lock(self) -> None:
        """Nothing more is answered here; what scrolls still does."""
        self.setEnabled(False)

    def mark_right(self, right: Any) -> None:
        """Mark what is right (in the shown form) and what was wrong to choose, where there are options to mark."""

    def take_focus(self) -> None:
        """Put the keyboard where answering begins."""
        raise NotImplementedError

    def caret(self) -> int:
        """Where the caret stands in a long text, -1 for its end and where there is no such text."""
        return -1

    def set_caret(self, at: int) -> None:
        """Put the caret there."""

    def choose(self, number: int) -> bool:  # noqa: ARG002
        """Choose the option with that number, from 1. False where there is none."""
        return False

    def go_on(self) -> bool:
        """Enter was pressed: take the next step within the question. False: there is none."""
        return False
