"""A question that was not fully right, with what was answered, what is right, why, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.banks.question import Kind
from desktop_app.exams.results import Reviewed
from desktop_app.ui.candidate.points import plain
from desktop_app.ui.candidate.questions.answer_text import answer_text
from desktop_app.ui.candidate.questions.view import in_answers
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.text import label, restyle
from desktop_app.words import phrase


def wrong_answer(one: Reviewed) -> Card:
    """The card of one question; of a scenario with the parts that were not fully right."""
    card = Card()
    head = QCoreApplication.translate("WrongAnswer", "Question {n} · {kind} · {score} of {max} marks")
    card.box.addWidget(
        label(
            head.format(
                n=one.shown.position,
                kind=phrase(f"kind_{one.shown.kind.value}"),
                score=plain(one.graded.points),
                max=plain(one.graded.max),
            ),
            "subheading",
        )
    )
    _stem(card.box, one)
    if one.shown.kind is Kind.SCENARIO:
        for part in one.parts:
            if part.graded.points < part.graded.max:
                name = QCoreApplication.translate("WrongAnswer", "({n}) {kind} · {score} of {max} marks")
                kind = phrase(f"kind_{part.shown.kind.value}")
                points = {"score": plain(part.graded.points), "max": plain(part.graded.max)}
                card.box.addWidget(label(name.format(n=part.shown.position, kind=kind, **points), "subheading"))
                _stem(card.box, part)
                _answers(card.box, part)
                _why(card.box, part)
    else:
        _answers(card.box, one)
    _why(card.box, one)
    return card


def _stem(box: QVBoxLayout, one: Reviewed) -> None:
    stem = RichText()
    stem.set_widest(38)
    stem.set_content(one.shown.stem, one.shown.stem_format, one.shown.images, elsewhere=in_answers(one.shown))
    box.addWidget(stem)


def _answers(box: QVBoxLayout, one: Reviewed) -> None:
    given = answer_text(one.shown, one.answer) or QCoreApplication.translate("WrongAnswer", "not answered")
    _line(box, QCoreApplication.translate("WrongAnswer", "Your answer"), given, "bad", one.shown.images)
    right = answer_text(one.shown, one.right)
    if right:
        _line(box, QCoreApplication.translate("WrongAnswer", "Right answer"), right, "good", one.shown.images)


def _line(box: QVBoxLayout, name: str, text: str, look: str, images: Mapping[str, bytes]) -> None:
    head = label(name)
    restyle(head, state=look)
    body = RichText()
    body.set_content(text, "plain", images, elsewhere=images)
    group = QVBoxLayout()
    group.setSpacing(2)
    group.addWidget(head)
    group.addWidget(body)
    box.addLayout(group)


def _why(box: QVBoxLayout, one: Reviewed) -> None:
    explanation, source = one.explanation, one.source
    if explanation.strip():
        box.addWidget(label(phrase("question_explanation"), "muted"))
        body = RichText(measure.BODY_PX)
        body.set_content(explanation, "plain", one.images, elsewhere=one.images)
        box.addWidget(body)
    if source is not None:
        words = " ".join(part for part in (source.document, source.number, source.article) if part)
        body = RichText(measure.BODY_PX)
        body.set_content(f"{phrase('question_source')}  {words}")
        box.addWidget(body)
