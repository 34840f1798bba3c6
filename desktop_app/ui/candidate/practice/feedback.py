"""What is said to a practised answer: right or not, what is right, why, and on what it rests."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.banks.question import Scenario, Source
from desktop_app.exams.shown import ShownQuestion
from desktop_app.practice.changes import Before
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

    def __init__(self, practised: Practised, value: Any, feedback: Feedback, due: str, earlier: Before | None) -> None:
        super().__init__()
        shown = practised.shown(value)
        self.verdict = self._head(feedback)
        if not feedback.right:
            self._say(self.tr("Right answer"), right_text(practised, shown, feedback), shown)
        for remark in feedback.remarks:
            self._say(self.tr("On what you chose"), remark, shown)
        explain(self, feedback.explanation, feedback.source, shown)
        if earlier is not None:
            self._say_before(earlier, right_text(practised, shown, feedback))
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

    def _say_before(self, earlier: Before, right_now: str) -> None:
        """What changed: the rule before, and what was right then where that is another answer."""
        words = source_words(earlier.source)
        if earlier.source.repealed_on:
            until = self.tr("until {day}").format(day=earlier.source.repealed_on.isoformat())
            words = f"{words}  {until}"
        self._say(self.tr("Before, it rested on"), words, earlier.shown)
        right_then = answer_text(earlier.shown, earlier.right_answer) if not earlier.shown.branching else ""
        if right_then and _plain(right_then) != _plain(right_now):
            self._say(self.tr("Right then, no more"), right_then, earlier.shown)

    def _say(self, name: str, text: str, shown: ShownQuestion) -> None:
        if text.strip():
            self.box.addWidget(label(name, "muted"))
            body = RichText(measure.BODY_PX)
            body.set_content(text, "plain", shown.images, elsewhere=shown.images)
            self.box.addWidget(body)


def right_text(practised: Practised, shown: ShownQuestion, feedback: Feedback) -> str:
    """What is right, as a person reads it; a talk's path is not told, another try finds it."""
    found = practised.question
    talk = isinstance(found, Scenario) and found.branches
    return "" if talk else answer_text(shown, feedback.right_answer)


def explain(card: Card, explanation: str, source: Source | None, shown: ShownQuestion) -> None:
    """Why, and on what it rests, into a card."""
    if explanation.strip():
        card.box.addWidget(label(phrase("question_explanation"), "muted"))
        body = RichText(measure.BODY_PX)
        body.set_content(explanation, "plain", shown.images, elsewhere=shown.images)
        card.box.addWidget(body)
    if source is not None:
        body = RichText(measure.BODY_PX)
        body.set_content(f"{phrase('question_source')}  {source_words(source)}")
        card.box.addWidget(body)


def source_words(source: Source) -> str:
    """Document, number, article, and since when it is in force."""
    words = " ".join(part for part in (source.document, source.number, source.article) if part)
    if source.effective_on:
        since = QCoreApplication.translate("PracticeFeedback", "in force since {day}")
        words = f"{words}  {since.format(day=source.effective_on.isoformat())}"
    return words


def _plain(text: str) -> str:
    """An answer without the letters of options, which stand in another order each time."""
    lines = (line.partition("  ")[2] or line for line in text.splitlines())
    return "\n".join(sorted(line.strip() for line in lines))
