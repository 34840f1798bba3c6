"""A question's stem with its answer view below, as one scrolled column: in an exam and in practice alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.banks.question import Kind
from desktop_app.exams.shown import ShownQuestion
from desktop_app.ui import theme
from desktop_app.ui.candidate.questions.text import numbered_gaps
from desktop_app.ui.candidate.questions.view import AnswerView, in_answers
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.rich_text import RichText

WIDEST_LINE = 38
"""Chinese characters in a line of the stem."""


def question_body(shown: ShownQuestion, view: AnswerView, below: QWidget | None = None) -> QScrollArea:
    """The column; ``below`` stands under the answer."""
    stem = RichText()
    stem.set_widest(WIDEST_LINE)
    text = numbered_gaps(shown) if shown.kind is Kind.BLANK else shown.stem
    stem.set_content(text, shown.stem_format, shown.images, elsewhere=in_answers(shown))
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 4, 8, 4)
    column.setSpacing(theme.GAP)
    column.addWidget(stem)
    essay = shown.kind is Kind.ESSAY
    column.addWidget(view, 1 if essay else 0)
    if below is not None:
        column.addWidget(below)
    if not essay:
        column.addStretch(1)
    inner.setMaximumWidth(max(theme.CONTENT_WIDTH, measure.scaled(900)))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setWidget(inner)
    return area
