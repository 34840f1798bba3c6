"""What is said to a practised answer: right or not, what is right, why, and on what it rests."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.banks.question import Scenario, Source
from desktop_app.exams.shown import ShownQuestion
from desktop_app.practice.practising import Feedback, Practised
from desktop_app.ui import theme
from desktop_app.ui.candidate.questions.answer_text import answer_text
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.text import label, restyle
from desktop_app.words import phrase


class FeedbackCard(Card):
    """Shown under the answer."""

    def __init__(self, practised: Practised, value: Any, feedback: Feedback, due: str) -> None:
        super().__init__()
        shown = practised.shown(value)
        self.verdict = self._head(feedback)
        if not feedback.right:
            self._say(self.tr("Right answer"), right_text(practised, shown, feedback), shown)
        for remark in feedback.remarks:
            self._say(self.tr("On what you chose"), remark, shown)
        explain(self, feedback.explanation, feedback.source, shown)
        self.box.addWidget(label(due, "muted"))

    def _head(self, feedback: Feedback) -> str:
        colours = theme.current()
        if feedback.right:
            words, look, symbol, colour = self.tr("Right"), "good", "circle-check", colours.good
        elif feedback.share:
            words, look, symbol, colour = self.tr("Partly right"), "caution", "circle-alert", colours.caution
        else:
            words, look, symbol, colour = self.tr("Not right"), "bad", "x", colours.bad
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(symbol, colour))
        said = label(words, "heading")
        restyle(said, state=look)
        row.addWidget(said, 1)
        self.box.addLayout(row)
        self.setAccessibleName(words)
        return words

    def _say(self, name: str, text: str, shown: ShownQuestion) -> None:
        if text.strip():
            self.box.addWidget(label(name, "muted"))
            body = RichText(measure.BODY_PX)
            body.set_content(text, "plain", shown.images, elsewhere=shown.images)
            self.box.addWidget(body)


def right_text(practised: Practised, shown: ShownQuestion, feedback: Feedback) -> str:
    """What is right, as a person reads it; a talk's path is not told, another try finds it."""
    found = practised.question
    if isinstance(found, Scenario):
        if found.branches:
            return ""
        return answer_text(shown, feedback.right_answer)
    return answer_text(shown, feedback.right_answer)


def explain(card: Card, explanation: str, source: Source | None, shown: ShownQuestion) -> None:
    """Why, and on what it rests, into a card."""
    if explanation.strip():
        card.box.addWidget(label(phrase("question_explanation"), "muted"))
        body = RichText(measure.BODY_PX)
        body.set_content(explanation, "plain", shown.images, elsewhere=shown.images)
        card.box.addWidget(body)
    if source is not None:
        words = " ".join(part for part in (source.document, source.number, source.article) if part)
        if source.effective_on:
            since = QCoreApplication.translate("PracticeFeedback", "in force since {day}")
            words = f"{words}  {since.format(day=source.effective_on.isoformat())}"
        body = RichText(measure.BODY_PX)
        body.set_content(f"{phrase('question_source')}  {words}")
        card.box.addWidget(body)
