"""One question on the screen: its head, its stem, and the widget that answers it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app import formulas
from desktop_app.banks.question import Kind
from desktop_app.exams.sitting import Sitting
from desktop_app.ui import theme
from desktop_app.ui.candidate.question_body import question_body
from desktop_app.ui.candidate.questions import view_for
from desktop_app.ui.candidate.questions.view import AnswerView, has_formulas
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.icon import icon
from desktop_app.ui.widgets.text import button, label, restyle
from desktop_app.words import phrase


class QuestionPane(QFrame):
    """Shows a question of a sitting. ``chosen`` and ``typed`` come from the answering widget; ``flagged`` carries
    whether the person wants the flag."""

    chosen = Signal(object)
    typed = Signal(object)
    flagged = Signal(bool)

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._sitting = sitting
        if any(has_formulas(shown) for shown in sitting.shown.values()):
            # Now, not when a question in the middle of the exam is opened.
            formulas.prepare()
        self.view: AnswerView | None = None
        self._body: QWidget | None = None
        self._back_to = self._seconds = 0
        self._flag_drawn: tuple[bool, object] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(theme.GROUP, 12, theme.GROUP, 12)
        self._box.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        # With large text on a small screen these two give way; the number of the question never does.
        self.kind = ElidedLabel(role="subheading")
        self.place = label()
        self.points = ElidedLabel(role="muted")
        self.section = ElidedLabel(role="muted")
        for one in (self.kind, self.place, self.points, self.section):
            row.addWidget(one)
        row.addStretch(1)
        self.clear = button(self.tr("Clear"), self._on_clear, symbol="undo-2")
        self.clear.setAccessibleName(self.tr("Clear the answer"))
        self.clear.setToolTip(self.tr("Clear the answer"))
        self.clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.flag = button("", lambda: self.flagged.emit(self.flag.isChecked()), symbol="flag")
        self.flag.setCheckable(True)
        self.flag.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.clear)
        row.addWidget(self.flag)
        self._box.addLayout(row)

    @property
    def choices(self) -> int:
        """How many options letters and digits choose between here and now."""
        return self.view.choices if self.view is not None else 0

    def show_question(self, position: int, value: Any) -> None:
        """Show the question of that number with this answer."""
        if self.view is not None:
            # An input method may still commit to a field that is going: that would be taken for the next question's.
            self.view.blockSignals(True)
        if self._body is not None:
            self._box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        shown = self._sitting.shown[position]
        self.kind.setText(phrase(f"kind_{shown.kind.value}"))
        total = len(self._sitting.questions)
        self.place.setText(self.tr("Question {n} / {total}").format(n=position, total=total))
        self.points.setText(self.tr("worth {points}").format(points=format(shown.points.normalize(), "f")))
        self.section.setText(self._sitting.plan.sections[shown.section - 1].title)
        view = view_for(shown, value)
        view.chosen.connect(self.chosen)
        view.typed.connect(self.typed)
        self.view = view
        # What was said in a branching talk stays said.
        self.clear.setVisible(not shown.branching)
        self._body = view if shown.kind is Kind.SCENARIO else question_body(shown, view)
        self._box.addWidget(self._body, 1)
        QWidget.setTabOrder(self.clear, self.flag)
        self.take_focus()
        self._back_to = 0
        if self._area is not None:
            bar = self._area.verticalScrollBar()
            bar.rangeChanged.connect(self._scroll_back)
            bar.actionTriggered.connect(self.let_go)
        if isinstance(self._body, QScrollArea):
            # Focus would scroll to the first field and leave the stem above out of sight.
            QTimer.singleShot(0, self, self._to_top)

    def _to_top(self) -> None:
        if isinstance(self._body, QScrollArea) and not self._back_to:
            self._body.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------ the place within the question

    @property
    def _area(self) -> QScrollArea | None:
        """What scrolls."""
        if isinstance(self._body, QScrollArea):
            return self._body
        return self.view.area if self.view is not None else None

    def scrolled(self) -> int:
        """How far the question is scrolled, from 0 to 1000."""
        if self._back_to or self._area is None:
            return self._back_to
        bar = self._area.verticalScrollBar()
        return bar.value() * 1000 // bar.maximum() if bar.maximum() else 0

    def caret(self) -> int:
        """Where the caret stands in a long text; -1: at its end, or there is none."""
        return self.view.caret() if self.view is not None else -1

    def come_back(self, scrolled: int, caret: int) -> None:
        """Go on at that place, as soon as the question has its height."""
        if self.view is not None:
            self.view.set_caret(caret)
        self._back_to, self._seconds = scrolled, 0
        self._scroll_back()

    def let_go(self) -> None:
        """Somebody scrolls, from now on by themselves."""
        self._back_to = 0

    def settle(self) -> None:
        """A second has passed. In the second one with the question in sight it has its height, however slow the PC."""
        self._seconds += self.isVisible()
        if self._seconds > 1:
            self._back_to = 0

    def _scroll_back(self) -> None:
        if self._back_to and self._area is not None:
            bar = self._area.verticalScrollBar()
            bar.setValue(-(-bar.maximum() * self._back_to // 1000))

    def set_flagged(self, on: bool) -> None:
        """Show whether the question is flagged."""
        colours = theme.current()
        self.flag.setChecked(on)
        if self._flag_drawn == (on, colours):
            # A new icon for every question would fill Qt's cache of pictures.
            return
        self._flag_drawn = (on, colours)
        self.flag.setText(self.tr("Flagged") if on else self.tr("Flag"))
        self.flag.setAccessibleName(self.flag.text())
        self.flag.setIcon(icon("flag", colours.caution if on else colours.text))
        restyle(self.flag, role="flag" if on else "")

    def value(self) -> Any:
        """The answer as it stands on the screen."""
        return self.view.value() if self.view is not None else None

    def choose(self, number: int) -> bool:
        """Choose the option of that number."""
        return self.view is not None and self.view.choose(number)

    def go_on(self) -> bool:
        """The next step within the question; False where there is none."""
        return self.view is not None and self.view.go_on()

    def take_focus(self) -> None:
        """Put the keyboard where answering begins."""
        if self.view is not None:
            self.view.take_focus()

    def _on_clear(self) -> None:
        if self.view is not None:
            self.view.set_value(None)
            self.chosen.emit(None)
            self.view.take_focus()
