"""The nine kinds of question as a candidate answers them: one widget for each family."""

from __future__ import annotations

from typing import Any

from desktop_app.banks.question import Kind
from desktop_app.exams.shown import ShownQuestion
from desktop_app.ui.candidate.questions.choice import OneView, SeveralView
from desktop_app.ui.candidate.questions.match import MatchView
from desktop_app.ui.candidate.questions.order import OrderView
from desktop_app.ui.candidate.questions.scenario import ScenarioView
from desktop_app.ui.candidate.questions.text import BlanksView, EssayView, NumberView
from desktop_app.ui.candidate.questions.view import AnswerView


def view_for(shown: ShownQuestion, value: Any) -> AnswerView:
    """The widget that answers this question, showing the answer ``value`` (None: none yet)."""
    view = _view(shown, value)
    view.set_value(value)
    return view


def _view(shown: ShownQuestion, value: Any) -> AnswerView:
    match shown.kind:
        case Kind.SINGLE | Kind.TRUE_FALSE:
            return OneView(shown)
        case Kind.MULTIPLE:
            return SeveralView(shown)
        case Kind.BLANK:
            return BlanksView(shown)
        case Kind.NUMERIC:
            return NumberView(shown)
        case Kind.ORDER:
            return OrderView(shown)
        case Kind.MATCH:
            return MatchView(shown)
        case Kind.SCENARIO:
            return ScenarioView(shown, value, view_for)
        case Kind.ESSAY:
            return EssayView(shown)
