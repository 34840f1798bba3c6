"""How far a person has come, topic by topic: the same table for the candidate and for examiners."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from desktop_app.practice.progress import TopicProgress
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.table import Table


def percent(share: Fraction | None) -> str:
    """A share in whole percent; empty where there is none."""
    return "" if share is None else f"{round(share * 100)} %"


def _share(share: Fraction | None) -> Fraction:
    return Fraction(-1) if share is None else share


def topic_progress(rows: Sequence[TopicProgress]) -> Table[TopicProgress]:
    """The table."""
    table: Table[TopicProgress] = Table(
        QCoreApplication.translate("TopicProgress", "Progress by topic"),
        [
            Column(QCoreApplication.translate("TopicProgress", "Topic"), lambda one: one.topic or one.bank),
            Column(QCoreApplication.translate("TopicProgress", "Bank"), lambda one: one.bank),
            Column(
                QCoreApplication.translate("TopicProgress", "Practised"),
                lambda one: f"{one.practised} / {one.questions}",
                lambda one: one.practised,
                number=True,
            ),
            Column(
                QCoreApplication.translate("TopicProgress", "Due"),
                lambda one: str(one.due) if one.due else "",
                lambda one: one.due,
                number=True,
            ),
            Column(
                QCoreApplication.translate("TopicProgress", "Known"),
                lambda one: percent(one.known),
                lambda one: _share(one.known),
                number=True,
            ),
            Column(
                QCoreApplication.translate("TopicProgress", "Right in 30 days"),
                lambda one: percent(one.recent),
                lambda one: _share(one.recent),
                number=True,
            ),
        ],
    )
    measure.keep(table, lambda: table.setMinimumHeight(measure.scaled(200)))
    table.set_rows(rows, [measure.scaled(width) for width in (260, 120, 110, 70, 90, 130)])
    return table
