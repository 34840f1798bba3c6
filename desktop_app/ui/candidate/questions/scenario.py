"""A scenario: its case stays in view in a column of its own, its parts beside it; a branching one turn by turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.banks import inline
from desktop_app.exams.shown import ShownQuestion
from desktop_app.ui import theme
from desktop_app.ui.candidate.questions.answer_text import answer_text
from desktop_app.ui.candidate.questions.view import AnswerView, in_answers
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase

MakeView = Callable[[ShownQuestion, Any], AnswerView]


class _Case(QFrame):
    """The case in its column, which scrolls by itself and takes the keyboard for that."""

    def __init__(self, shown: ShownQuestion, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        text = RichText()
        text.set_content(shown.stem, shown.stem_format, shown.images, elsewhere=in_answers(shown))
        text.set_widest(38)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(text)
        column.addStretch(1)
        area = _area(inner)
        area.setAccessibleName(name)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.GAP, 12, 8, 12)
        box.addWidget(label(name, "subheading"))
        box.addWidget(area, 1)


def _area(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


class ScenarioView(AnswerView):
    """The case on the left, all parts on the right; of a branching one the talk so far and the turn that is due."""

    def __init__(self, shown: ShownQuestion, value: Any, make: MakeView, parent: QWidget | None = None) -> None:
        super().__init__(shown, parent)
        self._make = make
        self._given: list[Any] = list(value or [])
        self.views: list[AnswerView] = []
        self.say: QPushButton | None = None
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(_Case(shown, self.tr("The case")), 5)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(theme.GAP)
        self.area = _area(inner)
        row.addWidget(self.area, 7)
        self.box.addLayout(row, 1)
        if shown.branching:
            self._add_talk()
        else:
            for n, part in enumerate(shown.parts):
                self._add_part(part, self._given[n] if n < len(self._given) else None)
        self._column.addStretch(1)

    @property
    def choices(self) -> int:
        """As the part that the keyboard is in."""
        view = self._current()
        return view.choices if view is not None else 0

    def _card_of(self, part: ShownQuestion, reply: str = "") -> Card:
        points = format(part.points.normalize(), "f")
        head = self.tr("({n}) {kind} · worth {points}")
        card = Card(head.format(n=part.position, kind=phrase(f"kind_{part.kind.value}"), points=points))
        stem = RichText()
        stem.set_widest(38)
        stem.set_content(
            part.stem, part.stem_format, part.images, elsewhere=in_answers(part) | inline.pictures(reply, part.images)
        )
        card.box.addWidget(stem)
        self._column.addWidget(card)
        return card

    def _add_part(self, part: ShownQuestion, value: Any) -> AnswerView:
        card = self._card_of(part)
        view = self._make(part, value)
        view.chosen.connect(lambda _: self.chosen.emit(self.value()))
        view.typed.connect(lambda _: self.typed.emit(self.value()))
        card.box.addWidget(view)
        self.views.append(view)
        return view

    # ------------------------------------------------------------ branching

    def _add_talk(self) -> None:
        for n, part in enumerate(self.shown.parts[: len(self._given)]):
            reply_text = self.shown.replies[n] if n < len(self.shown.replies) else ""
            card = self._card_of(part, reply_text)
            said = self.tr("You: {text}").format(text=answer_text(part, self._given[n]))
            card.box.addWidget(_said(said, part))
            if reply_text:
                reply = RichText(measure.BODY_PX)
                words = self.tr("Reply: {text}").format(text=reply_text)
                reply.set_content(words, "plain", part.images, elsewhere=part.images)
                card.box.addWidget(reply)
        if self.shown.ended or len(self._given) >= len(self.shown.parts):
            self._column.addWidget(label(self.tr("The talk is over. Nothing more is asked here."), "muted", wrap=True))
            return
        part = self.shown.parts[len(self._given)]
        card = self._card_of(part)
        view = self._make(part, None)
        self.views.append(view)
        self.say = button(self.tr("Say this"), self._on_said, symbol="message-square")
        note = label(self.tr("What is said cannot be taken back; only then does the talk go on."), "muted", wrap=True)
        card.box.addWidget(view)
        card.box.addWidget(note)
        card.box.addWidget(self.say, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_said(self) -> None:
        said = self.views[-1].value() if self.views else None
        if said is None:
            return
        self._given.append(said)
        self.setEnabled(False)
        self.chosen.emit(self.value())

    # ------------------------------------------------------------ as every view

    def value(self) -> Any:  # noqa: D102
        if self.shown.branching:
            return list(self._given) or None
        values = [view.value() for view in self.views]
        return values if any(value is not None for value in values) else None

    def set_value(self, value: Any) -> None:  # noqa: D102
        if self.shown.branching:
            return
        given = list(value or [])
        for n, view in enumerate(self.views):
            view.set_value(given[n] if n < len(given) else None)

    def lock(self) -> None:  # noqa: D102
        for view in self.views:
            view.lock()
        if self.say is not None:
            self.say.setEnabled(False)

    def mark_right(self, right: Any) -> None:  # noqa: D102
        if not self.shown.branching:
            for view, one in zip(self.views, right or (), strict=False):
                view.mark_right(one)

    def _current(self) -> AnswerView | None:
        focus = QApplication.focusWidget()
        for view in self.views:
            if focus is not None and view.isAncestorOf(focus):
                return view
        return next((view for view in self.views if view.value() is None), self.views[0] if self.views else None)

    def take_focus(self) -> None:  # noqa: D102
        empty = [view for view in self.views if view.value() is None]
        for view in (empty or self.views)[:1]:
            view.take_focus()
        if not self.views:
            self.setFocus()

    def choose(self, number: int) -> bool:  # noqa: D102
        view = self._current()
        return view is not None and view.choose(number)

    def go_on(self) -> bool:  # noqa: D102
        view = self._current()
        if view is None:
            return False
        if view.go_on():
            return True
        if self.shown.branching:
            if view.value() is None:
                return False
            self._on_said()
            return True
        at = self.views.index(view) + 1
        if at >= len(self.views):
            return False
        self.views[at].take_focus()
        focus = QApplication.focusWidget()
        if focus is not None and self.area is not None:
            self.area.ensureWidgetVisible(focus)
        return True


def _said(text: str, part: ShownQuestion) -> RichText:
    made = RichText(bold=True)
    made.set_content(text, "plain", part.images, elsewhere=part.images)
    return made
